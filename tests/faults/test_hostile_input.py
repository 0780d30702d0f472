"""Text that means harm, through every way in: each option and argument, the editor, files, standard input."""

from pathlib import Path

import pytest

from tests.end_to_end.test_terminal import editing
from tests.faults.command_lines import Command, grammar
from tests.faults.conftest import Show
from tests.faults.extent import is_long
from tests.faults.hostile import ACTING, LOOKING, acting, harm
from tests.faults.import_samples import SAMPLES
from tests.faults.in_process import InProcess
from tests.program import Program

pytestmark = pytest.mark.fault

FRIENDLY = {
    "NAME": "evening",
    "NEW": "lea",
    "FORMAT": "csv",
    "VALUE": "on",
    "GOAL": "none",
    "FILE": "evening.toml",
    "FORMAT] FILE...": "table.csv",
    "DAY[..DAY]": "2026-12-24",
    "keyring|file": "file",
    "bash|zsh|fish": "bash",
    "1-5": "3",
}
"""What else a call needs, so that it is refused for the one text alone."""

REFUSED = frozenset({2, 3, 7})
"""A value, a name that nobody has, a file that is not there."""

TAKEN_IN_NOTES = "a tab"
"""A note has lines, and its tabs become spaces."""

FILE_PLACEHOLDERS = frozenset({"FILE", "FORMAT] FILE...", "FILE|list", "FILE|latest"})
LED = ("guide",)
EDITED = ("note", "style", "tags", "zone", "start", "duration", "status", "sequence")
SEQUENCE_FIELDS = (
    'name = "{}"',
    'name = "n"\nstyle = "{}"',
    'name = "n"\nsanskrit = "{}"',
    'name = "n"\nabout = "{}"',
    'name = "n"\nprops = ["{}"]',
    'name = "n"\nbell = "{}"',
    'name = "n"\n"{}" = 1',
)
"""The head of a sequence file, with a place for the text; `steps` follow."""

STEP_FIELDS = (
    '["{}, 10s"]',
    '[{{ pose = "tree", cue = "{}" }}]',
    '[{{ pose = "tree", note = "{}" }}]',
    '[{{ pose = "{}" }}]',
)
IMPORTED = {
    "insight-timer": "Evening calm",
    "strava": "Slow flow",
    "garmin": "Berlin Running",
    "timewarrior": "slow",
    "watson": "home",
    "ics": "Yoga with Ann",
    "csv": "Yin",
    "apple-health": "Watch",
}
"""A word of a person in the file of each app."""

STEPPED = """
import json
samples, turn = {samples}, pathlib.Path({turn!r})
number = int(turn.read_text()) if turn.exists() else 0
turn.write_text(str(number + 1))
page.write_text({page!r}.replace("@", json.dumps(samples[number])[1:-1].replace(chr(127), "\\\\u007f")))
"""
"""An editor that leaves the next sample each time it is opened, written as TOML's own escapes."""

SAMPLES_IN_TOML = {
    kind: text for kind, text in ACTING.items() if kind not in ("a byte that is not UTF-8", "a tag character")
}


def slots(command: Command) -> list[tuple[str, list[str]]]:
    """Each place of a command where a person's text can stand: its placeholder, and the call with `@` there."""
    needed = [FRIENDLY.get(placeholder, "1") for placeholder in command.placeholders]
    calls = []
    for number, placeholder in enumerate(command.placeholders):
        calls.append((placeholder, [*command.words, *needed[:number], "@", *needed[number + 1 :]]))
    for option in command.options:
        # Not every command asks whose practice it is: what `--profile` refuses is tested with one that does.
        if option.placeholder is not None and "--profile" not in option.names:
            calls.append((option.placeholder, [*command.words, *needed, option.names[0], "@"]))
    return calls


def clear(folder: Path) -> None:
    """Removes every file of a folder."""
    for path in folder.iterdir():
        path.unlink()


def test_every_option_and_argument_refuses_what_acts(begun: Program, tmp_path: Path, show: Show) -> None:
    """Contract 6: exit 2, or 3 and 7 where something is looked up; one clear line, and nothing is recorded."""
    folder = tmp_path / "work"
    folder.mkdir()
    here = InProcess(begun, folder)
    before, tried, places = begun.recorded(), 0, 0
    for command in grammar():
        for placeholder, call in slots(command) if command.words[:1] != LED else ():
            places += 1
            for kind in ACTING if is_long() else few(places):
                if kind == TAKEN_IN_NOTES and "--note" in call:
                    continue
                words = [ACTING[kind] if word == "@" else word for word in call]
                result = here.run(words)
                tried += 1
                assert not harm(result), (words, harm(result), result)
                if placeholder in FILE_PLACEHOLDERS:
                    # What one call wrote under such a name, another would find, and read.
                    clear(folder)
                else:
                    assert result.code in REFUSED, (words, result)
                    assert result.out == "", (words, result)
                    assert begun.recorded() == before, words
    show("hostile text in options and arguments", f"{tried} calls in {places} places, all refused, 0 control signs")


def test_what_only_looks_like_markup_is_kept_as_it_is(yogaflow: Program, tmp_path: Path) -> None:
    """Contract 6: verbatim, on every way in that takes any words."""
    (tmp_path / "work").mkdir()
    here = InProcess(yogaflow, tmp_path / "work")
    yogaflow.done("goal", "set", "none")
    yogaflow.done("profile", "use", "maya")
    for number, text in enumerate(LOOKING.values()):
        day = f"2026-10-{number + 1:02}"
        assert here.run(["log", "--start", f"{day} 07:00", "--duration", "10m", "--note", text]).code == 0
        assert here.run(["rest", "add", day, "--reason", text]).code == 0
        assert here.run(["profile", "create", f"p{number}", "--display-name", text]).code == 0
        assert here.run(["show", "last"]).out.count(text) == 1
        assert text in here.run(["rest", "list"]).out
        assert text in here.run(["profile", "list"]).out


