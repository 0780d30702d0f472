"""A folder that an export fills: all of it or nothing, and nobody's file is lost."""

import os
import resource
import stat
from pathlib import Path

import pytest

from yogaflow_cli.cli.manner import Manner
from yogaflow_cli.cli.output_folder import opened_folder, opened_note
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import FileExists, StorageError, UsageMistake


@pytest.fixture
def workspace() -> Workspace:
    """One call."""
    return Workspace({}, Manner())


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder that is there, with a note in it."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "old.md").write_bytes(b"old\r\n")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    """All that a folder holds, hidden files too."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_missing_folder_is_made_and_filled_and_it_is_said(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of it is there before the end."""
    folder = tmp_path / "years" / "notes"
    with opened_folder(workspace, folder, force=False) as filled:
        filled.put("a.md", b"a")
        filled.put("b.md", b"b")
        assert not [path for path in folder.iterdir() if path.suffix != ".part"]

    assert held(folder) == {"a.md": b"a", "b.md": b"b"}
    assert capsys.readouterr().err == f"Wrote 2 files into {folder}/\n"


def test_nothing_to_write_makes_no_folder_and_is_said(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty folder would only puzzle."""
    with opened_folder(workspace, tmp_path / "notes", force=False):
        pass

    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr().err == "Nothing to write\n"


def test_what_is_there_can_be_read_and_renewed_with_its_rights(
    workspace: Workspace, notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As daily notes are."""
    (notes / "old.md").chmod(0o640)
    with opened_folder(workspace, notes, force=False) as filled:
        assert filled.former("old.md") == b"old\r\n"
        assert filled.former("new.md") is None
        filled.renew("old.md", b"new")

    assert held(notes) == {"old.md": b"new"}
    assert stat.S_IMODE((notes / "old.md").stat().st_mode) == 0o640
    assert capsys.readouterr().err == f"Renewed 1 file in {notes}/\n"


def test_new_and_renewed_files_are_told_apart(
    workspace: Workspace, notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A person sees how much of theirs was changed."""
    with opened_folder(workspace, notes, force=False) as filled:
        filled.renew("old.md", b"new")
        filled.put("a.md", b"a")

    assert capsys.readouterr().err == f"Wrote 1 file into {notes}/, renewed 1\n"


def test_new_files_follow_the_umask(workspace: Workspace, notes: Path) -> None:
    """As every program's files."""
    former = os.umask(0o027)
    try:
        with opened_folder(workspace, notes, force=False) as filled:
            filled.put("a.md", b"a")
    finally:
        os.umask(former)

    assert stat.S_IMODE((notes / "a.md").stat().st_mode) == 0o640


def test_one_file_that_is_there_keeps_all_from_being_written(workspace: Workspace, notes: Path) -> None:
    """Half a folder is worse than none; the message names the file and the way out."""
    with (
        pytest.raises(FileExists, match=r"old\.md is there already") as raised,
        opened_folder(workspace, notes, force=False) as filled,
    ):
        filled.put("a.md", b"a")
        filled.put("old.md", b"new")

    assert raised.value.hint == "To overwrite it, add --force"
    assert held(notes) == {"old.md": b"old\r\n"}


def test_with_force_it_is_overwritten(workspace: Workspace, notes: Path) -> None:
    """The person said so."""
    with opened_folder(workspace, notes, force=True) as filled:
        filled.put("old.md", b"new")

    assert held(notes) == {"old.md": b"new"}


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_goes_wrong_leaves_no_trace(
    workspace: Workspace, notes: Path, tmp_path: Path, error: type[BaseException]
) -> None:
    """Neither drafts nor folders that were made for them."""
    for folder in (notes, tmp_path / "a" / "b"):
        with pytest.raises(error), opened_folder(workspace, folder, force=True) as filled:
            filled.put("old.md", b"new")
            raise error

    assert held(notes) == {"old.md": b"old\r\n"}
    assert list(tmp_path.iterdir()) == [notes]


def test_a_note_that_was_changed_meanwhile_is_not_overwritten(workspace: Workspace, notes: Path) -> None:
    """Somebody writes in it while the export runs: not a letter of theirs is lost."""
    with (
        pytest.raises(FileExists, match=r"old\.md was changed just now"),
        opened_folder(workspace, notes, force=True) as filled,
    ):
        filled.former("old.md")
        filled.renew("old.md", b"new")
        (notes / "old.md").write_bytes(b"more")

    assert held(notes) == {"old.md": b"more"}


def test_a_file_in_the_folders_place_is_named(workspace: Workspace, notes: Path) -> None:
    """It is not overwritten, whatever was said."""
    with pytest.raises(FileExists, match=r"There is a file .*old\.md"):  # noqa: SIM117
        with opened_folder(workspace, notes / "old.md", force=True):
            pass


def test_a_folder_in_a_files_place_is_named(workspace: Workspace, notes: Path) -> None:
    """Also when it is only read."""
    (notes / "a.md").mkdir()
    for step in ("former", "put"):
        with (
            pytest.raises(FileExists, match=r"There is a folder .*a\.md"),
            opened_folder(workspace, notes, force=True) as filled,
        ):
            filled.former("a.md") if step == "former" else filled.put("a.md", b"a")


def test_links_stay_links(workspace: Workspace, notes: Path, tmp_path: Path) -> None:
    """To a file and to the folder: what they lead to is written."""
    (tmp_path / "real.md").write_bytes(b"real")
    (notes / "linked.md").symlink_to(tmp_path / "real.md")
    (tmp_path / "link").symlink_to(notes)
    with opened_folder(workspace, tmp_path / "link", force=False) as filled:
        assert filled.former("linked.md") == b"real"
        filled.renew("linked.md", b"new")

    assert (notes / "linked.md").is_symlink()
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "notes", "real.md"]


def test_a_folder_that_cannot_be_written_is_said_in_words(workspace: Workspace, tmp_path: Path) -> None:
    """A file stands where a folder on the way should be."""
    (tmp_path / "file").touch()
    with pytest.raises(StorageError):  # noqa: SIM117
        with opened_folder(workspace, tmp_path / "file" / "notes", force=False) as filled:
            filled.put("a.md", b"a")


@pytest.mark.parametrize("name", ["../a.md", "a/b.md", "", "..", "/a.md"])
def test_a_name_with_a_folder_in_it_is_an_error_of_ours(workspace: Workspace, notes: Path, name: str) -> None:
    """Exporters name files; no text of a person may lead out of the folder."""
    with pytest.raises(ValueError, match="no file's name"), opened_folder(workspace, notes, force=True) as filled:
        filled.put(name, b"a")


def test_many_files_need_few_descriptors(workspace: Workspace, tmp_path: Path) -> None:
    """Ten years of practice are thousands of files."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, limits[1]))
    try:
        with opened_folder(workspace, tmp_path / "notes", force=False) as filled:
            for number in range(1000):
                filled.put(f"{number}.md", b"a")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)

    assert len(list((tmp_path / "notes").iterdir())) == 1000


def test_one_note_is_written_or_renewed_whatever_its_name_is(
    workspace: Workspace, notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-o FILE.md` is the day's note."""
    for path, former, said in ((notes / "new.md", None, "Wrote"), (notes / "old.md", b"old\r\n", "Renewed")):
        with opened_note(workspace, path) as note:
            assert note.former("2026-11-20.md") == former
            (note.put if former is None else note.renew)("2026-11-20.md", b"day")
        assert path.read_bytes() == b"day"
        assert capsys.readouterr().err == f"{said} {path}\n"

    with opened_note(workspace, notes / "old.md") as note:
        note.former("2026-11-20.md")
    assert capsys.readouterr().err == "Nothing to write\n"


def test_a_second_day_does_not_fit_into_one_note(workspace: Workspace, notes: Path) -> None:
    """The hint names a day or a folder."""
    with (
        pytest.raises(UsageMistake, match="One note holds one day") as raised,
        opened_note(workspace, notes / "new.md") as note,
    ):
        note.put("2026-11-20.md", b"day")
        note.former("2026-11-21.md")

    assert raised.value.hint is not None
    assert f"yogaflow export markdown today -o {notes / 'new.md'}" in raised.value.hint
    assert held(notes) == {"old.md": b"old\r\n"}


def test_a_note_in_a_missing_folder_is_refused_as_any_file_is(workspace: Workspace, tmp_path: Path) -> None:
    """It may be misspelt."""
    with pytest.raises(StorageError), opened_note(workspace, tmp_path / "nots" / "new.md") as note:
        note.put("2026-11-20.md", b"day")

    assert list(tmp_path.iterdir()) == []
