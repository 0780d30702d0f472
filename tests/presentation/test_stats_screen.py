"""The screen of statistics: its pictures, every width, kind words, and its plain form."""

import subprocess
import sys
import unicodedata
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.presentation.stats_scenes import (
    FULL,
    GOLDEN,
    LONG,
    MONDAY,
    PAST,
    TODAY,
    WIDE,
    WIDTHS,
    drawn,
    file_of,
    groups_of,
    scenes,
    screen,
    streak_of,
    week_of,
)
from yogaflow_cli.domain.goal import Goal
from yogaflow_cli.domain.statistics import streak as streaks
from yogaflow_cli.domain.statistics.grouping import Group
from yogaflow_cli.domain.statistics.overview import Answers, Felt, Overview, WeekTime
from yogaflow_cli.domain.statistics.streak import Days, Outcome, Rules
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.presentation.inks import cells, text_of
from yogaflow_cli.presentation.stats_plain import stats_plain
from yogaflow_cli.presentation.stats_screen import stats_screen
from yogaflow_cli.presentation.stats_shares import shares_of
from yogaflow_cli.presentation.stats_streak import SIGNS
from yogaflow_cli.presentation.table import width as width_of
from yogaflow_cli.text.cleaning import JOINERS, REFUSED

DAY = timedelta(days=1)
EVERY_WIDTH = (*WIDTHS, None)
SYMBOLS = set("·│┤└─█▉▊▋▌▍▎▏▁▂▃▄▅▆▇●◦–→…<%+")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=70)
NUMBERS = st.integers(0, 3) | st.integers(0, 10**6)
SECONDS = st.integers(0, 90_000) | st.integers(0, 10**9)
TOTALS = st.builds(Totals, NUMBERS, SECONDS, NUMBERS, NUMBERS, SECONDS)
GROUPS = st.lists(st.builds(Group, st.none() | ANY_TEXT, TOTALS, NUMBERS), max_size=9)
ANSWERS = st.builds(Answers, st.tuples(*[NUMBERS] * 5))
DAYS = st.dates(date(2026, 9, 1), TODAY)
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
GOALS = st.one_of(
    st.none(),
    st.builds(Goal, st.just("days"), st.integers(1, 7)),
    st.builds(Goal, st.just("minutes"), st.integers(1, 10_080)),
    WEEKDAYS.map(lambda days: Goal("weekdays", len(days), days)),
)
RULES = st.builds(Rules, GOALS, st.integers(1, 60), st.integers(0, 6), st.frozensets(st.integers(0, 6)))
STREAKS = st.builds(Days, st.dictionaries(DAYS, st.integers(0, 7200)), st.sets(DAYS), st.just(TODAY), RULES).map(
    streaks.streak_of
)
WEEKS = st.lists(SECONDS, max_size=12).map(
    lambda weeks: [WeekTime(MONDAY - 7 * DAY * number, weeks[number]) for number in reversed(range(len(weeks)))]
)
OVERVIEWS = st.builds(
    Overview,
    st.none() | DAYS,
    st.none() | DAYS,
    st.just(TODAY),
    TOTALS,
    NUMBERS,
    styles=GROUPS,
    sequences=GROUPS,
    hours=st.just(()) | st.lists(SECONDS, min_size=24, max_size=24),
    felt=st.builds(Felt, ANSWERS, ANSWERS, ANSWERS, ANSWERS),
    weeks=WEEKS,
    this_week=st.none() | TOTALS,
    last_week=st.none() | TOTALS,
    streak=st.none() | STREAKS,
)
HEADLINES = st.sampled_from(["weeks", "days"])


@pytest.mark.parametrize("width", EVERY_WIDTH)
@pytest.mark.parametrize("name", scenes())
def test_the_screen_is_as_it_was_looked_at(name: str, width: int | None) -> None:
    """A person judged each picture; a change is looked at again, and a missing one fails."""
    assert drawn(scenes()[name], width) == file_of(name, width).read_text(encoding="utf-8")


def test_no_golden_picture_is_left_over() -> None:
    """A picture that nothing draws would be believed."""
    assert set(GOLDEN.iterdir()) == {file_of(name, width) for name in scenes() for width in EVERY_WIDTH}


@settings(max_examples=60)
@given(OVERVIEWS, st.integers(80, 200), ANY_TEXT, HEADLINES, st.booleans())
def test_no_line_leaves_the_screen(overview: Overview, width: int, name: str, headline: str, whole: bool) -> None:
    """Whatever there is to show, and whatever it is called; no control reaches the terminal."""
    lines = stats_screen(overview, width, name=name, headline=headline, whole=whole)
    for line in lines:
        assert cells(line) <= width
        text = text_of(line)
        assert not {unicodedata.category(sign) for sign in text if sign not in JOINERS} & {*REFUSED, "Cs"}
    holes = [before for before, after in pairwise(lines) if not before and not after]
    assert holes == []
    assert text_of(lines[-1])


@settings(max_examples=60)
@given(OVERVIEWS, st.integers(1, 79))
def test_a_narrow_terminal_breaks_nothing(overview: Overview, width: int) -> None:
    """Sections stand below each other there; nothing leaves the screen."""
    assert all(cells(line) <= width for line in stats_screen(overview, width, name="maya", whole=True))


def test_figures_stand_below_each_other_where_the_screen_is_narrow() -> None:
    """None is cropped."""
    assert screen(FULL, 60).split("\n")[3:7] == [
        "  practised    95 h 10 m  on 142 days",
        "  sessions     214        12 partial, 13 left early",
        "  average      25 m 50 s  of the completed",
        "  completed    88.3 %     189 of 214",
    ]


