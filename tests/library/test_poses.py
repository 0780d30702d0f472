"""The book of poses: complete, spelled in IAST, and found however people type a name."""

import tomllib
import unicodedata
from collections import defaultdict

import pytest

from yogaflow_cli.errors import PoseNotFound
from yogaflow_cli.library.poses import SHIPPED_POSES, PoseBook, shipped_poses
from yogaflow_cli.text.names import folded

IAST = set("aāiīuūṛṝḷeaioṃḥkgṅcjñṭḍṇtdnpbmyrlvśṣshAĀIĪUŪṚEOKGCJṬḌTDNPBMYRLVŚṢSH") | set(" –")
NUMERALS = {"I", "II", "III", "A", "B", "C", "D"}
SHARED_SANSKRIT = {"padangusthasana", "ardha candrasana"}


def test_the_book_holds_138_poses_and_no_key_that_nobody_reads() -> None:
    """A misspelt key in the data would be lost in silence."""
    table = tomllib.loads(SHIPPED_POSES.read_text(encoding="utf-8"))["pose"]
    known = {"english", "sanskrit", "category", "level", "two_sided", "aliases", "cautions"}

    assert len(shipped_poses()) == len(table) == 138
    assert {key for pose in table.values() for key in pose} == known


def test_reading_poses_one_by_one_gives_the_same_as_reading_the_whole_file() -> None:
    """Only the section that is asked for is parsed; the cut must not lose or mix anything."""
    table = tomllib.loads(SHIPPED_POSES.read_text(encoding="utf-8"))["pose"]

    for pose in shipped_poses():
        written = table[pose.slug]
        assert (pose.english, pose.sanskrit, pose.category) == (
            written["english"],
            written.get("sanskrit"),
            written["category"],
        )
        assert (pose.level, pose.two_sided) == (written["level"], written.get("two_sided", False))
        assert (list(pose.aliases), list(pose.cautions)) == (written.get("aliases", []), written.get("cautions", []))


def test_every_alias_belongs_to_one_pose_only() -> None:
    """An alias that two poses share would start the wrong one."""
    owners: dict[str, set[str]] = defaultdict(set)
    for pose in shipped_poses():
        for name in (pose.slug, pose.english, *pose.aliases):
            owners[folded(name)].add(pose.slug)

    assert {name: slugs for name, slugs in owners.items() if len(slugs) > 1} == {}


def test_only_two_sanskrit_names_are_shared_and_the_common_pose_goes_first() -> None:
    """Two traditions use these two names for two poses each; the one that most people mean is found."""
    owners: dict[str, set[str]] = defaultdict(set)
    for pose in shipped_poses():
        for name in pose.names():
            owners[folded(name)].add(pose.slug)

    assert {name for name, slugs in owners.items() if len(slugs) > 1} == SHARED_SANSKRIT
    assert shipped_poses().find("Pādāṅguṣṭhāsana").slug == "big-toe"
    assert shipped_poses().find("Ardha Candrāsana").slug == "half-moon"


def test_sanskrit_names_use_iast_letters_in_composed_form() -> None:
    """IAST, as the README says, and NFC, so that two spellings of one letter are one text."""
    for pose in shipped_poses():
        if pose.sanskrit:
            assert unicodedata.is_normalized("NFC", pose.sanskrit)
            words = [word for word in pose.sanskrit.split() if word not in NUMERALS]
            assert set("".join(words)) <= IAST, pose.sanskrit


def test_every_pose_is_found_by_every_name_in_any_case_and_without_diacritics() -> None:
    """Few keyboards have an ṛ."""
    book = shipped_poses()
    for pose in book:
        for name in pose.names():
            bare = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
            for typed in (name, name.upper(), bare, bare.lower().replace(" ", "-"), bare.replace("-", "_")):
                if folded(name) not in SHARED_SANSKRIT:
                    assert book.find(typed) == pose


def test_levels_and_aliases_are_in_range() -> None:
    """Levels run from 1 to 3; the words of the data are plain lower-case keywords."""
    for pose in shipped_poses():
        assert pose.level in (1, 2, 3)
        for word in (pose.slug, pose.category, *pose.aliases, *pose.cautions):
            assert word == word.lower().strip() and word.isascii() and " " not in word


def test_an_unknown_pose_is_answered_with_the_nearest_names() -> None:
    """A slip of one letter must not send anybody to the manual."""
    with pytest.raises(PoseNotFound) as caught:
        shipped_poses().find("warior-2")

    assert "warior-2" in caught.value.message
    assert "warrior-2" in (caught.value.hint or "")


@pytest.mark.parametrize("typed", ["", " ", "-", "../poses", "[pose.mountain]", "a" * 5000])
def test_what_is_no_name_of_a_pose_is_not_found(typed: str) -> None:
    """Odd input ends in the one clear failure, never in another."""
    with pytest.raises(PoseNotFound):
        shipped_poses().find(typed)


def test_poses_are_matched_by_a_piece_of_any_name_or_by_their_category() -> None:
    """`pose list lunge` shows the lunges, `pose list yin` the yin shapes."""
    book = shipped_poses()

    assert [pose.slug for pose in book.matching("LUNGE")] == ["high-lunge", "low-lunge", "side-lunge"]
    assert {pose.slug for pose in book.matching("virabhadr")} == {
        "warrior-1",
        "warrior-2",
        "warrior-3",
        "reverse-warrior",
    }
    assert {pose.category for pose in book.matching("yin")} == {"yin"}
    assert book.matching("no such thing") == []


def test_a_pose_asked_for_by_slug_leaves_the_rest_of_the_book_unread() -> None:
    """Parsing all of it costs more than all else that starting a sequence does."""
    book = PoseBook('\n[pose.mountain]\nenglish = "Mountain"\ncategory = "standing"\n\n[pose.broken]\nno TOML at all\n')

    assert book.find("mountain").english == "Mountain"
