"""The program among other programs: completion, help, pipes, encodings, and text that means harm."""

import os
import sqlite3
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.program import COLUMNS, ROWS, Program, script
from yogaflow_cli import __version__
from yogaflow_cli.cli.catalogue import CATALOGUE, GROUPS

VERBS = {
    "sequence": ("list", "show", "create", "edit", "check", "delete"),
    "profile": ("create", "list", "use", "show", "rename", "delete", "reset-token", "lock", "store-token"),
    "prompt": ("init",),
    "config": ("list", "get", "set", "unset", "path"),
    "pose": ("list", "show"),
}
CALLS = [
    [],
    *([entry.name] for entry in CATALOGUE),
    *([noun, verb] for noun, verbs in VERBS.items() for verb in verbs),
]
HOSTILE = {
    "a colour": "red \x1b[31m",
    "a clipboard": "\x1b]52;c;aGk=\x07",
    "a C1 control": "\x9b31m",
    "a reversal": "abc\u202edef",
    "a hidden space": "a\u200bb",
    "a line separator": "a\u2028b",
    "a carriage return": "Deleted\rStarted",
    "a byte that is not UTF-8": "a\udcff",
}
FEW = ("a colour", "a reversal", "a byte that is not UTF-8")
TEXT_OPTIONS = {
    "tag": ["complete", "--tag"],
    "style": ["complete", "--style"],
    "status": ["complete", "--status"],
    "time": ["complete", "--at"],
    "duration": ["complete", "--duration"],
    "number": ["complete", "--poses"],
    "session": ["show"],
    "template": ["current", "--format"],
    "setting": ["config", "get"],
    "value": ["config", "set", "time_zone"],
    "name": ["profile", "create"],
    "name of a sequence": ["sequence", "create"],
    "display name": ["profile", "create", "lea", "--display-name"],
    "profile": ["current", "--profile"],
    "period": ["stats"],
    "grouping": ["stats", "--by"],
    "search": ["history", "--search"],
    "pose to look for": ["pose", "list"],
    "day": ["history", "--from"],
}
NAMES_OF_THINGS = {
    "sequence": ["log", "--duration", "1m"],
    "sequence to show": ["sequence", "show"],
    "sequence to edit": ["sequence", "edit"],
    "sequence to check": ["sequence", "check"],
    "sequence to delete": ["sequence", "delete", "--yes"],
    "pose": ["pose", "show"],
}
USAGE = {"command": [], "verb": ["profile"], "option": ["current"]}


def controls(text: str) -> list[str]:
    """The characters that could act on a terminal; line feeds may."""
    return [sign for sign in text if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Cs")]


def completed(yogaflow: Program, line: str) -> list[str]:
    """What bash is offered for the last word of a line, asked as bash asks."""
    words = line.split(" ")
    asked = yogaflow.of(_YOGAFLOW_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1)).run()
    assert asked.err == ""
    return asked.out.split()


class TestCompletion:
    """What a TAB offers."""

    @pytest.mark.parametrize(
        ("line", "offers"),
        [
            ("yogaflow sta", ["start", "stats"]),
            ("yogaflow profile re", ["rename", "reset-token"]),
            ("yogaflow start sun-salutation-", ["sun-salutation-a", "sun-salutation-b", "sun-salutation-classic"]),
            ("yogaflow start --tag out", ["outside"]),
            ("yogaflow start --style k", ["kundalini"]),
            ("yogaflow start --style vin", ["vinyasa"]),
            ("yogaflow complete --status p", ["partial"]),
            ("yogaflow complete ", ["last", "1"]),
            ("yogaflow current --profile m", ["maya"]),
            ("yogaflow profile use m", ["maya"]),
            ("yogaflow sequence show yin", ["yin-45"]),
            ("yogaflow config get pl", ["plain"]),
            ("yogaflow stats --by we", ["week", "weekday"]),
            ("yogaflow restore ", ["latest", "20261123T073000000000-daily.db"]),
        ],
    )
    def test_it_offers_what_goes_on_from_what_was_typed(self, begun: Program, line: str, offers: list[str]) -> None:
        """Commands, verbs, and everything that has a name or a number."""
        assert completed(begun, line) == offers

    def test_what_a_terminal_could_obey_is_not_offered(self, begun: Program) -> None:
        """Words in the database may be another hand's; TAB shows them to a terminal."""
        with closing(sqlite3.connect(begun.database)) as connection, connection:
            connection.execute("UPDATE session_tags SET tag = 'out\x1b[31m\nside'")
            connection.execute("INSERT INTO session_tags SELECT session_id, 'outdoors' FROM sessions")
        assert completed(begun, "yogaflow start --tag out") == ["outdoors"]

    def test_every_command_is_offered(self, yogaflow: Program) -> None:
        """Before anything was recorded, and nothing is made by looking."""
        assert completed(yogaflow, "yogaflow ") == [entry.name for entry in CATALOGUE]
        assert completed(yogaflow, "yogaflow complete ") == ["last"]
        assert not yogaflow.home.exists()

    def test_a_request_without_words_is_one_clear_line(self, yogaflow: Program) -> None:
        """The variable was left over in the environment."""
        left_over = yogaflow.of(_YOGAFLOW_COMPLETE="complete_bash").run("start")
        assert (left_over.code, left_over.out) == (2, "")
        assert "unset _YOGAFLOW_COMPLETE" in left_over.err

    def test_options_are_offered(self, yogaflow: Program) -> None:
        """Those of the command."""
        assert {"--at", "--ago", "--tag"} <= set(completed(yogaflow, "yogaflow start --"))

    def test_it_never_fails(self, begun: Program) -> None:
        """A wrong token or a damaged file offers nothing, and says nothing into the line that is being typed."""
        stranger = begun.of(YOGAFLOW_TOKEN="wrong")
        assert completed(stranger, "yogaflow complete ") == []
        begun.database.write_bytes(b"not a database" * 1000)
        assert completed(begun, "yogaflow start --tag ") == []

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_its_script_can_be_shown(self, yogaflow: Program, shell: str) -> None:
        """For those who keep their own dotfiles."""
        assert "_YOGAFLOW_COMPLETE" in yogaflow.say("--show-completion", shell)

    def test_it_is_installed_for_the_shell_that_is_named(self, yogaflow: Program) -> None:
        """Whatever shell it was typed in."""
        told = yogaflow.say("--install-completion", "bash")
        written = yogaflow.home.parent / ".bash_completions" / "yogaflow.sh"
        assert str(written) in told
        assert "_YOGAFLOW_COMPLETE" in written.read_text(encoding="utf-8")


