"""Moments in time: as people type them where they live, and as files keep them."""

from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.any_text import any_text, nearly
from yogaflow_cli.errors import InvalidValue, YogaflowError
from yogaflow_cli.text.instants import (
    is_ambiguous,
    iso_utc,
    local,
    looks_like_part_of_a_time,
    parse_ago,
    parse_instant,
    parse_iso_utc,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 30, 20, 500_999, tzinfo=UTC)  # a Monday, 10:30:20 in Berlin
HALF_YEAR = timedelta(days=180)
ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC",
        "Europe/Berlin",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Pacific/Kiritimati",
    )
]
MILLISECOND = timedelta(milliseconds=1)
INSTANTS = st.integers(0, 6_000_000_000_000).map(
    lambda milliseconds: datetime(1972, 1, 1, tzinfo=UTC) + milliseconds * MILLISECOND
)

READ = {
    "now": "2026-11-23T10:30:20.500+01:00",
    "7:30": "2026-11-23T07:30:00+01:00",
    "07:30": "2026-11-23T07:30:00+01:00",
    "07:30:15": "2026-11-23T07:30:15+01:00",
    "10:30:20": "2026-11-23T10:30:20+01:00",
    "00:00": "2026-11-23T00:00:00+01:00",
    "22:31": "2026-11-22T22:31:00+01:00",
    "today 07:30": "2026-11-23T07:30:00+01:00",
    "yesterday 18:00": "2026-11-22T18:00:00+01:00",
    "yesterday 7:30:15": "2026-11-22T07:30:15+01:00",
    "20m ago": "2026-11-23T10:10:20.500+01:00",
    "1h 30m ago": "2026-11-23T09:00:20.500+01:00",
    "30h ago": "2026-11-22T04:30:20.500+01:00",
    "2026-11-20 07:30": "2026-11-20T07:30:00+01:00",
    "2026-07-20 07:30": "2026-07-20T07:30:00+02:00",
    "2026-11-20 07:30:15.250": "2026-11-20T07:30:15.250+01:00",
    "2026-11-20T07:30": "2026-11-20T07:30:00+01:00",
    "2026-11-20T07:30:15": "2026-11-20T07:30:15+01:00",
    "2026-11-20T07:30Z": "2026-11-20T07:30:00+00:00",
    "2026-11-20T07:30:15.9999Z": "2026-11-20T07:30:15.999+00:00",
    "2026-11-20T07:30:15.5+05:45": "2026-11-20T07:30:15.500+05:45",
    "2026-11-20T07:30-0330": "2026-11-20T07:30:00-03:30",
    "2026-11-20T07:30+14": "2026-11-20T07:30:00+14:00",
}
UNREADABLE = [
    "",
    " ",
    "soon",
    "Now",
    "now ",
    " 07:30",
    "07:30 ",
    "7",
    "730",
    "0730",
    "7:3",
    "24:00",
    "07:60",
    "07:30:60",
    "07:30.5",
    "007:30",
    "7.30",
    "7pm",
    "٠٧:٣٠",
    "０７:３０",
    "nan",
    "-1:00",
    "tomorrow 07:30",
    "monday 07:30",
    "yesterday",
    "yesterday  07:30",
    "yesterday 07:30 extra",
    "ago",
    "2026-11-20",
    "2026-11-31 07:30",
    "2026-13-01 07:30",
    "2026-1-1 07:30",
    "2026-W47-1 07:30",
    "2026-11-20  07:30",
    "2026-11-20_07:30",
    "2026-11-20t07:30",
    "2026-11-20 07:30Z",
    "2026-11-20 07:30+01:00",
    "2026-11-20T7:30",
    "2026-11-20T07",
    "2026-11-20T07:30z",
    "2026-11-20T07:30:15,5Z",
    "2026-11-20T07:30:15.Z",
    "2026-11-20T07:30+24:00",
    "2026-11-20T07:30+01:60",
    "2026-11-20T07:30+1",
    "2026-11-20T07:30+01:00:00",
    "2026-11-20T07:30+",
    "2026-11-20T07:30+01:00Z",
    "20261120T0730",
    "1763620200",
]


def read(text: str, now: datetime = NOW, zone: tzinfo = BERLIN) -> datetime:
    return parse_instant(text, now=now, zone=zone)


@pytest.mark.parametrize("text", READ)
def test_every_form_of_the_contract_is_read(text: str) -> None:
    """Contract 3: TIME. Kept in UTC, to the millisecond."""
    instant = read(text)
    assert instant == datetime.fromisoformat(READ[text])
    assert instant.tzinfo is UTC


@pytest.mark.parametrize("text", UNREADABLE)
def test_whatever_else_is_refused_with_examples(text: str) -> None:
    """Contract 3: the whole text must parse."""
    with pytest.raises(InvalidValue, match=r"Cannot read .* as a time") as caught:
        read(text)
    assert caught.value.hint and "yesterday 18:00" in caught.value.hint


def test_the_message_names_what_was_to_be_read() -> None:
    """`log` reads two."""
    with pytest.raises(InvalidValue, match="Cannot read 'soon' as a start"):
        parse_instant("soon", now=NOW, zone=BERLIN, what="start")


