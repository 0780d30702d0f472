"""The calendar: its pictures, that every day is in them once, its plain form, and its object."""

import json
import re
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.presentation.calendar_scenes import GOLDEN, TODAY, pictures, scenes
from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.domain.statistics.streak import Days, Rules, Run, streak_of
from yogaflow_cli.presentation.calendar_view import calendar_lines, calendar_object, calendar_plain_lines
from yogaflow_cli.presentation.inks import LEVELS, Ink, Line, cells, plain_text, text_of
from yogaflow_cli.presentation.palette import GLYPHS

DAY = timedelta(days=1)
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SIGNS = set("·░▒▓█■○–[]<")
STREAK = streak_of(Days({TODAY: 1200}, (), TODAY, Rules()))
LONG = STREAK._replace(weeks=Run(104, date(2024, 11, 25), TODAY), best_weeks=Run(1040, date(2004, 11, 25), TODAY))
LEFT = 8


@st.composite
def calendars(draw: st.DrawFn, fewest: int = 1, most: int = 1300) -> Calendar:
    """Any period with any practice, rest and moon, today anywhere near it."""
    first = date(1970, 1, 1) + DAY * draw(st.integers(0, 80_000))
    length = draw(st.integers(fewest, most))
    days = [first + DAY * number for number in range(length)]
    chosen = st.sets(st.sampled_from(days), max_size=40)
    today = first + DAY * draw(st.integers(-40, length + 40))
    return Calendar(
        first,
        days[-1],
        today,
        draw(st.integers(0, 6)),
        {day: draw(st.integers(0, 200_000)) for day in sorted(draw(chosen))},
        frozenset(draw(chosen)),
        frozenset(draw(chosen)),
        draw(st.sampled_from([None, STREAK, LONG])),
    )


WIDTHS = st.integers(80, 180)


def drawn(calendar: Calendar, width: int = 80) -> list[str]:
    """The picture without colour, as text."""
    return [text_of(line) for line in calendar_lines(calendar, width, coloured=False)]


def expected_sign(calendar: Calendar, day: date) -> str:
    """What a day shows: its practice, else the moon, else rest, else nothing; blank while it is to come."""
    if day in calendar.seconds:
        minutes = calendar.seconds[day] // 60
        return "░" if minutes < 15 else "▒" if minutes < 30 else "▓" if minutes < 60 else "█"
    if day > calendar.today:
        return " "
    return "○" if day in calendar.moons else "–" if day in calendar.resting else "·"


def days_in(calendar: Calendar) -> list[date]:
    """Every day of the period."""
    return [calendar.first + DAY * number for number in range((calendar.last - calendar.first).days + 1)]


def week_start(day: date, week_starts_on: int) -> date:
    """The first day of a week."""
    while day.weekday() != week_starts_on:
        day -= DAY
    return day


def bounds(calendar: Calendar) -> list[tuple[date, date]]:
    """The days of each map: all, or a calendar year where they are more than 371."""
    if (calendar.last - calendar.first).days < 371:
        return [(calendar.first, calendar.last)]
    years = range(calendar.first.year, calendar.last.year + 1)
    return [(date(year, 1, 1), date(year, 12, 31)) for year in years]


def map_starts(calendar: Calendar, lines: list[str]) -> list[int]:
    """Where the first row of each map is."""
    name = f"   {NAMES[calendar.week_starts_on]}"
    return [at for at, line in enumerate(lines) if line[: len(name) + 2].rstrip() == name]


def read_back(calendar: Calendar, lines: list[str], width: int) -> list[tuple[date, str]]:
    """Every day that the heat maps show, with its sign, found by its row and column alone."""
    cell = 2 if width >= 120 else 1
    starts = map_starts(calendar, lines)
    found: list[tuple[date, str]] = []
    for start, (first, last) in zip(starts, bounds(calendar), strict=True):
        week = week_start(first, calendar.week_starts_on)
        columns = (week_start(last, calendar.week_starts_on) - week).days // 7 + 1
        assert columns <= 54
        for row, line in enumerate(lines[start : start + 7]):
            map_of_row = line[LEFT : LEFT + cell * columns].ljust(cell * columns)
            assert line[LEFT + cell * columns :][:3].strip() == ""
            assert cell == 1 or map_of_row[1::2].strip() == ""
            found += [(week + DAY * (7 * column + row), sign) for column, sign in enumerate(map_of_row[::cell])]
    return [(day, sign) for day, sign in found if sign != " "]


