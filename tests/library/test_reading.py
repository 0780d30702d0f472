"""Own sequence files: what the format means, and how a mistake is told."""

from pathlib import Path

import pytest

from yogaflow_cli.domain.sequence import Bell, BreathPhase, Sequence
from yogaflow_cli.domain.side import Side
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.library.shelf import Shelf


def read(folder: Path, text: str) -> Sequence:
    """The sequence in a file with this text."""
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return Shelf(folder).check(file)


def poses(sequence: Sequence) -> list[str]:
    """The slugs of the steps, with their sides."""
    return [f"{step.pose} {step.side or ''}".strip() for step in sequence.steps]


def test_the_two_minute_file_works(tmp_path: Path) -> None:
    """A name and a list of steps are enough; poses are found by slug, English name and alias."""
    sequence = read(
        tmp_path,
        """
name = "My evening"
steps = [
  "cat-cow, 6 breaths",
  "low-lunge, 30s, both",
  "Seated Forward Fold, 2m",
  "savasana, 3m",
  "mountain",
]
""",
    )

    assert (sequence.slug, sequence.name, sequence.shipped) == ("mine", "My evening", False)
    assert poses(sequence) == [
        "cat-cow",
        "low-lunge right",
        "low-lunge left",
        "seated-forward-fold",
        "corpse",
        "mountain",
    ]
    assert [step.hold_milliseconds for step in sequence.steps] == [36_000, 30_000, 30_000, 120_000, 180_000, 30_000]
    assert {step.transition_milliseconds for step in sequence.steps} == {3000}
    assert sequence.planned_seconds == 426 + 6 * 3
    assert (sequence.prepare_milliseconds, sequence.bell, sequence.breath_milliseconds) == (10_000, Bell.PARTS, 6000)
    assert {(step.part, step.part_number, step.round, step.rounds) for step in sequence.steps} == {(None, 1, 1, 1)}


def test_every_key_of_a_file_arrives(tmp_path: Path) -> None:
    """Nothing that a person wrote is dropped."""
    sequence = read(
        tmp_path,
        """
format = 1
name = "All keys"
sanskrit = "Sarva"
style = "own"
level = 2
about = "Everything once."
breath = 5.5
move = 1.5
prepare = "1m"
bell = "every 90s"
props = ["strap", "2 blocks"]

[[part]]
name = "Counted"
repeat = 2
sides = "left, right"
rest = "corpse, 2 breaths"
move = 4
count = "numbers"
steps = [
  { pose = "warrior-1", hold = "in", side = "side", cue = "look up", note = "front knee over the ankle", bell = true },
  { pose = "box-breath", hold = "4-0-6-0", counted = false },
]
""",
    )

    assert (sequence.sanskrit, sequence.style, sequence.level, sequence.about) == (
        "Sarva",
        "own",
        2,
        "Everything once.",
    )
    assert (sequence.breath_milliseconds, sequence.prepare_milliseconds) == (5500, 60_000)
    assert (sequence.bell, sequence.bell_every_milliseconds) == (Bell.EVERY, 90_000)
    assert sequence.props == ("strap", "2 blocks")
    one_side = ["warrior-1", "corpse", "box-breath", "corpse"]
    assert [step.pose for step in sequence.steps] == [*one_side, *one_side, *one_side, *one_side][:-1]
    assert [step.round for step in sequence.steps] == [1] * 8 + [2] * 7
    first, rest, pattern = sequence.steps[:3]
    assert (first.side, first.cue, first.note, first.bell) == (Side.LEFT, "look up", "front knee over the ankle", True)
    assert (first.hold_milliseconds, first.breaths, first.breath_phase) == (2750, 0.5, BreathPhase.IN)
    assert (first.count, first.count_word, first.transition_milliseconds) == (1, "1", 4000)
    assert (rest.rest, rest.hold_milliseconds, rest.count) == (True, 11_000, None)
    assert (pattern.pattern, pattern.hold_milliseconds, pattern.count) == ((4, 0, 6, 0), 10_000, None)
    assert sequence.steps[4].side is Side.RIGHT


def test_both_with_repetitions_goes_right_left_right_left(tmp_path: Path) -> None:
    """Each side for the whole hold, right first; a repetition holds both sides."""
    sequence = read(tmp_path, 'name = "n"\nsteps = ["tree, 10s, both, x2"]')

    assert poses(sequence) == ["tree right", "tree left", "tree right", "tree left"]
    assert [(step.repetition, step.repetitions) for step in sequence.steps] == [(1, 2), (1, 2), (2, 2), (2, 2)]


