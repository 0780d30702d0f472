"""Whole numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.any_text import nearly
from yogaflow_cli.errors import InvalidValue, YogaflowError
from yogaflow_cli.text.numbers import whole_number


@pytest.mark.parametrize(
    "text", ["", "1_000", "١٢", "１２", "²", " 5", "5 ", "5\n", "+5", "-5", "5.0", "1e3", "0x10", "nan", "9" * 5000]
)
def test_anything_but_digits_is_refused(text: str) -> None:
    """Contract 3: whole numbers are `[0-9]+`."""
    with pytest.raises(InvalidValue, match="poses must be a whole number, 0 or more"):
        whole_number(text, "poses")


@pytest.mark.parametrize("text", ["0", "6", "1000"])
def test_a_number_out_of_range_is_refused_and_the_range_told(text: str) -> None:
    """Contract 2: --mood 1-5."""
    with pytest.raises(InvalidValue, match=f"mood must be a whole number from 1 to 5, not '{text}'"):
        whole_number(text, "mood", 1, 5)


def test_the_ends_of_the_range_are_in_it() -> None:
    """Contract 2: --effort 1-10."""
    assert whole_number("1", "effort", 1, 10) == 1
    assert whole_number("010", "effort", 1, 10) == 10


@given(st.integers(0, 10**18 - 1))
def test_every_number_is_read_back(number: int) -> None:
    """Up to what a database column holds."""
    assert whole_number(str(number), "number") == number


@given(nearly("0123456789_+- "))
def test_no_text_ends_otherwise_than_in_a_number_or_a_refusal(text: str) -> None:
    """Contract 6: no input, however odd, ends in a traceback."""
    try:
        number = whole_number(text, "number")
    except YogaflowError:
        return
    assert text.lstrip("0") == (str(number) if number else "")
