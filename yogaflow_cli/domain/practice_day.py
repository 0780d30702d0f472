"""The one reckoning of the day that a practice counts for. A practice after midnight belongs to the evening before."""

from datetime import date, datetime, time, tzinfo

DEFAULT_DAY_START = time(3, 0)


def practice_day(local_start: datetime, day_starts_at: time) -> date:
    """The day on the clocks where it began, less the time of day at which days begin; offsets play no part."""
    on_the_clock = local_start.replace(tzinfo=None)
    return (on_the_clock - (datetime.combine(date.min, day_starts_at) - datetime.min)).date()


def today(now: datetime, zone: tzinfo, day_starts_at: time) -> date:
    """The practice day that it is in the zone."""
    return practice_day(now.astimezone(zone), day_starts_at)
