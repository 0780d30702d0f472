"""New and full moons by the formula of Jean Meeus, Astronomical Algorithms, 2nd edition, chapter 49, in all its terms.

From 1970 to 2200. The formula itself is good to 20 seconds; clocks follow the turning Earth, which is foretold by the
polynomials of Espenak and Meeus (2006), from 2005 on as Espenak revised them (2014). Until 2030 an instant is good to
half a minute; later, what nobody knows of the Earth's turning comes on top: minutes by 2200.
"""

from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import count
from math import floor, radians, sin

DAY = timedelta(days=1)
DEGREE = radians(1)
SECONDS_OF_A_DAY = 86_400
EPOCH = datetime(2000, 1, 1, 12, tzinfo=UTC)
FIRST_LUNATION, LUNATION = 5.09766, 29.530588861
"""Days from the epoch to lunation 0, the mean new moon of 6 January 2000, and from each to the next."""
LUNATIONS_OF_A_YEAR, LUNATIONS_OF_A_CENTURY = 12.3685, 1236.85

# The columns: days at a new and at a full moon; how many times the anomalies of the Sun and of the Moon and the Moon's
# argument of latitude go into the angle. The groups: not, once and twice weakened by the Earth's eccentricity.
# All are floats, as a float times a float is the faster product.
Term = tuple[float, float, float, float, float]
PERIODIC: tuple[tuple[Term, ...], ...] = (
    (
        (-0.40720, -0.40614, 0.0, 1.0, 0.0),
        (0.01608, 0.01614, 0.0, 2.0, 0.0),
        (0.01039, 0.01043, 0.0, 0.0, 2.0),
        (-0.00111, -0.00111, 0.0, 1.0, -2.0),
        (-0.00057, -0.00057, 0.0, 1.0, 2.0),
        (-0.00042, -0.00042, 0.0, 3.0, 0.0),
        (-0.00007, -0.00007, 2.0, 1.0, 0.0),
        (0.00004, 0.00004, 0.0, 2.0, -2.0),
        (0.00004, 0.00004, 3.0, 0.0, 0.0),
        (0.00003, 0.00003, 1.0, 1.0, -2.0),
        (0.00003, 0.00003, 0.0, 2.0, 2.0),
        (-0.00003, -0.00003, 1.0, 1.0, 2.0),
        (0.00003, 0.00003, -1.0, 1.0, 2.0),
        (-0.00002, -0.00002, -1.0, 1.0, -2.0),
        (-0.00002, -0.00002, 1.0, 3.0, 0.0),
        (0.00002, 0.00002, 0.0, 4.0, 0.0),
    ),
    (
        (0.17241, 0.17302, 1.0, 0.0, 0.0),
        (0.00739, 0.00734, -1.0, 1.0, 0.0),
        (-0.00514, -0.00515, 1.0, 1.0, 0.0),
        (0.00056, 0.00056, 1.0, 2.0, 0.0),
        (0.00042, 0.00042, 1.0, 0.0, 2.0),
        (0.00038, 0.00038, 1.0, 0.0, -2.0),
        (-0.00024, -0.00024, -1.0, 2.0, 0.0),
    ),
    ((0.00208, 0.00209, 2.0, 0.0, 0.0),),
)

# The columns: days; degrees at lunation 0, for each lunation, and for each century squared. The first is the Moon's
# ascending node, whose cube of a century is beyond the accuracy given; the others are the planets' fourteen.
SLOW: tuple[tuple[float, float, float, float], ...] = (
    (-0.00017, 124.7746, -1.56375588, 0.0020672),
    (0.000325, 299.77, 0.107408, -0.009173),
    (0.000165, 251.88, 0.016321, 0.0),
    (0.000164, 251.83, 26.651886, 0.0),
    (0.000126, 349.42, 36.412478, 0.0),
    (0.000110, 84.66, 18.206239, 0.0),
    (0.000062, 141.74, 53.303771, 0.0),
    (0.000060, 207.14, 2.453732, 0.0),
    (0.000056, 154.84, 7.306860, 0.0),
    (0.000047, 34.52, 27.261239, 0.0),
    (0.000042, 207.19, 0.121824, 0.0),
    (0.000040, 291.34, 1.844379, 0.0),
    (0.000037, 161.72, 24.198154, 0.0),
    (0.000035, 239.56, 25.513099, 0.0),
    (0.000023, 331.55, 3.592518, 0.0),
)

