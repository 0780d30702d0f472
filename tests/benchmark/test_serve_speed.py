"""How many requests a server answers, how soon, in how much memory, and what it takes when nobody asks."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import cycle, islice
from pathlib import Path

import pytest

from tests.benchmark.clock import Call, seconds
from tests.benchmark.limits import HEAD_ROOM, YARDSTICK
from tests.benchmark.load import Asked, Load
from tests.benchmark.wheel import ROOT, Wheel
from tests.benchmark.wheel import YARDSTICK as YARDSTICK_CODE
from tests.end_to_end.serving import API, Client, Server, serving
from tests.program import Program

CONNECTIONS, MANY_CLIENTS = 32, 200
SECONDS, MANY_SECONDS, IDLE_SECONDS = 5, 20, 12
LEAST_READS_A_SECOND, LEAST_PAIRS_A_SECOND = 800, 80
MOST_EVENT_SECONDS = 1.0
MOST_READ_SECONDS, MOST_BYTES, MOST_IDLE_SHARE = 0.1, 90_000_000, 0.005
YARDSTICK_SECONDS = 0.02
"""What S took on the machine that the numbers are for; on one that takes longer for it, all takes so much longer."""

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def slowness(wheel: Wheel) -> float:
    """How many times slower than the machine of the numbers this one is now; never less than once."""
    call = Call(YARDSTICK, (str(wheel.python), "-c", YARDSTICK_CODE), wheel.environment)
    found = sorted(seconds(call) for _ in range(15))[7]
    print(f"\nS: {found * 1000:.1f} ms")
    return max(1.0, found / YARDSTICK_SECONDS)


@pytest.fixture(scope="module")
def server(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the installed wheel, where as many people practise as there are connections."""
    program = Program(tmp_path_factory.mktemp("served") / "home").with_the_real_clock()
    for number in range(CONNECTIONS):
        subprocess.run(
            wheel.yogaflow("profile", "create", f"person-{number}"),
            env=program.environment,
            check=True,
            capture_output=True,
        )
    with serving(program, yogaflow=wheel.yogaflow()[0]) as server:
        yield server


@pytest.fixture(scope="module")
def people(server: Server) -> list[Client]:
    """All of them, proven."""
    return [
        Client(server.port, server.nobody.done("POST", "/token", {"token": file.read_text().strip()})["access_token"])
        for file in server.program.token_files()
    ]


def proof(client: Client) -> dict[str, str]:
    """The header that proves a client."""
    return {"Authorization": f"Bearer {client.web_token}"}


def get(client: Client, path: str) -> Asked:
    """A read."""
    return Asked("GET", f"{API}{path}", proof(client))


def pair(client: Client) -> list[Asked]:
    """A start and the completion of what it started."""
    complete = Asked("POST", f"{API}/sessions/complete", proof(client), '{"session_id": {session_id}}')
    return [Asked("POST", f"{API}/sessions/start", proof(client), "{}"), complete]


