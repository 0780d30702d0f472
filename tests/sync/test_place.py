"""A folder as the other side is made ready, so that nobody needs to know git."""

from pathlib import Path

import pytest

from tests.sync.mirrors import git_of, plainly
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.sync.place import make_place


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("scheme", ["", "file://"])
def test_a_missing_or_empty_folder_becomes_a_repository(tmp_path: Path, scheme: str, is_there: bool) -> None:
    """Once: the second machine finds it made, and nothing is left beside it."""
    place = tmp_path / "my stick"
    if is_there:
        place.mkdir()
    url = f"{scheme}{place}"
    assert [make_place(url, git_of(tmp_path / "home")) for _ in range(2)] == [True, False]
    assert plainly(place, "rev-parse", "--is-bare-repository") == "true"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "my stick"]


def test_what_is_in_use_is_left_alone(tmp_path: Path) -> None:
    """A folder with anything in it is somebody's."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").touch()
    assert not make_place(str(tmp_path / "photos"), git_of(tmp_path / "home"))
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["one.jpg"]


def test_a_host_is_asked_for_nothing(tmp_path: Path) -> None:
    """Its repositories are made there."""
    assert not make_place("maya@nas:yoga.git", git_of(tmp_path / "home"))


def test_a_stick_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """It would be a folder on this disk, that no other machine sees."""
    with pytest.raises(InvalidValue, match="There is no folder") as refused:
        make_place(str(tmp_path / "stick" / "yoga.git"), git_of(tmp_path / "home"))
    assert refused.value.hint == "Is the stick or the network disk there?"


def test_what_a_cut_off_call_left_is_made_anew(tmp_path: Path) -> None:
    """A draft lies beside the place and never at it."""
    draft = tmp_path / ".place.git.yogaflow-draft"
    draft.mkdir()
    (draft / "HEAD").write_text("ref: refs/hea", encoding="ascii")
    assert make_place(str(tmp_path / "place.git"), git_of(tmp_path / "home"))
    assert not draft.exists()
