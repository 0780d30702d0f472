"""A person at a terminal: questions and their answers, leaving one, the editor, colours."""

import re
import shlex
import sys

import pytest

from tests.program import COLUMNS, Program

QUESTION = "What becomes of it?"
FORGOTTEN = "What is true?"
ESCAPE = "\x1b"
STRONG = re.compile(r"\x1b\[(?:[01234])?m")
"""Bold and the like, which is no colour."""

EDITOR = """
import pathlib, sys
page = pathlib.Path(sys.argv[-1])
{changes}
"""


def editing(yogaflow: Program, changes: str) -> Program:
    """The program of a person whose editor does this to the page."""
    editor = yogaflow.home.with_name("editor.py")
    editor.write_text(EDITOR.format(changes=changes))
    return yogaflow.of(EDITOR=shlex.join([sys.executable, str(editor)]))


class TestStartBesideAnOpenOne:
    """The person says what becomes of the open one."""

    @pytest.mark.parametrize(
        ("answers", "first", "second"),
        [
            (["c"], ("ended", 600), "active"),
            (["C"], ("ended", 600), "active"),
            (["t", "08:35"], ("ended", 300), "active"),
            (["t", "half past", "08:41", "08:35"], ("ended", 300), "active"),
            (["what?", "c"], ("ended", 600), "active"),
            (["d"], None, "active"),
            (["g"], ("active", 600), None),
        ],
        ids=lambda value: "-".join(value) if isinstance(value, list) else "",
    )
    def test_each_answer_does_what_it_says(
        self, begun: Program, answers: list[str], first: tuple[str, int] | None, second: str | None
    ) -> None:
        """Complete it now or at a time, discard it, or go on with it; a mistake is said and asked again."""
        with begun.terminal("start") as terminal:
            terminal.shows(QUESTION)
            for answer in answers:
                terminal.shows(": " if answers[0] == "t" and answer != "t" else "]")
                terminal.type(answer)
            assert terminal.end() == 0
        sessions = {session["session_id"]: session for session in begun.json("history")}
        assert (1 in sessions) == (first is not None)
        if first is not None:
            assert (sessions[1]["state"], sessions[1]["duration_seconds"]) == first
        assert (sessions[2]["state"] if 2 in sessions else None) == second

    def test_going_on_with_a_paused_one_resumes_it(self, begun: Program) -> None:
        """That is what going on means."""
        begun.done("pause")
        with begun.terminal("start") as terminal:
            terminal.shows(QUESTION)
            terminal.type("g")
            assert terminal.end() == 0
        assert begun.json("current")["state"] == "active"

    @pytest.mark.parametrize("leaving", ["q", "", "Ctrl-C", "Ctrl-D", "Ctrl-C at the time"])
    def test_leaving_the_question_changes_nothing(self, begun: Program, leaving: str) -> None:
        """Exit 130, and not a byte."""
        before = begun.recorded()
        with begun.terminal("start") as terminal:
            terminal.shows(QUESTION)
            if leaving.endswith("the time"):
                terminal.type("t")
                terminal.shows("It ended at:")
            if leaving.startswith("Ctrl-"):
                terminal.press_control(leaving[5].lower())
            else:
                terminal.type(leaving)
            assert terminal.end() == 130
        assert "othing was changed" in terminal.screen
        assert begun.recorded() == before

    @pytest.mark.parametrize("words", ["--no-input", "--json"])
    def test_it_can_be_told_not_to_ask(self, begun: Program, words: str) -> None:
        """Then it is refused, as for a script."""
        with begun.terminal("start", words) as terminal:
            assert terminal.end() == 6
        with begun.of(YOGAFLOW_NO_INPUT="1").terminal("start") as terminal:
            assert terminal.end() == 6