def load_of(server: Server, seconds_long: float, scripts: list[list[Asked]]) -> Load:
    """What comes of so many connections, each with its script, from a process of their own."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.benchmark.load", "127.0.0.1", str(server.port), str(seconds_long)],
        cwd=ROOT,
        input="\n".join(map(json.dumps, scripts)),
        capture_output=True,
        text=True,
        check=True,
    )
    load = Load(**json.loads(ended.stdout))
    assert load.failures == []
    return load


def percentile(took: list[float], share: float) -> float:
    """The time that a share of the requests stayed within."""
    return sorted(took)[int(len(took) * share)]


def told(what: str, load: Load) -> None:
    """Prints what a person wants to know of a load."""
    times = ", ".join(f"p{share:.0%}"[:-1] + f" {percentile(load.took, share) * 1000:.0f} ms" for share in (0.5, 0.99))
    print(f"\n{what}: {len(load.took) / load.seconds:.0f} requests a second, {times}; {load.statuses}")


def test_current_is_answered_eight_hundred_times_a_second(
    server: Server, people: list[Client], slowness: float
) -> None:
    """32 connections that ask again and again; 99 of 100 within a tenth of a second."""
    for client in people:
        client.start()
    load = load_of(server, SECONDS, [[get(client, "/sessions/current")] for client in people])
    told("current", load)
    for client in people:
        client.complete(client.done("GET", "/sessions/current")["session_id"])
    assert set(load.statuses) == {"200"}
    assert len(load.took) / load.seconds * slowness * HEAD_ROOM >= LEAST_READS_A_SECOND
    assert percentile(load.took, 0.99) <= MOST_READ_SECONDS * slowness * HEAD_ROOM


def test_eighty_practices_a_second_begin_and_end(server: Server, people: list[Client], slowness: float) -> None:
    """32 connections that each start and complete, every answer on disk."""
    before = sessions_in(server.program.database)
    load = load_of(server, SECONDS, [pair(client) for client in people])
    told("start and complete", load)
    assert set(load.statuses) == {"200", "201"}
    assert load.statuses["200"] == load.statuses["201"]
    assert sessions_in(server.program.database) - before == load.statuses["201"]
    assert load.statuses["200"] / load.seconds * slowness * HEAD_ROOM >= LEAST_PAIRS_A_SECOND


def test_it_takes_little_memory(server: Server) -> None:
    """Under 90 MB after all that 32 connections asked."""
    print(f"\nmemory at most: {server.memory_bytes() / 1e6:.0f} MB")
    assert server.memory_bytes() <= MOST_BYTES


def sessions_in(database: Path) -> int:
    """How many sessions have ended."""
    with closing(sqlite3.connect(database)) as connection:
        found: int = connection.execute("SELECT count(*) FROM sessions WHERE state = 'ended'").fetchone()[0]
    return found


def test_two_hundred_clients_are_all_answered(server: Server, people: list[Client]) -> None:
    """For 20 s, reading and writing: no connection is dropped, nothing is lost, and nothing but what was asked for."""
    looking_back = ("/sessions/history?limit=5", "/sessions/stats", "/sessions/calendar?period=this-week", "/sequences")
    readers = [
        [get(client, "/sessions/current"), get(client, path)]
        for client, path in islice(zip(cycle(people), cycle(looking_back), strict=False), MANY_CLIENTS - CONNECTIONS)
    ]
    before = sessions_in(server.program.database)
    load = load_of(server, MANY_SECONDS, [*map(pair, people), *readers])
    told(f"{MANY_CLIENTS} clients", load)
    assert set(load.statuses) <= {"200", "201", "404"}
    assert sessions_in(server.program.database) - before == load.statuses["201"]


def test_an_event_comes_within_a_second(server: Server, people: list[Client], wheel: Wheel) -> None:
    """From the end of the command on the same machine."""
    client = people[0]
    name = client.start()["profile"]
    took = []
    with client.events() as events:
        events.next()
        for state in ("paused", "active") * 4:
            command = wheel.yogaflow("pause", "--toggle", "--profile", name)
            subprocess.run(command, env=server.program.environment, check=True, capture_output=True)
            ended = time.perf_counter()
            assert events.next()["state"] == state
            took.append(time.perf_counter() - ended)
    client.complete(client.done("GET", "/sessions/current")["session_id"])
    print(f"\nan event after a command: at most {max(took):.2f} s")
    assert max(took) <= MOST_EVENT_SECONDS


def test_it_takes_next_to_nothing_when_nobody_asks(server: Server, people: list[Client], slowness: float) -> None:
    """With 32 who listen to events, under 0.5 % of a core."""
    with ExitStack() as listening:
        for client in people:
            assert listening.enter_context(client.events()).next() is None
        before = server.seconds_used()
        time.sleep(IDLE_SECONDS)
        share = (server.seconds_used() - before) / IDLE_SECONDS
    print(f"\nidle beside 32 listeners: {share:.2%} of a core; memory at most: {server.memory_bytes() / 1e6:.0f} MB")
    assert share <= MOST_IDLE_SHARE * slowness * HEAD_ROOM
