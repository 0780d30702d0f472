"""Many processes at once, as cron, hooks and impatient fingers start them."""

import json
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.program import Program, Result

MANY = 80


def all_at_once(yogaflow: Program, *arguments: str) -> list[Result]:
    """The same call, eighty times, none waiting for another."""
    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(lambda _: yogaflow.run(*arguments), range(MANY)))


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


def test_of_eighty_first_starts_one_succeeds(yogaflow: Program) -> None:
    """On a machine where yogaflow never ran: 79 say `already_open`, none that the database is locked."""
    results = all_at_once(yogaflow, "start", "--json")
    assert Counter(result.code for result in results) == {0: 1, 6: MANY - 1}
    assert error_codes(results) == {"already_open": MANY - 1}
    assert not any("locked" in result.err for result in results)
    assert sum("Made the profile" in result.err for result in results) == 1
    assert (count(yogaflow, "profiles"), count(yogaflow, "sessions")) == (1, 1)
    assert len(yogaflow.token_files()) == 1
    assert yogaflow.json("current")["session_id"] == 1


def test_every_practice_of_many_writers_is_kept(yogaflow: Program) -> None:
    """What was acknowledged is there, each with a number of its own and its own entry in the change log."""
    yogaflow.done("start")
    yogaflow.done("complete")
    results = all_at_once(yogaflow, "log", "--duration", "1m", "--overlap", "--json")
    assert {result.code for result in results} == {0}
    assert {result.json["session_id"] for result in results} == set(range(2, MANY + 2))
    assert yogaflow.json("stats")["total_sessions"] == MANY + 1
