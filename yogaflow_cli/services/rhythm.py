"""The rhythm of a practice: goal, days of rest, moon days, and the streak that they make with the days practised."""

from datetime import date, timedelta, tzinfo

from yogaflow_cli.domain.goal import Goal, parse_goal
from yogaflow_cli.domain.moon import Phase, moon_days
from yogaflow_cli.domain.period import WEEK, Period
from yogaflow_cli.domain.rest import days_of
from yogaflow_cli.domain.settings import (
    GOAL,
    MIN_DAY_MINUTES,
    MOON_DAYS,
    MOON_SHIFT,
    NO_WEEKDAYS,
    REST_WEEKDAYS,
    STREAKS,
    WEEK_STARTS_ON,
    Setting,
)
from yogaflow_cli.domain.statistics.streak import Days, Rules, Streak, streak_of
from yogaflow_cli.domain.weekdays import WEEKDAYS, weekday_of
from yogaflow_cli.repository.practice_log import PracticeLog

EVER = Period(None, None)
OFF = "off"
FORESEEN = timedelta(days=60)


class Rhythm:
    """What the settings of a profile say of its rhythm, read once."""

    def __init__(self, log: PracticeLog) -> None:
        self.log = log
        self.stored = log.settings.all_stored()

    def value(self, setting: Setting) -> str:
        """The value of a setting in its kept form."""
        return setting.trusted(self.stored.get(setting.name, setting.default))

    @property
    def goal(self) -> Goal | None:
        """What the person wants of a week."""
        return parse_goal(self.value(GOAL))

    @property
    def week_starts_on(self) -> int:
        """The weekday that weeks begin on, 0 for Monday."""
        return WEEKDAYS.index(self.value(WEEK_STARTS_ON))

    @property
    def headline(self) -> str:
        """Whether streaks lead with `weeks` or `days`, or are `off`."""
        return self.value(STREAKS)

    @property
    def is_silent(self) -> bool:
        """Whether streaks are shown nowhere."""
        return self.headline == OFF

    @property
    def rests_with_the_moon(self) -> bool:
        """Whether moon days are days of rest."""
        return self.value(MOON_DAYS) == "on"

    def rules(self) -> Rules:
        """What decides a streak besides the days."""
        weekdays = self.value(REST_WEEKDAYS)
        resting = frozenset(map(weekday_of, weekdays.split())) if weekdays != NO_WEEKDAYS else frozenset[int]()
        return Rules(self.goal, int(self.value(MIN_DAY_MINUTES)), self.week_starts_on, resting)

    def moons(self, first: date, last: date, zone: tzinfo) -> frozenset[date]:
        """The moon days in the zone, none unless the person rests on them."""
        return frozenset(self.moon_phases(first, last, zone))

    def moon_phases(self, first: date, last: date, zone: tzinfo) -> dict[date, Phase]:
        """The moon days in the zone with their phases, none unless the person rests on them."""
        return moon_days(first, last, zone, int(self.value(MOON_SHIFT))) if self.rests_with_the_moon else {}

    def resting(self, first: date, last: date) -> set[date]:
        """The days that the person set as rest, weekly ones and moon days apart."""
        return days_of(self.log.rests.between(first, last), first, last)

    def streak(self, today: date, zone: tzinfo) -> Streak | None:
        """The streaks at `today`, None where they are turned off."""
        return None if self.is_silent else self.standing(today, zone)[1]

    def standing(self, today: date, zone: tzinfo) -> tuple[Days, Streak]:
        """The days up to `today`, and the streaks that they make, whether these are shown or not."""
        seconds = self.log.totals.seconds_by_day(EVER)
        first, last = min(seconds, default=today), max(today, max(seconds, default=today)) + WEEK
        resting = self.resting(first - WEEK, last) | self.moons(first - WEEK, last, zone)
        days = Days(seconds, resting, today, self.rules())
        return days, streak_of(days)._replace(headline=self.headline)


def coming_moon_days(rhythm: Rhythm, today: date, zone: tzinfo) -> dict[date, Phase]:
    """The moon days of the next two months, today's among them; none unless the person rests on them."""
    return rhythm.moon_phases(today, today + FORESEEN, zone)
