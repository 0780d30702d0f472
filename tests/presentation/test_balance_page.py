"""The page of the balance: its pictures, every width, its words, and what scripts get."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.presentation.balance_scenes import (
    GOLDEN,
    TODAY,
    TWELVE_WEEKS,
    both,
    files_of,
    scene,
    scenes,
    season,
    timed,
)
from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.side import Side
from yogaflow_cli.presentation.balance_page import (
    balance_lines,
    balance_object,
    balance_plain,
    balance_rows,
    centred,
)
from yogaflow_cli.presentation.balance_words import ago_words
from yogaflow_cli.presentation.inks import cells, plain_text, text_of
from yogaflow_cli.text.cleaning import JOINERS, REFUSED

ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1, max_size=90)


@pytest.mark.parametrize("name", scenes())
def test_the_page_is_as_it_was_looked_at(name: str) -> None:
    """A person judged each page; a change is looked at again, and a missing one fails."""
    for file, text in files_of(name).items():
        assert text == file.read_text(encoding="utf-8"), file.name


def test_no_golden_page_is_left_over() -> None:
    """A page that nothing draws would be believed."""
    assert set(GOLDEN.iterdir()) == {file for name in scenes() for file in files_of(name)}


@pytest.mark.parametrize("name", scenes())
def test_no_line_leaves_the_terminal(name: str) -> None:
    """From one column to more than there are anywhere."""
    for width in range(1, 200):
        assert all(cells(line) <= width for line in balance_lines(scenes()[name], width))


@settings(max_examples=60)
@given(ANY_TEXT, st.integers(1, 160))
def test_a_person_s_own_words_break_nothing(words: str, width: int) -> None:
    """A pose may have any name that a file gave it: no control reaches the terminal, and no line grows."""
    balance = scene([*both(words, 600, 60), timed("corpse", 60)], TWELVE_WEEKS, [timed(f"{words}.", 90, ago=30)])
    lines = balance_lines(balance, width)
    assert all(cells(line) <= width for line in lines)
    for text in (*map(text_of, lines), *balance_plain(balance)):
        assert not {unicodedata.category(sign) for sign in text if sign not in JOINERS} & {*REFUSED, "Cs"}


@pytest.mark.parametrize("width", [60, 80, 140])
def test_every_family_is_there_at_every_width(width: int) -> None:
    """A family with its time and its axis; the first line says of which days it is."""
    text = plain_text(balance_lines(scenes()["season"], width))
    assert "the last 12 weeks, 1 Sep to 23 Nov 2026" in text
    for words in ("Standing", "Hip opener", "Meditation", "Other", "All", "13 h 43 m"):
        assert words in text
    assert "left  right" in text
    assert "Arm support · family" in text


@pytest.mark.parametrize(
    ("left", "right", "drawn"),
    [
        (100, 100, "████│████"),
        (50, 100, "  ██│████"),
        (100, 50, "████│██  "),
        (60, 100, " ▐██│████"),
        (100, 60, "████│██▌ "),
        (1, 9999, "   ▐│████"),
        (0, 7, "    │████"),
        (0, 0, "    │    "),
    ],
)
def test_sides_grow_from_the_middle(left: int, right: int, drawn: str) -> None:
    """Left leftwards, right rightwards; the longer one is whole, and what is above nothing shows."""
    assert "".join(span.text for span in centred(left, right, 4)) == drawn


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (21, "3 weeks ago"),
        (27, "3 weeks ago"),
        (28, "4 weeks ago"),
        (90, "12 weeks ago"),
        (91, "3 months ago"),
        (365, "12 months ago"),
        (729, "24 months ago"),
        (730, "2 years ago"),
        (1094, "2 years ago"),
        (1095, "3 years ago"),
    ],
)
def test_time_passed_is_said_as_people_say_it(days: int, words: str) -> None:
    """Weeks at first, then months, then years."""
    assert ago_words(days) == words


def test_neglect_is_said_kindly() -> None:
    """No scolding: what it is, and how long ago."""
    balance = scene([timed("corpse", 60)], TWELVE_WEEKS, [timed("headstand", 90, ago=36)])
    assert "Not practised for a while: Inversion, 5 weeks ago." in balance_plain(balance)
    assert "Poses not practised for a while: Headstand, Śīrṣāsana, 5 weeks ago." in balance_plain(balance)


@pytest.mark.parametrize("name", scenes())
def test_plain_words_have_no_glyphs(name: str) -> None:
    """A screen reader gets sentences: letters, figures and full stops."""
    for line in balance_plain(scenes()[name]):
        assert all(sign.isalnum() or sign in " .,:;'()-" for sign in line)


def test_plain_words_write_times_out() -> None:
    """`25 minutes 50 seconds`, and shares in percent."""
    balance = scene([timed("corpse", 1550)], Period(TODAY, TODAY))
    assert "Rest: 25 minutes 50 seconds, 100 percent." in balance_plain(balance)


@pytest.mark.parametrize("name", ["nothing-yet", "nothing-ever", "nothing-of-late", "nothing-then"])
def test_nothing_is_no_end(name: str) -> None:
    """Where nothing was logged, the page says what logs it."""
    for text in (plain_text(balance_lines(scenes()[name], 80)), "\n".join(balance_plain(scenes()[name]))):
        assert "yogaflow start SEQUENCE" in text
        assert "All" not in text


def test_scripts_get_whole_seconds_and_days() -> None:
    """The object holds what JSON can hold, and names poses by slug, English and Sanskrit."""
    balance = scene([*both("tree", 600, 60), timed("corpse", 341)], TWELVE_WEEKS, [timed("crow", 90, ago=40)])
    found = json.loads(json.dumps(balance_object(balance)))
    assert {key: found[key] for key in ("from", "to", "guided_sessions", "practised_seconds")} == {
        "from": "2026-09-01",
        "to": "2026-11-23",
        "guided_sessions": 24,
        "practised_seconds": 1001,
    }
    assert found["families"][0] == {
        "family": "balance",
        "practised_seconds": 660,
        "share_percent": 65.9,
        "left_seconds": 600,
        "right_seconds": 60,
        "last_practised": "2026-11-23",
    }
    tree = {"pose": "tree", "english": "Tree", "sanskrit": "Vṛkṣāsana", "left_seconds": 600, "right_seconds": 60}
    assert found["sides"] == {"left_seconds": 600, "right_seconds": 60, "uneven_poses": [tree]}
    missed = {"last_practised": "2026-10-14", "days_since": 40}
    assert found["neglected"] == {
        "families": [{"family": "arm-support", **missed}],
        "poses": [{"pose": "crow", "english": "Crow", "sanskrit": "Kākāsana", **missed}],
    }


def test_scripts_get_empty_lists_for_nothing() -> None:
    """Rule 11: reads answer with `[]`, and days that are not known are null."""
    found = balance_object(scenes()["nothing-ever"])
    assert (found["from"], found["to"], found["families"], found["practised_seconds"]) == (None, None, [], 0)
    assert balance_rows(scenes()["nothing-ever"])[1] == []


def test_a_family_is_a_row_of_the_csv() -> None:
    """Names as in the book of poses, seconds whole."""
    columns, rows = balance_rows(scene([timed("tree", 90, Side.RIGHT, ago=3), timed("corpse", 60)], TWELVE_WEEKS))
    assert columns == ["family", "practised_seconds", "left_seconds", "right_seconds", "last_practised"]
    assert rows == [["balance", 90, 0, 90, "2026-11-20"], ["rest", 60, 0, 0, "2026-11-23"]]


def test_the_sums_of_the_page_are_those_of_its_rows() -> None:
    """What a person adds up with a pencil is what is written below."""
    balance = scene(season(), TWELVE_WEEKS)
    assert sum(family.seconds for family in balance.families) == balance.seconds
    assert sum(family.left_seconds for family in balance.families) == balance.sides.left_seconds
