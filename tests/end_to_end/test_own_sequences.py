"""Sequences of one's own: made, edited, checked, listed and deleted, with and without a terminal."""

import shlex
import stat
import sys
from pathlib import Path

import pytest

from tests.end_to_end.test_shell import completed, controls
from tests.end_to_end.test_terminal import ESCAPE, editing
from tests.program import Program

SOUND = 'name = "{}"\nsteps = ["tree, 10s"]\n'
RIGHT_THEN_WRONG = """
if "tree" in page.read_text():
    page.write_text('name = "Evening"\\nsteps = [\\n  "corpse, 5m",\\n]\\n')
else:
    page.write_text('name = "Evening"\\nsteps = [\\n  "tree, 5",\\n]\\n')
"""
BROKEN = {
    "TOML error": ('name = "n"\nsteps = [\n  "tree"\n  "corpse"\n]\n', 4, "comma"),
    "unknown key": ('name = "n"\nbreth = 6\nsteps = ["tree"]\n', 2, "breath"),
    "wrong hold": ('name = "n"\nsteps = [\n  "tree, 5 minuets",\n]\n', 3, "30s"),
    "hold without a unit": ('name = "n"\nsteps = [\n  "tree, 5",\n]\n', 3, "5 breaths"),
    "include loop": ('name = "n"\n\n[[part]]\nuse = "broken"\n', 4, "Take one"),
    "10,000 repeats": ('name = "n"\n[[part]]\nrepeat = 10000\nsteps = ["tree"]\n', 3, "repeat"),
    "10,000 times": ('name = "n"\nsteps = [\n\n"tree, x10000"]\n', 4, "x3"),
    "zero steps": ('name = "n"\nsteps = []\n', 2, "steps = ["),
    "no steps": ('name = "n"\n', 1, "steps = ["),
    "no name": ('steps = ["tree"]\n', 1, "name = "),
    "over four hours": ('name = "n"\n[[part]]\nrepeat = 10\nsteps = ["tree, 30m"]\n', 2, "shorter"),
}
"""The text, the line of the mistake, and a word of what would be right."""


def own(yogaflow: Program, slug: str, text: str) -> Path:
    """An own file, as a person puts it there."""
    folder = yogaflow.data / "sequences"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{slug}.toml"
    file.write_text(text, encoding="utf-8")
    return file


def own_files(yogaflow: Program) -> list[str]:
    """What lies in the folder."""
    return sorted(file.name for file in (yogaflow.data / "sequences").glob("*"))


