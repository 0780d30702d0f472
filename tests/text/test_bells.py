"""`--bell`: when bells are to ring."""

from datetime import timedelta

import pytest
from hypothesis import given

from tests.text.any_text import nearly
from yogaflow_cli.errors import InvalidValue, YogaflowError
from yogaflow_cli.text.bells import WORDS, BellText, parse_bell


@pytest.mark.parametrize("word", ["steps", "parts", "ends", "none"])
def test_four_words_stand_for_themselves(word: str) -> None:
    """Issue 3: `--bell steps|parts|ends|every:5m|none`."""
    assert parse_bell(word) == BellText(word)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("every:5m", timedelta(minutes=5)),
        ("every:1h 30m", timedelta(minutes=90)),
        ("every:0:05:00", timedelta(minutes=5)),
        ("every 5m", timedelta(minutes=5)),
        ("every:1s", timedelta(seconds=1)),
    ],
)
def test_an_interval_is_a_duration(text: str, every: timedelta) -> None:
    """The grammar of durations, and the spelling of sequence files too."""
    assert parse_bell(text) == BellText("every", every)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "bell cannot be ''"),
        ("Steps", "bell cannot be 'Steps'"),
        ("step", "bell cannot be 'step'"),
        ("5m", "bell cannot be '5m'"),
        ("steps:5m", "bell cannot be 'steps:5m'"),
        ("every", "how often shall the bell ring?"),
        ("every:", "how often shall the bell ring?"),
        ("every:5", "5 what? 5m or 5s"),
        ("every:0s", "the bell's interval must be a second or more"),
        ("every:5h", "'5h' is longer than 4 hours"),
        ("every:often", "cannot read 'often' as a duration"),
    ],
)
def test_anything_else_is_refused_and_the_reason_told(text: str, message: str) -> None:
    """Contract 3: the whole text must parse."""
    with pytest.raises(InvalidValue) as refused:
        parse_bell(text)
    assert refused.value.message == message
    assert refused.value.hint


@given(nearly("every: steps5m"))
def test_no_text_ends_otherwise_than_in_a_bell_or_a_refusal(text: str) -> None:
    """Contract 6: no input, however odd, ends in a traceback."""
    try:
        bell = parse_bell(text)
    except YogaflowError:
        return
    assert bell.when in WORDS or (bell.every is not None and bell.every >= timedelta(seconds=1))