@given(st.integers(80, 200))
def test_the_sections_end_at_the_right_edge(width: int) -> None:
    """The rule, the period and the rows of the shares: no ragged columns."""
    title, rule, *lines = screen(FULL, width).split("\n")
    assert width_of(title) == width_of(rule) == width - 2
    assert max(map(width_of, lines)) <= width - 2
    times = [line for line in lines if line.endswith(" m")]
    assert len(times) >= 5
    assert {width_of(line) for line in times} == {width - 2}


@settings(max_examples=60)
@given(OVERVIEWS, HEADLINES, st.booleans())
def test_the_plain_form_is_in_words(overview: Overview, headline: str, whole: bool) -> None:
    """Contract 6: no bars, boxes, arrows or signs; every line is a sentence or a heading."""
    named = overview._replace(styles=groups_of({"yin": 20, None: 1}), sequences=())
    lines = stats_plain(named, headline=headline, whole=whole)
    assert not SYMBOLS & set("".join(lines))
    assert all(line.endswith((".", ":")) and "\n" not in line for line in lines)


@pytest.mark.parametrize("name", scenes())
def test_the_plain_form_says_what_the_screen_says(name: str) -> None:
    """Nobody who listens is told less: the same sections, and the same names."""
    overview, headline, whole = scenes()[name]
    plain = "\n".join(stats_plain(overview, headline=headline, whole=whole))
    picture = screen(overview, 200, headline, whole)
    for heading in ("By style", "By sequence", "When you begin", "How it felt", "This week", "Streak"):
        assert (heading in plain) == (heading.casefold() in picture.casefold())


def test_all_practised_time_comes_first() -> None:
    """Not a rate: what was done is what counts."""
    lines = screen(FULL).split("\n")
    assert lines[3].split() == ["practised", "sessions", "average", "completed"]
    assert lines[4].startswith("  95 h 10 m ")


def test_a_profile_without_practice_has_a_quiet_screen() -> None:
    """Zeros are no error, and nothing is asked of anybody."""
    empty = Overview(None, None, TODAY, Totals(), 0)
    assert screen(empty).split("\n")[3:] == ["  practised          sessions", "  0 s                0"]
    assert stats_plain(empty, whole=True) == ["Your practice: nothing yet.", "Practised: 0 seconds.", "Sessions: 0."]


def test_signs_are_explained_where_they_appear() -> None:
    """And only there: a legend of what is not to be seen is noise."""
    short = FULL._replace(streak=streak_of(week_of("●◦·    ", 1, 1, Outcome.MET), None, (0, 0), (0, 0)))
    assert "◦ under 5 m" in screen(short)
    assert "– rest" not in screen(short)
    assert "– rest" in screen(FULL)
    assert "◦" not in screen(FULL)


def test_the_week_begins_where_the_person_wants_it() -> None:
    """Sunday is the first day in many places."""
    rules = Rules(week_starts_on=6)
    practised = {date(2026, 11, 22): 1800, date(2026, 11, 24): 1800}
    overview = FULL._replace(streak=streaks.streak_of(Days(practised, (), TODAY, rules)))
    assert "Su ● Mo · Tu ● We · Th · Fr · Sa ·" in screen(overview)


def test_a_section_without_anything_is_left_out() -> None:
    """The layout closes up: no heading stands over nothing."""
    bare = PAST._replace(styles=groups_of({None: 9}), sequences=groups_of({None: 9}), hours=[0] * 24, felt=Felt())
    for heading in ("By style", "By sequence", "Weekly", "When you begin", "How it felt", "week", "streak"):
        assert heading not in screen(bare)
        assert heading in screen(FULL)
    assert "Weekly" not in screen(FULL._replace(weeks=[WeekTime(MONDAY, 0)]))


def test_the_five_most_practised_have_names() -> None:
    """The others are told together, unless there is only one; those without a style say so."""
    minutes = {"a": 9, None: 8, "b": 7, "c": 6, "d": 5, "e": 4}
    seven = shares_of(groups_of({**minutes, "f": 3}), "style")
    assert [share.name for share in seven] == ["a", "no style", "b", "c", "d", "other"]
    six = shares_of(groups_of({**minutes, "without time": 0}), "sequence")
    assert [share.name for share in six] == ["a", "free practice", "b", "c", "d", "e"]
    assert shares_of([], "style") == []


@pytest.mark.parametrize("name", [LONG, WIDE, "x" * 200, "🧘" * 40], ids=["long", "wide", "one word", "emoji"])
@pytest.mark.parametrize("width", [80, 81, 120, 160])
def test_a_long_name_moves_nothing(name: str, width: int) -> None:
    """It is cropped with an ellipsis; the bars begin below each other, and the percents end there."""
    overview = PAST._replace(styles=groups_of({name: 60, "yin": 30, "hatha": 10}), sequences=(), hours=())
    rows = screen(overview, width).split("\n")[-5:-2]
    assert "…" in rows[0]
    assert {width_of(row[: row.index("█")]) for row in rows} == {width_of(rows[1][: rows[1].index("█")])}
    assert {width_of(row) for row in rows} == {width - 2}


def test_every_kind_of_day_has_its_own_sign() -> None:
    """Meaning does not rest on colour."""
    assert {len(sign.text) for sign in SIGNS.values()} == {1}
    assert len({sign.text for sign in SIGNS.values()}) == len(streaks.DayKind) == len(SIGNS)


def test_the_screen_loads_no_rich() -> None:
    """Its plain form is read on pipes as well, where nothing is drawn."""
    modules = "yogaflow_cli.presentation.stats_screen, yogaflow_cli.presentation.stats_plain"
    listing = f"import sys, {modules}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout.split()
    assert "rich" not in loaded
