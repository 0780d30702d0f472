"""What the server answers, as the document tells it: the objects of `--json`, with units and examples."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from yogaflow_cli.domain.session import CompletionStatus, SessionState

Seconds = Annotated[int, Field(ge=0, description="Whole seconds, rounded down.", examples=[300])]
Count = Annotated[int, Field(ge=0, examples=[25])]
Answer = Annotated[int, Field(ge=1, le=5)]
Instant = Annotated[
    str,
    Field(
        json_schema_extra={"format": "date-time"},
        description="UTC to the second, rounded down.",
        examples=["2025-12-05T10:00:00Z"],
    ),
]
Day = Annotated[date, Field(description="A practice day.", examples=["2025-12-05"])]


class Told(BaseModel):
    """An object with just these keys, all of them there."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class Session(Told):
    """A practice session."""

    session_id: int = Field(description="Its number, never used again.", examples=[1])
    user_id: int = Field(description="The number of the profile.", examples=[42])
    profile: str = Field(description="The profile's name.", examples=["maya"])
    sequence_id: int | None = Field(description="The number of the frozen copy; null in free practice.", examples=[7])
    sequence: str | None = Field(description="The slug of the sequence.", examples=["sun-salutation-a"])
    style: str | None = Field(examples=["ashtanga"])
    started_at: Instant
    completed_at: Instant | None = Field(description="Null while it is open.", examples=[None])
    duration_seconds: Seconds = Field(description="The active time, pauses out; while open, until now.")
    elapsed_seconds: Seconds = Field(description="The wall time, pauses in; while open, until now.", examples=[420])
    completion_status: CompletionStatus = Field(description="`abandoned` while it is open.", examples=["abandoned"])
    state: SessionState = Field(examples=["active"])
    poses_completed: int = Field(ge=0, description="Steps practised, all rounds and sides.", examples=[4])
    poses_planned: int = Field(ge=0, description="Steps of the sequence; 0 in free practice.", examples=[50])
    practice_day: Day
    time_zone: str = Field(description="The IANA zone that it happened in.", examples=["Europe/Berlin"])
    source: str = Field(description="`timer`, `log` or `import:FORMAT`.", examples=["timer"])
    tags: list[str] = Field(examples=[[]])
    note: str | None = Field(examples=[None])
    effort: Annotated[int, Field(ge=1, le=10)] | None = Field(examples=[None])
    mood_before: Answer | None = Field(examples=[None])
    mood_after: Answer | None = Field(examples=[None])
    energy_before: Answer | None = Field(examples=[None])
    energy_after: Answer | None = Field(examples=[None])
    target_seconds: Seconds | None = Field(description="How long it was meant to be.", examples=[None])


class Statistics(Told):
    """The four figures of all practice."""

    total_sessions: Count = Field(description="Completed sessions.")
    total_practice_time_seconds: Seconds = Field(description="Their active time.", examples=[22500])
    average_duration_seconds: Seconds = Field(description="Its mean, rounded.", examples=[900])
    completion_rate_percent: float = Field(
        ge=0, le=100, description="Completed of all that ended, to one decimal.", examples=[83.3]
    )


class CompletedSession(Session):
    """A session that just ended, and what all practice adds up to."""

    statistics: Statistics


class History(Told):
    """A page of sessions, the newest first."""

    sessions: list[Session]
    next_cursor: str | None = Field(
        description="Give it as `cursor` to get the next page; null on the last one.", examples=["1764928800000-1"]
    )


class Figures(Statistics):
    """What practice adds up to."""

    ended_sessions: Count = Field(examples=[30])
    partial_sessions: Count = Field(examples=[3])
    abandoned_sessions: Count = Field(description="Left early.", examples=[2])
    practised_seconds: Seconds = Field(description="The active time of all that ended.", examples=[24000])
    practice_days: Count = Field(examples=[28])


class Group(Figures):
    """The figures of one group."""

    group: str | None = Field(description="Null: those without a style, sequence or tag.", examples=["2026-W47"])


class WeekFigures(Told):
    """A week at a glance."""

    sessions: Count = Field(examples=[3])
    practised_seconds: Seconds


class WeekTime(Told):
    """The time practised in a week."""

    week_starts: Day
    practised_seconds: Seconds


class Share(WeekFigures):
    """The part of a style or sequence; null is what has none."""

    group: str | None = Field(examples=["vinyasa"])


