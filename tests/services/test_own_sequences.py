"""A person's own sequences: which names are free, and which file is meant."""

from pathlib import Path

import pytest

from yogaflow_cli.errors import FileExists, InvalidValue, NameTaken, SequenceNotFound, StorageMissing
from yogaflow_cli.library.shelf import Shelf
from yogaflow_cli.services import own_sequences


def test_a_new_sequence_is_sound_and_found_by_the_name_that_was_typed(tmp_path: Path) -> None:
    """A free name is enough."""
    file = own_sequences.create(tmp_path, "My evening")

    assert file == tmp_path / "my-evening.toml"
    assert Shelf(tmp_path).find("my evening").name == "My evening"
    checked = own_sequences.checked(tmp_path, file)
    assert (checked.in_place, checked.shadows_shipped, checked.warnings) == (True, False, [])


def test_a_shipped_slug_may_be_taken(tmp_path: Path) -> None:
    """Then the own one stands in its place."""
    file = own_sequences.create(tmp_path, "Yin 45")

    assert own_sequences.checked(tmp_path, file).shadows_shipped
    assert not Shelf(tmp_path).find("yin-45").shipped


@pytest.mark.parametrize("text", ["sound", "broken"])
def test_an_own_file_is_never_made_anew(tmp_path: Path, text: str) -> None:
    """Sound or broken, it is a person's work."""
    file = own_sequences.create(tmp_path, "evening")
    if text == "broken":
        file.write_text("broken")
    before = file.read_bytes()

    with pytest.raises(FileExists, match=r"evening\.toml"):
        own_sequences.create(tmp_path, "Evening")
    assert file.read_bytes() == before


def test_a_name_that_another_sequence_is_called_by_is_taken(tmp_path: Path) -> None:
    """Or typing it would mean either; the hint names the other."""
    (tmp_path / "late.toml").write_text('name = "My Evening"\nsteps = ["tree"]\n')

    for typed, other in (("my evening", "late"), ("Ten-Minute Morning", "morning-10")):
        with pytest.raises(NameTaken, match=other) as caught:
            own_sequences.create(tmp_path, typed)
        assert f"sequence edit {other}" in (caught.value.hint or "")
    assert [file.name for file in tmp_path.iterdir()] == ["late.toml"]


def test_own_means_neither_shipped_nor_unknown(tmp_path: Path) -> None:
    """The two are told apart."""
    own_sequences.create(tmp_path, "evening")
    shelf = Shelf(tmp_path)

    assert own_sequences.own_file(shelf, "Evening") == tmp_path / "evening.toml"
    with pytest.raises(SequenceNotFound, match="is shipped"):
        own_sequences.own_file(shelf, "yin-45")
    with pytest.raises(SequenceNotFound, match="no sequence"):
        own_sequences.own_file(shelf, "nonesuch")


def test_a_copy_is_taken_back_only_while_it_is_unchanged(tmp_path: Path) -> None:
    """Who only looked has changed nothing."""
    file = own_sequences.copy(tmp_path, "yin-45")
    assert own_sequences.drop_unchanged_copy(file)
    assert list(tmp_path.iterdir()) == []

    file = own_sequences.copy(tmp_path, "yin-45")
    file.write_text(file.read_text(encoding="utf-8").replace("Yin", "Slow"), encoding="utf-8")
    assert not own_sequences.drop_unchanged_copy(file)
    assert file.exists()


def test_a_file_elsewhere_is_checked_where_it_lies(tmp_path: Path) -> None:
    """It may use the own ones; their mistakes are not its own."""
    folder = tmp_path / "sequences"
    own_sequences.create(folder, "evening")
    (folder / "broken.toml").write_text("broken")
    (folder / "Unfit Name.toml").write_text("")
    file = tmp_path / "long.toml"
    file.write_text('name = "Long"\n[[part]]\nuse = "evening"\n[[part]]\nsteps = ["warior 2"]\n')

    checked = own_sequences.checked(folder, file)

    assert (checked.sequence.poses_planned, checked.in_place, checked.shadows_shipped) == (7, False, False)
    (warning,) = checked.warnings
    assert warning.startswith(f"{file}, line 5: no pose 'warior 2'")


def test_an_own_file_is_in_place_however_it_is_named(tmp_path: Path) -> None:
    """By a way around, or by what it links to."""
    folder = tmp_path / "sequences"
    file = own_sequences.create(folder, "evening")
    (tmp_path / "dotfiles").mkdir()
    kept = file.rename(tmp_path / "dotfiles" / "evening.toml")
    file.symlink_to(kept)

    for way in (file, kept, folder / ".." / "sequences" / "evening.toml"):
        assert own_sequences.checked(folder, way).in_place


def test_a_missing_file_is_told_from_a_broken_one(tmp_path: Path) -> None:
    """Storage, or a mistake in it."""
    with pytest.raises(StorageMissing, match=r"gone\.toml"):
        own_sequences.checked(tmp_path, tmp_path / "gone.toml")
    (tmp_path / "broken.toml").write_text("broken")
    with pytest.raises(InvalidValue, match=r"broken\.toml, line 1"):
        own_sequences.checked(tmp_path, tmp_path / "broken.toml")