class TestCompletePastFourHours:
    """The person says what is true."""

    @pytest.mark.parametrize(
        ("answers", "duration_seconds"),
        [(["e"], 14400), (["t", "09:15"], 2700), (["p", "45m"], 2700), (["p", "45", "45m"], 2700), (["d"], None)],
        ids=lambda value: "-".join(value) if isinstance(value, list) else "",
    )
    def test_each_answer_does_what_it_says(
        self, forgotten: Program, answers: list[str], duration_seconds: int | None
    ) -> None:
        """End at the limit, at a time, by the time practised, or discard."""
        with forgotten.terminal("complete") as terminal:
            terminal.shows(FORGOTTEN)
            terminal.shows("]")
            terminal.type(answers[0])
            for answer in answers[1:]:
                terminal.shows(": ")
                terminal.type(answer)
            assert terminal.end() == 0
        durations = [session["duration_seconds"] for session in forgotten.json("history")]
        assert durations == ([] if duration_seconds is None else [duration_seconds])

    @pytest.mark.parametrize("leaving", ["q", "c"])
    def test_leaving_the_question_changes_nothing(self, forgotten: Program, leaving: str) -> None:
        """By q or Ctrl-C: exit 130, and it stays open."""
        before = forgotten.recorded()
        with forgotten.terminal("complete") as terminal:
            terminal.shows(FORGOTTEN)
            if leaving == "q":
                terminal.type("q")
            else:
                terminal.press_control("c")
            assert terminal.end() == 130
        assert forgotten.recorded() == before

    def test_who_says_it_at_once_is_not_asked(self, forgotten: Program) -> None:
        """The option is the answer."""
        with forgotten.terminal("complete", "--duration", "45m") as terminal:
            assert terminal.end() == 0
        assert FORGOTTEN not in terminal.screen

    def test_below_four_hours_nobody_is_asked(self, begun: Program) -> None:
        """Only what cannot be known is asked."""
        with begun.terminal("complete") as terminal:
            assert terminal.end() == 0
        assert "10 m of practice" in terminal.screen


class TestDelete:
    """Asked before anything goes."""

    @pytest.mark.parametrize(("answer", "code"), [("y", 0), ("yes", 0), ("n", 130), ("", 130), ("nonsense", 130)])
    def test_only_a_yes_is_a_yes(self, begun: Program, answer: str, code: int) -> None:
        """Everything else changes nothing."""
        with begun.terminal("delete", "1") as terminal:
            terminal.shows("[y/N]")
            terminal.type(answer)
            assert terminal.end() == code
        assert len(begun.json("history")) == (0 if code == 0 else 1)

    def test_ctrl_c_is_a_no(self, begun: Program) -> None:
        """Exit 130; the same for a profile with all its practices."""
        before = begun.recorded()
        for words in (["delete", "1"], ["delete", "1", "--forever"], ["profile", "delete", "maya"]):
            with begun.terminal(*words) as terminal:
                terminal.shows("[y/N]")
                terminal.press_control("c")
                assert terminal.end() == 130
        assert begun.recorded() == before

    def test_the_question_shows_what_would_go(self, begun: Program) -> None:
        """Numbers are easily mistaken."""
        with begun.terminal("delete", "1") as terminal:
            terminal.shows("[y/N]")
            assert "08:30" in terminal.screen


class TestTheEditor:
    """`edit` without an option."""

    def test_what_is_saved_is_recorded(self, begun: Program) -> None:
        """As one change."""
        begun.done("complete")
        changes = (
            "page.write_text(page.read_text().replace('note = ' + 3 * chr(34), 'note = ' + 3 * chr(34) + 'softer'))"
        )
        with editing(begun, changes).terminal("edit") as terminal:
            assert terminal.end() == 0
        assert begun.json("show", "1")["note"] == "softer"
        begun.done("undo")
        assert begun.json("show", "1")["note"] is None

    def test_nothing_saved_is_nothing_changed(self, begun: Program) -> None:
        """Exit 0, and it says so."""
        before = begun.recorded()
        with editing(begun, "").terminal("edit") as terminal:
            assert terminal.end() == 0
        assert "nothing to change" in terminal.screen
        assert begun.recorded() == before

    def test_a_mistake_is_said_and_can_be_mended(self, begun: Program) -> None:
        """The same text is opened again; who declines has changed nothing."""
        before = begun.recorded()
        with editing(begun, "page.write_text('style = [broken')").terminal("edit") as terminal:
            terminal.shows("Edit again?")
            terminal.type("y")
            terminal.shows("Edit again?")
            terminal.type("n")
            assert terminal.end() == 130
        assert begun.recorded() == before

    @pytest.mark.parametrize("editor", ["no-such-editor", "false", "'"])
    def test_an_editor_that_fails_changes_nothing(self, begun: Program, editor: str) -> None:
        """Exit 2 and a hint, also for one that is not there."""
        before = begun.recorded()
        with begun.of(EDITOR=editor).terminal("edit") as terminal:
            assert terminal.end() == 2
        assert begun.recorded() == before

    def test_without_a_terminal_it_needs_options(self, begun: Program) -> None:
        """Exit 2."""
        begun.refused(2, "needs_an_answer", "edit")


