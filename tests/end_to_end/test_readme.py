"""The README says what the program does, and its transcript is what the program prints."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.program import Program
from yogaflow_cli.cli.catalogue import CATALOGUE
from yogaflow_cli.cli.exit_codes import ExitCode
from yogaflow_cli.domain.settings import SETTINGS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
PICTURE = Path(__file__).parents[1] / "golden" / "guide" / "breaths-80x24.txt"
INSIGHT_TIMER = """Started At,Duration,Preset,Activity
11/21/2026 20:15:00,0:20:0,,Meditation
11/22/2026 07:00:09,0:0:12,,Meditation
11/22/2026 07:01:00,0:31:0,Evening calm,Yoga
"""
"""The file that the transcript imports."""

TRANSCRIPTS = 4
"""The console blocks of the README; each goes on where the one before ended."""

BEGINS = datetime(2026, 11, 23, 6, 10, tzinfo=UTC)
"""10 past 7 in Berlin."""
SELECT_GRAPHIC_RENDITION = re.compile(r"\x1b\[[0-9;]*m")
LATER = re.compile(r"\s+# (\d+) minutes later$")


def section(title: str) -> str:
    """A part of the README, up to the next."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def transcript(number: int = 0) -> list[tuple[int, str, str]]:
    """Every command of a console block: the minutes since the one before, the line, and what it printed."""
    block = README.split("```console\n")[number + 1].split("```")[0]
    calls = []
    for call in block.split("$ ")[1:]:
        line, _, printed = call.partition("\n")
        later = LATER.search(line)
        calls.append((int(later[1]) if later else 0, LATER.sub("", line), printed))
    return calls


def printed_on_a_terminal(yogaflow: Program, arguments: list[str]) -> str:
    """All that a call shows on a terminal of 80 columns, without its bold and colours."""
    with yogaflow.terminal(*arguments) as terminal:
        assert terminal.end() == 0, terminal.screen
    # CSV ends its lines itself, and the terminal adds its own.
    shown = SELECT_GRAPHIC_RENDITION.sub("", terminal.screen).replace("\r\r\n", "\n")
    return "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


def run_through(yogaflow: Program) -> Iterator[tuple[str, str, str]]:
    """Runs the transcript from its beginning: each line, what it printed, and what the README says."""
    yogaflow.done("profile", "create", "maya")
    (yogaflow.home.parent / "InsightTimer.csv").write_text(INSIGHT_TIMER, encoding="utf-8")
    now = BEGINS
    for minutes, line, printed in [step for number in range(TRANSCRIPTS) for step in transcript(number)]:
        now += timedelta(minutes=minutes)
        yogaflow.at(now.strftime("%Y-%m-%dT%H:%M:%SZ"))
        program, *arguments = re.findall(r'"[^"]*"|\S+', line)
        assert program == "yogaflow"
        yield line, printed_on_a_terminal(yogaflow, [argument.strip('"') for argument in arguments]), printed


def test_the_transcript_is_what_the_program_prints(yogaflow: Program) -> None:
    """Line by line on a terminal, in the order of the README, with the clock where its comments put it."""
    for line, shown, printed in run_through(yogaflow):
        assert shown == printed, line


def test_the_transcript_leaves_the_file_that_it_exports(yogaflow: Program) -> None:
    """Its last command writes a file with a row for each practice."""
    assert transcript()[-1][1] == "yogaflow export csv -o practice.csv"
    list(run_through(yogaflow))
    written = (yogaflow.home.parent / "practice.csv").read_text(encoding="utf-8")
    assert written.splitlines()[1].startswith("1,2026-11-23,2026-11-23T06:10:00Z,")


def test_the_picture_of_the_guide_is_what_the_guide_draws() -> None:
    """The picture of the README is one of the golden ones, letter by letter."""
    picture = section("The guide").split("```text\n")[1].split("```")[0]
    assert picture == PICTURE.read_text(encoding="utf-8")


def test_the_pictures_of_looking_back_are_what_the_program_draws() -> None:
    """Those of the README are golden ones, letter by letter."""
    pictures = [block.split("```")[0] for block in section("Looking back").split("```text\n")[1:]]
    golden = Path(__file__).parents[1] / "golden"
    files = ("stats/full-80.txt", "calendar/year-with-rest-and-moon-80.txt", "balance/season-80.txt")
    assert pictures == [(golden / file).read_text(encoding="utf-8") for file in files]


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