@pytest.mark.parametrize("name", pictures())
def test_the_calendar_is_as_it_was_looked_at(name: str) -> None:
    """A person judged each picture; a change is looked at again, and a missing one fails."""
    assert pictures()[name] == (GOLDEN / name).read_text(encoding="utf-8")


def test_no_golden_picture_is_left_over() -> None:
    """A picture that nothing draws would be believed."""
    assert {file.name for file in GOLDEN.iterdir()} == set(pictures())


@settings(max_examples=60)
@given(calendars(), WIDTHS, st.booleans())
def test_no_line_is_wider_than_the_terminal(calendar: Calendar, width: int, coloured: bool) -> None:
    """From 80 columns on, whatever was practised in whatever period, and however long a streak is."""
    assert all(cells(line) <= width for line in calendar_lines(calendar, width, coloured=coloured))


@settings(max_examples=60)
@given(calendars(fewest=32), WIDTHS)
def test_every_day_is_in_the_heat_map_once(calendar: Calendar, width: int) -> None:
    """In the row of its weekday and the column of its week, with its own sign; no other day is there."""
    found = read_back(calendar, drawn(calendar, width), width)
    expected = [(day, expected_sign(calendar, day)) for day in days_in(calendar)]
    assert sorted(found) == [(day, sign) for day, sign in expected if sign != " "]


