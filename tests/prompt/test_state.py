"""The state file's text: what is written is read back, what is damaged is refused, and no name can be obeyed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice_logs import BERLIN, NOON, fresh_log, sequence
from yogaflow_cli.domain.session import LIMIT
from yogaflow_cli.domain.session_object import session_object
from yogaflow_cli.prompt.program import LIMIT_MS
from yogaflow_cli.prompt.state import (
    COMPUTED,
    ENDLESS,
    KEPT,
    KNOWN,
    OpenPractice,
    read_state,
    written,
)
from yogaflow_cli.services import practice
from yogaflow_cli.text.cleaning import shown

VALUES = {key: f"the {key}" for key in KEPT}


def of(profile: str, values: dict[str, str] = VALUES) -> OpenPractice:
    """An active practice of a profile."""
    return OpenPractice(profile, "active", (60_000, 1_000_000, ENDLESS, 900_000), "yin", values)


def test_what_is_written_is_read_back() -> None:
    """Path, profile, state, times, name and values."""
    practice_of_maya = read_state(written("maya", [of("ben"), of("maya")]), None)
    assert practice_of_maya is not None
    assert vars(practice_of_maya) == vars(of("maya"))


@given(st.fixed_dictionaries({key: st.text().map(shown) for key in KEPT}))
def test_any_text_that_was_cleaned_is_read_back(values: dict[str, str]) -> None:
    """A tag may hold equals signs, quotes and emoji; it stays one value."""
    found = read_state(written("maya", [of("maya", values)]), None)
    assert found is not None
    assert found.values == values


def test_a_named_profile_decides_over_the_one_that_is_meant() -> None:
    """And one without an open practice has none."""
    text = written("maya", [of("ben")])
    assert read_state(text, "ben") is not None
    assert read_state(text, None) is None
    assert read_state(text, "be") is None
    assert read_state(written(None, [of("ben")]), None) is None


@given(st.data())
def test_a_file_that_was_cut_off_is_refused(data: st.DataObject) -> None:
    """Wherever the disk gave up."""
    text = written("maya", [of("maya")])
    with pytest.raises(ValueError):
        read_state(text[: data.draw(st.integers(0, len(text) - 1))], None)


@given(st.text())
def test_any_other_text_is_refused_or_holds_nothing(text: str) -> None:
    """Never anything but a ValueError."""
    with pytest.raises(ValueError):
        read_state(text, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (2, "ended"),
        (3, ""),
        (3, "-1"),
        (3, "1" * 14),
        (4, "1_0"),
        (5, "1.5"),
        (6, "٣"),
        (8, "session=1"),
        (8, "note=x"),
    ],
)
def test_a_line_that_nobody_wrote_is_refused(field: int, value: str) -> None:
    """Another hand, another version: nothing is shown."""
    fields = of("maya").line().split("\t")
    fields[field] = value
    with pytest.raises(ValueError):
        read_state(written("maya", []).replace("end", "\t".join(fields) + "\nend"), None)


def test_time_is_counted_from_the_last_start_until_the_moment() -> None:
    """A clock behind the start counts nothing, and the end of the guide's sight ends it."""
    running = OpenPractice("maya", "active", (60_000, 1_000_000, 1_020_000, 900_000), "yin", VALUES)
    assert [running.active_ms(now_ms) for now_ms in (0, 1_000_000, 1_005_000, 9_000_000)] == [
        *(60_000, 60_000, 65_000),
        80_000,
    ]
    paused = OpenPractice("maya", "paused", (60_000, 0, 0, 900_000), "yin", VALUES)
    assert paused.active_ms(9_000_000) == 60_000
    assert (paused.elapsed_ms(960_000), paused.elapsed_ms(0)) == (60_000, 0)


def test_all_keys_of_the_session_are_known_but_the_note() -> None:
    """Contract 6: `{name}` for the session's keys, `yogaflow-prompt` all but the note."""
    with fresh_log() as log:
        session = practice.start(log, NOON, BERLIN.key, sequence=sequence())
        keys = set(session_object(session, log.profile.profile, log.day_starts_at, NOON))
    assert set(KNOWN) == keys - {"note"} | {"minutes", "elapsed"}
    assert len(KNOWN) == len(set(KNOWN)) == len(KEPT) + len(COMPUTED)


def test_the_limit_is_that_of_a_session() -> None:
    """The small program cannot import it."""
    assert timedelta(milliseconds=LIMIT_MS) == LIMIT