class TestColours:
    """On a terminal and nowhere else."""

    def test_a_table_is_drawn_on_a_terminal_only(self, begun: Program) -> None:
        """Piped it is plain text without truncation."""
        begun.done("complete")
        with begun.terminal("stats") as terminal:
            assert terminal.end() == 0
        assert ESCAPE in terminal.screen
        assert ESCAPE not in begun.say("stats")

    def test_who_wants_no_colour_gets_none(self, begun: Program) -> None:
        """NO_COLOR leaves bold and underline at most."""
        begun.done("complete")
        for words in ("stats", "history", "sequence list"):
            with begun.of(NO_COLOR="1").terminal(*words.split()) as terminal:
                assert terminal.end() == 0
            assert ESCAPE not in STRONG.sub("", terminal.screen)

    @pytest.mark.parametrize(("plain", "term"), [("1", "xterm-256color"), ("", "dumb")])
    def test_a_plain_or_dumb_terminal_gets_words_only(self, begun: Program, plain: str, term: str) -> None:
        """A screen reader; an editor's shell."""
        begun.done("complete")
        for words in ("stats", "history", "sequence list"):
            with begun.of(YOGAFLOW_PLAIN=plain).terminal(*words.split(), term=term) as terminal:
                assert terminal.end() == 0
            assert ESCAPE not in terminal.screen

    @pytest.mark.parametrize("words", ["--help", "start --help", "profile --help", "strat", "start --nonsense"])
    def test_help_and_mistakes_are_as_quiet_as_on_a_pipe_without_colour(self, yogaflow: Program, words: str) -> None:
        """Whatever a terminal adds, NO_COLOR takes away."""
        with yogaflow.of(NO_COLOR="1").terminal(*words.split()) as terminal:
            terminal.end()
        assert ESCAPE not in terminal.screen
        piped = yogaflow.run(*words.split())
        assert terminal.screen.replace("\r\n", "\n") == piped.out + piped.err

    def test_an_answer_fits_the_terminal(self, begun: Program) -> None:
        """No line of a table is wider than the screen."""
        begun.done("complete", "--note", "long " * 60, "--tag", "outside")
        for words in ("history", "stats", "show", "sequence list", "pose list", "profile list", "config list"):
            with begun.of(NO_COLOR="1").terminal(*words.split()) as terminal:
                assert terminal.end() == 0
            if words != "show":
                assert max(map(len, STRONG.sub("", terminal.screen).splitlines())) <= COLUMNS, words


def test_a_table_that_does_not_fit_loses_nothing(begun: Program) -> None:
    """Where a terminal is too narrow to draw it, it is aligned text, which the terminal folds."""
    begun.done("complete", "--tag", "t" * 50)
    begun.done("log", "--start", "yesterday 06:00", "--duration", "1h30m", "--zone", "America/Argentina/Buenos_Aires")
    for words, kept in (("history", "America/Argentina/Buenos_Aires"), ("stats --by tag", "t" * 50)):
        with begun.terminal(*words.split()) as terminal:
            assert terminal.end() == 0
        assert kept in terminal.screen
        assert "1 h 30 m" in terminal.screen


def test_a_stated_time_stays_when_the_editor_moves_the_start(begun: Program) -> None:
    """The page still says what was stated, and so does the person."""
    begun.at("2026-11-23T08:00:00Z").done("complete", "--duration", "45m")
    before = begun.json("show", "last")
    assert before["duration_seconds"] == 45 * 60 > before["elapsed_seconds"]
    with begun.of(EDITOR="sed -i '/^start/s/:00\"/:30\"/'").terminal("edit") as terminal:
        assert terminal.end() == 0, terminal.screen
    after = begun.json("show", "last")
    assert after["started_at"] != before["started_at"]
    assert after["duration_seconds"] == 45 * 60


def test_an_editor_that_takes_the_page_away_changes_nothing(begun: Program) -> None:
    """One clear line, whatever became of the text."""
    begun.done("complete")
    with begun.of(EDITOR="rm -f").terminal("edit") as terminal:
        assert terminal.end() == 2, terminal.screen
    assert "The editor left no text to read." in terminal.screen
