"""Which sequence a name means: own files before shipped ones, and never a path."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yogaflow_cli.errors import InvalidValue, SequenceNotFound, StorageError
from yogaflow_cli.library.shelf import SHIPPED_SEQUENCES, Shelf

SOUND = 'name = "{}"\nsteps = ["tree, 10s"]\n'


def write(folder: Path, slug: str, text: str) -> Path:
    """An own file."""
    file = folder / f"{slug}.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "typed", ["sun-salutation-a", "Sun Salutation A", "SUN_SALUTATION_A", "Sūrya Namaskāra A", "surya namaskara a"]
)
def test_a_sequence_is_found_by_slug_and_by_name_in_any_spelling(typed: str) -> None:
    """Case and diacritics make no difference, and neither do spaces and hyphens."""
    assert Shelf(None).find(typed).slug == "sun-salutation-a"


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    """A slip of one letter must not send anybody to the list."""
    with pytest.raises(SequenceNotFound) as caught:
        Shelf(None).find("sun-salutaton-a")

    assert "sun-salutaton-a" in caught.value.message
    assert "sun-salutation-a" in (caught.value.hint or "")


@pytest.mark.parametrize(
    "typed",
    ["", ".", "..", "../poses", "sun-salutation-a.toml", str(SHIPPED_SEQUENCES / "yin-45"), "\0", "~", "a" * 9999],
)
def test_a_name_is_never_followed_as_a_path(typed: str, tmp_path: Path) -> None:
    """Only the names of the files that are there are compared."""
    (tmp_path / "own").mkdir()
    write(tmp_path, "poses", SOUND.format("outside"))

    with pytest.raises(SequenceNotFound):
        Shelf(tmp_path / "own").find(typed)


@given(some.text())
def test_any_text_at_all_is_found_or_not_found(typed: str) -> None:
    """No input ends in a traceback."""
    try:
        Shelf(None).find(typed)
    except SequenceNotFound:
        return


def test_an_own_file_goes_before_the_shipped_one_of_its_slug(tmp_path: Path) -> None:
    """A person's own way of doing it is what they mean."""
    write(tmp_path, "sun-salutation-a", SOUND.format("Mine"))
    write(tmp_path, "evening", SOUND.format("My Evening"))
    shelf = Shelf(tmp_path)

    assert (shelf.find("sun-salutation-a").name, shelf.find("sun-salutation-a").shipped) == ("Mine", False)
    assert shelf.find("my evening").slug == "evening"
    titles = {title.slug: title for title in shelf.names()}
    assert len(titles) == 17
    assert (titles["sun-salutation-a"].name, titles["sun-salutation-a"].shipped) == ("Mine", False)
    assert (titles["evening"].shipped, titles["yin-45"].shipped, titles["yin-45"].style) == (False, True, "yin")
    assert shelf.warnings == []


def test_a_broken_own_file_is_a_warning_and_hides_nothing_else(tmp_path: Path) -> None:
    """One slip in one file must not keep anybody from the rest."""
    broken = write(tmp_path, "broken", 'name = "n"\nsteps = [\n  "tree, 5",\n]\n')
    write(tmp_path, "evening", SOUND.format("Evening"))
    shelf = Shelf(tmp_path)

    assert "evening" in [title.slug for title in shelf.names()]
    assert "broken" not in [title.slug for title in shelf.names()]
    assert len(shelf.warnings) == 1
    assert shelf.warnings[0].startswith(f"{broken}, line 3: ")
    with pytest.raises(InvalidValue, match="line 3"):
        shelf.find("broken")


def test_a_broken_own_file_asked_for_by_its_slug_says_what_is_wrong(tmp_path: Path) -> None:
    """The person who asks for it wants to mend it; once is enough."""
    write(tmp_path, "broken", 'name = "n"\n')
    shelf = Shelf(tmp_path)

    with pytest.raises(InvalidValue, match=r"broken\.toml, line 1"):
        shelf.find("broken")
    assert shelf.warnings == []


