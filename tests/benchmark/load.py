"""Clients that ask a server over and over, on connections that stay open: a program of its own, so as not to slow it.

`python -m tests.benchmark.load HOST PORT SECONDS` reads one JSON object a line from standard input, the script of one
connection each: the requests that it sends in turn. It answers with the statuses and how long each request took.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

END_OF_HEAD = b"\r\n\r\n"


class Asked(NamedTuple):
    """One request of a script. `{session_id}` in path or body is the session of the answer before."""

    method: str
    path: str
    headers: dict[str, str]
    body: str | None = None

    def written(self, session_id: int) -> bytes:
        """The request as it is sent."""
        number = str(session_id)
        body = (self.body or "").replace("{session_id}", number).encode()
        lines = [f"{self.method} {self.path.replace('{session_id}', number)} HTTP/1.1", "Host: localhost"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines += [f"Content-Length: {len(body)}", "Content-Type: application/json", "", ""]
        return "\r\n".join(lines).encode() + body


@dataclass
class Load:
    """What came of it: how often each status, and the seconds that each request took."""

    seconds: float = 0.0
    statuses: dict[str, int] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def note(self, status: int, took: float) -> None:
        """Notes one answer."""
        self.statuses[str(status)] = self.statuses.get(str(status), 0) + 1
        self.took.append(took)


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: bytes) -> tuple[int, bytes]:
    """One request and its answer: status and body."""
    writer.write(sent)
    head = await reader.readuntil(END_OF_HEAD)
    status = int(head[9:12])
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return status, await reader.readexactly(int(length.partition(b":")[2]))


async def go_on(host: str, port: int, script: list[Asked], until: float, load: Load) -> None:
    """One connection that sends its script again and again."""
    try:
        reader, writer = await asyncio.open_connection(host, port)
        session_id = 0
        while time.perf_counter() < until:
            for asked in script:
                begun = time.perf_counter()
                status, body = await ask(reader, writer, asked.written(session_id))
                load.note(status, time.perf_counter() - begun)
                if b'"session_id":' in body[:20]:
                    session_id = json.loads(body)["session_id"]
        writer.close()
    except (OSError, asyncio.IncompleteReadError, StopIteration) as error:
        load.failures.append(repr(error))


async def load_of(host: str, port: int, seconds: float, scripts: list[list[Asked]]) -> Load:
    """What comes of all connections at once."""
    load = Load()
    begun = time.perf_counter()
    await asyncio.gather(*(go_on(host, port, script, begun + seconds, load) for script in scripts))
    load.seconds = time.perf_counter() - begun
    return load


def main(host: str, port: str, seconds: str) -> None:
    """The program."""
    scripts = [[Asked(*asked) for asked in json.loads(line)] for line in sys.stdin]
    load = asyncio.run(load_of(host, int(port), float(seconds), scripts))
    json.dump(asdict(load), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