@pytest.mark.parametrize(
    "text", ["today 10:31", "2026-11-23 10:30:20.501", "2026-11-24 07:30", "2026-11-23T09:31Z", "2200-01-01T00:00Z"]
)
def test_the_future_is_refused(text: str) -> None:
    """Contract 3: a TIME in the future."""
    with pytest.raises(InvalidValue, match="lies in the future"):
        read(text)


def test_a_time_of_yesterday_evening_is_meant_after_midnight() -> None:
    """Contract 3: the latest such time that is not in the future."""
    after_midnight = datetime(2026, 11, 22, 23, 20, tzinfo=UTC)
    assert read("23:50", now=after_midnight) == datetime(2026, 11, 22, 22, 50, tzinfo=UTC)


def test_a_time_over_twelve_hours_back_on_the_day_before_must_be_called_yesterday() -> None:
    """Contract 3: refused, and `"yesterday 07:30"` shown."""
    early = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    with pytest.raises(InvalidValue, match="Today's 07:30 lies in the future") as caught:
        read("07:30", now=early)
    assert caught.value.hint == 'For that of yesterday: "yesterday 07:30"'
    assert read("yesterday 07:30", now=early) == datetime(2026, 11, 22, 6, 30, tzinfo=UTC)


def test_twelve_hours_back_on_the_day_before_are_not_over_twelve() -> None:
    """The boundary itself is allowed."""
    evening_before = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
    assert read("23:00", now=evening_before + timedelta(hours=12)) == evening_before
    with pytest.raises(InvalidValue):
        read("23:00", now=evening_before + timedelta(hours=12, milliseconds=1))


def test_a_morning_of_today_is_meant_however_far_back() -> None:
    """Only the day before is refused."""
    assert read("00:05", now=datetime(2026, 11, 23, 22, 59, tzinfo=UTC)) == datetime(2026, 11, 22, 23, 5, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-03-29 02:30", "2026-03-29T02:30", "02:30", "today 02:00"])
def test_a_time_that_the_clocks_skipped_is_refused(text: str) -> None:
    """Contract 3. In Berlin 02:00 became 03:00 that day."""
    with pytest.raises(InvalidValue, match="the clocks skipped it"):
        read(text, now=datetime(2026, 3, 29, 10, 0, tzinfo=UTC))


def test_a_day_that_a_whole_country_skipped_is_refused() -> None:
    """Samoa had no 30 December 2011."""
    with pytest.raises(InvalidValue, match="the clocks skipped it"):
        read("yesterday 12:00", now=datetime(2011, 12, 30, 22, 0, tzinfo=UTC), zone=ZoneInfo("Pacific/Apia"))


def test_a_time_that_the_clocks_repeated_means_the_first() -> None:
    """Contract 3; an offset says which is meant."""
    later = datetime(2026, 10, 25, 10, 0, tzinfo=UTC)
    first = read("2026-10-25 02:30", now=later)
    assert first == read("2026-10-25T02:30+02:00", now=later) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert read("2026-10-25T02:30+01:00", now=later) == first + timedelta(hours=1)


def test_a_repeated_time_is_known_by_its_zone() -> None:
    """The echo shows the offset then, and only then."""
    later = datetime(2026, 10, 25, 10, 0, tzinfo=UTC)
    assert is_ambiguous(local(read("2026-10-25 02:30", now=later), BERLIN))
    assert is_ambiguous(local(read("2026-10-25T02:30+01:00", now=later), BERLIN))
    assert not is_ambiguous(local(read("2026-10-25 03:00", now=later), BERLIN))
    assert not is_ambiguous(datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN))
    assert not is_ambiguous(NOW)


@pytest.mark.parametrize(
    "text",
    ["1969-12-31 07:30", "1970-01-01T00:00+14", "0001-01-01T00:00+14:00", "2201-01-01 07:30", "9999-12-31T23:59Z"],
)
def test_a_year_that_nobody_practised_in_is_refused(text: str) -> None:
    """A slip of the fingers; and no zone's arithmetic overflows."""
    with pytest.raises(InvalidValue, match="lies outside 1970 to 2200"):
        read(text)


@pytest.mark.parametrize("text", ["999999h", "999999999h", "999999999s"])
def test_a_duration_before_1970_is_refused(text: str) -> None:
    """As above, for `--ago`."""
    now = datetime(1980, 1, 1, tzinfo=UTC)
    with pytest.raises(InvalidValue, match="lies outside 1970 to 2200"):
        parse_ago(text, now=now)


def test_ago_is_a_duration_before_now_without_a_limit() -> None:
    """Contract 2: `--ago DURATION`; a session may have been forgotten for days."""
    assert parse_ago("20m", now=NOW) == read("20m ago")
    assert parse_ago("100h", now=NOW) == read("100h ago")
    assert parse_ago("0s", now=NOW) == read("now")


