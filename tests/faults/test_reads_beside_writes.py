"""Readers beside a writer, as a prompt, a status bar and a report beside a person who practises."""

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest

from tests.faults.conftest import Show
from tests.faults.extent import times
from tests.faults.traced import changes, recorded
from tests.faults.tracing import can_trace
from tests.program import Program, Result

pytestmark = pytest.mark.fault

READS = (["current"], ["stats"], ["history"], ["show", "1"])
WRITES = (
    ["pause"],
    ["log", "--duration", "1m", "--overlap"],
    ["resume"],
    ["edit", "1", "--note", "a longer note"],
    ["log", "--duration", "2m", "--overlap", "--tag", "evening"],
    ["edit", "1", "--note", "a note"],
)
"""One round of the writer, after which session 1 is as it was."""


class Readers:
    """Calls that only read, each watched by strace where that works."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self.numbers = itertools.count()

    def results(self, words: list[str], end: float) -> list[Result]:
        """One reader's calls until the end."""
        return list(self.each(words, end))

    def each(self, words: list[str], end: float) -> Iterator[Result]:
        """One call after the other, at least one."""
        yield self.read(words)
        while monotonic() < end:
            yield self.read(words)

    def read(self, words: list[str]) -> Result:
        """One call, which changes nothing below the home."""
        if not can_trace():
            return self.program.run(*words, "--json")
        record = self.folder / f"{next(self.numbers)}.strace"
        result = recorded(self.program, record, *words, "--json")
        assert changes(record, self.program.home) == [], words
        return result


def written_until(program: Program, end: float) -> list[Result]:
    """The writer's calls until the end."""
    results = []
    for words in itertools.cycle(WRITES):
        results.append(program.run(*words, "--json"))
        if monotonic() > end:
            break
    return results


def look(folder: Path) -> dict[Path, tuple[int, int]]:
    """When everything below a folder last changed, and how large it is."""
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*")}


def test_readers_beside_a_writer_see_no_error_and_write_nothing(begun: Program, tmp_path: Path, show: Show) -> None:
    """Rule 11: nobody is told that the database is locked, and a read is a read."""
    # given
    seconds = times(4, 10)
    readers = Readers(begun, tmp_path)
    end = monotonic() + seconds
    # when
    with ThreadPoolExecutor(len(READS) + 1) as pool:
        writing = pool.submit(written_until, begun, end)
        reading = [pool.submit(readers.results, words, end) for words in READS]
        written = writing.result()
        read = [future.result() for future in reading]
    # then
    assert [(result.code, result.err) for results in read for result in results if result.code or result.err] == []
    assert [result for result in written if result.code] == []
    totals = [result.json["total_sessions"] for result in read[1]]
    logged = sum(result.json["source"] == "log" for result in written)
    assert totals == sorted(totals)
    assert begun.json("stats")["total_sessions"] == logged
    # and, without the writer, nothing changes
    before = look(begun.home)
    for words in READS:
        begun.done(*words)
    assert look(begun.home) == before
    how = "by strace" if can_trace() else "by times and sizes alone, without strace"
    show(
        f"a writer beside {len(READS)} readers in a loop for {seconds} s",
        f"{len(written)} writes, {sum(map(len, read))} reads, 0 errors; reads write nothing ({how})",
    )


@pytest.mark.skipif(not can_trace(), reason="strace cannot follow a program here")
def test_a_write_is_seen_by_what_watches_the_reads(begun: Program, tmp_path: Path) -> None:
    """Else the reads would be watched by something blind."""
    record = tmp_path / "strace"
    assert recorded(begun, record, "pause").code == 0
    assert any("yogaflow.db" in line for line in changes(record, begun.data))
    assert any("open-practices" in line for line in changes(record, begun.home))
