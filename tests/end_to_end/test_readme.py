"""The README says what the program does, and its transcript is what the program prints."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.program import Program
from yogaflow_cli.cli.catalogue import CATALOGUE
from yogaflow_cli.cli.exit_codes import ExitCode
from yogaflow_cli.domain.settings import SETTINGS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BEGINS = datetime(2026, 11, 23, 6, 10, tzinfo=UTC)
"""10 past 7 in Berlin."""
LATER = re.compile(r"\s+# (\d+) minutes later$")


def transcript() -> list[tuple[int, str, str]]:
    """Every command of the first console block: the minutes since the one before, the line, and what it printed."""
    block = README.split("```console\n")[1].split("```")[0]
    calls = []
    for call in block.split("$ ")[1:]:
        line, _, printed = call.partition("\n")
        later = LATER.search(line)
        calls.append((int(later[1]) if later else 0, LATER.sub("", line), printed))
    return calls


def test_the_transcript_is_what_the_program_prints(yogaflow: Program) -> None:
    """Line by line, in the order of the README, with the clock where its comments put it."""
    now = BEGINS
    for minutes, line, printed in transcript():
        now += timedelta(minutes=minutes)
        yogaflow.at(now.strftime("%Y-%m-%dT%H:%M:%SZ"))
        program, *arguments = re.findall(r'"[^"]*"|\S+', line)
        assert program == "yogaflow"
        result = yogaflow.done(*(argument.strip('"') for argument in arguments))
        assert result.out.replace("\r\n", "\n") == printed, line


def test_the_transcript_leaves_the_file_that_it_exports(yogaflow: Program) -> None:
    """Its last command writes a file with a row for each practice."""
    assert transcript()[-1][1] == "yogaflow export csv -o practice.csv"
    test_the_transcript_is_what_the_program_prints(yogaflow)
    written = (yogaflow.home.parent / "practice.csv").read_text(encoding="utf-8")
    assert written.splitlines()[1].startswith("1,2026-11-23,2026-11-23T06:10:00Z,")


def test_the_readme_names_every_command() -> None:
    """A command that nobody can read of is not there."""
    reference = README.split("## Commands")[1]
    assert [entry.name for entry in CATALOGUE if f"`{entry.name}" not in reference] == []


def test_the_readme_names_every_exit_code_and_setting() -> None:
    """What scripts and people rely on is written down."""
    codes = {str(code.value) for code in ExitCode}
    assert codes <= set(re.findall(r"\b\d+\b", README.split("| exit code |")[1].split("\n\n")[0]))
    assert [setting.name for setting in SETTINGS if f"`{setting.name}`" not in README] == []


def test_the_readme_begins_with_a_sentence_a_transcript_and_the_first_command() -> None:
    """The first screen is the product's face."""
    first_screen = README.splitlines()[:12]
    assert first_screen[0] == "# YogaFlow"
    assert first_screen[2].endswith(".")
    assert "$ yogaflow start" in "\n".join(first_screen)