def test_steps_may_be_tables_of_their_own(tmp_path: Path) -> None:
    """TOML has this second way to write a list of tables, and it means the same."""
    sequence = read(
        tmp_path, 'name = "n"\n[[steps]]\npose = "tree"\nside = "both"\n[[steps]]\npose = "corpse"\nhold = "1m"\n'
    )

    assert poses(sequence) == ["tree right", "tree left", "corpse"]


def test_a_part_uses_another_sequence_with_its_own_breath_and_rounds(tmp_path: Path) -> None:
    """The included one keeps its breath and its moves; `repeat` says how many rounds; the part's name is shown."""
    sequence = read(
        tmp_path,
        """
name = "n"
breath = 4
[[part]]
name = "Sun"
use = "Sun Salutation A"
repeat = 2
[[part]]
steps = ["corpse, 1m"]
""",
    )

    assert len(sequence.steps) == 21
    assert {(step.part, step.part_number, step.rounds) for step in sequence.steps[:20]} == {("Sun", 1, 2)}
    assert sequence.steps[0].hold_milliseconds == 3000
    assert (sequence.steps[20].part, sequence.steps[20].part_number) == (None, 2)


def test_a_used_sequence_without_repeat_has_the_rounds_of_its_own_file(tmp_path: Path) -> None:
    """Silence changes nothing."""
    assert len(read(tmp_path, 'name = "n"\n[[part]]\nuse = "sun-salutation-a"\n').steps) == 50


def test_a_used_sequence_of_several_parts_keeps_them_and_is_repeated_as_a_whole(tmp_path: Path) -> None:
    """Rounds of one part can be chosen; of several they cannot be told apart."""
    once = Shelf(None).find("box-breathing-5")

    sequence = read(tmp_path, 'name = "n"\n[[part]]\nname = "Breath"\nuse = "box-breathing-5"\nrepeat = 2\n')

    assert sequence.planned_milliseconds == 2 * once.planned_milliseconds
    assert [step.part_number for step in sequence.steps] == [1] + [2] * 18 + [3] + [4] * 18
    assert {step.part for step in sequence.steps} == {"Settle", "Box"}


def test_an_unknown_pose_is_kept_as_free_text_with_a_warning(tmp_path: Path) -> None:
    """Nobody is kept from practising by a name that yogaflow does not know."""
    file = tmp_path / "mine.toml"
    file.write_text(
        'name = "n"\nsteps = [\n  "tree, 10s",\n  "warior-2, 10s",\n  "warior-2, 20s",\n]\n', encoding="utf-8"
    )
    shelf = Shelf(tmp_path)

    step = shelf.find("mine").steps[1]

    assert (step.pose, step.english, step.sanskrit) == ("warior-2", "warior-2", None)
    assert len(shelf.warnings) == 1
    assert f"{file}, line 4" in shelf.warnings[0]
    assert "warrior-2" in shelf.warnings[0].partition("kept")[2]


def test_many_unknown_poses_do_not_flood_the_screen(tmp_path: Path) -> None:
    """A file in another language is a fine file."""
    steps = ", ".join(f'"Haltung {number}, 10s"' for number in range(300))
    (tmp_path / "mine.toml").write_text(f'name = "n"\nsteps = [{steps}]', encoding="utf-8")
    shelf = Shelf(tmp_path)

    assert len(shelf.find("mine").steps) == 300
    assert len(shelf.warnings) == 20


def test_a_file_of_a_windows_editor_is_read(tmp_path: Path) -> None:
    """A byte order mark and CRLF are no mistakes of the person."""
    file = tmp_path / "mine.toml"
    file.write_bytes(b'\xef\xbb\xbfname = "n"\r\nsteps = [\r\n  "tree, 10s",\r\n  "corpse, 0 what",\r\n]\r\n')

    with pytest.raises(InvalidValue, match="line 4"):
        Shelf(tmp_path).check(file)
    file.write_bytes(b'\xef\xbb\xbfname = "n"\r\nsteps = ["tree, 10s"]\r\n')
    assert poses(Shelf(tmp_path).check(file)) == ["tree"]


