"""A database that another hand wrote into: whatever stands in it, nothing that leaves the program can act."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.conftest import Show
from tests.faults.extent import is_long
from tests.faults.hostile import LOOKING, acting, harm
from tests.faults.in_process import InProcess
from tests.faults.poisoned import POISONS, SOUND_POISONS, Column, columns_of_words, poison, text_columns
from tests.faults.ways_out import COMPLETED, READS, WRITES, Way
from tests.program import SCRIPT, Program, Result

pytestmark = pytest.mark.fault

OWN = 'name = "Evening"\nsteps = [{ pose = "tree", hold = "10s", cue = "up" }]\n'
BEGINNING = (
    "log sun-salutation-a --start 07:00 --duration 20m --tag home --note calm",
    "log --start 2026-11-20T18:00 --duration 45m --style yin --note calm",
    "rest add 2026-12-24..2026-12-26 --reason holiday",
    "goal set 3 per week",
    "edit 1 --tag outside",
    "start --ago 5m --tag outside --style hot",
)
FEW_WAYS = ("show 1", "stats --json", "undo 3", "export json", "pause")
"""In the quick form, of a column that is spoilt alone."""


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with practices, days of rest, a goal, a sequence of one's own and an open practice."""
    program = Program(tmp_path_factory.mktemp("lived-in") / "home")
    for line in BEGINNING:
        program.done(*line.split())
    file = program.data / "sequences" / "evening.toml"
    file.parent.mkdir()
    file.write_text(OWN, encoding="utf-8")
    return program.home


class Machine:
    """A copy of the home that can be spoilt, and made anew for each call."""

    def __init__(self, lived_in: Path, place: Path) -> None:
        self.spoilt = place / "spoilt"
        self.program = Program(place / "home")
        (place / "work").mkdir(parents=True)
        self.here = InProcess(self.program, place / "work")
        shutil.copytree(lived_in, self.spoilt)

    def columns(self) -> list[Column]:
        """Those that can be spoilt."""
        return text_columns(self.spoilt / "data" / "yogaflow.db")

    def afresh(self) -> Program:
        """The program on a copy of the spoilt home."""
        shutil.rmtree(self.program.home, ignore_errors=True)
        shutil.copytree(self.spoilt, self.program.home)
        return self.program

    def answer(self, way: Way) -> Result:
        """One call in this process, on a copy."""
        self.afresh()
        return self.here.run(way.words)

    def complaint(self, way: Way, result: Result) -> str:
        """What is wrong with an answer, with the traceback that the program kept; empty when nothing is."""
        wrong = harm(result, windows_lines=way.windows_lines)
        kept = self.program.home / "state" / "traceback.txt"
        trace = kept.read_text(encoding="utf-8") if kept.exists() else ""
        return f"{way.line}: {wrong}\n{result.err[-500:]}\n{trace[-1500:]}" if wrong else ""


def test_words_that_mean_harm_come_out_harmless(lived_in: Path, tmp_path: Path, show: Show) -> None:
    """Contract 6: rows may come from anywhere; what acts becomes U+FFFD, what looks like markup is text."""
    count = 0
    for kind in SOUND_POISONS:
        machine = Machine(lived_in, tmp_path / kind)
        database = machine.spoilt / "data" / "yogaflow.db"
        assert poison(database, list(columns_of_words(database)), POISONS[kind]) > len(BEGINNING)
        for way in (*READS, *WRITES):
            result = machine.answer(way)
            complaint = machine.complaint(way, result)
            assert not complaint, complaint
            if way.verbatim and kind == "what acts":
                assert "\ufffd[31m" in result.out, result
            if way.verbatim and kind == "what looks like markup":
                assert LOOKING["colours of rich"] in result.out, result
            count += 1
    show(
        "hostile words in every column of words",
        f"{count} answers in {len(READS) + len(WRITES)} forms, 0 control signs",
    )


def test_the_installed_program_prompts_and_completions_are_harmless(lived_in: Path, tmp_path: Path, show: Show) -> None:
    """The same through real processes: a few answers, files of notes, the state file, `yogaflow-prompt`, and TAB."""
    machine = Machine(lived_in, tmp_path)
    database = machine.spoilt / "data" / "yogaflow.db"
    poison(database, list(columns_of_words(database)), POISONS["what acts"])
    program = machine.afresh().with_the_real_clock()
    for line in ("show 1", "history", "stats --by tag", "export json", "pause", "export markdown -o notes"):
        assert not harm(program.run(*line.split())), line
    printed = [
        subprocess.run(
            [SCRIPT.with_name("yogaflow-prompt"), *template],
            env=program.environment,
            capture_output=True,
            text=True,
            timeout=60,
        ).stdout
        for template in ([], ["{sequence}|{style}|{tags}|{source}"])
    ]
    assert "\ufffd" in printed[1]
    printed += [note.read_text(encoding="utf-8") for note in (tmp_path / "notes").rglob("*.md")]
    printed += [(program.home / "state" / "open-practices").read_text(encoding="utf-8").replace("\t", "")]
    for line in COMPLETED:
        last = str(line.count(" "))
        asked = program.of(_YOGAFLOW_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=last).run()
        printed += [asked.out, asked.err]
    assert [text for text in printed if acting(text)] == []
    show("hostile words in prompts, completions and notes", f"{len(printed)} texts, 0 control signs")


def test_any_text_in_any_column_is_no_exception(lived_in: Path, tmp_path: Path, show: Show) -> None:
    """Contract 6 and 7: each column alone, also those that only the program writes: an answer, or a damaged file."""
    machine = Machine(lived_in, tmp_path)
    whole = tmp_path / "whole"
    shutil.copytree(machine.spoilt, whole)
    codes: Counter[int] = Counter()
    complaints: list[str] = []
    tried = 0
    for column in machine.columns():
        for kind in POISONS if is_long() else ("what acts", "bytes that are not UTF-8"):
            shutil.rmtree(machine.spoilt)
            shutil.copytree(whole, machine.spoilt)
            if not poison(machine.spoilt / "data" / "yogaflow.db", [column], POISONS[kind]):
                continue
            tried += 1
            for way in (*READS, *WRITES):
                if is_long() or way.line in FEW_WAYS:
                    result = machine.answer(way)
                    codes[result.code] += 1
                    if complaint := machine.complaint(way, result):
                        complaints.append(f"{column.whole_name} with {kind}: {complaint}")
    assert not complaints, f"{len(complaints)}:\n" + "\n\n".join(complaints[:20])
    show("any text in any column", f"{tried} spoilt databases, {codes.total()} answers, 0 tracebacks, 0 control signs")