class TestCreate:
    """A file in two minutes."""

    def test_it_writes_a_private_template_that_can_be_practised_at_once(self, yogaflow: Program) -> None:
        """Without a terminal it says where it is, and what to type next."""
        result = yogaflow.done("sequence", "create", "My evening")
        file = yogaflow.data / "sequences" / "my-evening.toml"
        assert str(file) in result.out
        assert "yogaflow sequence check my-evening" in result.err
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "My evening: 6 steps" in yogaflow.done("start", "my evening").out

    def test_it_answers_scripts(self, yogaflow: Program) -> None:
        """What it is, and where."""
        assert yogaflow.json("sequence", "create", "yin-45") == {
            "sequence": "yin-45",
            "name": "Yin 45",
            "planned_seconds": 474,
            "poses_planned": 6,
            "file": str(yogaflow.data / "sequences" / "yin-45.toml"),
            "shadows_shipped": True,
            "warnings": [],
        }

    def test_it_can_be_quiet(self, yogaflow: Program) -> None:
        """Not a word, and the file is there."""
        assert yogaflow.say("sequence", "create", "evening", "--quiet") == ""
        assert own_files(yogaflow) == ["evening.toml"]

    def test_it_says_that_it_takes_the_place_of_a_shipped_one(self, yogaflow: Program) -> None:
        """It is allowed."""
        assert "instead of the shipped one" in yogaflow.done("sequence", "create", "yin-45").out

    def test_a_file_that_is_there_stays(self, yogaflow: Program) -> None:
        """Exit 6, and how to change it; a name in use is another matter."""
        file = own(yogaflow, "evening", SOUND.format("Slowly"))
        error = yogaflow.refused(6, "file_exists", "sequence", "create", "Evening")
        assert str(file) in error["message"]
        assert "sequence edit evening" in error["hint"]
        yogaflow.refused(6, "name_taken", "sequence", "create", "slowly")
        assert file.read_text() == SOUND.format("Slowly")

    @pytest.mark.parametrize(
        "name", ["../x", "/etc/x", "..", "~/x", "a\\b", "x.toml", "", " ", "a" * 200, "夜", "con", "a\x1b[31m"]
    )
    def test_a_name_that_means_harm_is_refused(self, yogaflow: Program, name: str) -> None:
        """Exit 2, and not even a folder."""
        error = yogaflow.refused(2, "invalid_value", "sequence", "create", name)
        assert controls(str(error)) == []
        assert not yogaflow.home.exists()

    def test_an_option_and_bytes_are_no_names(self, yogaflow: Program) -> None:
        """`-rf`, with and without `--`; bytes that are not UTF-8."""
        yogaflow.refused(2, "usage", "sequence", "create", "-rf")
        named = yogaflow.run("sequence", "create", "--", "-rf")
        assert (named.code, "'-rf' cannot be the name" in named.err) == (2, True)
        for verb in (["create"], ["edit"], ["check"], ["delete", "--yes"]):
            assert yogaflow.run("sequence", *verb, b"a\xff").code in (2, 3)
        assert not yogaflow.home.exists()

    def test_on_a_terminal_it_opens_the_editor_and_checks_what_it_left(self, yogaflow: Program) -> None:
        """The total time, and how to begin."""
        changes = "page.write_text(page.read_text().replace('savasana, 3m', 'savasana, 5m'))"
        with editing(yogaflow, changes).terminal("sequence", "create", "My evening") as terminal:
            assert terminal.end() == 0
        assert "is sound: 6 steps, 9 m 54 s" in terminal.screen
        assert "yogaflow start my-evening" in terminal.screen
        assert yogaflow.json("sequence", "check", "my-evening")["planned_seconds"] == 594

    @pytest.mark.parametrize("words", ["--json", "--no-input"])
    def test_it_can_be_told_not_to_open_it(self, yogaflow: Program, words: str) -> None:
        """As for a script."""
        with yogaflow.of(EDITOR="false").terminal("sequence", "create", "evening", words) as terminal:
            assert terminal.end() == 0

    @pytest.mark.parametrize("editor", ["no-such-editor", "false", "'"])
    def test_an_editor_that_fails_leaves_the_template(self, yogaflow: Program, editor: str) -> None:
        """Exit 2; what was written is said."""
        with yogaflow.of(EDITOR=editor).terminal("sequence", "create", "evening") as terminal:
            assert terminal.end() == 2
        assert "evening.toml" in terminal.screen
        yogaflow.done("sequence", "check", "evening")

    def test_a_person_in_plain_mode_reads_words(self, yogaflow: Program) -> None:
        """No escape codes, whole words."""
        with yogaflow.of(EDITOR="true", YOGAFLOW_PLAIN="1").terminal("sequence", "create", "evening") as terminal:
            assert terminal.end() == 0
        assert ESCAPE not in terminal.screen
        assert "7 minutes 54 seconds" in terminal.screen