@pytest.mark.parametrize(("text", "message"), [("20 ago", "20 what"), ("-5m ago", "negative"), ("nan ago", "cannot")])
def test_ago_refuses_what_a_duration_refuses(text: str, message: str) -> None:
    """Contract 3: one grammar everywhere."""
    with pytest.raises(InvalidValue, match=message):
        read(text)


@pytest.mark.parametrize("word", ["18:00", "ago", "07:30", "7:30:15"])
def test_what_the_shell_leaves_of_an_unquoted_time_is_known(word: str) -> None:
    """Contract 3: a stray word after an unquoted time gets the hint to quote it."""
    assert looks_like_part_of_a_time(word)


@pytest.mark.parametrize("word", ["", "214", "last", "sun-salutation-a", "yin", "25:00", "1:2:3:4", "\udcff"])
def test_other_words_are_no_part_of_a_time(word: str) -> None:
    """A hint that misleads is worse than none."""
    assert not looks_like_part_of_a_time(word)


def test_files_hold_utc_to_the_second_or_to_the_millisecond() -> None:
    """Contract 6: `2025-12-05T10:00:00Z`; `export json` with milliseconds. Both floor."""
    instant = datetime(2025, 12, 5, 11, 0, 0, 999_999, tzinfo=BERLIN)
    assert iso_utc(instant) == "2025-12-05T10:00:00Z"
    assert iso_utc(instant, milliseconds=True) == "2025-12-05T10:00:00.999Z"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-12-05",
        "2025-12-05T10:00Z",
        "2025-12-05T10:00:00",
        "2025-12-05T10:00:00+00:00",
        "2025-12-05T10:00:00+01:00",
        "2025-12-05 10:00:00Z",
        "2025-12-05T10:00:00z",
        "2025-12-05T10:00:00.1Z",
        "2025-12-05T10:00:00.123456Z",
        "2025-12-05T10:00:00,123Z",
        "20251205T100000Z",
        "2025-W49-5T10:00:00Z",
        "2025-12-05T10:00:00Z\n",
        " 2025-12-05T10:00:00Z",
        "2025-13-05T10:00:00Z",
        "٢٠٢٥-12-05T10:00:00Z",
        "nan",
        "\udcff",
    ],
)
def test_only_what_we_write_is_read_from_our_files(text: str) -> None:
    """An edited export must not mean something else than it seems to."""
    with pytest.raises(InvalidValue, match="Cannot read"):
        parse_iso_utc(text)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59.999Z"])
def test_a_file_holds_no_year_that_nobody_practised_in(text: str) -> None:
    """Local times of such years overflow."""
    with pytest.raises(InvalidValue, match="lies outside 1970 to 2200"):
        parse_iso_utc(text)


@given(INSTANTS, st.sampled_from(ZONES))
def test_what_is_written_is_read_back(instant: datetime, zone: tzinfo) -> None:
    """To the millisecond, by both readers, wherever it is read."""
    text = iso_utc(instant, milliseconds=True)
    assert parse_iso_utc(text) == parse_instant(text, now=instant, zone=zone) == instant
    assert parse_iso_utc(iso_utc(instant)) == instant.replace(microsecond=0)


@given(INSTANTS, st.sampled_from(ZONES))
def test_the_wall_clock_is_read_back(instant: datetime, zone: tzinfo) -> None:
    """What the zone's clocks showed names that instant; of a repeated time, the first."""
    shown = local(instant, zone)
    again = parse_instant(shown.strftime("%Y-%m-%d %H:%M:%S.%f")[:-3], now=instant + HALF_YEAR, zone=zone)
    assert again == (shown.replace(fold=0).astimezone(UTC) if is_ambiguous(shown) else instant)


@given(INSTANTS, st.integers(-14 * 60, 14 * 60))
def test_an_offset_is_read_back(instant: datetime, offset_minutes: int) -> None:
    """ISO 8601 with any offset names the same instant in every zone."""
    shown = instant.astimezone(timezone(timedelta(minutes=offset_minutes)))
    assert parse_instant(shown.isoformat(), now=instant, zone=BERLIN) == instant


@given(INSTANTS, st.times(), st.sampled_from(ZONES))
def test_a_bare_time_is_never_in_the_future_and_never_over_a_day_back(now: datetime, clock: time, zone: tzinfo) -> None:
    """Contract 3, in zones with every kind of clock change; a day of a clock change may have more than 24 hours."""
    text = clock.isoformat("seconds")
    try:
        instant = parse_instant(text, now=now, zone=zone)
    except InvalidValue:
        return
    assert now - timedelta(hours=25) <= instant <= now
    assert local(instant, zone).strftime("%H:%M:%S") == text


@given(nearly("0123456789:-TZ+. agohms") | st.builds(str.__add__, st.sampled_from([*READ, *UNREADABLE]), any_text))
def test_no_text_ends_otherwise_than_in_an_instant_or_a_refusal(text: str) -> None:
    """Contract 6: no input, however odd, ends in a traceback."""
    looks_like_part_of_a_time(text)
    for parse in (read, parse_iso_utc):
        try:
            instant = parse(text)
        except YogaflowError:
            continue
        assert instant <= NOW or parse is parse_iso_utc
        assert instant.microsecond % 1000 == 0