class Felt(Told):
    """The mean of answers from 1 to 5, to one decimal."""

    mean: float = Field(ge=1, le=5, description="To one decimal.", examples=[4.2])
    answers: int = Field(ge=1, description="How many there were.", examples=[12])


class FeltByScale(Told):
    """How it felt; null where nobody said."""

    mood_before: Felt | None
    mood_after: Felt | None
    energy_before: Felt | None
    energy_after: Felt | None


class Streak(Told):
    """Weeks that met the goal and days in a row; a week is named by its first day."""

    unit: Literal["days", "weeks"] = Field(description="Which of both the person counts.")
    weeks: Count = Field(description="Weeks in a row that met the goal.", examples=[5])
    weeks_since: Day | None = Field(description="The first day of the first of them.")
    best_weeks: Count = Field(description="The most there ever were.", examples=[11])
    days: Count = Field(description="Days in a row, days of rest bridged.", examples=[3])
    days_since: Day | None = Field(description="The first of them.")
    best_days: Count = Field(description="The most there ever were.", examples=[9])


class Goal(Told):
    """The goal of a week: days, or seconds for a goal of minutes. What is asked is less in a week with days of rest."""

    goal: str = Field(description="As the person set it.", examples=["4 per week"])
    kind: Literal["days", "weekdays", "minutes"] = Field(description="What is counted.")
    asked: Count = Field(description="Of this week: days, or seconds.", examples=[4])
    done: Count | None = Field(description="So far; null outside of this week.", examples=[2])
    met: bool | None = Field(description="Whether that is enough.")


class Stats(Figures):
    """The answer of `stats --json`."""

    # The groups are there where `by` asked for them.
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    first: Day | None = Field(alias="from", description="The first day; null before any practice.")
    last: Day | None = Field(alias="to", description="The last day.")
    streak: Streak | None = Field(description="Null when streaks are off, or the period is over.")
    goal: Goal | None
    this_week: WeekFigures | None
    last_week: WeekFigures | None
    weeks: list[WeekTime] = Field(description="The last twelve weeks.")
    styles: list[Share]
    sequences: list[Share]
    hours: list[Seconds] = Field(min_length=24, max_length=24, description="By the local hour of the start.")
    felt: FeltByScale
    groups: list[Group] = Field(
        default=[], description="With `by`; without gaps: a week without practice is a row.", examples=[[]]
    )


class CalendarDay(Told):
    """One day, with what was practised on it."""

    day: Day
    seconds: Seconds
    level: int = Field(ge=0, le=4, description="How much, from 0 to 4.", examples=[2])
    rest: bool = Field(description="Whether it is a day of rest.")
    moon: bool = Field(description="Whether it is a moon day that the person keeps.")


class Calendar(Told):
    """The answer of `calendar --json`."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    week_starts_on: str = Field(examples=["monday"])
    practised_seconds: Seconds
    practice_days: Count
    days: list[CalendarDay]


class Sequence(Told):
    """A sequence that can be practised."""

    sequence: str = Field(description="Its slug.", examples=["sun-salutation-a"])
    sequence_id: int | None = Field(
        description="The number of its frozen copy; null until it was practised as it is now.", examples=[7]
    )
    name: str = Field(examples=["Sun Salutation A"])
    sanskrit: str | None = Field(examples=["Surya Namaskara A"])
    style: str | None = Field(examples=["ashtanga"])
    level: int | None = Field(examples=[1])
    planned_seconds: Seconds
    poses_planned: Count = Field(examples=[50])
    shipped: bool = Field(description="Whether it comes with yogaflow.")
    shadows_shipped: bool = Field(description="Whether it stands in the place of a shipped one.")


class WebToken(Told):
    """What to send with every other request: `Authorization: Bearer TOKEN`."""

    access_token: str = Field(description="A JWT.", examples=["eyJhbGciOiJIUzI1NiJ9..."])
    token_type: Literal["bearer"]
    expires_in: int = Field(description="Seconds that it holds.", examples=[3600])
    expires_at: Instant
    profile: str = Field(examples=["maya"])


class Happened(Told):
    """What went wrong."""

    code: str = Field(description="A fixed name.", examples=["no_open_session"])
    message: str = Field(description="One sentence.", examples=["No practice is open."])
    hint: str | None = Field(description="What to do next.", examples=["Begin one: POST /api/v1/sessions/start"])


class Error(Told):
    """Every answer that is not a success."""

    error: Happened