class TestHelp:
    """What there is, and how to type it."""

    def test_it_fits_a_screen_and_names_every_command_in_its_group(self, yogaflow: Program) -> None:
        """24 lines of 80 columns."""
        page = yogaflow.say("--help")
        lines = page.splitlines()
        assert len(lines) <= ROWS
        assert max(map(len, lines)) <= COLUMNS
        for group in GROUPS:
            names = [entry.name for entry in CATALOGUE if entry.group == group]
            # A group may go on in the next line.
            assert " ".join([group, *names, ""]) in " ".join([*page.split(), ""])

    def test_every_command_and_verb_has_one_on_a_pipe_without_escape_codes(self, yogaflow: Program) -> None:
        """Words only, however it is asked for, within 80 columns; the first line is the usage."""
        # Two at a time: each is a process of its own, and most of its time is spent on starting.
        with ThreadPoolExecutor(2) as two:
            pages = list(two.map(lambda call: yogaflow.say(*call, "--help"), CALLS))
        for call, page in zip(CALLS, pages, strict=True):
            assert page.startswith(" ".join(["Usage: yogaflow", *call])), call
            assert controls(page) == [], call
            assert max(map(len, page.splitlines())) <= COLUMNS, call
        assert yogaflow.say("start", "-h") == yogaflow.say("start", "--help")
        assert not yogaflow.home.exists()

    def test_every_verb_of_a_noun_is_tested(self, yogaflow: Program) -> None:
        """The list above is complete."""
        for noun, verbs in VERBS.items():
            assert tuple(completed(yogaflow, f"yogaflow {noun} ")) == verbs

    @pytest.mark.parametrize("noun", VERBS)
    def test_a_noun_alone_shows_its_verbs(self, yogaflow: Program, noun: str) -> None:
        """It is no dead end."""
        result = yogaflow.run(noun)
        assert result.code in (0, 2)
        assert VERBS[noun][0] in result.out + result.err


class TestWrongWords:
    """What other tools call it, and slips of the finger."""

    @pytest.mark.parametrize(
        ("typed", "ours"),
        [
            *(("stop", "complete"), ("finish", "complete"), ("status", "current"), ("continue", "resume")),
            *(("cancel", "discard"), ("add", "log"), ("today", "history today"), ("list", "history")),
            *(("strat", "start"), ("complet", "complete"), ("histroy", "history"), ("profiel", "profile")),
            *(("profile crate", "profile create"), ("pose shwo", "pose show")),
        ],
    )
    def test_it_names_ours(self, begun: Program, typed: str, ours: str) -> None:
        """Exit 2, and the command to type."""
        assert f"yogaflow {ours}" in begun.refused(2, "usage", *typed.split())["hint"]

    @pytest.mark.parametrize("typed", ["xyzzy", "profile xyzzy", "current --nonsense", "start a b"])
    def test_what_nobody_meant_points_to_the_help(self, begun: Program, typed: str) -> None:
        """Exit 2 and one line, no page of usage."""
        assert "--help" in begun.refused(2, "usage", *typed.split())["hint"]

    def test_a_slip_in_an_option_is_recognised(self, begun: Program) -> None:
        """The nearest one is named."""
        assert "--json" in str(begun.refused(2, "usage", "current", "--jsn"))


