"""Command lines that nobody would type, thousands: no traceback, no control sign, only documented exits."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.end_to_end.test_exchange import CALENDAR, TABLE, WATSON
from tests.faults.command_lines import Line, grammar, lines
from tests.faults.conftest import Show
from tests.faults.extent import fuzzing, is_long, times
from tests.faults.hostile import harm
from tests.faults.in_process import InProcess
from tests.program import Program, Result

pytestmark = pytest.mark.fault

LINES_OF_A_HOME = 10
"""So many are tried one after the other, then the home is as before: what is found can be found again."""

FILES = {"table.csv": TABLE, "calendar.ics": CALENDAR, "frames": WATSON, "noise": "\x1b[2J\0\n", "practice.json": "[]"}
SEQUENCE_FILES = {
    "evening": 'name = "Evening"\nsteps = ["tree, 10s"]\n',
    "broken": 'name = "\\u001b[2J"\nsteps = [7]\n',
}
BEGINNING = (
    "log sun-salutation-a --start 07:00 --duration 20m --tag home --note calm",
    "log --start 2026-11-20T18:00 --duration 45m --style yin --mood 3 --effort 4",
    "log yin-45 --start 2026-10-01T18:00 --duration 30m",
    "rest add 2026-12-24..2026-12-26 --reason holiday",
    "goal set 3 per week",
    "profile create ben",
    "profile use maya",
    "start --ago 5m --tag outside",
)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A machine where somebody practises: a home, and a folder with files of all kinds."""
    machine = tmp_path_factory.mktemp("lived-in")
    program = Program(machine / "home")
    for line in BEGINNING:
        program.done(*line.split())
    for slug, text in SEQUENCE_FILES.items():
        file = program.data / "sequences" / f"{slug}.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (machine / "work" / "folder").mkdir(parents=True)
    for name, content in FILES.items():
        (machine / "work" / name).write_text(content, encoding="utf-8")
    return machine


def afresh(lived_in: Path, place: Path) -> Program:
    """The machine as it was, in a place of its own, deep enough for any number of `../`, with no programs to be run."""
    shutil.rmtree(place, ignore_errors=True)
    # The copy keeps the times of change, by which the state file is known to be right.
    shutil.copytree(lived_in, place)
    nothing = place / "programs"
    nothing.mkdir()
    program = Program(place / "home", HOME=str(place / "work"), SHELL="/bin/bash")
    program.environment["PATH"] = str(nothing)
    return program


def harm_of(line: Line, result: Result) -> str:
    """What is wrong with the end of a line, with the line and all that it printed; empty when nothing is."""
    wrong = harm(result, windows_lines=True, marked="--bom" in line.arguments)
    return f"{wrong}: {line!r} gave {result!r}" if wrong else ""


def test_a_line_in_one_process_is_harmless(lived_in: Path, tmp_path: Path, show: Show) -> None:
    """Contract 6: no input, however odd, ends in a traceback or gives a terminal anything to obey."""
    place = tmp_path / "a" / "b" / "c" / "d"
    codes: Counter[int] = Counter()

    @fuzzing(times(1_000, 20_000) // LINES_OF_A_HOME, derandomize=not is_long())
    @given(st.lists(lines(grammar()), min_size=LINES_OF_A_HOME, max_size=LINES_OF_A_HOME))
    def tried(several: list[Line]) -> None:
        here = InProcess(afresh(lived_in, place), place / "work")
        for line in several:
            result = here.run(list(line.arguments), line.given)
            codes[result.code] += 1
            wrong = harm_of(line, result)
            assert not wrong, wrong + whereabouts(place)

    tried()
    show("fuzzed command lines, in one process", told(codes))


def test_a_line_in_a_process_is_harmless(lived_in: Path, tmp_path: Path, show: Show) -> None:
    """The same through the installed program, from its first line to its exit code."""
    place = tmp_path / "a" / "b" / "c" / "d"
    codes: Counter[int] = Counter()

    @fuzzing(times(20, 300), derandomize=not is_long())
    @given(lines(grammar()))
    def tried(line: Line) -> None:
        program = afresh(lived_in, place)
        result = program.run(*line.arguments, given=line.given.decode("latin-1"))
        codes[result.code] += 1
        wrong = harm_of(line, result)
        assert not wrong, wrong

    tried()
    show("fuzzed command lines, a process each", told(codes))


def whereabouts(place: Path) -> str:
    """The traceback that the program kept, where it kept one."""
    kept = place / "home" / "state" / "traceback.txt"
    return f"\n{kept.read_text(encoding='utf-8')}" if kept.exists() else ""


def told(codes: Counter[int]) -> str:
    """How many lines there were, and how they ended."""
    ends = ", ".join(f"{count:,} with {code}" for code, count in sorted(codes.items()))
    return f"{codes.total():,} lines, 0 tracebacks, 0 control signs, exit codes of the contract alone ({ends})"
