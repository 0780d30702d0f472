"""Many processes at once, as cron, hooks and impatient fingers start them."""

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import NamedTuple

import pytest

from tests.faults.conftest import Show
from tests.faults.extent import times
from tests.program import PATIENCE_SECONDS, Program, Result

pytestmark = pytest.mark.fault

MANY = 80
MOST_SECONDS, OVERLOADED_SECONDS = 10.0, 30.0
# One process for all of them: eighty of their own would take longer than the test.
MAKES_PROFILES = """
import sys
from yogaflow_cli.cli.app import answer
sys.exit(max(answer(["profile", "create", name, "--quiet"]) for name in sys.argv[1:]))
"""


class Timed(NamedTuple):
    """How a call ended, and after how long."""

    result: Result
    seconds: float


def timed(yogaflow: Program, words: Sequence[str]) -> Timed:
    """One call."""
    began = monotonic()
    result = yogaflow.run(*words, "--json")
    return Timed(result, monotonic() - began)


def all_at_once(yogaflow: Program, command_lines: Sequence[Sequence[str]]) -> list[Timed]:
    """The calls, none waiting for another."""
    with ThreadPoolExecutor(len(command_lines)) as pool:
        return list(pool.map(lambda words: timed(yogaflow, words), command_lines))


def successes(calls: list[Timed]) -> list[Timed]:
    """The calls that succeeded: all of them, and soon.

    On a machine so busy with something else that the last is answered after half a minute, whoever has waited 10 s for
    the file is told that another program holds it, and nobody before.
    """
    refused = [call for call in calls if call.result.code]
    slowest = max(call.seconds for call in calls)
    assert not refused or slowest > OVERLOADED_SECONDS, refused[0]
    for call in refused:
        assert (call.result.code, call.result.error["code"]) == (7, "storage_locked")
        assert call.seconds >= MOST_SECONDS
    return [call for call in calls if not call.result.code]


def error_codes(results: list[Result]) -> Counter[str]:
    """How often each error code came; the last line of standard error, for the winner's notice may stand before it."""
    return Counter(json.loads(result.err.splitlines()[-1])["error"]["code"] for result in results if result.code)


def count(yogaflow: Program, table: str) -> int:
    """The rows of a table."""
    connection = sqlite3.connect(yogaflow.database)
    try:
        (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    finally:
        connection.close()
    return int(rows)


def make_profiles(yogaflow: Program, names: list[str]) -> None:
    """Profiles, each with a token in a private file."""
    command = [sys.executable, "-c", MAKES_PROFILES, *names]
    environment = yogaflow.environment
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=10 * PATIENCE_SECONDS)


def test_of_eighty_first_starts_one_succeeds_and_of_eighty_ends_too(yogaflow: Program, show: Show) -> None:
    """On a machine where yogaflow never ran: 79 say `already_open`, none that the database is locked; so at the end."""
    results = [call.result for call in all_at_once(yogaflow, [["start"]] * MANY)]
    assert Counter(result.code for result in results) == {0: 1, 6: MANY - 1}
    assert error_codes(results) == {"already_open": MANY - 1}
    assert sum("Made the profile" in result.err for result in results) == 1
    assert (count(yogaflow, "profiles"), count(yogaflow, "sessions")) == (1, 1)
    assert len(yogaflow.token_files()) == 1
    assert yogaflow.json("current")["session_id"] == 1
    ends = [call.result for call in all_at_once(yogaflow, [["complete"]] * MANY)]
    # A loser that had found the practice open says that it has ended; one that came later, that none is open.
    assert Counter(result.code for result in ends)[0] == 1
    assert error_codes(ends).keys() <= {"no_open_session", "already_ended"}
    assert {result.code for result in ends} <= {0, 3, 6}
    assert yogaflow.json("stats")["total_sessions"] == 1
    show(
        f"{MANY} first-ever `start` at once, one profile; then {MANY} `complete`",
        f"1 success and {MANY - 1} clean conflicts; 1 and {MANY - 1}",
    )


def test_every_practice_of_many_writers_is_kept(yogaflow: Program, show: Show) -> None:
    """What was acknowledged is there, each with a number of its own and its own entry in the change log."""
    # given
    writers = times(MANY // 2, MANY)
    yogaflow.done("start")
    yogaflow.done("complete")
    before = count(yogaflow, "changes")
    # when
    kept = successes(all_at_once(yogaflow, [["log", "--duration", "1m", "--overlap"]] * writers))
    # then
    assert {call.result.json["session_id"] for call in kept} == set(range(2, len(kept) + 2))
    assert count(yogaflow, "changes") == before + len(kept)
    assert yogaflow.json("stats")["total_sessions"] == len(kept) + 1
    show(f"{writers} `log` at once, one profile", f"{len(kept)} successes, each its own number and entry; 0 lost")


def test_eighty_profiles_start_at_once(yogaflow: Program, show: Show) -> None:
    """Nobody's practice stands in another's way, or keeps anybody waiting for 10 seconds."""
    # given
    names = [f"yogi-{number}" for number in range(MANY)]
    make_profiles(yogaflow, names)
    alone_seconds = timed(yogaflow, ["profile", "list"]).seconds
    # when
    calls = all_at_once(yogaflow, [["start", "--profile", name] for name in names])
    # then
    begun = successes(calls)
    slowest = max(call.seconds for call in calls)
    # Eighty processes at once take their time, whatever they do.
    assert slowest < MOST_SECONDS + MANY * alone_seconds or slowest > OVERLOADED_SECONDS
    assert count(yogaflow, "sessions") == len({call.result.json["profile"] for call in begun}) == len(begun)
    show(f"{MANY} profiles `start` at once", f"{len(begun)} successes, the slowest after {slowest:.1f} s")