class TestTheHomeLine:
    """`yogaflow` alone."""

    def test_it_says_where_one_stands_and_what_can_be_typed_next(self, yogaflow: Program) -> None:
        """Nothing yet, running, paused, practised today, nothing today."""
        assert yogaflow.say().splitlines()[0] == "No practice yet. Begin: yogaflow start"
        yogaflow.done("start")
        yogaflow.at("2026-11-23T07:40:00Z")
        first, following = yogaflow.say().splitlines()
        assert (first, "yogaflow pause" in following) == ("Free practice, active: 10 m. Session 1, began 08:30.", True)
        yogaflow.done("pause")
        first, following = yogaflow.say().splitlines()
        assert ("paused" in first, "yogaflow resume" in following) == (True, True)
        yogaflow.done("complete")
        assert yogaflow.say().splitlines()[0] == "Today: 10 m in 1 practice."
        assert yogaflow.at("2026-11-24T07:00:00Z").say().splitlines()[0] == "Nothing practised yet today."

    def test_it_answers_scripts(self, yogaflow: Program) -> None:
        """The open session, or null."""
        assert yogaflow.json() is None
        yogaflow.done("start")
        assert yogaflow.json()["session_id"] == 1


class TestTheProgram:
    """The script, the module and the version."""

    def test_it_knows_its_version(self, yogaflow: Program) -> None:
        """One place, and here it is read."""
        assert yogaflow.say("--version") == f"yogaflow {__version__}\n"

    @pytest.mark.parametrize("words", ["--version", "--help", "current", "start --help", "stop --json"])
    def test_the_module_is_the_same(self, yogaflow: Program, words: str) -> None:
        """`python -m yogaflow_cli`, down to its name in the usage line."""
        command = [sys.executable, "-m", "yogaflow_cli", *words.split()]
        module = subprocess.run(command, env=yogaflow.environment, capture_output=True, text=True, timeout=60)
        by_script = yogaflow.run(*words.split())
        assert (module.returncode, module.stdout, module.stderr) == (by_script.code, by_script.out, by_script.err)