@given(calendars(most=31), WIDTHS)
def test_every_day_is_in_the_month_once(calendar: Calendar, width: int) -> None:
    """Below its weekday, with its number and its sign."""
    lines = drawn(calendar, width)
    names = [calendar.week_starts_on, (calendar.week_starts_on + 1) % 7]
    left, second = (lines[2].index(NAMES[name]) for name in names)
    week, found = week_start(calendar.first, calendar.week_starts_on), []
    for row in range((week_start(calendar.last, calendar.week_starts_on) - week).days // 7 + 1):
        for number in range(7):
            at = left + (second - left) * number
            piece = lines[3 + 2 * row][at : at + 4].ljust(4)
            if piece.strip():
                found.append((week + DAY * (7 * row + number), int(piece[:2]), piece[3]))
    assert found == [(day, day.day, expected_sign(calendar, day)) for day in days_in(calendar)]


@settings(max_examples=60)
@given(calendars(fewest=32), WIDTHS)
def test_a_month_is_named_where_it_begins(calendar: Calendar, width: int) -> None:
    """Above the column of its first day, never cut off, never touching another."""
    cell = 2 if width >= 120 else 1
    lines = drawn(calendar, width)
    starts = map_starts(calendar, lines)
    for start, (first, last) in zip(starts, bounds(calendar), strict=True):
        row = lines[start - 1][LEFT:]
        assert set(row.split()) <= set(MONTH_NAMES)
        week = week_start(first, calendar.week_starts_on)
        for day in days_in(calendar):
            if first <= day <= last and day.day == 1:
                at = cell * ((week_start(day, calendar.week_starts_on) - week).days // 7)
                assert row[at : at + 3] == MONTH_NAMES[day.month - 1]


@settings(max_examples=60)
@given(calendars(), WIDTHS)
def test_colour_says_no_more_than_signs_do(calendar: Calendar, width: int) -> None:
    """Every square stands where a sign does, in the ink of its level, and nothing else differs."""
    signs = calendar_lines(calendar, width, coloured=False)
    squares = calendar_lines(calendar, width, coloured=True)
    assert {span.ink for line in signs for span in line} <= {Ink.NORMAL, Ink.STRONG, Ink.QUIET}
    assert [as_signs(line) for line in squares] == ["".join(span.text for span in line) for line in signs]


def as_signs(line: Line) -> str:
    """A line whose squares are the signs of their levels."""
    texts = [
        span.text.replace("■", GLYPHS[LEVELS.index(span.ink)]) if span.ink in LEVELS else span.text for span in line
    ]
    assert "■" not in "".join(texts)
    return "".join(texts)


@given(calendars())
def test_what_is_said_plainly_has_no_signs_and_no_abbreviations(calendar: Calendar) -> None:
    """It is for ears: sentences, one a line, and never of 0."""
    said = calendar_plain_lines(calendar)
    assert said
    for line in said:
        assert line.endswith(".")
        assert not SIGNS & set(line)
        assert not re.search(r"\d [hms]\b", line)
        assert not set(line.replace(",", "").replace(":", "").split()) & {*NAMES, *(set(MONTH_NAMES) - {"May"})}
        assert not re.search(r"\b0\b", line)


@given(calendars())
def test_the_object_has_every_day_in_order(calendar: Calendar) -> None:
    """Days to come included; a practice of less than a second is a practice."""
    answer = json.loads(json.dumps(calendar_object(calendar)))
    assert [day["day"] for day in answer["days"]] == [day.isoformat() for day in days_in(calendar)]
    assert answer["practised_seconds"] == sum(day["seconds"] for day in answer["days"])
    assert answer["practice_days"] == len(calendar.seconds) == sum(day["level"] > 0 for day in answer["days"])


SHORT = Calendar(date(2026, 11, 2), TODAY, TODAY, 0, {})
"""Three weeks of one month, up to the Sunday that is today."""

YEAR = SHORT._replace(first=date(2025, 11, 17))


def test_the_object_is_as_scripts_know_it() -> None:
    """Its keys, and what each of them holds."""
    monday = date(2026, 11, 16)
    calendar = Calendar(
        monday, monday + DAY, monday, 6, {monday: 1500}, frozenset({monday, monday + DAY}), frozenset({monday})
    )
    assert calendar_object(calendar) == {
        "from": "2026-11-16",
        "to": "2026-11-17",
        "week_starts_on": "sunday",
        "practised_seconds": 1500,
        "practice_days": 1,
        "days": [
            {"day": "2026-11-16", "seconds": 1500, "level": 2, "rest": True, "moon": True},
            {"day": "2026-11-17", "seconds": 0, "level": 0, "rest": True, "moon": False},
        ],
    }


def test_weeks_are_told_in_sentences_and_quiet_ones_together() -> None:
    """A line a week with practice, each day with its time, and then the totals."""
    # Given: two practices in one week, one two weeks later, and a streak that is broken
    seconds = {date(2026, 11, 2): 1500, date(2026, 11, 4): 3600, date(2026, 11, 22): 45}
    calendar = YEAR._replace(
        first=date(2026, 10, 12), seconds=seconds, streak=streak_of(Days(seconds, (), TODAY, Rules()))
    )
    # Then
    assert calendar_plain_lines(calendar) == [
        "Your practice from 12 October 2026 to 22 November 2026.",
        "No practice from 12 October 2026 to 1 November 2026.",
        "Week of 2 November 2026: Monday 25 minutes, Wednesday 1 hour. 2 days.",
        "No practice from 9 November 2026 to 15 November 2026.",
        "Week of 16 November 2026: Sunday 45 seconds. 1 day.",
        "In all 3 days, 1 hour 25 minutes.",
        "Best 1 week in a row.",
    ]


def test_days_of_the_moon_and_of_rest_are_told_as_they_are_shown() -> None:
    """One with practice is a day of practice, and one of both is the moon's."""
    moons = frozenset({date(2026, 11, 9), date(2026, 11, 10), TODAY + DAY})
    resting = frozenset({date(2026, 11, 10), date(2026, 11, 15)})
    said = calendar_plain_lines(SHORT._replace(seconds={date(2026, 11, 9): 1500}, moons=moons, resting=resting))
    assert said[-1] == "Without practice: 1 moon day and 1 day of rest."


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (TODAY + DAY, "23 November 2026 is still to come."),
        (TODAY + DAY * 40, "The days from 23 November 2026 to 1 January 2027 are still to come."),
    ],
)
def test_a_period_to_come_is_said_to_come(last: date, said: str) -> None:
    """Nobody missed a practice in it."""
    assert calendar_plain_lines(YEAR._replace(first=TODAY + DAY, last=last)) == [said]


