"""Names that people choose, and the one that was meant."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.any_text import any_text, nearly
from yogaflow_cli.errors import InvalidValue, YogaflowError
from yogaflow_cli.text.names import (
    folded,
    nearest,
    profile_name,
    profile_name_from_user,
    sequence_slug,
    sequence_title,
    style,
    tag,
)

GRAMMAR = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
DEVICES = ["con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt0", "lpt9"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("maya", "maya"),
        ("Maya", "maya"),
        ("ｍａｙａ", "maya"),
        ("m", "m"),
        ("0-_x", "0-_x"),
        ("a" * 32, "a" * 32),
        ("K", "k"),
    ],
)
def test_a_profile_has_one_form(text: str, name: str) -> None:
    """Contract 5: NFKC and case folded, so that one person is not two."""
    assert profile_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "maya ", "maya\n", "..", "/etc", "../x", "name.", "a:b", "-rf", "_x", "m\u0430ya", "josé", "a b"),
        *("a\0b", "a" * 33, "\udcff", "#1", "maya@home", "a\u200db"),
    ],
)
def test_what_is_no_name_of_a_profile_is_refused(text: str) -> None:
    """Faults 5: paths, options, other alphabets' lookalikes."""
    with pytest.raises(InvalidValue, match="cannot be a profile"):
        profile_name(text)


@pytest.mark.parametrize("text", [*DEVICES, "CON", "Com1", "com¹"])
def test_a_windows_device_is_refused(text: str) -> None:
    """A profile's name becomes a file's, and the data may move to Windows."""
    with pytest.raises(InvalidValue, match="device"):
        profile_name(text)


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ("maya", "maya"),
        ("Maya Lind", "maya-lind"),
        ("maya.lind", "maya-lind"),
        ("José", "jose"),
        ("Jose\u0301", "jose"),
        ("Łukasz Strauß", "lukasz-strauss"),
        ("Søren Ægir", "soren-aegir"),
        ("Đorđe", "dorde"),
        ("Þóra Guðrún", "thora-gudrun"),
        ("Işıl", "isil"),
        ("İnci", "inci"),
        ("œuvre", "oeuvre"),
        ("мая", "me"),
        ("瑜伽", "me"),
        ("", "me"),
        ("...", "me"),
        ("-x-", "x"),
        ("con", "me"),
        ("a" * 40, "a" * 32),
        ("\udcff", "me"),
    ],
)
def test_a_user_of_the_system_gets_a_name_of_the_grammar(user: str, name: str) -> None:
    """Contract 5: transliterated, else `me`."""
    assert profile_name_from_user(user) == name


@given(any_text | st.text(st.characters(categories=["Ll", "Lu", "Mn"])))
def test_every_user_gets_a_name_that_is_a_profile(user: str) -> None:
    """First use never fails for the name's sake."""
    name = profile_name_from_user(user)
    assert profile_name(name) == name


@given(nearly("abcABC-_.0 Ａ"))
def test_a_name_is_in_the_grammar_or_refused(text: str) -> None:
    """Contract 6: no input ends in a traceback; the one form is its own form."""
    try:
        name = profile_name(text)
    except YogaflowError:
        return
    assert GRAMMAR.fullmatch(name) and profile_name(name) == name and name not in DEVICES


@pytest.mark.parametrize("label", [tag, style])
def test_a_tag_and_a_style_have_one_form(label: object) -> None:
    """NFC, lower case, single spaces: typed twice it is the same."""
    read = tag if label is tag else style
    assert read("  Slow   Flow ") == "slow flow"
    assert read("e\u0301te\u0301") == read("ÉTÉ") == "\u00e9t\u00e9"
    assert read("Spaß") == "spaß"
    assert read("a" * 50) == "a" * 50


@pytest.mark.parametrize("text", ["", "  ", "a,b", "a;b", "a" * 51, "a\nb", "a\u202eb", "\udcff"])
def test_a_tag_that_a_list_could_not_hold_is_refused(text: str) -> None:
    """Contract 6: tags are joined by `;`."""
    with pytest.raises(InvalidValue, match="the tag"):
        tag(text)
    with pytest.raises(InvalidValue, match="the style"):
        style(text)


@given(any_text)
def test_a_tag_is_its_own_form_or_refused(text: str) -> None:
    """What was kept can be typed again."""
    try:
        kept = tag(text)
    except YogaflowError:
        return
    assert tag(kept) == kept


@pytest.mark.parametrize(
    "text", ["vira bhadra", "Vīra-Bhadra", "VIRA_BHADRA", " vira  bhadra ", "vi\u0304ra-bhadra", "Vira - Bhadra"]
)
def test_names_match_without_case_marks_and_dashes(text: str) -> None:
    """Facts 1.3: matched without case or diacritics."""
    assert folded(text) == "vira bhadra"


