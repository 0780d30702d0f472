"""The server as a process of its own, and clients that talk to it over a real connection."""

import json
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.needs import needs_program
from tests.program import Json, Program, script

PATIENCE_SECONDS = 30.0
API = "/api/v1"
LAST_CHUNK = "0\r\n\r\n"


@dataclass(frozen=True)
class Reply:
    """What came back: status, headers with small names, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Json:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def error(self) -> dict[str, str]:
        """The error object, which is all that the body holds."""
        held = self.json
        assert list(held) == ["error"], held
        error: dict[str, str] = held["error"]
        assert list(error) == ["code", "message", "hint"], error
        return error


@dataclass(frozen=True)
class Client:
    """Who asks the server, with a web token or without one."""

    port: int
    web_token: str | None = None

    def ask(self, method: str, path: str, body: object = None, *, is_of_api: bool = True, **headers: str) -> Reply:
        """One request on a connection of its own; `body` is sent as JSON, bytes as they are, or in chunks."""
        sent = body if body is None or isinstance(body, bytes | Iterator) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        proof = {} if self.web_token is None else {"Authorization": f"Bearer {self.web_token}"}
        kind = {} if sent is None else {"Content-Type": "application/json"}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, (API if is_of_api else "") + path, sent, proof | kind | named)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, found, answer.read())
        finally:
            connection.close()

    def ask_with_lines(self, method: str, path: str, body: object, name: str, lines: list[str]) -> int:
        """The status of a request that has one header in several lines."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        sent = json.dumps(body).encode()
        connection.putrequest(method, API + path)
        for line in lines:
            connection.putheader(name, line)
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Content-Length", str(len(sent)))
        connection.endheaders(sent)
        status = connection.getresponse().status
        connection.close()
        return status

    def done(self, method: str, path: str, body: object = None, status: int = 200) -> Json:
        """The object of a request that succeeds."""
        reply = self.ask(method, path, body)
        assert reply.status == status, reply
        return reply.json

    def refused(self, status: int, code: str, method: str, path: str, body: object = None) -> dict[str, str]:
        """The error object of a request that is refused."""
        reply = self.ask(method, path, body)
        assert (reply.status, reply.error["code"]) == (status, code), reply
        return reply.error

    def start(self, **wanted: object) -> Json:
        """The session that starts."""
        return self.done("POST", "/sessions/start", wanted, 201)

    def complete(self, session_id: int, **said: object) -> Json:
        """The session that ends."""
        return self.done("POST", "/sessions/complete", {"session_id": session_id, **said})

    @contextmanager
    def events(self) -> Iterator["Events"]:
        """The stream of events."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE_SECONDS) as connection:
            lines = [f"GET {API}/sessions/events HTTP/1.1", "Host: localhost"]
            lines += [f"Authorization: Bearer {self.web_token}", "", ""]
            connection.sendall("\r\n".join(lines).encode())
            yield Events(connection)


class Events:
    """What an events client reads."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.text = ""

    def next(self, within_seconds: float = PATIENCE_SECONDS) -> Json:
        """The data of the next event."""
        return json.loads(self.field("data: ", within_seconds))

    def field(self, name: str, within_seconds: float) -> str:
        """The value of the next field of that name; what stands before it is passed over."""
        until = time.monotonic() + within_seconds
        while name not in self.text or "\n" not in self.text.partition(name)[2]:
            self.read(until)
        value, _, self.text = self.text.partition(name)[2].partition("\n")
        return value

    def read(self, until: float) -> None:
        """Waits for more."""
        ready, _, _ = select.select([self.connection], [], [], max(0.0, until - time.monotonic()))
        assert ready, f"nothing came in time, after {self.text!r}"
        more = self.connection.recv(65536)
        assert more, f"the stream ended after {self.text!r}"
        self.text += more.decode()

    def end(self, within_seconds: float = PATIENCE_SECONDS) -> None:
        """Returns when the server ends the stream: its last chunk is empty (RFC 9112, 7.1)."""
        until = time.monotonic() + within_seconds
        while not self.text.endswith(LAST_CHUNK):
            self.read(until)


class Server:
    """A server that listens."""

    def __init__(self, program: Program, process: subprocess.Popen[str], port: int) -> None:
        self.program = program
        self.process = process
        self.port = port

    @property
    def nobody(self) -> Client:
        """A client without a web token."""
        return Client(self.port)

    def client(self, profile: str | None = None) -> Client:
        """A client who gave the token of a profile, or of the only one."""
        return Client(self.port, self.admission(profile)["access_token"])

    def admission(self, profile: str | None = None) -> Json:
        """What the token of a profile is answered with."""
        (file,) = [file for file in self.program.token_files() if profile is None or profile in file.name]
        return self.nobody.done("POST", "/token", {"token": file.read_text().strip()})

    def end(self, ending: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Exit code and standard error, when it was told to end."""
        self.process.send_signal(ending)
        _, said = self.process.communicate(timeout=PATIENCE_SECONDS)
        assert "Traceback" not in said
        return self.process.returncode, said

    def seconds_used(self) -> float:
        """The processor time that it has taken so far."""
        cells = self.told_by_system("stat").rpartition(")")[2].split()
        return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")

    def memory_bytes(self) -> int:
        """The most memory that it held at once."""
        (line,) = [line for line in self.told_by_system("status").splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024

    def told_by_system(self, name: str) -> str:
        """What Linux tells of the process."""
        return Path(f"/proc/{self.process.pid}/{name}").read_text(encoding="ascii")


@contextmanager
def serving(program: Program, *options: str, yogaflow: str | None = None) -> Iterator[Server]:
    """A server on a port of its own, which listens; it is ended with the test. `yogaflow` is another installed one."""
    process = subprocess.Popen(
        [yogaflow or script(), "serve", "--port", "0", "--json", *options],
        env=program.environment,
        cwd=program.home.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Server(program, process, port_of(process))
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def port_of(process: subprocess.Popen[str]) -> int:
    """The port of the server that begins to listen."""
    assert process.stdout is not None
    told = "".join(iter(process.stdout.readline, "}\n")) + "}"
    address: str = json.loads(told)["address"]
    return int(address.rpartition(":")[2])


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Another program writes, and takes its time."""
    needs_program("sqlite3")
    with subprocess.Popen(
        ["sqlite3", str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write("BEGIN EXCLUSIVE; SELECT 1;\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "1\n"
        yield
        writer.communicate("COMMIT;\n")