class TestEdit:
    """The editor on a file, and what it left."""

    def test_a_mistake_is_shown_with_its_line_and_can_be_mended(self, yogaflow: Program) -> None:
        """The same file is opened again."""
        own(yogaflow, "evening", 'name = "Evening"\nsteps = ["corpse"]\n')
        with editing(yogaflow, RIGHT_THEN_WRONG).terminal("sequence", "edit", "evening") as terminal:
            terminal.shows("evening.toml, line 3: ")
            terminal.shows("Edit again?")
            terminal.type("y")
            assert terminal.end() == 0
        assert "is sound: 1 step, " in terminal.screen
        assert yogaflow.json("sequence", "show", "evening")["steps"][0]["hold_seconds"] == 300

    @pytest.mark.parametrize("leaving", ["n", "", "Ctrl-C", "Ctrl-D"])
    def test_a_mistake_can_be_kept(self, yogaflow: Program, leaving: str) -> None:
        """Exit 130; what was written is not lost, and is told for what it is."""
        file = own(yogaflow, "evening", SOUND.format("Evening"))
        with editing(yogaflow, "page.write_text('half a thought')").terminal("sequence", "edit", "Evening") as terminal:
            terminal.shows("[y/N]")
            if leaving.startswith("Ctrl-"):
                terminal.press_control(leaving[5].lower())
            else:
                terminal.type(leaving)
            assert terminal.end() == 130
        assert "Kept as it is" in terminal.screen
        assert file.read_text() == "half a thought"

    def test_a_broken_file_can_be_opened(self, yogaflow: Program) -> None:
        """That is what it needs."""
        own(yogaflow, "my-evening", "broken")
        changes = f"page.write_text({SOUND.format('Whole')!r})"
        with editing(yogaflow, changes).terminal("sequence", "edit", "My evening") as terminal:
            assert terminal.end() == 0
        assert yogaflow.json("sequence", "check", "my-evening")["name"] == "Whole"

    def test_a_shipped_one_is_copied_first_after_saying_so(self, yogaflow: Program) -> None:
        """The copy stands in its place from then on."""
        changes = "page.write_text(page.read_text().replace('Yin, ', 'My Yin, '))"
        with editing(yogaflow, changes).terminal("sequence", "edit", "yin-45") as terminal:
            assert terminal.end() == 0
        assert "is shipped. A copy of it becomes yours" in terminal.screen
        assert "instead of the shipped one" in terminal.screen
        assert yogaflow.json("sequence", "show", "yin-45")["name"] == "My Yin, Forty-Five Minutes"

    @pytest.mark.parametrize(("editor", "code"), [("true", 0), ("false", 2), ("no-such-editor", 2)])
    def test_a_copy_in_which_nothing_was_changed_is_not_kept(self, yogaflow: Program, editor: str, code: int) -> None:
        """Or a later version of the shipped one would stay hidden."""
        with yogaflow.of(EDITOR=editor).terminal("sequence", "edit", "yin-45") as terminal:
            assert terminal.end() == code
        assert own_files(yogaflow) == []

    def test_ctrl_c_belongs_to_the_editor(self, yogaflow: Program) -> None:
        """An editor that takes it for a command of its own goes on, and nothing is lost."""
        file = own(yogaflow, "evening", SOUND.format("Evening"))
        waits = (
            "import signal, time\n"
            "pressed = []\n"
            "signal.signal(signal.SIGINT, lambda *_: pressed.append(1))\n"
            "print('ready', flush=True)\n"
            "while not pressed: time.sleep(0.01)\n"
            "time.sleep(0.5)\n"
            f"page.write_text({SOUND.format('After')!r})"
        )
        with editing(yogaflow, waits).terminal("sequence", "edit", "evening") as terminal:
            terminal.shows("ready")
            terminal.press_control("c")
            assert terminal.end() == 0
        assert file.read_text() == SOUND.format("After")

    def test_an_editor_that_ctrl_c_ends_ends_the_command(self, yogaflow: Program) -> None:
        """Exit 130; the file is as it was saved."""
        file = own(yogaflow, "evening", SOUND.format("Evening"))
        script = yogaflow.home.with_name("stopped.py")
        script.write_text("import os, signal\nsignal.signal(2, signal.SIG_DFL)\nos.kill(os.getpid(), 2)")
        stopped = yogaflow.of(EDITOR=shlex.join([sys.executable, str(script)]))
        with stopped.terminal("sequence", "edit", "evening") as terminal:
            assert terminal.end() == 130
        assert file.read_text() == SOUND.format("Evening")

    def test_without_a_terminal_it_is_refused(self, yogaflow: Program) -> None:
        """Exit 2, and the file is named; nothing is copied."""
        file = own(yogaflow, "evening", SOUND.format("Evening"))
        assert str(file) in yogaflow.refused(2, "needs_an_answer", "sequence", "edit", "evening")["hint"]
        yogaflow.refused(2, "needs_an_answer", "sequence", "edit", "yin-45")
        yogaflow.refused(3, "sequence_not_found", "sequence", "edit", "nonesuch")
        assert own_files(yogaflow) == ["evening.toml"]


