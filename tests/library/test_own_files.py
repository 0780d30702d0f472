"""A person's own sequence files: private, never over another, and kept when they are deleted."""

import os
import stat
from pathlib import Path

import pytest

from yogaflow_cli.errors import FileExists, StorageError
from yogaflow_cli.library.own_files import copy_of_shipped, drop_unchanged, put_aside, template, write_own
from yogaflow_cli.library.shelf import SHIPPED_SEQUENCES, Shelf


def written(folder: Path, text: str = "", slug: str = "evening") -> Path:
    """An own file."""
    return write_own(folder, slug, text or template(slug, "Evening"))


def mode(path: Path) -> int:
    """Who may do what with it."""
    return stat.S_IMODE(path.stat().st_mode)


def with_its_comments(text: str, *beginnings: str) -> str:
    """The text with some of its comments taken at their word."""
    lines = (line.removeprefix("# ") if line.startswith(beginnings) else line for line in text.splitlines())
    return "\n".join(lines)


@pytest.mark.parametrize("name", ["Evening", 'A "quoted" \\ name', "Sūrya", "{slug}", "夜"])
def test_the_template_is_a_sound_sequence_of_known_poses(tmp_path: Path, name: str) -> None:
    """It can be practised before anything is changed in it."""
    file = written(tmp_path, template("evening", name))
    shelf = Shelf(tmp_path)

    sequence = shelf.check(file)

    assert (sequence.slug, sequence.name, sequence.poses_planned) == ("evening", name, 6)
    assert shelf.warnings == []
    assert "yogaflow start evening" in file.read_text(encoding="utf-8")


def test_what_the_template_offers_in_comments_is_sound_too(tmp_path: Path) -> None:
    """A beginner takes a # away and expects it to work."""
    text = template("evening", "Evening")
    settings = ("# about", "# style", "# breath", "# move", "# bell")
    parts = ("# [[part]]", "# name", "# use", "# repeat", "# sides", "# steps")
    head, tail = with_its_comments(text, *settings, *parts).split("steps = [", 1)

    shelf = Shelf(tmp_path)
    plain = shelf.check(written(tmp_path, with_its_comments(text, *settings), "plain"))
    in_parts = shelf.check(written(tmp_path, head + tail.partition("\n]\n")[2], "parts"))

    assert (plain.style, plain.about, plain.bell) == ("hatha", "Slow down before sleep.", "steps")
    assert [step.part for step in in_parts.steps[-4:]] == ["Standing"] * 4
    assert shelf.warnings == []


def test_a_new_file_and_its_folder_are_private(tmp_path: Path) -> None:
    """0600 in 0700, whatever the umask."""
    before = os.umask(0)
    try:
        file = written(tmp_path / "data" / "sequences")
    finally:
        os.umask(before)

    assert (mode(file), mode(file.parent), mode(file.parent.parent)) == (0o600, 0o700, 0o700)


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_nothing_is_ever_written_over(tmp_path: Path, kind: str) -> None:
    """Whatever stands there, it stays."""
    file = tmp_path / "evening.toml"
    if kind == "file":
        file.write_text("mine")
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(FileExists) as caught:
        written(tmp_path)

    assert "sequence edit evening" in (caught.value.hint or "")
    assert not (tmp_path / "elsewhere").exists()
    assert kind != "file" or file.read_text() == "mine"


@pytest.mark.parametrize("slug", [file.stem for file in sorted(SHIPPED_SEQUENCES.glob("*.toml"))])
def test_a_copy_of_a_shipped_sequence_is_the_same_practice(tmp_path: Path, slug: str) -> None:
    """A comment apart, which says how to have the shipped one back."""
    file = written(tmp_path, copy_of_shipped(slug), slug)

    assert Shelf(tmp_path).check(file).content_hash() == Shelf(None).find(slug).content_hash()
    assert f"sequence delete {slug}" in file.read_text(encoding="utf-8").splitlines()[0]


def test_an_unchanged_text_is_dropped_and_a_changed_one_kept(tmp_path: Path) -> None:
    """A copy that nobody wanted must not hide later versions of the shipped one."""
    file = written(tmp_path, "as it was")

    assert not drop_unchanged(file, "as it is")
    assert file.exists()
    assert drop_unchanged(file, "as it was")
    assert not drop_unchanged(file, "as it was")
    assert not file.exists()


def test_a_deleted_file_is_kept_aside_and_never_over_another(tmp_path: Path) -> None:
    """Deleting twice keeps both; the shelf sees neither."""
    kept = []
    for text in ("first", "second", "third"):
        kept.append(put_aside(written(tmp_path, text)))

    assert [place.name for place in kept] == ["evening.toml", "evening-2.toml", "evening-3.toml"]
    assert [place.read_text() for place in kept] == ["first", "second", "third"]
    assert {place.parent for place in kept} == {tmp_path / "deleted"}
    assert mode(tmp_path / "deleted") == 0o700
    assert (Shelf(tmp_path).own_files, Shelf(tmp_path).warnings) == ({}, [])


def test_what_cannot_be_put_aside_stays_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """A file that is gone by then; a file in the place of the folder."""
    with pytest.raises(StorageError):
        put_aside(tmp_path / "gone.toml")
    assert list((tmp_path / "deleted").iterdir()) == []

    other = tmp_path / "other"
    file = written(other)
    (other / "deleted").write_text("a file")
    with pytest.raises(StorageError):
        put_aside(file)
    assert file.exists()
