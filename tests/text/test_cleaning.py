"""Text from outside: what is refused, and what a screen shows."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.any_text import any_text
from yogaflow_cli.errors import InvalidValue, YogaflowError
from yogaflow_cli.text.cleaning import HARMLESS_LIMIT, clean_line, clean_note, harmless, quoted, shown, shown_note

HOSTILE = {
    "NUL": "a\0b",
    "ESC": "a\x1b[31mb",
    "bell": "a\ab",
    "C1 control": "a\x9b31mb",
    "right-to-left override": "a\u202eb",
    "isolate": "a\u2066b",
    "left-to-right mark": "a\u200eb",
    "zero-width space": "a\u200bb",
    "byte-order mark": "\ufeffab",
    "soft hyphen": "a\u00adb",
    "line separator": "a\u2028b",
    "paragraph separator": "a\u2029b",
    "byte that is not UTF-8": "a\udcffb",
    "lone surrogate": "a\ud800b",
    "carriage return": "a\rb",
    "delete": "a\x7fb",
}
FRIENDLY = {
    "English": "Morning flow, 2 rounds [red]bold[/red] :smile:",
    "IAST": "Vīrabhadrāsana II, ūrdhva",
    "Devanagari with a joiner": "क्\u200dष",
    "Persian with a non-joiner": "می\u200cخواهم",
    "a family of emoji": "👩\u200d👧",
    "a heart in colour": "❤\ufe0f",
    "Hebrew": "תרגול",
    "Chinese": "瑜伽　练习",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_sign_that_could_act_on_the_terminal_is_refused_on_the_way_in(name: str) -> None:
    """Contract 6: control, bidi and line-separator characters, and bytes that are not UTF-8, exit 2."""
    with pytest.raises(InvalidValue, match="the tag"):
        clean_line(HOSTILE[name], "the tag")
    with pytest.raises(InvalidValue, match="the note"):
        clean_note(HOSTILE[name])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_sign_that_could_act_on_the_terminal_is_replaced_on_the_way_out(name: str) -> None:
    """Faults 5: rows may come from an import; replaced by U+FFFD, always."""
    assert "\ufffd" in shown(HOSTILE[name])
    assert "\ufffd" in shown_note(HOSTILE[name])


@pytest.mark.parametrize("name", FRIENDLY)
def test_text_of_every_script_is_kept_and_shown_as_it_is(name: str) -> None:
    """Contract 6: a user's text is shown verbatim; joiners belong to words and emoji."""
    assert clean_line(FRIENDLY[name], "the tag") == FRIENDLY[name]
    assert shown(FRIENDLY[name]) == FRIENDLY[name]


def test_bytes_that_were_not_utf8_are_called_so() -> None:
    """Faults 5: `a\\xff` on the command line becomes `a\\udcff`."""
    with pytest.raises(InvalidValue, match="not valid UTF-8"):
        clean_line("a\udcff", "the tag")


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u200d", "\u200d \u200d"])
def test_nothing_to_see_is_empty(text: str) -> None:
    """Empty after the outer spaces are gone."""
    with pytest.raises(InvalidValue, match="is empty"):
        clean_line(text, "the tag")
    with pytest.raises(InvalidValue, match="is empty"):
        clean_note(text + "\n\n")


def test_outer_spaces_go() -> None:
    """They are nothing that anybody typed on purpose."""
    assert clean_line("  slow flow ", "the tag") == "slow flow"


@pytest.mark.parametrize("text", ["a\nb", "a\n", "a\tb"])
def test_a_line_holds_no_line_end_and_no_tab(text: str) -> None:
    """A name stands on one line."""
    with pytest.raises(InvalidValue, match="a control character"):
        clean_line(text, "the tag")


def test_a_line_has_at_most_200_characters() -> None:
    """Counted without the outer spaces."""
    assert clean_line(f" {'a' * 200} ", "the tag") == "a" * 200
    with pytest.raises(InvalidValue, match="201 characters"):
        clean_line("a" * 201, "the tag")


def test_a_note_has_at_most_4000_characters() -> None:
    """Contract 6."""
    assert len(clean_note("a\n" * 2000)) == 3999
    assert len(clean_note("a" * 4000)) == 4000
    with pytest.raises(InvalidValue, match="4,001 characters"):
        clean_note("a" * 4001)


def test_a_note_holds_lines_and_its_tabs_become_spaces() -> None:
    """Contract 6: a note may hold newlines; those of Windows become the one kind."""
    assert clean_note(" first\r\n\tsecond\n\nlast\n") == "first\n second\n\nlast"


def test_a_note_is_shown_with_its_lines() -> None:
    """All else in it that could act on the terminal is replaced."""
    assert shown_note("one\ntwo\x1b[2J\r\n") == "one\ntwo\ufffd[2J\ufffd\n"


def test_a_line_is_shown_on_one_line() -> None:
    """A line end from an import must not break a table."""
    assert shown("one\ntwo") == "one\ufffdtwo"


def test_a_quotation_is_short_and_hides_nothing() -> None:
    """Messages repeat what was typed, which may be 200 kB of anything."""
    assert quoted("a\x1bb") == "'a\ufffdb'"
    assert quoted("a" * 60) == f"'{'a' * 60}'"
    assert quoted("a" * 61) == f"'{'a' * 60}…'"


@given(any_text)
def test_what_is_accepted_is_shown_unchanged(text: str) -> None:
    """Nothing that a person may type looks otherwise later; every refusal is one that they can understand."""
    try:
        line = clean_line(text, "the tag")
    except YogaflowError:
        return
    assert shown(line) == line == clean_line(line, "the tag")


@given(any_text)
def test_a_note_that_is_accepted_is_shown_unchanged(text: str) -> None:
    """As above, for notes."""
    try:
        note = clean_note(text)
    except YogaflowError:
        return
    assert shown_note(note) == note == clean_note(note)


@given(any_text)
def test_nothing_shown_can_act_on_the_terminal(text: str) -> None:
    """The categories of the Unicode standard that do, but for the two joiners."""
    kinds = {unicodedata.category(sign) for sign in shown(text) if sign not in "\u200c\u200d"}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert len(shown(text)) == len(text)


@given(st.text())
def test_what_is_harmless_holds_nothing_that_a_shell_a_prompt_or_a_status_bar_obeys(text: str) -> None:
    """Letters, marks, digits, spaces, dots, dashes, underscores; and never much of them."""
    name = harmless(text)
    assert set(name) & set("$`\\%#{}[]()'\"!;&|<>*?~=:\n\t\x1b") == set()
    assert shown(name) == name
    assert len(name) <= HARMLESS_LIMIT


@pytest.mark.parametrize(
    "name", ["hot yoga", "हठ योग", "யோகா", "pra\u0304n\u0323a\u0304ya\u0304ma", "ヨガ", "sun-salutation-a"]
)
def test_names_of_all_scripts_are_harmless(name: str) -> None:
    """With their marks, however they are composed."""
    assert harmless(name) == name
