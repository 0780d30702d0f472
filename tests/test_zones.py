"""Time zones: named ones, the machine's own, and their offsets."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli import zones
from yogaflow_cli.errors import InvalidValue


@pytest.mark.parametrize(
    "name",
    ["Nowhere/City", "", "Europe", "..", "../etc/passwd", "/etc/passwd", "Europe/Berlin\x00", "ü", "\udcff", "a" * 999],
)
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    """Whatever was typed, there is one line and no traceback."""
    with pytest.raises(InvalidValue, match="no time zone"):
        zones.zone(name)
    assert not zones.is_zone(name)


def test_the_environment_names_the_zone() -> None:
    """`TZ`, as every program of the system takes it."""
    assert zones.system_zone_name({"TZ": "Asia/Kathmandu"}) == "Asia/Kathmandu"
    assert zones.system_zone_name({"TZ": ":Asia/Kathmandu"}) == "Asia/Kathmandu"


@pytest.mark.parametrize("named", [{}, {"TZ": ""}, {"TZ": "CET-1CEST"}, {"TZ": "/etc/localtime"}, {"TZ": "rubbish"}])
def test_there_is_always_a_zone(named: dict[str, str]) -> None:
    """A machine without a name for its zone still has one that works."""
    assert zones.is_zone(zones.system_zone_name(named))


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        ("../usr/share/zoneinfo/UTC", "UTC"),
        ("/var/db/timezone/zoneinfo/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("/somewhere/else", ""),
    ],
)
def test_the_link_of_the_system_tells_the_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, name: str
) -> None:
    """Linux and macOS link /etc/localtime to the zone's data."""
    (tmp_path / "localtime").symlink_to(target)
    monkeypatch.setattr(zones, "LOCALTIME", tmp_path / "localtime")
    assert zones.linked_zone_name() == name


def test_without_a_link_there_is_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copied file, or none, tells nothing."""
    monkeypatch.setattr(zones, "LOCALTIME", tmp_path / "localtime")
    assert zones.linked_zone_name() == ""


instants = st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))
names = st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Monrovia"])


@given(instants, names)
def test_an_offset_leads_from_utc_to_the_clock_on_the_wall(instant: datetime, name: str) -> None:
    """Rule 9: the offset it happened in, also beside a clock change."""
    wall = instant.astimezone(ZoneInfo(name)).replace(tzinfo=None)
    assert instant.replace(tzinfo=None) + zones.offset_at(instant, zones.zone(name)) == wall
    assert instant.replace(tzinfo=None) + zones.offset_in(name, instant) == wall


@given(instants)
def test_the_c_library_and_zoneinfo_agree_on_the_machines_zone(instant: datetime) -> None:
    """The quick way is right only if it is the same way."""
    name = zones.system_zone_name({})
    assert zones.offset_in(name, instant) == zones.offset_at(instant, zones.zone(name))
    assert abs(zones.offset_in(name, instant)) < timedelta(hours=24)
