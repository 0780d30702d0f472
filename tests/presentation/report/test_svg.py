"""Elements of SVG: whatever a text holds, what comes out is XML, and says the same."""

import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.presentation.report.scenes import HOSTILE
from yogaflow_cli.presentation.report.svg import element, escaped
from yogaflow_cli.text.cleaning import JOINERS, REFUSED

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
NONCHARACTERS = "\ufffe\uffff"


@given(ANY_TEXT)
def test_any_text_is_held_and_never_obeyed(text: str) -> None:
    """In an element and in an attribute: well-formed, nothing lost, and what could act on a screen replaced."""
    read = ElementTree.fromstring(element("text", {"aria-label": text}, escaped(text)))
    for held in (read.text or "", read.get("aria-label") or ""):
        assert len(held) == len(text)
        for sign, wanted in zip(held, text, strict=True):
            dangerous = unicodedata.category(wanted) in (*REFUSED, "Cs") and wanted not in JOINERS
            assert sign == ("\ufffd" if dangerous or wanted in NONCHARACTERS else wanted)


def test_a_hostile_text_makes_no_element() -> None:
    """It is text, and stays text."""
    read = ElementTree.fromstring(element("title", {"class": HOSTILE}, escaped(HOSTILE)))
    assert list(read) == []
    assert list(read.attrib) == ["class"]


@pytest.mark.parametrize(
    ("value", "written"), [(3, "3"), (2.5, "2.5"), (1 / 3, "0.33"), (-0.001, "0"), (10.0, "10"), (100, "100")]
)
def test_numbers_are_short(value: float, written: str) -> None:
    """Two decimals at most, no zeros at the end, and no minus before nothing."""
    assert element("rect", {"x": value}) == f'<rect x="{written}"/>'
