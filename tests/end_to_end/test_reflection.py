"""The one question after a guided practice: how it was."""

import pytest

from tests.end_to_end.guided import Guided
from tests.program import Json

QUESTION = "How was it? 1-5, a note (Enter skips):"


@pytest.fixture
def guided(guided: Guided) -> Guided:
    """Short sequences, time that runs fast, and the question."""
    guided.program.environment["YOGAFLOW_TEST_SPEED"] = "20"
    guided.program.done("config", "unset", "ask_after")
    return guided


def answered(guided: Guided, *lines: str, code: int = 0) -> tuple[Json, str]:
    """A short run with these answers: its session, and all that the terminal printed."""
    with guided.terminal("start", "short", "--note", "early") as terminal:
        for line in lines:
            terminal.has_printed(QUESTION)
            terminal.press(f"{line}\r")
        assert terminal.ended() == code
    return guided.session(), terminal.printed


@pytest.mark.parametrize(
    ("line", "mood", "note"),
    [
        ("", None, "early"),
        ("4", 4, "early"),
        ("5 calm, hips open", 5, "early\ncalm, hips open"),
        ("3, tired", 3, "early\ntired"),
        ("calm", None, "early\ncalm"),
        ("10 breaths were hard", None, "early\n10 breaths were hard"),
    ],
)
def test_one_line_says_how_it_was(guided: Guided, line: str, mood: int | None, note: str) -> None:
    """A number from 1 to 5 is the mood after, words are a line of the note; Enter skips."""
    session, printed = answered(guided, line)
    assert (session["mood_after"], session["note"], session["state"]) == (mood, note, "ended")
    assert ("Kept with session 1" in printed) == bool(line)


def test_the_answer_is_part_of_the_run(guided: Guided) -> None:
    """One undo takes all of it back."""
    answered(guided, "4 calm")
    assert "session 1 is gone" in guided.program.say("undo")
    assert guided.program.json("history") == []


def test_a_number_that_is_no_answer_is_asked_again(guided: Guided) -> None:
    """What is meant by 7 is for the person to say."""
    with guided.terminal("start", "short") as terminal:
        terminal.has_printed(QUESTION)
        terminal.press("7\r")
        terminal.has_printed("7 is not from 1 to 5.")
        terminal.press("2\r")
        assert terminal.ended() == 0
    assert guided.session()["mood_after"] == 2


@pytest.mark.parametrize(("key", "code"), [("\x04", 0), ("\x03", 130)])
def test_whoever_leaves_the_question_keeps_the_practice(guided: Guided, key: str, code: int) -> None:
    """Ctrl-D skips, Ctrl-C leaves; the practice was stored before the question."""
    with guided.terminal("start", "short") as terminal:
        terminal.has_printed(QUESTION)
        terminal.press(key)
        assert terminal.ended() == code
    assert (guided.session()["state"], guided.session()["mood_after"]) == ("ended", None)


@pytest.mark.parametrize("silence", ["the setting", "--no-input", "--quiet"])
def test_it_can_be_silenced(guided: Guided, silence: str) -> None:
    """By a setting for good, by an option for once."""
    options = []
    if silence == "the setting":
        guided.program.done("config", "set", "ask_after", "off")
    else:
        options = [silence]
    with guided.terminal("start", "short", *options) as terminal:
        assert terminal.ended() == 0
    assert QUESTION not in terminal.printed


def test_without_a_terminal_nothing_is_asked(guided: Guided) -> None:
    """A log file cannot answer."""
    result = guided.program.done("start", "short", "--guide")
    assert QUESTION not in result.out + result.err
