"""A practice of another app as one of ours: its zone, its words, its name for good."""

from datetime import UTC, datetime, timedelta

import pytest

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.foreign import LONG_NOTE, NOT_OF_WHOLE_HOURS, ODD_TAG, Told, arriving
from yogaflow_cli.importers.importer import ArrivingSession

TEN = datetime(2025, 12, 5, 10, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def arrived(**told: object) -> ArrivingSession:
    """A practice of half an hour at ten that tells this, too."""
    practice = Told(**{"started_at": TEN, "ended_at": TEN + HALF_HOUR} | told)  # type: ignore[arg-type]  # short hand
    return arriving("strava", "line 2", practice, "Europe/Berlin")


@pytest.mark.parametrize(
    ("hours", "zone"),
    [
        (1, "Europe/Berlin"),
        (0, "UTC"),
        (2, "Etc/GMT-2"),
        (-7, "Etc/GMT+7"),
        (5.5, "Asia/Kolkata"),
        (5.75, "Asia/Kathmandu"),
        (-3.5, "America/St_Johns"),
        (10.5, "Australia/Adelaide"),
        (12.75, "Europe/Berlin"),
    ],
)
def test_an_offset_without_a_zone_is_given_one_that_has_it(hours: float, zone: str) -> None:
    """The person's own where that fits; else one by which the clocks showed just that. Chatham had summer then."""
    session = arrived(offset=timedelta(hours=hours)).session
    assert (session.time_zone, session.started_offset) == (zone, timedelta(hours=hours))
    assert session.started_at == TEN


def test_zones_of_half_hours_are_all_known() -> None:
    """By the data of this machine."""
    for zone in NOT_OF_WHOLE_HOURS:
        assert arrived(time_zone=zone).session.time_zone == zone


def test_a_practice_across_a_change_of_clocks_ends_by_the_new_one() -> None:
    """On 30 March 2025 at one o'clock UTC the clocks of Berlin went forward."""
    start = datetime(2025, 3, 30, 0, 45, tzinfo=UTC)
    session = arrived(started_at=start, ended_at=start + HALF_HOUR, offset=timedelta(hours=1)).session
    assert (session.started_offset, session.ended_offset) == (timedelta(hours=1), timedelta(hours=2))


def test_words_are_made_harmless_and_what_cannot_be_kept_is_named() -> None:
    """Nothing of a file acts on a terminal."""
    found = arrived(note="calm\x1b[2J\r\n\twarm\u202e" + "x" * 5000, tags=("a;b", "", "z" * 99), style="Yin\u200b")
    assert found.session.note is not None
    assert found.session.note.startswith("calm\ufffd[2J\n warm\ufffdxx")
    assert len(found.session.note) == 4000
    assert found.session.tags == ("a b",)
    assert (found.session.style, found.unkept) == (None, (LONG_NOTE, ODD_TAG))


def test_its_uuid_is_that_of_its_name_or_of_its_start_and_length() -> None:
    """The same whenever it is read; another app's practice is another."""
    assert arrived().session.uuid == arrived(note="changed").session.uuid
    assert arrived(identity="9").session.uuid == arrived(identity="9", ended_at=TEN).session.uuid
    others = [arrived(), arrived(identity="9"), arrived(active=timedelta(minutes=20)), arrived(ended_at=TEN)]
    assert len({other.session.uuid for other in others}) == 4


def test_one_that_ends_before_it_begins_is_refused() -> None:
    """With its place."""
    with pytest.raises(InvalidValue, match="line 2: it ended before it began"):
        arrived(ended_at=TEN - HALF_HOUR)