def test_the_editor_is_no_way_in(begun: Program, tmp_path: Path, show: Show) -> None:
    """Each field of a practice's page, each sample in turn: the mistake is told, and nothing is changed."""
    before = begun.recorded()
    for field in EDITED if is_long() else EDITED[:3]:
        value = '["@"]' if field == "tags" else '"@"'
        refused = refused_in_the_editor(begun, ["edit"], tmp_path / f"{field}.turn", f"{field} = {value}\n")
        assert refused == len(SAMPLES_IN_TOML)
        assert begun.recorded() == before
    show("hostile text from the editor", f"{len(SAMPLES_IN_TOML)} samples in each field, all refused, 0 control signs")


def refused_in_the_editor(program: Program, words: list[str], turn: Path, page: str) -> int:
    """How many samples, one after the other in a page, led to the question whether to edit again."""
    samples = list(SAMPLES_IN_TOML.values())
    editor = editing(program, STEPPED.format(samples=samples, turn=str(turn), page=page))
    with editor.terminal(*words, term="dumb") as terminal:
        for number in range(len(samples)):
            terminal.shows("Edit again?")
            terminal.type("n" if number == len(samples) - 1 else "y")
        assert terminal.end() == 130
    assert acting(terminal.screen.replace("\r", "")) == []
    return len(samples)


def few(turn: int) -> dict[str, str]:
    """Some of the samples for the quick form, other ones each time."""
    kinds = list(ACTING)
    return {kind: ACTING[kind] for kind in (kinds[turn % len(kinds)], "a byte that is not UTF-8")}


def test_a_sequence_file_is_no_way_in(yogaflow: Program, tmp_path: Path, show: Show) -> None:
    """Each text of it, each sample: by name, by path and when it is to be practised; the others are listed."""
    (tmp_path / "work").mkdir()
    here = InProcess(yogaflow, tmp_path / "work")
    file = yogaflow.data / "sequences" / "evening.toml"
    file.parent.mkdir(parents=True)
    heads = [f'{field}\nsteps = ["tree, 10s"]\n' for field in SEQUENCE_FIELDS]
    texts = [*heads, *(f'name = "n"\nsteps = {field}\n' for field in STEP_FIELDS)]
    tried = 0
    for text in texts:
        for kind, sample in (ACTING if is_long() else few(texts.index(text))).items():
            # As TOML's escape, and as the sign itself, which TOML refuses in part.
            escaped = "".join(f"\\U{ord(sign):08X}" for sign in sample)
            for written in (escaped, sample):
                file.write_bytes(text.format(written).encode("utf-8", "surrogateescape"))
                for words in (["sequence", "check", "evening"], ["start", "evening"], ["sequence", "list"]):
                    result = here.run(words)
                    tried += 1
                    assert not harm(result), (text, kind, words, result)
                    assert result.code == (0 if words[1] == "list" else 2), (text, kind, words, result)
    assert yogaflow.recorded() == b""
    show("hostile text in sequence files", f"{len(texts)} fields, {tried} calls, all refused")


def test_an_imported_text_is_harmless_or_refused(yogaflow: Program, tmp_path: Path, show: Show) -> None:
    """Foreign files are taken with U+FFFD for what acts, since nobody can mend them; and so they are shown."""
    (tmp_path / "work").mkdir()
    here = InProcess(yogaflow, tmp_path / "work")
    file = tmp_path / "work" / "arrived"
    for app, word in IMPORTED.items():
        format_name, content = SAMPLES[app]
        assert word.encode() in content
        for sample in ACTING.values():
            file.write_bytes(content.replace(word.encode(), sample.encode("utf-8", "surrogateescape")))
            for words in (
                ["import", format_name, str(file), "--dry-run"],
                ["import", format_name, str(file)],
                ["history"],
            ):
                result = here.run(words)
                assert not harm(result), (app, words, result)
    for words in (["show", "last"], ["history", "--json"], ["stats", "--by", "tag"], ["export", "json"]):
        assert not harm(here.run(words)), words
    show("hostile text in imported files", f"{len(IMPORTED)} formats, {len(ACTING)} samples, 0 control signs")


def test_a_file_name_is_no_way_in(begun: Program, tmp_path: Path, show: Show) -> None:
    """Names of files may hold nearly anything; what is said of them cannot act."""
    (tmp_path / "work").mkdir()
    here = InProcess(begun, tmp_path / "work")
    calls = (
        *(
            "export csv -o @",
            "export json -o @ --force",
            "export markdown -o @.md",
            "stats -o @.csv --csv",
            "report -o @.html",
        ),
        *("report --svg --json -o @.svg", "import @", "import csv @", "sequence check ./@", "export ics -o nowhere/@"),
    )
    for call in calls:
        for kind, sample in {**ACTING, **LOOKING}.items():
            words = [word.replace("@", sample.replace("/", "")) for word in call.split()]
            result = here.run(words)
            assert not harm(result), (call, kind, result)
    show("hostile names of files", f"{len(calls) * (len(ACTING) + len(LOOKING))} calls, 0 control signs")
