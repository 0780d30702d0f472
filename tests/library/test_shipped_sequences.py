"""The sequences that yogaflow comes with: read, complete, and as long as the README says."""

import tomllib
import unicodedata
from collections import defaultdict

import pytest

from tests.library.written_out import GOLDEN, written_out
from yogaflow_cli.domain.side import Side
from yogaflow_cli.library.poses import shipped_poses
from yogaflow_cli.library.shelf import SHIPPED_SEQUENCES, Shelf

LENGTHS = {
    "alternate-nostril-8": "8:42",
    "ashtanga-standing-closing": "43:05",
    "box-breathing-5": "5:08",
    "desk-break-5": "4:53",
    "hot-26-and-2": "56:13",
    "meditation-20": "20:00",
    "moon-salutation": "5:50",
    "morning-10": "9:42",
    "restorative-40": "40:00",
    "savasana-10": "10:00",
    "sivananda-twelve": "43:50",
    "sun-salutation-a": "4:45",
    "sun-salutation-b": "4:03",
    "sun-salutation-classic": "4:12",
    "vinyasa-20": "19:50",
    "yin-45": "44:45",
}


def test_sixteen_sequences_are_shipped() -> None:
    """Nobody must write a file before the first practice."""
    assert [title.slug for title in Shelf(None).names()] == sorted(LENGTHS)


@pytest.mark.parametrize("slug", LENGTHS)
def test_a_shipped_sequence_unfolds_to_exactly_the_steps_that_were_checked(slug: str) -> None:
    """A golden file is changed only on purpose: it was compared, step by step, with a list made by other means."""
    expected = (GOLDEN / f"{slug}.txt").read_text(encoding="utf-8")

    assert written_out(Shelf(None).find(slug)) == expected


@pytest.mark.parametrize(("slug", "length"), LENGTHS.items())
def test_a_shipped_sequence_lasts_as_long_as_it_says(slug: str, length: str) -> None:
    """Moving between the poses counts, preparing does not; to the second, without rounding."""
    minutes, seconds = length.split(":")

    sequence = Shelf(None).find(slug)

    assert sequence.planned_milliseconds == (int(minutes) * 60 + int(seconds)) * 1000
    assert sequence.planned_seconds == int(minutes) * 60 + int(seconds)


@pytest.mark.parametrize("slug", LENGTHS)
def test_a_shipped_sequence_names_its_poses_by_slug_alone(slug: str) -> None:
    """A slug is found without reading the whole book of poses, which is what makes starting quick."""
    slugs = {pose.slug for pose in shipped_poses()}
    shelf = Shelf(None)

    steps = shelf.find(slug).steps

    assert shelf.warnings == []
    assert {step.pose for step in steps} <= slugs
    written = tomllib.loads((SHIPPED_SEQUENCES / f"{slug}.toml").read_text(encoding="utf-8"))
    texts = [step for part in written.get("part", [written]) for step in part.get("steps", [])]
    assert {(step if isinstance(step, str) else step["pose"]).partition(",")[0] for step in texts} <= slugs


@pytest.mark.parametrize("slug", LENGTHS)
def test_a_shipped_sequence_works_both_sides_equally(slug: str) -> None:
    """What is done on the right is done as long on the left, pose by pose."""
    seconds: dict[str, dict[Side, int]] = defaultdict(lambda: {Side.LEFT: 0, Side.RIGHT: 0})

    for step in Shelf(None).find(slug).steps:
        if step.side:
            seconds[step.pose][step.side] += step.hold_milliseconds

    assert all(sides[Side.LEFT] == sides[Side.RIGHT] for sides in seconds.values())


@pytest.mark.parametrize("slug", LENGTHS)
def test_two_sided_poses_are_never_shipped_without_a_side(slug: str) -> None:
    """The guide must be able to say which side comes next."""
    two_sided = {pose.slug for pose in shipped_poses() if pose.two_sided}

    assert [step.pose for step in Shelf(None).find(slug).steps if step.pose in two_sided and not step.side] == []


def test_the_sun_salutation_is_counted_in_sanskrit_and_its_end_is_not() -> None:
    """Nine counted movements, five rounds; the screen shows "6 · ṣaṭ" at the dog of every round."""
    steps = Shelf(None).find("sun-salutation-a").steps

    assert [step.count_word for step in steps[:10]] == [
        *("ekam", "dve", "trīṇi", "catvāri", "pañca", "ṣaṭ", "sapta", "aṣṭau", "nava"),
        None,
    ]
    assert (steps[15].pose, steps[15].round, steps[15].count, steps[15].count_word) == ("downward-dog", 2, 6, "ṣaṭ")
    assert len(steps) == 50


@pytest.mark.parametrize("slug", LENGTHS)
def test_shipped_texts_are_composed_unicode(slug: str) -> None:
    """A decomposed letter would be a different text to every search and every file name."""
    text = (SHIPPED_SEQUENCES / f"{slug}.toml").read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)