def test_days_to_come_are_no_days_without_practice() -> None:
    """A week that is not over is told up to today."""
    assert calendar_plain_lines(SHORT._replace(last=TODAY + DAY * 30, first=TODAY)) == [
        "No practice on 22 November 2026."
    ]


@pytest.mark.parametrize(("seconds", "shown", "said"), [(0, "< 1 s", "less than a second"), (45, "45 s", "45 seconds")])
def test_a_short_practice_never_reads_as_none(seconds: int, shown: str, said: str) -> None:
    """It is a day of practice, with a sign and a time, in every form."""
    calendar = SHORT._replace(seconds={TODAY: seconds})
    assert f"[22]░ {shown}" in " ".join(plain_text(calendar_lines(calendar, 80, coloured=False)).split())
    assert f"Week of 16 November 2026: Sunday {said}. 1 day." in calendar_plain_lines(calendar)
    whole = drawn(YEAR._replace(seconds={TODAY: seconds}))
    assert whole[9].endswith("░")
    assert whole[4].endswith("1 day")
    assert whole[5].endswith(shown)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(59, "59 s"), (1559, "25 m"), (4859, "1 h 20 m"), (36_000, "10 h"), (45_059, "12 h"), (86_399, "23 h")],
)
def test_the_time_of_a_day_fits_below_it(seconds: int, shown: str) -> None:
    """Whole minutes from one minute on, whole hours where both are too long."""
    assert f" {shown} " in f"{drawn(SHORT._replace(seconds={TODAY: seconds}))[8][:72]} "


def test_weeks_and_the_month_are_summed_at_the_right() -> None:
    """Each week's time ends where the others do, and below them stands that of all."""
    seconds = {date(2026, 11, 3): 1500, date(2026, 11, 4): 3600, date(2026, 11, 22): 36_000}
    lines = drawn(SHORT._replace(seconds=seconds))
    assert [lines[row].rpartition("  ")[2].strip() for row in (4, 6, 8, 10)] == ["1 h 25 m", "", "10 h", "11 h 25 m"]
    assert {len(lines[row]) for row in (2, 4, 8, 10)} == {80}


def test_today_is_marked_without_colour() -> None:
    """In brackets, which the legend explains; nothing is marked where today is not in the picture."""
    assert "[22]·" in "".join(drawn(SHORT))
    assert drawn(SHORT)[-1].endswith("[ ] today")
    before = "".join(drawn(SHORT._replace(last=TODAY - DAY)))
    assert "[" not in before
    assert "today" not in before


def test_who_comes_home_from_the_east_sees_their_practice() -> None:
    """It lies on a day that has not come here yet; the others ahead are blank."""
    calendar = YEAR._replace(last=TODAY + DAY * 2, seconds={TODAY + DAY: 3600})
    found = dict(read_back(calendar, drawn(calendar), 80))
    assert found[TODAY + DAY] == "█"
    assert TODAY + DAY * 2 not in found
    assert "Week of 23 November 2026: Monday 1 hour. 1 day." in calendar_plain_lines(calendar)


def test_the_legend_names_rest_and_moon_only_where_they_are_seen() -> None:
    """A sign that is nowhere needs no words."""
    for calendar in (SHORT, YEAR):
        hidden = calendar._replace(seconds={TODAY: 60}, moons=frozenset({TODAY}), resting=frozenset({TODAY + DAY}))
        seen = calendar._replace(moons=frozenset({TODAY}), resting=frozenset({TODAY - DAY}))
        assert not {"○", "–"} & set("".join(drawn(hidden)))
        assert "○ moon day  – rest" in "".join(drawn(seen))


