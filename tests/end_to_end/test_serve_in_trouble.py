"""What a server meets: a port in use, hosts that others reach, clients that dawdle, a held database, its own death."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException, HTTPSConnection

import pytest

from tests.end_to_end.serving import Client, Server, held, serving
from tests.needs import needs_program
from tests.program import Program, script
from yogaflow_cli.server.connections import ARRIVES_WITHIN_SECONDS, LEAVES_WITHIN_SECONDS

READER_SECONDS = 3.0
"""Far more than a read takes beside anything that a client does, and other tests beside it."""


@pytest.fixture
def server(begun: Program) -> Iterator[Server]:
    """A server beside session 1, which runs since 08:30."""
    with serving(begun) as server:
        yield server


def test_a_second_server_on_the_port_says_so(server: Server) -> None:
    """Exit 6, and what to give instead."""
    error = server.program.refused(6, "address_in_use", "serve", "--port", str(server.port))
    assert "--port" in error["hint"]
    server.client().done("GET", "/sessions/current")


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("--host", "0.0.0.0"), "usage", "--tls-cert"),
        (("--host", "::"), "usage", "--behind-proxy"),
        (("--host", ""), "invalid_value", "127.0.0.1"),
        (("--host", "192.0.2.1", "--behind-proxy"), "invalid_value", "127.0.0.1"),
        (("--host", "no.such.host.invalid"), "invalid_value", "127.0.0.1"),
        (("--host", "a" * 300), "invalid_value", "127.0.0.1"),
        (("--port", "70000"), "invalid_value", "0"),
        (("--port", "8_800"), "invalid_value", "0"),
        (("--port", "-1"), "invalid_value", "0"),
        (("--allow-host", "yoga.home:8800"), "invalid_value", "without a port"),
        (("--allow-host", "\x1b[2J"), "invalid_value", "yoga.home"),
        (("--tls-cert", "absent.pem"), "usage", "--tls-key"),
        (("--tls-cert", "absent.pem", "--tls-key", "absent.key"), "storage_missing", ""),
        (("--tls-cert", "/dev/null", "--tls-key", "/dev/null"), "invalid_value", "PEM"),
    ],
)
def test_what_it_cannot_listen_with_is_said(begun: Program, options: tuple[str, ...], code: str, says: str) -> None:
    """One line and a hint; nothing is served."""
    error = begun.refused(7 if code.startswith("storage") else 2, code, "serve", *options)
    assert says in (error["hint"] or "")


def test_a_damaged_database_is_said_before_anybody_asks(begun: Program) -> None:
    """Exit 7, as from every command."""
    begun.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 8192)
    begun.refused(7, "storage_damaged", "serve")


def test_it_speaks_tls_itself(begun: Program) -> None:
    """With a certificate it may listen for others; the address says https."""
    needs_program("openssl")
    folder = begun.home.parent
    certificate, key = folder / "here.pem", folder / "here.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"]
    subprocess.run(
        [*command, "-addext", "subjectAltName=DNS:localhost", "-out", certificate, "-keyout", key],
        check=True,
        capture_output=True,
    )
    options = ("--host", "0.0.0.0", "--tls-cert", str(certificate), "--tls-key", str(key))
    with serving(begun, *options) as server:
        trusting = ssl.create_default_context(cafile=str(certificate))
        connection = HTTPSConnection("localhost", server.port, context=trusting, timeout=10)
        connection.request("GET", "/api/v1/sessions/current")
        assert connection.getresponse().status == 401
        connection.close()
        with pytest.raises(OSError):
            server.nobody.ask("GET", "/sessions/current")


@pytest.mark.parametrize(
    ("ending", "code"),
    [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 143)],
    ids=lambda value: str(value),
)
def test_a_signal_ends_it_when_all_is_answered(server: Server, ending: signal.Signals, code: int) -> None:
    """What is being answered is answered; the port is free at once."""
    client = server.client()
    answers: list[int] = []
    with held(server.program.database):
        writer = threading.Thread(target=lambda: answers.append(client.ask("PUT", "/sessions/1/pause").status))
        writer.start()
        time.sleep(0.3)
        server.process.send_signal(ending)
        time.sleep(0.3)
    writer.join()
    _, said = server.process.communicate(timeout=30)
    assert (server.process.returncode, answers) == (code, [200])
    assert "Traceback" not in said
    assert server.program.json("current")["state"] == "paused"
    with serving(server.program, "--port", str(server.port)) as again:
        assert again.client().done("GET", "/sessions/current")["state"] == "paused"


def test_a_reader_waits_for_a_writer_and_others_do_not(server: Server) -> None:
    """Who asks for the practice waits while the file is held; the document needs no file."""
    client, found = server.client(), []
    with held(server.program.database):
        reader = threading.Thread(target=lambda: found.append(client.ask("GET", "/sessions/current").status))
        reader.start()
        time.sleep(0.3)
        begun = time.monotonic()
        assert client.ask("GET", "/openapi.json", is_of_api=False).status == 200
        assert time.monotonic() - begun < READER_SECONDS
        assert found == []
    reader.join()
    assert found == [200]


def test_a_client_that_dawdles_holds_nobody_up_and_is_let_go(server: Server) -> None:
    """Two hundred that send their requests byte by byte (slow loris), heads and bodies."""
    client = server.client()
    head = b"POST /api/v1/sessions/start HTTP/1.1\r\nHost: localhost\r\n"
    halves = (b"", head, head + b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
    dawdlers = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    for number, dawdler in enumerate(dawdlers):
        dawdler.sendall(halves[number % len(halves)])
    begun = time.monotonic()
    while time.monotonic() - begun < ARRIVES_WITHIN_SECONDS / 2:
        asked = time.monotonic()
        client.done("GET", "/sessions/current")
        assert time.monotonic() - asked < READER_SECONDS
        send_one_byte(dawdlers)
        time.sleep(0.5)
    for dawdler in dawdlers:
        dawdler.settimeout(ARRIVES_WITHIN_SECONDS)
        assert received_at_the_end(dawdler)[:12] in (b"", b"HTTP/1.1 400")
        dawdler.close()
    client.done("GET", "/sessions/current")


def send_one_byte(dawdlers: list[socket.socket]) -> None:
    """Each sends a byte more of a header that never ends, or of a body; some began with it, and are closed already."""
    for dawdler in dawdlers:
        with suppress(ConnectionError):
            dawdler.sendall(b"a")


def received_at_the_end(connection: socket.socket) -> bytes:
    """What came until the other side closed; a connection that it reset is closed, too."""
    try:
        return connection.recv(1000)
    except ConnectionError:
        return b""


def test_more_connections_than_it_has_files_for_are_closed_at_once(server: Server) -> None:
    """And who comes when they are gone is answered."""
    client = server.client()
    many = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(500)]
    refused = 0
    for connection in many:
        connection.settimeout(0.05)
        try:
            refused += connection.recv(1) == b""
        except ConnectionError:
            refused += 1
        except TimeoutError:
            continue
    assert refused >= 90
    for connection in many:
        connection.close()
    time.sleep(0.5)
    client.done("GET", "/sessions/current")


def test_a_client_that_does_not_read_its_answers_is_let_go(server: Server) -> None:
    """Many large answers are asked for, and none is taken."""
    asked = b"GET /static-offline-docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.socket() as dawdler:
        dawdler.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        dawdler.connect(("127.0.0.1", server.port))
        dawdler.sendall(asked * 6)
        until = time.monotonic() + LEAVES_WITHIN_SECONDS + 10
        while is_open(dawdler) and time.monotonic() < until:
            time.sleep(0.5)
        assert not is_open(dawdler)
    server.client().done("GET", "/sessions/current")


def is_open(connection: socket.socket) -> bool:
    """Whether the other side holds it open."""
    try:
        connection.send(b"\r\n")
    except ConnectionError:
        return False
    return True


def test_an_endless_head_is_read_no_further(server: Server) -> None:
    """Nor is a web token that is longer than any."""
    before = server.memory_bytes()
    for _ in range(20):
        with suppress(ConnectionError), socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(b"GET /api/v1/sessions/current HTTP/1.1\r\nHost: localhost\r\nX: ")
            for _ in range(100):
                connection.sendall(b"a" * 100_000)
    assert server.memory_bytes() - before < 20_000_000
    Client(server.port, "a" * 5000).refused(401, "token_wrong", "GET", "/sessions/current")


def test_few_files_are_enough_for_few_connections(begun: Program) -> None:
    """A login that may open 64 files: more clients than that are closed, none is answered with a mistake."""
    limited = begun.home.parent / "limited"
    limited.write_text(f'#!/bin/sh\nulimit -n 64\nexec {script()} "$@"\n')
    limited.chmod(0o700)
    with serving(begun, yogaflow=str(limited)) as server:
        client = server.client()
        many = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(60)]
        for connection in many:
            connection.close()
        time.sleep(0.5)
        client.refused(409, "already_open", "POST", "/sessions/start", {"sequence": "morning-10"})


def test_where_the_file_lies_is_not_told(server: Server) -> None:
    """Nor the name of the account, to who has proven nothing."""
    server.program.database.rename(server.program.database.with_suffix(".away"))
    error = server.nobody.refused(503, "storage_missing", "POST", "/token", {"token": "anything"})
    assert str(server.program.home) not in str(error)
    assert "yogaflow.db" in error["message"]


def test_doctor_finds_nothing_while_clients_practise(server: Server) -> None:
    """It looks at one state of sessions and change log."""
    program = server.program.with_the_real_clock()
    program.done("complete", "--duration", "5m")
    server.end()
    with serving(program) as busy:
        client = busy.client()
        writer = threading.Thread(target=practised, args=(client, 60))
        writer.start()
        while writer.is_alive():
            program.done("doctor")
        writer.join()


def test_without_the_extra_it_says_what_to_install(begun: Program) -> None:
    """The help works all the same."""
    missing = begun.home.parent / "missing" / "uvicorn"
    missing.mkdir(parents=True)
    (missing / "__init__.py").write_text("raise ModuleNotFoundError(\"No module named 'uvicorn'\")\n")
    without = begun.of(PYTHONPATH=str(missing.parent))
    assert "yogaflow-cli[serve]" in without.refused(2, "usage", "serve")["hint"]
    without.done("serve", "--help")


def test_what_is_no_http_is_refused(server: Server) -> None:
    """And the next client is answered."""
    for nonsense in (b"\x16\x03\x01\x02\x00", b"\0" * 1000, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"A" * 100_000):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.settimeout(ARRIVES_WITHIN_SECONDS + 5)
            try:
                connection.sendall(nonsense)
                connection.shutdown(socket.SHUT_WR)
                answer = connection.recv(65536)
            except ConnectionError:
                answer = b""
        assert answer == b"" or (answer.startswith(b"HTTP/1.1 4") and b'{"error": {"code": "usage"' in answer)
    server.client().done("GET", "/sessions/current")


def test_what_was_answered_survives_a_kill(server: Server) -> None:
    """SIGKILL between any two moments: every answered session is there, once, and the next server goes on."""
    program = server.program.with_the_real_clock()
    program.done("complete", "--duration", "5m")
    acknowledged: list[int] = []
    for round_number in range(3):
        with serving(program) as killed:
            client = killed.client()
            writer = threading.Thread(target=practise_until_it_dies, args=(client, acknowledged))
            writer.start()
            time.sleep(1.0 + 0.3 * round_number)
            os.kill(killed.process.pid, signal.SIGKILL)
            writer.join()
            killed.process.communicate()
        if program.run("current").code == 0:
            program.done("complete")
    ended = {session["session_id"] for session in program.json("history") if session["state"] == "ended"}
    assert len(acknowledged) >= 6
    assert set(acknowledged) <= ended
    assert program.json("doctor") is not None


def practise_until_it_dies(client: Client, acknowledged: list[int]) -> None:
    """Starts and completes, and notes each number that was answered as complete."""
    try:
        while True:
            number = client.start()["session_id"]
            acknowledged.append(client.complete(number)["session_id"])
    except (OSError, HTTPException):
        return


def test_command_line_and_server_lose_no_write_of_each_other(server: Server) -> None:
    """Side by side on one database in a loop: all succeed, and nothing is locked."""
    program = server.program.with_the_real_clock()
    program.done("complete", "--duration", "5m")
    program.done("profile", "create", "lea")
    program.done("profile", "use", "maya")
    server.end()
    before = len(program.json("history"))
    with serving(program) as beside:
        client = beside.client("maya")
        done: list[int] = []
        writer = threading.Thread(target=lambda: done.extend(practised(client, 40)))
        writer.start()
        own = 0
        while writer.is_alive() or own < 5:
            program.done("start", "--profile", "lea")
            program.done("complete", "--profile", "lea")
            own += 1
        writer.join()
    assert len(done) == 40
    assert len(program.json("history")) == before + 40
    assert len(program.json("history", "--profile", "lea")) == own


def practised(client: Client, times: int) -> list[int]:
    """The numbers of so many sessions that were started and completed."""
    return [client.complete(client.start()["session_id"])["session_id"] for _ in range(times)]


def test_a_file_that_was_put_in_its_place_is_the_one_that_counts(server: Server) -> None:
    """Also where the server had the other one open: what it answers is in the file that everybody sees."""
    client, program = server.client(), server.program
    client.done("GET", "/sessions/current")
    copy = program.database.with_suffix(".copy")
    shutil.copy(program.database, copy)
    program.done("complete", "--duration", "5m")
    client.refused(404, "no_open_session", "GET", "/sessions/current")
    copy.replace(program.database)
    assert client.done("PUT", "/sessions/1/pause")["state"] == "paused"
    assert program.json("current")["state"] == "paused"


def test_nobody_practises_here_yet(yogaflow: Program) -> None:
    """It serves all the same, lets nobody in, and makes no file; the first practice is answered at once."""
    with serving(yogaflow) as server:
        server.nobody.refused(401, "token_wrong", "POST", "/token", {"token": "anything"})
        assert not yogaflow.database.exists()
        yogaflow.done("start")
        assert server.client().done("GET", "/sessions/current")["state"] == "active"


def test_the_first_write_of_a_day_makes_its_backup(begun: Program) -> None:
    """As after a command."""
    for backup in (begun.data / "backups").glob("*"):
        backup.unlink()
    with serving(begun) as server:
        server.client().done("PUT", "/sessions/1/pause")
        until = time.monotonic() + 20
        while not list((begun.data / "backups").glob("*-daily.db")) and time.monotonic() < until:
            time.sleep(0.1)
    assert len(list((begun.data / "backups").glob("*-daily.db"))) == 1