LAG_YEARS = (1986, 2005, 2015)
"""Where one polynomial for the lag gives way to the next."""
# The columns: the year that it counts from, and its factors, in seconds, that of the highest power first.
LAGS: tuple[tuple[int, tuple[float, ...]], ...] = (
    (1975, (-1 / 718, -1 / 260, 1.067, 45.45)),
    (2000, (0.00002373599, 0.000651814, 0.0017275, -0.060374, 0.3345, 63.86)),
    (2005, (0.2930, 64.69)),
    (2015, (0.0039755, 0.3645, 67.62)),
)


class Phase(StrEnum):
    """The Moon's phases that are kept as days of rest."""

    NEW = "new"
    FULL = "full"


def moons(first: datetime, last: datetime) -> Iterator[tuple[datetime, Phase]]:
    """Every new and full moon from `first` to `last`, both aware and included, in order: in UTC, to the second."""
    days = (first - EPOCH) / DAY - FIRST_LUNATION
    # No moon is a day off its mean, so that all before the last mean one are past.
    for half in count(floor(2 * days / LUNATION)):
        phase = Phase.FULL if half % 2 else Phase.NEW
        instant = _instant(half / 2, phase)
        if instant > last:
            return
        if instant >= first:
            yield instant, phase


def moon_days(first: date, last: date, zone: tzinfo, shift_days: int = 0) -> dict[date, Phase]:
    """The moon days from `first` to `last`, both included: the zone's dates of the moments, moved by `shift_days`."""
    shift = timedelta(days=shift_days)
    # No zone is a whole day off UTC, so that a day more at both ends holds every moment whose date can be meant.
    earliest = datetime(first.year, first.month, first.day, tzinfo=UTC) - shift - DAY
    latest = datetime(last.year, last.month, last.day, tzinfo=UTC) - shift + 2 * DAY
    days = ((instant.astimezone(zone).date() + shift, phase) for instant, phase in moons(earliest, latest))
    return {day: phase for day, phase in days if first <= day <= last}


def _instant(lunation: float, phase: Phase) -> datetime:
    """The moment of a whole lunation's new moon, or of the full moon half a lunation later."""
    centuries = lunation / LUNATIONS_OF_A_CENTURY
    squared = centuries * centuries
    days = FIRST_LUNATION + LUNATION * lunation
    days += squared * (0.00015437 + centuries * (-0.00000015 + centuries * 0.00000000073))
    days += _periodic(lunation, centuries, phase is Phase.FULL)
    for size, at_first, each_lunation, each_century_squared in SLOW:
        days += size * sin(DEGREE * (at_first + each_lunation * lunation + each_century_squared * squared))
    lag = _lag(2000 + lunation / LUNATIONS_OF_A_YEAR)
    return EPOCH + timedelta(seconds=round(days * SECONDS_OF_A_DAY - lag))


def _periodic(lunation: float, centuries: float, full: bool) -> float:
    """Days that the Sun, the Moon and its latitude put the moment off the mean."""
    squared = centuries * centuries
    sun = 2.5534 + 29.10535670 * lunation + squared * (-0.0000014 - centuries * 0.00000011)
    moon = 201.5643 + 385.81693528 * lunation
    moon += squared * (0.0107582 + centuries * (0.00001238 - centuries * 0.000000058))
    latitude = 160.7108 + 390.67050284 * lunation
    latitude += squared * (-0.0016118 + centuries * (-0.00000227 + centuries * 0.000000011))
    sun, moon, latitude = radians(sun), radians(moon), radians(latitude)
    eccentricity = 1 - centuries * (0.002516 + centuries * 0.0000074)
    days, weight = 0.0, 1.0
    for group in PERIODIC:
        part = 0.0
        for at_new, at_full, sun_times, moon_times, latitude_times in group:
            angle = sun_times * sun + moon_times * moon + latitude_times * latitude
            part += (at_full if full else at_new) * sin(angle)
        days += weight * part
        weight *= eccentricity
    return days


def _lag(year: float) -> float:
    """Seconds that the turning Earth, and so UTC, is behind the even time of the formula."""
    start, factors = LAGS[bisect(LAG_YEARS, year)]
    seconds = 0.0
    for factor in factors:
        seconds = seconds * (year - start) + factor
    return seconds
