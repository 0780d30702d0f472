"""What clients send: no other keys, no numbers in quotation marks. Texts are read by the grammars of `text/`."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.config import JsonDict

from yogaflow_cli.domain.session import LIMIT, CompletionStatus
from yogaflow_cli.text.cleaning import NOTE_LIMIT
from yogaflow_cli.text.names import LABEL_LIMIT

MOST_SECONDS = int(LIMIT.total_seconds())
MOST_NUMBER = 2**53 - 1
"""The highest number that JSON tells apart from its neighbours everywhere (RFC 8259, 6)."""

MOST_POSES = 100_000
MOST_TAGS = 100
TOKEN_LIMIT = 1000


def whole(value: object) -> object:
    """A number that JSON writes as 19.0 is the whole number 19 (JSON Schema, 6.1.1); all else stays as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def forget_default(schema: JsonDict) -> None:
    """A key that may be left out and is never null: what stands for it in Python is no value of it."""
    schema.pop("default", None)


# The bounds come first, else the document would not tell them.
WHOLE = BeforeValidator(whole)
Number = Annotated[int, Field(ge=1, le=MOST_NUMBER), WHOLE]
Seconds = Annotated[int, Field(ge=0, le=MOST_SECONDS, examples=[1500]), WHOLE]
Poses = Annotated[
    int, Field(ge=0, le=MOST_POSES, description="Steps practised, all rounds and sides.", examples=[50]), WHOLE
]
Scale = Annotated[int, Field(ge=1, le=5), WHOLE]
Effort = Annotated[int, Field(ge=1, le=10, description="How hard it was, 1 to 10.", examples=[4]), WHOLE]
Label = Annotated[str, Field(min_length=1, max_length=LABEL_LIMIT)]
Note = Annotated[
    str, Field(min_length=1, max_length=NOTE_LIMIT, description="It may hold newlines.", examples=["By the sea"])
]
Style = Annotated[Label, Field(description="The style of the practice.", examples=["vinyasa"])]
Tags = Annotated[list[Label], Field(max_length=MOST_TAGS, description="Each once, in lower case.", examples=[["sea"]])]
Time = Annotated[
    str,
    Field(
        max_length=100,
        description="A moment that is not in the future: ISO 8601 with `T`, with an offset or `Z`, or in the person's "
        "zone; also `07:30`, `yesterday 18:00`, `20m ago`.",
        examples=["2025-12-05T10:00:00Z"],
    ),
]
Zone = Annotated[str, Field(min_length=1, max_length=100, description="An IANA time zone.", examples=["Europe/Berlin"])]
SequenceName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        description="The name or slug of a sequence, without regard to case.",
        examples=["sun-salutation-a"],
    ),
]


class Body(BaseModel):
    """A body without other keys than its own."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TokenBody(Body):
    """A profile's token."""

    token: str = Field(
        min_length=1,
        max_length=TOKEN_LIMIT,
        description="As `yogaflow profile show --token` shows it on a terminal.",
        examples=["5f2b..."],
    )
    profile: str | None = Field(
        default=None, max_length=32, description="The profile's name, where only its token is to do.", examples=["maya"]
    )


class StartBody(Body):
    """How a practice begins; all of it may be left out. A sequence is named once."""

    model_config = ConfigDict(
        json_schema_extra={
            "not": {"required": ["sequence", "sequence_id"]},
            "examples": [{"sequence": "sun-salutation-a", "tags": ["sea"], "mood": 3}],
        }
    )

    sequence_id: Number | None = Field(
        default=None,
        description="The number of a sequence as it was practised before; it is frozen as it was.",
        examples=[7],
    )
    sequence: SequenceName | None = None
    style: Style | None = None
    tags: Tags = []
    note: Note | None = None
    mood: Scale | None = Field(default=None, description="Your mood before, 1 to 5.", examples=[3])
    energy: Scale | None = Field(default=None, description="Your energy before, 1 to 5.", examples=[2])
    time_zone: Zone | None = None


class PauseBody(Body):
    """What a person states of a practice that pauses."""

    duration_so_far: Seconds | None = Field(
        default=None, description="The active time until now in seconds; left out, it is measured.", examples=[300]
    )


class CompleteBody(Body):
    """How a practice ends."""

    session_id: Number = Field(description="The number of the session.", examples=[1])
    duration_seconds: Seconds | None = Field(
        default=None,
        description="The active time in seconds, at most four hours; left out, it is measured.",
        examples=[1500],
    )
    poses_completed: Poses | None = None
    completion_status: CompletionStatus | None = Field(
        default=None, strict=False, description="Left out, it follows from what was practised.", examples=["completed"]
    )
    style: Style | None = None
    tags: Tags = []
    note: Note | None = Field(default=None, description="A line more of the note.", examples=["It went well"])
    effort: Effort | None = None
    mood: Scale | None = Field(default=None, description="Your mood after, 1 to 5.", examples=[5])
    energy: Scale | None = Field(default=None, description="Your energy after, 1 to 5.", examples=[4])


class EditBody(Body):
    """What to change; a key that is left out changes nothing, and null takes away what a session can be without."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"note": "By the sea", "effort": 4}]})

    started_at: Time = Field(default="", json_schema_extra=forget_default)
    completed_at: Time = Field(default="", json_schema_extra=forget_default)
    duration_seconds: Seconds = Field(
        default=0, description="The active time in seconds.", json_schema_extra=forget_default
    )
    time_zone: Zone = Field(default="", json_schema_extra=forget_default)
    completion_status: CompletionStatus = Field(
        default=CompletionStatus.COMPLETED, strict=False, examples=["partial"], json_schema_extra=forget_default
    )
    poses_completed: Poses = Field(default=0, json_schema_extra=forget_default)
    sequence: SequenceName | None = Field(default=None, description="Another sequence by name; null is free practice.")
    style: Style | None = None
    note: Note | None = None
    tags: Tags | None = Field(default=None, description="All tags, in place of those that there are; null is none.")
    effort: Effort | None = None
    mood_before: Scale | None = Field(default=None, description="1 to 5.", examples=[3])
    mood_after: Scale | None = Field(default=None, description="1 to 5.", examples=[5])
    energy_before: Scale | None = Field(default=None, description="1 to 5.", examples=[2])
    energy_after: Scale | None = Field(default=None, description="1 to 5.", examples=[4])
    overlap: bool = Field(default=False, description="Whether it may share time with another session.")