class TestPipes:
    """Readers that go away, and disks that are full."""

    @pytest.mark.parametrize("words", ["", "--help", "show", "sequence list", "current --json", "pause", "history"])
    def test_a_reader_that_went_away_is_no_failure(self, begun: Program, words: str) -> None:
        """`yogaflow history | head -0` ends with 0, quietly."""
        reading, writing = os.pipe()
        os.close(reading)
        try:
            ended = subprocess.run(
                [script(), *words.split()],
                env=begun.environment,
                stdin=subprocess.DEVNULL,
                stdout=writing,
                stderr=subprocess.PIPE,
                timeout=60,
            )
        finally:
            os.close(writing)
        assert (ended.returncode, ended.stderr) == (0, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
    @pytest.mark.parametrize("words", ["current", "history --json", "--help", "pause"])
    def test_an_answer_that_cannot_be_written_is_a_failure(self, begun: Program, words: str) -> None:
        """A full disk: exit 7 and no traceback, so that a script does not take half a file for a whole one."""
        with Path("/dev/full").open("wb") as full:
            command = [script(), *words.split()]
            ended = subprocess.run(command, env=begun.environment, stdout=full, stderr=subprocess.PIPE, timeout=60)
        assert ended.returncode == 7
        assert b"Traceback" not in ended.stderr
        assert b"Exception ignored" not in ended.stderr

    def test_nobody_listening_to_standard_error_stops_no_command(self, yogaflow: Program) -> None:
        """The first use has much to say there; the practice begins all the same."""
        reading, writing = os.pipe()
        os.close(reading)
        try:
            ended = subprocess.run([script(), "start"], env=yogaflow.environment, stderr=writing, timeout=60)
        finally:
            os.close(writing)
        assert ended.returncode == 0
        assert yogaflow.json("current")["state"] == "active"

    @pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
    @pytest.mark.parametrize("words", ["current", "resume", "delete 1"])
    def test_a_stream_that_is_closed_is_no_crash(self, begun: Program, closed: str, words: str) -> None:
        """As a daemon closes them: the exit code is the right one."""
        command = f'"{script()}" {words} {closed}'
        ended = subprocess.run(["sh", "-c", command], env=begun.environment, capture_output=True, text=True, timeout=60)
        usual = {"current": 0, "resume": 6, "delete 1": 2}[words]
        assert ended.returncode == usual
        assert "Traceback" not in ended.stdout + ended.stderr
        assert "Exception ignored" not in ended.stdout + ended.stderr


class TestEncodings:
    """Every letter on every terminal."""

    @pytest.mark.parametrize(
        "environment",
        [
            {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
            {"PYTHONIOENCODING": "ascii"},
        ],
        ids=str,
    )
    def test_a_terminal_that_cannot_show_a_letter_shows_its_number(
        self, yogaflow: Program, environment: dict[str, str]
    ) -> None:
        """And nothing ends in a traceback: neither answers nor errors nor tables."""
        yogaflow.done("start", "--note", "früh, 早安", "--tag", "früh")
        poor = yogaflow.of(**environment)
        assert "\\u65e9" in poor.done("show").out
        assert poor.json("show")["note"] is not None
        for words in ("pose list", "sequence list", "history", "stats", "--help"):
            poor.done(*words.split())
        assert poor.run("start", "ā-sequence").code == 3

    @pytest.mark.parametrize("words", [["show"], ["complete", "--note"], ["start"], [], ["current"], ["history"]])
    def test_bytes_that_are_not_utf_8_are_refused(self, begun: Program, words: list[str]) -> None:
        """Exit 2 or, where a name is looked up, 3; whatever they stand for."""
        result = begun.run(*words, b"a\xff\xfe")
        assert result.code in (2, 3)
        assert controls(result.err) == []

    @pytest.mark.parametrize("given", [b"\xff\xfe", b"a\x00b", b"\x1b[31m", b"x" * 4001, b"", b"\n \n"])
    def test_a_note_from_standard_input_is_no_exception(self, begun: Program, given: bytes) -> None:
        """The same grammar as on the command line."""
        ended = subprocess.run(
            [script(), "complete", "--note", "-"], env=begun.environment, input=given, capture_output=True, timeout=60
        )
        assert ended.returncode == 2
        assert begun.json("current")["state"] == "active"


class TestHostileText:
    """Text that could act on a terminal is refused, and never printed."""

    @pytest.mark.parametrize("option", TEXT_OPTIONS)
    def test_every_option_refuses_it(self, begun: Program, option: str) -> None:
        """Exit 2 for each kind, nothing changed, and what is said of it is harmless."""
        before = begun.recorded()
        for kind in FEW:
            result = begun.run(*TEXT_OPTIONS[option], HOSTILE[kind])
            assert result.code == 2, (kind, result)
            assert controls(result.out + result.err) == [], (kind, result)
        assert begun.recorded() == before

    @pytest.mark.parametrize("kind", HOSTILE)
    def test_every_kind_of_it_is_refused(self, begun: Program, kind: str) -> None:
        """In a note; the code point is named, the character is not shown."""
        error = begun.refused(2, "invalid_value", "complete", "--note", HOSTILE[kind])
        assert controls(str(error)) == []

    @pytest.mark.parametrize("what", [*NAMES_OF_THINGS, *USAGE])
    def test_as_a_name_it_is_unknown(self, begun: Program, what: str) -> None:
        """Where only known names have a meaning, it has none: 2 or 3, and harmless words."""
        words = NAMES_OF_THINGS.get(what, USAGE.get(what, []))
        for kind in FEW:
            typed = f"--{HOSTILE[kind]}" if what == "option" else HOSTILE[kind]
            result = begun.run(*words, typed)
            assert result.code in ((2, 3) if what in NAMES_OF_THINGS else (2,)), (kind, result)
            assert controls(result.out + result.err) == [], (kind, result)
        assert controls(begun.run(*words, typed, "--json").err) == []

    def test_a_text_that_looks_like_markup_is_text(self, begun: Program) -> None:
        """Verbatim, on a pipe and on a terminal."""
        begun.done("complete", "--note", "[red]x[/red] [/b] :smile: [link=https://example.org]")
        assert "[red]x[/red] [/b] :smile: [link=https://example.org]" in begun.say("show")
        with begun.terminal("show") as terminal:
            assert terminal.end() == 0
        assert "[red]x[/red] [/b] :smile: [link=https://example.org]" in terminal.screen

    def test_two_dashes_end_the_options(self, begun: Program) -> None:
        """`-- -rf` is a name, and nobody has it."""
        begun.done("discard")
        assert begun.run("start", "--", "-rf").code == 3
        assert begun.run("delete", "--yes", "--", "-rf").code == 2

    @pytest.mark.parametrize("path", ["../../../etc/passwd", "/etc/passwd", "..", ".", "sun-salutation-a.toml", "~"])
    def test_a_sequence_is_a_name_and_never_a_path(self, begun: Program, path: str) -> None:
        """Any other text is an unknown sequence."""
        begun.refused(3, "sequence_not_found", "log", path, "--duration", "1m")