@pytest.mark.parametrize("text", ['name = "n"\n', 'name = "n"\n[[part]]\nuse = "sun-salutation-a"\n'])
def test_a_broken_own_file_gives_way_to_the_shipped_one_with_a_warning(text: str, tmp_path: Path) -> None:
    """Practice goes on, and the warning says why it is the shipped form."""
    write(tmp_path, "sun-salutation-a", text)
    shelf = Shelf(tmp_path)

    assert shelf.find("sun-salutation-a").shipped
    assert len(shelf.warnings) == 1
    assert f"{tmp_path / 'sun-salutation-a.toml'}, line " in shelf.warnings[0]
    assert {title.slug: title.shipped for title in Shelf(tmp_path).names()}["sun-salutation-a"]


@pytest.mark.parametrize("name", ["My Evening.toml", "-x.toml", "Ä.toml", "a_b.toml", f"{'a' * 65}.toml", "a.b.toml"])
def test_a_file_whose_name_is_no_slug_is_a_warning(name: str, tmp_path: Path) -> None:
    """Such a sequence could not be typed; the warning says which names can."""
    (tmp_path / name).write_text(SOUND.format("n"), encoding="utf-8")
    shelf = Shelf(tmp_path)

    assert len(shelf.names()) == 16
    assert len(shelf.warnings) == 1
    assert f"{tmp_path / name}, line 1: " in shelf.warnings[0]
    assert "my-evening.toml" in shelf.warnings[0]


def test_other_files_hidden_files_and_a_missing_folder_are_no_matter(tmp_path: Path) -> None:
    """Editors leave such things behind."""
    (tmp_path / "notes.txt").write_text("no TOML", encoding="utf-8")
    (tmp_path / ".#evening.toml").write_text("no TOML", encoding="utf-8")

    for folder in (tmp_path, tmp_path / "missing", tmp_path / "notes.txt"):
        shelf = Shelf(folder)
        assert (len(shelf.names()), shelf.warnings) == (16, [])


def test_unfit_files_are_warnings(tmp_path: Path) -> None:
    """Over 1 MB, not UTF-8, a folder, a link to nothing: each is named, none of them stops the list."""
    (tmp_path / "large.toml").write_bytes(SOUND.format("n").encode() + b"#" * 1_000_000)
    (tmp_path / "latin.toml").write_bytes('name = "n"\nstyle = "sch\xf6n"\nsteps = ["tree"]'.encode("latin-1"))
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "nothing.toml").symlink_to(tmp_path / "gone")
    shelf = Shelf(tmp_path)

    assert len(shelf.names()) == 16
    assert [warning.partition(". ")[0].removeprefix(f"{tmp_path}{os.sep}") for warning in shelf.warnings] == [
        "folder.toml: this is no file",
        "large.toml, line 1: the file is larger than 1 MB",
        "latin.toml, line 2: this is not UTF-8",
        "nothing.toml: this is no file",
    ]
    with pytest.raises(StorageError):
        shelf.find("folder")