class TestCheck:
    """Line, reason and what would be right; or the total time."""

    def test_a_sound_file_tells_steps_and_time(self, yogaflow: Program) -> None:
        """By path and, for one's own, by name."""
        elsewhere = yogaflow.home.with_name("evening.toml")
        elsewhere.write_text(SOUND.format("Evening"))
        by_path = yogaflow.done("sequence", "check", str(elsewhere))
        assert by_path.out == "Evening (evening) is sound: 1 step, 13 s.\n"
        assert str(yogaflow.data / "sequences") in by_path.err
        assert not yogaflow.home.exists()

        file = own(yogaflow, "evening", SOUND.format("Evening"))
        by_name = yogaflow.done("sequence", "check", "Evening")
        assert (by_name.out, by_name.err) == (by_path.out, "Begin: yogaflow start evening\n")
        assert yogaflow.done("sequence", "check", str(file)) == by_name

    @pytest.mark.parametrize("kind", BROKEN)
    def test_a_broken_file_is_told_with_its_line_and_hides_nothing(self, yogaflow: Program, kind: str) -> None:
        """Exit 2 by path, by name and when it is to be practised; the list shows all the others, and warns."""
        text, line, right = BROKEN[kind]
        file = own(yogaflow, "broken", text)
        own(yogaflow, "evening", SOUND.format("Evening"))
        for words in (("sequence", "check", str(file)), ("sequence", "check", "broken"), ("start", "broken")):
            error = yogaflow.refused(2, "invalid_value", *words)
            assert error["message"].startswith(f"{file}, line {line}: "), error
            assert right in error["message"] + error["hint"], error
        listed = yogaflow.done("sequence", "list", "--json")
        assert len(listed.json) == 17
        assert f"Warning: {file}, line {line}: " in listed.err
        assert f"Warning: {file}, line {line}: " in yogaflow.done("sequence", "list").err

    def test_an_unknown_pose_is_a_warning_with_the_nearest_names(self, yogaflow: Program) -> None:
        """It is kept as it is written: nobody is kept from practising."""
        file = own(yogaflow, "evening", 'name = "Evening"\nsteps = [\n  "Sury Namaskar",\n  "warior 2",\n]\n')
        result = yogaflow.done("sequence", "check", "evening")
        assert f"Warning: {file}, line 4: no pose 'warior 2'" in result.err
        assert "warrior-2" in result.err
        assert len(yogaflow.json("sequence", "check", "evening")["warnings"]) == 2

    def test_what_is_not_there_is_told(self, yogaflow: Program) -> None:
        """A file: 7, as everywhere; a name: 3; a shipped one is no file of one's own."""
        for path in ("../x", "/nowhere/x.toml", "x.toml", "x.toml/y"):
            assert yogaflow.run("sequence", "check", path, "--json").code == 7
        yogaflow.refused(7, "storage_missing", "sequence", "check", "x.toml")
        yogaflow.refused(3, "sequence_not_found", "sequence", "check", "nonesuch")
        assert "shipped" in yogaflow.refused(3, "sequence_not_found", "sequence", "check", "yin-45")["message"]

    def test_a_path_from_the_current_folder_is_told_whole(self, yogaflow: Program) -> None:
        """A sentence begins with a capital; a file's name must not."""
        file = yogaflow.home.with_name("broken.toml")
        file.write_text("broken")
        error = yogaflow.refused(2, "invalid_value", "sequence", "check", "broken.toml")
        assert error["message"].startswith(f"{file}, line 1: ")

    @pytest.mark.parametrize(
        "path", ["./" + "a" * 300 + ".toml", "/dev/zero", "/dev/null", "/", "/etc/passwd", "folder.toml"]
    )
    def test_what_is_no_sequence_is_refused(self, yogaflow: Program, path: str) -> None:
        """And never waited for, or read to its end."""
        yogaflow.home.with_name("folder.toml").mkdir()
        assert yogaflow.run("sequence", "check", path).code in (2, 7)

    def test_a_file_name_cannot_act_on_the_terminal(self, yogaflow: Program) -> None:
        """Neither in an error nor in a warning of the list."""
        file = own(yogaflow, "a\x1b[31m", SOUND.format("n"))
        checked = yogaflow.run("sequence", "check", str(file))
        listed = yogaflow.done("sequence", "list")
        assert checked.code == 2
        assert controls(checked.err + listed.err) == []
        assert "line 1" in listed.err


class TestList:
    """What stands in the place of what."""

    def test_it_says_what_is_yours_and_what_it_shadows(self, yogaflow: Program) -> None:
        """In words and for scripts."""
        own(yogaflow, "sun-salutation-a", SOUND.format("Mine"))
        own(yogaflow, "evening", SOUND.format("Evening"))
        lines = yogaflow.say("sequence", "list").splitlines()
        assert [line.split()[0] for line in lines if line.endswith("  yours")] == ["evening", "sun-salutation-a"]
        assert lines[-2:] == ["", "sun-salutation-a is yours, instead of the shipped one."]
        shadowing = [title["sequence"] for title in yogaflow.json("sequence", "list") if title["shadows_shipped"]]
        assert shadowing == ["sun-salutation-a"]

    def test_nothing_of_that_is_said_where_nothing_is_shadowed(self, yogaflow: Program) -> None:
        """Nor on a terminal is it wider than the screen."""
        own(yogaflow, "evening", SOUND.format("Evening"))
        assert "instead" not in yogaflow.say("sequence", "list")