SLIPS = {
    "no closing bracket": ('name = "n"\nsteps = [\n  "tree, 10s",\nbell = "none"\n', 4, ""),
    "no quotes": ('name = "n"\nstyle = yin\nsteps = ["tree"]\n', 2, ""),
    "an unclosed text at the end": ('name = "n"\nsteps = ["tree', 2, ""),
    "an array that never ends": ('name = "n"\nsteps = [\n\n\n', 2, ""),
    "brackets without end": ("x = " + "[" * 100_000, 1, ""),
    "a key without end": ('name = "n"\n' + "a." * 400_000 + "a = 1\n", 2, ""),
    "a key twice": ('name = "n"\nname = "m"\nsteps = ["tree"]\n', 2, ""),
    "no name": ('steps = ["tree"]\n', 1, 'name = "My evening"'),
    "an empty name": ('\nname = "  "\nsteps = ["tree"]\n', 2, ""),
    "a name that is a number": ('steps = ["tree"]\nname = 7\n', 2, 'name = "..."'),
    "a long name": (f'name = "{"n" * 101}"\nsteps = ["tree"]\n', 1, ""),
    "an escape sequence in the name": ('level = 1\nname = "\\u001b[2J"\nsteps = ["tree"]\n', 2, ""),
    "an escape sequence in a step": ('name = "n"\nsteps = [\n"tree",\n"\\u001b[2J tree, 10s",\n]\n', 4, ""),
    "an escape sequence in a cue": ('name = "n"\nsteps = [\n{ pose = "tree", cue = "\\u202e" }\n]\n', 3, ""),
    "a misspelt key": ('name = "n"\nbreth = 5\nsteps = ["tree"]\n', 2, "breath"),
    "a misspelt key of a part": (
        'name = "n"\n[[part]]\nsteps = ["tree"]\n[[part]]\nrepaet = 2\nsteps = ["tree"]\n',
        5,
        "repeat",
    ),
    "a misspelt key of a step": (
        'name = "n"\nsteps = [\n  "tree",\n  { pose = "tree", hodl = "10s" },\n]\n',
        4,
        "hold",
    ),
    "a key of the file in a part": (
        'name = "n"\n[[part]]\nsteps = ["tree"]\nbell = "none"\n',
        4,
        "above the first [[part]]",
    ),
    "a newer format": ('format = 2\nname = "n"\nsteps = ["tree"]\n', 1, "format = 1"),
    "no steps at all": ('# soon\nname = "n"\n', 1, "steps = ["),
    "no steps in the list": ('name = "n"\n\nsteps = []\n', 3, "steps = ["),
    "no steps in a part": ('name = "n"\n[[part]]\nsteps = ["tree"]\n\n[[part]]\nname = "x"\n', 5, "steps = ["),
    "steps as a text": ('name = "n"\nsteps = "tree"\n', 2, "steps = ["),
    "steps beside parts": ('name = "n"\nsteps = ["tree"]\n[[part]]\nsteps = ["tree"]\n', 2, "[[part]]"),
    "a part as a text": ('name = "n"\npart = "tree"\n', 2, "[[part]]"),
    "a part as one table": ('name = "n"\n\n[part]\nsteps = ["tree"]\n', 3, "[[part]]"),
    "a step that is a number": ('name = "n"\nsteps = [\n  "tree", # "a, b"\n  7,\n]\n', 4, '"cat-cow, 6 breaths"'),
    "a step without a pose": ('name = "n"\nsteps = [\n  { hold = "10s" },\n]\n', 3, "pose ="),
    "a hold that is none": ('name = "n"\nsteps = [\n  "tree, 5",\n]\n', 3, ""),
    "a hold of nothing": ('name = "n"\nsteps = [\n  "tree, 10s",\n\n  "tree, 0s",\n]\n', 5, ""),
    "a pattern of nothing": ('name = "n"\nsteps = [\n  "tree, 10s",\n\n  "box-breath, 0-0-0-0",\n]\n', 5, ""),
    "a hold of a table that is none": (
        'name = "n"\nsteps = [\n  "tree",\n  { pose = "tree", hold = "x" },\n]\n',
        4,
        "",
    ),
    "a side that is none": ('name = "n"\nsteps = [{ pose = "tree", side = "up" }]\n', 2, "left, right, both, side"),
    "the side of a part without sides": ('name = "n"\nsteps = [\n  "tree, side"]\n', 3, "sides ="),
    "sides that are none": ('name = "n"\n[[part]]\nsides = "up"\nsteps = ["tree, side"]\n', 3, '"right, left"'),
    "a bell that is none": ('name = "n"\nbell = "loud"\nsteps = ["tree"]\n', 2, "steps, parts, ends, every 5m, none"),
    "a bell every nothing": ('name = "n"\nbell = "every 0s"\nsteps = ["tree"]\n', 2, ""),
    "a bell every breath": ('name = "n"\nbell = "every breath"\nsteps = ["tree"]\n', 2, ""),
    "a bell that is a number": ('name = "n"\nbell = 5\nsteps = ["tree"]\n', 2, ""),
    "a bell of a step that is a text": ('name = "n"\nsteps = [{ pose = "tree", bell = "yes" }]\n', 2, "true"),
    "no time for a breath": ('name = "n"\nbreath = 0\nsteps = ["tree"]\n', 2, ""),
    "a breath without end": ('name = "n"\nbreath = inf\nsteps = ["tree"]\n', 2, ""),
    "a breath that is no number": ('name = "n"\nbreath = nan\nsteps = ["tree"]\n', 2, ""),
    "a long wait": ('name = "n"\nprepare = "11m"\nsteps = ["tree"]\n', 2, ""),
    "a move in breaths": ('name = "n"\nmove = "2 breaths"\nsteps = ["tree"]\n', 2, ""),
    "a level that is a truth": ('name = "n"\nlevel = true\nsteps = ["tree"]\n', 2, "level = 1"),
    "props as a text": ('name = "n"\nprops = "strap"\nsteps = ["tree"]\n', 2, "props ="),
    "counting in Latin": ('name = "n"\n[[part]]\ncount = "latin"\nsteps = ["tree"]\n', 3, "sanskrit, numbers"),
    "a rest on a side": ('name = "n"\n[[part]]\nrest = "corpse, 5s, both"\nsteps = ["tree"]\n', 3, "corpse, 6 breaths"),
    "ten thousand rounds": ('name = "n"\n[[part]]\nrepeat = 10000\nsteps = ["tree, 1s"]\n', 3, ""),
    "ten thousand repetitions": ('name = "n"\nsteps = [\n  "tree, 1s, x10000"]\n', 3, ""),
    "a table's ten thousand repetitions": ('name = "n"\nsteps = [\n{ pose = "tree", repeat = 10000 }]\n', 3, ""),
    "no round": ('name = "n"\n[[part]]\nrepeat = 0\nsteps = ["tree, 1s"]\n', 3, ""),
    "a hundred thousand steps": ('name = "n"\n\n[[part]]\nrepeat = 1000\nsteps = ["tree, 1s, x100"]\n', 3, ""),
    "a step too many": ('name = "n"\nsteps = [' + '"tree",' * 10_001 + "]\n", 2, ""),
    "five hours": ('name = "n"\n[[part]]\nsteps = ["tree"]\n[[part]]\nsteps = ["corpse, 300m"]\n', 5, ""),
    "over four hours in all": (
        'name = "n"\n[[part]]\nsteps = ["tree"]\n[[part]]\nrepeat = 5\nsteps = ["corpse, 50m"]\n',
        4,
        "",
    ),
    "use of nothing": ('name = "n"\n[[part]]\nuse = "sun-salutation-aa"\n', 3, "sun-salutation-a"),
    "use beside steps": ('name = "n"\n[[part]]\nuse = "sun-salutation-a"\nsteps = ["tree"]\n', 4, ""),
    "use of a path": ('name = "n"\n[[part]]\nuse = "../sequences/sun-salutation-a"\n', 3, ""),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_file_line_and_what_would_be_right(slip: str, tmp_path: Path) -> None:
    """The person who wrote the file must find the place at once."""
    text, line, right = SLIPS[slip]

    with pytest.raises(InvalidValue) as caught:
        read(tmp_path, text)

    assert caught.value.message.startswith(f"{tmp_path / 'mine.toml'}, line {line}: ")
    assert right in f"{caught.value.hint}"
    assert "\x1b" not in f"{caught.value.message}{caught.value.hint}"


def test_four_hours_to_the_second_are_allowed(tmp_path: Path) -> None:
    """The limit is the longest practice that can be recorded."""
    file = 'name = "n"\nmove = 0\nsteps = ["corpse, 120m", "corpse, 119m", "corpse, {}"]'

    assert read(tmp_path, file.format("60s")).planned_seconds == 4 * 60 * 60
    with pytest.raises(InvalidValue, match="4 h"):
        read(tmp_path, file.format("61s"))