def test_a_link_to_a_file_is_as_good_as_the_file(tmp_path: Path) -> None:
    """Dotfile folders work with links."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "evening.toml").symlink_to(write(tmp_path, "elsewhere", SOUND.format("Evening")))

    assert Shelf(tmp_path / "own").find("evening").name == "Evening"


def test_sequences_that_use_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    """The message shows the way around, and where it begins."""
    write(tmp_path, "one", 'name = "one"\n[[part]]\nuse = "two"\n')
    write(tmp_path, "two", 'name = "two"\n\n[[part]]\nuse = "Three"\n')
    write(tmp_path, "three", 'name = "three"\n[[part]]\nsteps = ["tree"]\n[[part]]\nuse = "one"\n')

    with pytest.raises(InvalidValue) as caught:
        Shelf(tmp_path).find("one")

    assert caught.value.message.startswith(f"{tmp_path / 'one.toml'}, line 3: ")
    assert f"{tmp_path / 'three.toml'}, line 5: " in caught.value.message
    assert "one → two → three → one" in caught.value.message
    shelf = Shelf(tmp_path)
    assert len(shelf.names()) == 16
    assert len(shelf.warnings) == 3


def test_sequences_that_double_one_another_end_quickly(tmp_path: Path) -> None:
    """Twice the same, seven times over, is read once each and refused by its number of steps, not by patience."""
    write(tmp_path, "level-0", 'name = "n"\n[[part]]\nrepeat = 100\nsteps = ["tree, 1s"]\n[[part]]\nsteps = ["tree"]')
    for level in range(1, 8):
        use = f'[[part]]\nuse = "level-{level - 1}"\nrepeat = 10\n'
        write(tmp_path, f"level-{level}", f'name = "n"\n{use * 2}')

    with pytest.raises(InvalidValue, match="too many"):
        Shelf(tmp_path).find("level-7")


def test_a_long_chain_of_uses_is_refused(tmp_path: Path) -> None:
    """Nobody can follow it, and Python would give up at a thousand."""
    write(tmp_path, "level-0", SOUND.format("n"))
    for level in range(1, 1200):
        write(tmp_path, f"level-{level}", f'name = "n"\n[[part]]\nuse = "level-{level - 1}"\n')

    assert len(Shelf(tmp_path).find("level-7").steps) == 1
    with pytest.raises(InvalidValue, match="in a row"):
        Shelf(tmp_path).find("level-1199")


def test_rounds_can_be_chosen_when_it_is_found(tmp_path: Path) -> None:
    """`--rounds 3`: of a sequence with one part its rounds, of a longer one the whole."""
    write(tmp_path, "two-parts", 'name = "n"\n[[part]]\nrepeat = 2\nsteps = ["tree"]\n[[part]]\nsteps = ["corpse"]\n')
    shelf = Shelf(tmp_path)

    assert [step.rounds for step in shelf.find("sun-salutation-a", rounds=3).steps] == [3] * 30
    assert [step.pose for step in shelf.find("two-parts", rounds=2).steps] == ["tree", "tree", "corpse"] * 2
    with pytest.raises(InvalidValue, match="line"):
        shelf.find("two-parts", rounds=9999)


def test_a_title_says_what_it_stands_in_the_place_of(tmp_path: Path) -> None:
    """The list tells it: two sequences of one name are easily confused."""
    write(tmp_path, "sun-salutation-a", SOUND.format("Mine"))
    write(tmp_path, "evening", SOUND.format("Evening"))

    assert [title.slug for title in Shelf(tmp_path).names() if title.shadows_shipped] == ["sun-salutation-a"]


@pytest.mark.parametrize("typed", ["my-evening", "My Evening", "MY_EVENING"])
def test_a_broken_own_file_is_found_by_its_slug_in_any_spelling(typed: str, tmp_path: Path) -> None:
    """Who types its name is told what is wrong with it, once, and not that there is none."""
    write(tmp_path, "my-evening", "broken")
    shelf = Shelf(tmp_path)

    assert shelf.slug(typed) == "my-evening"
    with pytest.raises(InvalidValue, match=r"my-evening\.toml, line 1"):
        shelf.find(typed)
    assert shelf.warnings == []
    shelf.names()
    assert (list(shelf.own_files), shelf.slug(typed)) == (["my-evening"], "my-evening")


def test_a_slug_is_found_by_the_name_in_the_file(tmp_path: Path) -> None:
    """As `find` finds it."""
    write(tmp_path, "evening", SOUND.format("Slowly into the night"))

    assert Shelf(tmp_path).slug("slowly into the night") == "evening"
    assert Shelf(tmp_path).slug("Ten-Minute Morning") == "morning-10"
    with pytest.raises(SequenceNotFound):
        Shelf(tmp_path).slug("nonesuch")