class TestDelete:
    """Own files only, and never for good."""

    def test_it_keeps_the_file_aside(self, yogaflow: Program) -> None:
        """Where it is, is said; moved back, it is there again."""
        file = own(yogaflow, "evening", SOUND.format("Evening"))
        kept = yogaflow.data / "sequences" / "deleted" / "evening.toml"
        assert str(kept) in yogaflow.say("sequence", "delete", "Evening", "--yes")
        yogaflow.refused(3, "sequence_not_found", "start", "evening")
        kept.rename(file)
        assert yogaflow.json("sequence", "check", "evening")["name"] == "Evening"

    def test_it_answers_scripts_and_brings_the_shipped_one_back(self, yogaflow: Program) -> None:
        """A broken one goes as well."""
        file = own(yogaflow, "yin-45", "broken")
        assert yogaflow.json("sequence", "delete", "yin-45", "--yes") == {
            "sequence": "yin-45",
            "file": str(file),
            "kept_in": str(file.parent / "deleted" / "yin-45.toml"),
            "shadowed_shipped": True,
        }
        assert yogaflow.json("sequence", "show", "yin-45")["shipped"]

    def test_a_shipped_one_cannot_be_deleted(self, yogaflow: Program) -> None:
        """Exit 3: there is no file of one's own."""
        error = yogaflow.refused(3, "sequence_not_found", "sequence", "delete", "yin-45", "--yes")
        assert "is shipped" in error["message"]

    def test_a_practice_by_it_stays(self, yogaflow: Program) -> None:
        """It keeps its own copy of the sequence."""
        own(yogaflow, "evening", SOUND.format("Evening"))
        yogaflow.done("log", "evening")
        yogaflow.done("sequence", "delete", "evening", "--yes")
        assert yogaflow.json("history", "--sequence", "evening")[0]["poses_planned"] == 1

    def test_without_a_terminal_it_needs_a_yes(self, yogaflow: Program) -> None:
        """Exit 2, and the option is named."""
        own(yogaflow, "evening", SOUND.format("Evening"))
        assert "--yes" in yogaflow.refused(2, "needs_an_answer", "sequence", "delete", "evening")["hint"]
        assert own_files(yogaflow) == ["evening.toml"]

    @pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 130), ("", 130), ("Ctrl-C", 130)])
    def test_on_a_terminal_it_asks(self, yogaflow: Program, answer: str, code: int) -> None:
        """Only a yes is a yes."""
        own(yogaflow, "evening", SOUND.format("Evening"))
        with yogaflow.terminal("sequence", "delete", "evening") as terminal:
            terminal.shows("[y/N]")
            if answer == "Ctrl-C":
                terminal.press_control("c")
            else:
                terminal.type(answer)
            assert terminal.end() == code
        assert own_files(yogaflow) == (["deleted"] if code == 0 else ["evening.toml"])


class TestCompletion:
    """What a TAB offers."""

    @pytest.mark.parametrize(
        ("line", "offers"),
        [
            ("check ", ["broken", "evening"]),
            ("delete ", ["broken", "evening"]),
            ("delete yin", []),
            ("edit b", ["box-breathing-5", "broken"]),
            ("show e", ["evening"]),
        ],
    )
    def test_it_offers_what_the_verb_can_take(self, yogaflow: Program, line: str, offers: list[str]) -> None:
        """Broken ones where they can be mended or deleted."""
        own(yogaflow, "evening", SOUND.format("Evening"))
        own(yogaflow, "broken", "broken")
        assert completed(yogaflow, f"yogaflow sequence {line}") == offers


class TestStorage:
    """Folders that cannot be written."""

    def test_a_file_in_the_place_of_the_folder_is_told(self, yogaflow: Program) -> None:
        """Exit 7, and it stays."""
        yogaflow.data.mkdir(parents=True)
        (yogaflow.data / "sequences").write_text("a file")
        error = yogaflow.refused(7, "storage_missing", "sequence", "create", "evening")
        assert str(yogaflow.data / "sequences") in error["message"]
        assert (yogaflow.data / "sequences").read_text() == "a file"

    def test_a_full_disk_leaves_no_half_file(self, yogaflow: Program) -> None:
        """Exit 7, and the name is free for another try."""
        result = yogaflow.limited(0, "sequence", "create", "evening")
        assert result.code == 7, result
        assert own_files(yogaflow) == []
        yogaflow.done("sequence", "create", "evening")
