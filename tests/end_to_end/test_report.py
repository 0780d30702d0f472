"""`report`: where the page goes, what is said of it, and what is refused."""

import os
import stat
from pathlib import Path

import pytest

from tests.program import Program
from yogaflow_cli.presentation import wording

ANSWER = "Wrote practice.html: 2 days of practice, 24 Nov 2025 to 23 Nov 2026.\n"


@pytest.fixture(scope="module")
def practised_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two practices of last week, one with a note."""
    yogaflow = Program(tmp_path_factory.mktemp("practised") / "home")
    yogaflow.done("log", "--start", "2026-11-16 07:00", "--duration", "45m", "--style", "yin", "--note", "my left knee")
    yogaflow.done("log", "--start", "2026-11-20 18:00", "--duration", "30m", "--tag", "home")
    return yogaflow.home


@pytest.fixture
def practised(yogaflow: Program, practised_home: Path) -> Program:
    """The same for each test."""
    return yogaflow.with_a_copy_of(practised_home)


def page_of(yogaflow: Program, name: str = "practice.html") -> Path:
    """A file of the current folder."""
    return yogaflow.home.parent / name


def browser_of(folder: Path) -> Path:
    """A browser that writes down what it is shown."""
    browser = folder / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" > {folder}/shown\n', encoding="utf-8")
    browser.chmod(0o755)
    return browser


def test_on_a_terminal_the_page_is_written_to_a_file(practised: Program) -> None:
    """In the current folder, with one sentence about it."""
    with practised.terminal("report") as terminal:
        assert terminal.end() == 0
    assert terminal.screen.replace("\r", "") == ANSWER
    text = page_of(practised).read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>\n")
    assert text.endswith("</html>\n")
    assert "Monday 16 November 2026: 45 minutes" in text


def test_elsewhere_the_page_goes_to_standard_output(practised: Program) -> None:
    """So that it can be piped on; -o - says so on a terminal too."""
    text = practised.say("report")
    assert text.startswith("<!DOCTYPE html>\n")
    assert practised.say("report", "-o", "-") == text
    assert not page_of(practised).exists()


def test_a_file_that_is_there_is_not_overwritten(practised: Program) -> None:
    """Not without --force, neither the usual one nor a named one; a folder never."""
    page_of(practised).write_text("mine", encoding="utf-8")
    practised.refused(6, "file_exists", "report", "-o", "practice.html")
    practised.refused(6, "file_exists", "report")
    practised.refused(6, "file_exists", "report", "-o", ".", "--force")
    assert page_of(practised).read_text(encoding="utf-8") == "mine"
    assert practised.say("report", "-o", "practice.html", "--force") == ANSWER
    assert page_of(practised).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_file_follows_the_umask_and_nothing_is_left_beside_it(practised: Program) -> None:
    """As every program's files."""
    before = os.umask(0o027)
    try:
        practised.done("report", "-o", "year.html")
    finally:
        os.umask(before)
    assert stat.S_IMODE(page_of(practised, "year.html").stat().st_mode) == 0o640
    assert sorted(file.name for file in practised.home.parent.iterdir()) == ["home", "year.html"]


def test_a_folder_that_is_not_there_is_a_failure_of_storage(practised: Program) -> None:
    """With its name."""
    error = practised.refused(7, "storage_missing", "report", "-o", "nowhere/practice.html")
    assert "nowhere" in error["message"]


def test_svg_is_the_calendar_alone(practised: Program) -> None:
    """Into a file of its own kind, or to standard output."""
    with practised.terminal("report", "--svg") as terminal:
        assert terminal.end() == 0
    assert terminal.screen.startswith("Wrote practice.svg: 2 days of practice")
    text = page_of(practised, "practice.svg").read_text(encoding="utf-8")
    assert text.startswith("<svg ")
    assert practised.say("report", "--svg") == text


def test_json_tells_what_was_written(practised: Program) -> None:
    """The usual file, unless another is named."""
    answer = {"path": "practice.html", "from": "2025-11-24", "to": "2026-11-23", "sessions": 2}
    assert practised.json("report") == answer
    assert practised.json("report", "--svg", "-o", "year.svg") == answer | {"path": "year.svg"}
    assert page_of(practised).exists()
    assert page_of(practised, "year.svg").exists()


def test_a_period_is_what_it_is_everywhere(practised: Program) -> None:
    """A word, or two days; `all` is from the first practice to today."""
    named = {
        ("all",): ("2026-11-16", "2026-11-23", 2),
        ("2026-10",): ("2026-10-01", "2026-10-31", 0),
        ("--from", "2026-11-17", "--to", "2026-11-22"): ("2026-11-17", "2026-11-22", 1),
    }
    for words, (first, last, sessions) in named.items():
        told = practised.json("report", *words, "--force")
        assert (told["from"], told["to"], told["sessions"]) == (first, last, sessions)
    practised.refused(2, "usage", "report", "2026", "--from", "today")
    practised.refused(2, "invalid_value", "report", "someday")


def test_notes_are_left_out_unless_they_are_asked_for(practised: Program) -> None:
    """A page is shown to others."""
    assert "knee" not in practised.say("report")
    assert "knee" in practised.say("report", "--notes")


def test_open_shows_the_file_in_the_browser(practised: Program) -> None:
    """The one that BROWSER names; the page is a file then, wherever standard output leads."""
    folder = practised.home.parent
    program = practised.of(BROWSER=str(browser_of(folder)))
    assert program.say("report", "--open") == ANSWER
    assert (folder / "shown").read_text(encoding="utf-8").strip() == page_of(practised).as_uri()


def test_where_no_browser_opens_the_file_stays(practised: Program) -> None:
    """One line says so, and nothing failed."""
    program = practised.of(BROWSER="/nowhere/browser", PATH="/nowhere")
    told = program.done("report", "--open")
    assert (told.out, told.err) == (ANSWER, "No browser could be opened. It is in practice.html\n")
    assert page_of(practised).exists()


@pytest.mark.parametrize("options", [("--open", "-o", "-"), ("-o", "-"), ("--svg", "--notes", "-o", "a.svg")])
def test_what_cannot_be_together_is_refused(practised: Program, options: tuple[str, ...]) -> None:
    """Nothing goes to standard output and elsewhere at once, and a picture has no notes."""
    practised.refused(2, "usage", "report", *options)


def test_before_any_practice_nothing_is_written(yogaflow: Program) -> None:
    """It says how to begin, as the statistics do."""
    assert yogaflow.say("report", "-o", "practice.html") == f"{wording.NO_PRACTICE_YET}\n"
    assert yogaflow.json("report") == {"path": None, "from": None, "to": None, "sessions": 0}
    yogaflow.done("start")
    assert yogaflow.say("report", "-o", "practice.html") == f"{wording.NOTHING_ENDED_YET}\n"
    assert not page_of(yogaflow).exists()


def test_the_data_is_only_read(practised: Program) -> None:
    """A page changes nothing."""
    before = practised.recorded()
    practised.done("report", "all", "-o", "practice.html", "--notes")
    assert practised.recorded() == before


def test_quiet_writes_and_says_nothing(practised: Program) -> None:
    """The file is the answer."""
    assert practised.say("report", "-o", "practice.html", "--quiet") == ""
    assert page_of(practised).exists()


def test_plain_writes_months_out_and_two_people_are_told_apart(practised: Program) -> None:
    """As everywhere."""
    practised.done("profile", "create", "noor")
    told = practised.say("report", "-o", "practice.html", "--plain", "--profile", "maya")
    assert told == "Wrote practice.html: 2 days of practice, 24 November 2025 to 23 November 2026. · maya\n"