@pytest.mark.parametrize("name", scenes())
@pytest.mark.parametrize("width", [80, 140])
def test_nothing_is_said_of_streaks_where_they_are_off(name: str, width: int) -> None:
    """In no view, and in no form."""
    calendar = scenes()[name]._replace(streak=None)
    text = "\n".join([*drawn(calendar, width), *calendar_plain_lines(calendar)])
    assert not re.search(r"\b(now|best|Now|Best|in a row)\b", text)


@pytest.mark.parametrize("width", [1, 40, 60, 79])
def test_a_narrow_terminal_gets_sentences_that_fit(width: int) -> None:
    """A map that folds shows nothing."""
    lines = [text_of(line) for line in calendar_lines(YEAR, width, coloured=True)]
    assert max(map(len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join("".join(calendar_plain_lines(YEAR)).split())


def test_a_streak_of_nothing_is_not_mentioned() -> None:
    """Who has none just now reads their best one; who never had one reads neither."""
    broken = STREAK._replace(weeks=Run())
    never = broken._replace(best_weeks=Run())
    for calendar in (SHORT, YEAR):
        assert "best 1 week" in "".join(drawn(calendar._replace(streak=broken)))
        assert "now" not in "".join(drawn(calendar._replace(streak=broken)))
        assert "best" not in "".join(drawn(calendar._replace(streak=never)))


def test_the_widest_year_fits_80_columns_with_its_totals_beside_it() -> None:
    """A leap year that begins on the last day of a week touches 54 of them."""
    calendar = Calendar(date(2012, 1, 1), date(2012, 12, 31), TODAY, 0, {date(2012, 1, 1): 3_236_400}, streak=LONG)
    lines = drawn(calendar)
    assert lines[4].endswith("   1 day")
    assert lines[5].endswith("   899 h")
    assert lines[7].endswith("   now   104 weeks")
    assert lines[8].endswith("   best 1040 weeks")
    assert max(map(len, lines)) == 80


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), "November 2026"),
        (date(2026, 11, 30), date(2026, 12, 6), "Your days on the mat"),
        (date(2026, 9, 1), date(2026, 11, 22), "Your days on the mat"),
        (date(2025, 11, 17), date(2026, 11, 22), "Your year on the mat"),
        (date(2026, 1, 1), date(2026, 12, 31), "Your year on the mat"),
        (date(2025, 11, 16), date(2026, 11, 22), "Your years on the mat"),
    ],
)
def test_the_title_fits_the_period(first: date, last: date, title: str) -> None:
    """A month has its name, a year is called one, and what is neither is not."""
    assert drawn(Calendar(first, last, TODAY, 0, {}))[0].strip().startswith(title)


def test_years_have_a_map_each_and_totals_each() -> None:
    """The year in place of a title, and below them all what they come to together."""
    seconds = {date(2024, 5, 1): 3600, date(2025, 5, 1): 7200, date(2026, 5, 1): 60}
    lines = drawn(Calendar(date(2024, 3, 14), TODAY, TODAY, 0, seconds, streak=STREAK))
    assert [line[:6].strip() for line in lines if line.startswith("  20")] == ["2024", "2025", "2026"]
    assert [line[-5:].strip() for line in lines if line.endswith("   1 day")] == ["1 day"] * 3
    assert [line.split()[-2:] for line in lines if line.endswith((" h", "1 m"))] == [["1", "h"], ["2", "h"], ["1", "m"]]
    assert "        Together   3 days   3 h 1 m   now 1 week   best 1 week" in lines


def test_the_calendar_loads_no_rich() -> None:
    """Its plain form and its object are for screen readers and scripts, which wait for nothing that draws."""
    listing = "import sys, yogaflow_cli.presentation.calendar_view; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout.split()
    assert "rich" not in loaded