def test_letters_without_marks_of_their_own_are_spelt_out() -> None:
    """Unicode does not take ø and ł apart."""
    assert folded("Słońce-Sjøen") == "slonce sjoen"


@given(any_text)
def test_folding_twice_is_folding_once(text: str) -> None:
    """An index may hold folded names."""
    assert folded(folded(text)) == folded(text)


POSES = ["warrior-1", "warrior-2", "warrior-3", "tree", "triangle", "Half Moon", "half-moon", "downward-dog", "corpse"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("warior-2", "warrior-2"),
        ("warrior2", "warrior-2"),
        ("wrarior-3", "warrior-3"),
        ("tre", "tree"),
        ("tere", "tree"),
        ("dog", "downward-dog"),
        ("TRIANGEL", "triangle"),
        ("tree pose", "tree"),
        ("warrior 1", "warrior-1"),
    ],
)
def test_the_one_that_was_meant_comes_first(text: str, first: str) -> None:
    """Facts 1.3: "did you mean warrior-2?"."""
    assert nearest(text, POSES)[0] == first


def test_what_begins_alike_comes_before_what_holds_it_and_that_before_a_slip() -> None:
    """A person types the beginning first."""
    assert nearest("moon", ["noon", "half-moon", "moon-salutation"]) == ["moon-salutation", "half-moon", "noon"]


def test_at_most_the_limit_is_named_and_each_once() -> None:
    """Of names that differ in dashes only, the first stands for all."""
    assert nearest("warrior", POSES) == ["warrior-1", "warrior-2", "warrior-3"]
    assert nearest("warrior", POSES, limit=1) == ["warrior-1"]
    assert nearest("half moon", POSES) == ["Half Moon"]


@pytest.mark.parametrize("text", ["", " ", "-", "xyzzy", "qq"])
def test_nothing_near_is_nothing_named(text: str) -> None:
    """A far-fetched suggestion is worse than none."""
    assert nearest(text, POSES) == []


def test_a_huge_text_is_compared_at_once() -> None:
    """The distance takes the product of both lengths, so that very long texts have none."""
    begun = time.perf_counter()
    assert nearest("x" * 200_000, [*POSES, "y" * 200_000]) == []
    assert time.perf_counter() - begun < 1


@given(any_text, st.lists(any_text, max_size=5))
def test_only_candidates_are_named(text: str, candidates: list[str]) -> None:
    """Contract 6: no input ends in a traceback."""
    assert set(nearest(text, candidates)) <= set(candidates)


@pytest.mark.parametrize(
    ("text", "slug", "title"),
    [
        ("evening", "evening", "Evening"),
        ("my-evening", "my-evening", "My evening"),
        ("My evening", "my-evening", "My evening"),
        ("  My   Evening ", "my-evening", "My Evening"),
        ("Maya's evening (slow)", "mayas-evening-slow", "Maya's evening (slow)"),
        ("Sūrya Namaskāra", "surya-namaskara", "Sūrya Namaskāra"),
        ("snake_case", "snake-case", "snake_case"),
        ("v1.5", "v1-5", "v1.5"),
        ("a" * 64, "a" * 64, "A" + "a" * 63),
    ],
)
def test_a_sequence_has_a_slug_by_its_name(text: str, slug: str, title: str) -> None:
    """A name as people write it is enough; the file's name is made of it."""
    assert (sequence_slug(text), sequence_title(text)) == (slug, title)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "..", "../x", "/etc/x", "a/b", "a\\b", "-rf", "--help", ".hidden", "evening.toml", "E.TOML"),
        *(
            "夜",
            "!!!",
            "con",
            "Com1",
            "a" * 65,
            "a" * 200,
            "a" * 9999,
            "a\0b",
            "a\nb",
            "a\x1b[31m",
            "a\u202eb",
            "a\udcff",
        ),
        "(" * 60 + "a" * 60,
    ],
)
def test_what_is_no_name_of_a_sequence_is_refused(text: str) -> None:
    """Paths, options, devices, controls, and what leaves nothing of itself."""
    with pytest.raises(InvalidValue):
        sequence_slug(text)


@given(any_text)
def test_a_slug_is_a_file_name_on_every_system(text: str) -> None:
    """Whatever the name: it fits the grammar, and is its own slug."""
    try:
        slug = sequence_slug(text)
    except InvalidValue:
        return
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", slug)
    assert sequence_slug(slug) == slug
    assert folded(sequence_title(text)) != ""
