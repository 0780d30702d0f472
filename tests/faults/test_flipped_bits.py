"""A disk that lies: one bit of the database is another one, anywhere in it."""

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.conftest import Show
from tests.faults.extent import times
from tests.program import Json, Program

pytestmark = pytest.mark.fault

SEED = 20261128
EXIT_CODES = {0, 2, 3, 6, 7}
COMMANDS = (
    *("history --json", "stats", "stats --json", "show 1", "history --search calm", "streak --explain", "calendar"),
    *("balance", "export json", "export csv", "report -o -", "current", "profile list", "config list", "goal"),
    *("pause --toggle", "complete --note later", "undo", "log --duration 1m --overlap", "edit 2 --note other"),
    *("delete 3 --yes", "rest list", "sequence list", "import practice.json"),
)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Practices with all that one can have, one open, and a backup of them."""
    program = Program(tmp_path_factory.mktemp("flipped") / "home")
    program.done("log", "morning-10", "--start", "yesterday 07:00", "--note", "calm hips", "--tag", "home")
    program.done("log", "--duration", "30m", "--style", "yin", "--mood", "4", "--start", "2026-11-20 08:00")
    for day in range(1, 13):
        program.done("log", "--start", f"2026-10-{day:02d} 07:00", "--duration", f"{10 + day}m", "--note", f"day {day}")
    program.done("goal", "set", "3 per week")
    program.done("rest", "add", "2026-11-01..2026-11-03", "--reason", "ill")
    program.done("export", "json", "-o", str(program.home.parent / "practice.json"))
    program.done("start", "sun-salutation-a", "--no-guide")
    program.done("backup")
    return program


def flipped(content: bytes, position: int) -> bytes:
    """The content with one bit turned."""
    byte, bit = divmod(position, 8)
    return content[:byte] + bytes([content[byte] ^ (1 << bit)]) + content[byte + 1 :]


def met(program: Program, damaged: bytes, words: str) -> int:
    """What a call on the damaged file ends with: never with a traceback, nor with a mistake of our own."""
    program.database.write_bytes(damaged)
    result = program.run(*words.split())
    assert result.code in EXIT_CODES, (words, result)
    assert not (program.home / "state" / "traceback.txt").exists(), words
    if result.code == 7:
        assert str(program.database) in result.err + result.out or words == "doctor", result
    return result.code


def brought_back(program: Program, damaged: bytes) -> Json:
    """The history after `restore latest`."""
    program.database.write_bytes(damaged)
    Path(f"{program.database}-journal").unlink(missing_ok=True)
    program.done("restore", "latest")
    for kept in (program.data / "backups").glob("*-before-restore.db*"):
        kept.unlink()
    return program.json("history")


def test_no_flipped_bit_ends_in_a_traceback_and_the_backup_brings_everything_back(years: Program, show: Show) -> None:
    """300 single-bit flips: 0 tracebacks; `restore latest` brings every session back."""
    content, history = years.recorded(), years.json("history")
    chosen = random.Random(SEED)
    codes: Counter[int] = Counter()
    noticed = 0
    flips = times(quick=30, long=300)
    assert met(years, content, "doctor") == 0
    for number in range(flips):
        position = chosen.randrange(len(content) * 8)
        damaged = flipped(content, position)
        calls = [met(years, damaged, words) for words in chosen.sample(COMMANDS, times(quick=1, long=3))]
        codes.update(calls)
        noticed += met(years, damaged, "doctor") == 7 or 7 in calls
        assert brought_back(years, damaged) == history, f"flip {number} at bit {position}"
    show(
        f"{flips} single-bit flips of the file",
        f"0 tracebacks in {codes.total() + flips} calls; {noticed} noticed by the calls or by `doctor`; "
        f"`restore latest` brought every session back {flips} times",
    )
