"""Spans of time, read and said."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.any_text import nearly
from yogaflow_cli.errors import InvalidValue, YogaflowError
from yogaflow_cli.text.durations import LIMIT, clock, parse_duration, spoken, typed

READ = {
    "45m": 2700,
    "1h30m": 5400,
    "1h 30m": 5400,
    "90s": 90,
    "0:45:00": 2700,
    "2h": 7200,
    "1m30s": 90,
    "1h 1m 1s": 3661,
    "90m": 5400,
    "1:02:03": 3723,
    "04:00:00": 14400,
    "4h": 14400,
    "14400s": 14400,
    "0m": 0,
    "0:00:00": 0,
}
UNREADABLE = [
    "",
    " ",
    "m",
    "45M",
    "45 m",
    " 45m",
    "45m ",
    "45m\n",
    "1h  30m",
    "30m1h",
    "5m5m",
    "1.5h",
    "1,5h",
    "45min",
    "an hour",
    "nan",
    "inf",
    "1_000s",
    "١٥m",
    "１５m",
    "+5m",
    "0:45",
    "0:45:0",
    "0:60:00",
    "0:00:60",
    "1:00:00:00",
    ":00:00",
    "1h:00:00",
    "9999999999s",
    "1e3s",
    "0x10s",
]


@pytest.mark.parametrize("text", READ)
def test_every_form_of_the_contract_is_read(text: str) -> None:
    """Contract 3: DURATION."""
    assert parse_duration(text) == timedelta(seconds=READ[text])


@pytest.mark.parametrize("text", UNREADABLE)
def test_whatever_else_is_refused_with_examples(text: str) -> None:
    """Contract 3: the whole text must parse."""
    with pytest.raises(InvalidValue, match="cannot read") as caught:
        parse_duration(text)
    assert caught.value.hint and "1h30m" in caught.value.hint


def test_a_bare_number_is_refused_because_its_unit_is_unknown() -> None:
    """Contract 3, to the letter."""
    with pytest.raises(InvalidValue) as caught:
        parse_duration("15")
    assert caught.value.message == "15 what? 15m or 15s"


@pytest.mark.parametrize("text", ["-1s", "-5m", "-0:45:00"])
def test_a_negative_duration_is_called_so(text: str) -> None:
    """Contract 3: a duration below 0 is refused."""
    with pytest.raises(InvalidValue, match="cannot be negative"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["14401s", "4h1s", "4:00:01", "5h", "300m"])
def test_over_four_hours_is_refused_and_the_limit_told(text: str) -> None:
    """Contract 3: above 14400 seconds."""
    with pytest.raises(InvalidValue, match=f"'{text}' is longer than 4 hours"):
        parse_duration(text)


def test_another_limit_or_none_can_be_set() -> None:
    """`--ago 30h` is no practice of 30 hours."""
    assert parse_duration("30h", maximum=None) == timedelta(hours=30)
    with pytest.raises(InvalidValue, match="longer than 10 minutes"):
        parse_duration("11m", maximum=timedelta(minutes=10))


@pytest.mark.parametrize(
    ("seconds", "words", "plain"),
    [
        (0, "0 s", "0 seconds"),
        (0.999, "0 s", "0 seconds"),
        (1, "1 s", "1 second"),
        (45, "45 s", "45 seconds"),
        (60, "1 m", "1 minute"),
        (1500, "25 m", "25 minutes"),
        (1550, "25 m 50 s", "25 minutes 50 seconds"),
        (3599.9, "59 m 59 s", "59 minutes 59 seconds"),
        (3600, "1 h", "1 hour"),
        (3659, "1 h", "1 hour"),
        (4800, "1 h 20 m", "1 hour 20 minutes"),
        (342600, "95 h 10 m", "95 hours 10 minutes"),
        (-5, "0 s", "0 seconds"),
    ],
)
def test_a_span_is_said_for_people(seconds: float, words: str, plain: str) -> None:
    """Contract 6: plain mode writes `25 minutes 50 seconds`. Seconds end at an hour."""
    span = timedelta(seconds=seconds)
    assert spoken(span) == words
    assert spoken(span, plain=True) == plain


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "00:00"), (425.9, "07:05"), (3600, "60:00"), (7500, "125:00"), (-1, "00:00")]
)
def test_a_clock_shows_minutes_and_seconds(seconds: float, shown: str) -> None:
    """Contract 6: `{minutes}` and `{elapsed}` are `mm:ss`."""
    assert clock(timedelta(seconds=seconds)) == shown


@given(st.timedeltas(timedelta(0), timedelta(days=365)))
def test_what_is_typed_out_is_read_back_to_the_second(span: timedelta) -> None:
    """Print and parse are each other's reverse, but for the fraction that printing floors."""
    assert parse_duration(typed(span), maximum=None) == span - span % timedelta(seconds=1)


@given(st.timedeltas(timedelta(0), timedelta(days=365)))
def test_what_is_said_is_read_back_without_its_spaces(span: timedelta) -> None:
    """Nothing said is above the truth, and it is less by under a minute."""
    said = parse_duration(spoken(span).replace(" ", ""), maximum=None)
    assert timedelta(0) <= span - said < timedelta(minutes=1)


@given(nearly("0123456789hms: -.") | st.from_regex(r"[0-9]{0,12}h? ?[0-9]{0,3}m? ?[0-9]{0,3}s?"))
def test_no_text_ends_otherwise_than_in_a_span_or_a_refusal(text: str) -> None:
    """Contract 6: no input, however odd, ends in a traceback."""
    try:
        span = parse_duration(text)
    except YogaflowError:
        return
    assert timedelta(0) <= span <= LIMIT
