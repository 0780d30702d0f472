"""Time zones: the machine's own and named ones. Sole home of zoneinfo and tzlocal."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from os import environ
from pathlib import Path
from time import localtime
from typing import TYPE_CHECKING

from yogaflow_cli.errors import InvalidValue

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LOCALTIME = Path("/etc/localtime")
ZONE_FOLDER = "/zoneinfo/"


def zone(name: str) -> "ZoneInfo":
    """The zone with that IANA name.

    Raises:
        InvalidValue: there is none.
    """
    # A seam: zoneinfo takes 5 ms to import, and a command that only shows or pauses needs no zone's rules.
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # OSError: a folder of zones, such as "Europe"
        raise InvalidValue(f"There is no time zone {name!r}.", "Give one such as Europe/Berlin or UTC.") from error


def system_zone_name(environment: Mapping[str, str]) -> str:
    """The IANA name of the machine's zone; where it has none, the fixed zone of its offset, or UTC."""
    named = environment.get("TZ", "").removeprefix(":")
    if named and is_zone(named):
        return named
    # The link tells it in 0.1 ms; tzlocal, which knows every other system, takes 17 ms to import.
    linked = "" if named else linked_zone_name()
    if linked:
        return linked
    from tzlocal import get_localzone_name  # noqa: PLC0415

    try:
        return get_localzone_name() or zone_name_of_offset()
    except (KeyError, ValueError, OSError):
        return zone_name_of_offset()


def linked_zone_name() -> str:
    """The zone that /etc/localtime links to, empty when it does not."""
    try:
        target = str(LOCALTIME.readlink())
    except OSError:
        return ""
    return target.partition(ZONE_FOLDER)[2]


def zone_name_of_offset() -> str:
    """A zone with the machine's offset at this moment; UTC when that is not of whole hours."""
    offset = datetime.now(UTC).astimezone().utcoffset() or timedelta(0)
    hours = offset / timedelta(hours=1)
    # The sign of these names is that of POSIX: west of Greenwich is positive.
    return f"Etc/GMT{-int(hours):+d}" if hours and hours.is_integer() else "UTC"


def is_zone(name: str) -> bool:
    """Whether there is a zone with that name."""
    try:
        zone(name)
    except InvalidValue:
        return False
    return True


def offset_at(instant: datetime, time_zone: "ZoneInfo") -> timedelta:
    """The zone's offset from UTC at an instant."""
    return instant.astimezone(time_zone).utcoffset() or timedelta(0)


def offset_in(zone_name: str, instant: datetime) -> timedelta:
    """The offset from UTC at an instant in the zone with that name.

    Raises:
        InvalidValue: there is no such zone.
    """
    if zone_name == zone_of_libc():
        # The C library reads the same data, and zoneinfo's import is 5 ms.
        return timedelta(seconds=localtime(instant.timestamp()).tm_gmtoff)
    return offset_at(instant, zone(zone_name))


def zone_of_libc() -> str | None:
    """The zone that the C library keeps to, None where its name or its data are in doubt."""
    return linked_zone_name() or None if "TZ" not in environ and LOCALTIME.exists() else None
