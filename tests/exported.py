"""A log's export in memory, its import into another, and sessions as they may have been, for properties."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

from hypothesis import strategies as st

from tests.practice_logs import NOON, sequence
from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import CompletionStatus, Pause, PracticeSession, Reflection, Segment
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.step_record import Outcome, StepRecord
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.exporters.catalogue import FORMATS
from yogaflow_cli.exporters.exporter import Form, Target
from yogaflow_cli.importers.catalogue import FORMATS as IMPORT_FORMATS
from yogaflow_cli.importers.source import Source
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services.export import export
from yogaflow_cli.services.import_report import Report
from yogaflow_cli.services.transfer import BELIEVE_LIKELY, Incoming, Wishes, import_files
from yogaflow_cli.text import names
from yogaflow_cli.text.cleaning import clean_line, clean_note
from yogaflow_cli.zones import offset_at, zone

# What JSON held: a test looks into it by key.
Json = Any

ZONES = ("Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "UTC", "Pacific/Apia")
WORDS = "abc äß漢 =+-@,\"\n\t'#\u0301\u200d\u3000\x1b\u202e"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_STEPS_OF_A_PLAN = 3


def exported(
    log: PracticeLog, name: str = "json", chosen: SessionFilter | None = None, form: Form | None = None
) -> str:
    """What an export writes."""
    stream = StringIO(newline="")
    export(log, FORMATS[name], chosen or SessionFilter(), form or Form(), Target(stream), NOON)
    return stream.getvalue()


def exported_object(log: PracticeLog) -> Json:
    """The JSON export, read again, without what tells one profile from another."""
    held = json.loads(exported(log))
    assert list(held) == ["version", "exported_at", "profile", "settings", "rests", "sequences", "sessions"]
    return {key: value for key, value in held.items() if key not in ("exported_at", "profile")}


def source_of(text: str | bytes, zone_name: str = "Europe/Berlin", **wishes: str) -> Source:
    """A file in memory, in that zone where it tells none, with what `--map` said."""
    return Source("file", BytesIO(text.encode() if isinstance(text, str) else text), zone_name, wishes)


def brought(
    log: PracticeLog,
    text: str,
    name: str = "json",
    *,
    wishes: Wishes = BELIEVE_LIKELY,
    dry_run: bool = False,
    known: Sequence | None = None,
) -> Report:
    """Imports a text as that format; `known` is the one sequence that has its name here."""
    arrivals = IMPORT_FORMATS[name].importer()(source_of(text))
    return import_files(
        log,
        [Incoming(f"practice.{name}", name, arrivals)],
        NOON,
        lambda slug: known if known is not None and known.slug == slug else None,
        wishes,
        dry_run=dry_run,
    )


def store(log: PracticeLog, *sessions: tuple[PracticeSession, Sequence | None]) -> None:
    """Puts sessions, with what they were started with, into a log."""
    with log.writing("fill", NOON) as write:
        for session, plan in sessions:
            write.add_session(session._replace(sequence=None if plan is None else write.freeze(plan)))


def accepted(text: str) -> str | None:
    """A note as it would be kept, None when it would be refused."""
    try:
        return clean_note(text)
    except InvalidValue:
        return None


def accepted_tag(text: str) -> str:
    """A tag as it would be kept, another one when it would be refused."""
    try:
        return names.tag(text)
    except InvalidValue:
        return "morning"


def scale(most: int) -> st.SearchStrategy[int | None]:
    """How it felt, or nothing said."""
    return st.none() | st.integers(1, most)


# Made once: to make a strategy anew for each draw takes longer than all that is done with what was drawn.
STARTS = st.integers(86_400_000, 4_000_000_000_000)
SPANS = st.lists(st.tuples(st.integers(0, 3_000_000), st.integers(0, 9_000_000)), min_size=1, max_size=4)
STATED = st.none() | st.integers(0, 3_000_000)
COURSES = {False: st.just("ended"), True: st.sampled_from(["ended", "active", "paused"])}
UUIDS = st.uuids(version=4)
ZONE_NAMES = st.sampled_from(ZONES)
STATUSES = st.sampled_from(CompletionStatus)
TAG = st.text(WORDS, max_size=9).map(accepted_tag)
STYLES = st.none() | TAG
TAGS = st.sets(TAG, max_size=3)
NOTES = st.none() | st.text(WORDS, max_size=30).map(accepted)
SCALES = st.tuples(scale(10), scale(5), scale(5), scale(5), scale(5))
POSES = st.integers(0, 300)
TARGETS = st.none() | st.integers(0, 14_400).map(lambda seconds: timedelta(seconds=seconds))
SOURCES = st.sampled_from(["timer", "log", "import:json"])


@st.composite
def sessions(draw: st.DrawFn, *, may_be_open: bool = False) -> PracticeSession:
    """A session as it may have been: with pauses, stated times, any zone, any words."""
    start = EPOCH + timedelta(milliseconds=draw(STARTS))
    spans = draw(SPANS)
    segments, pauses = [], []
    at = start
    for active, rest in spans:
        ended = at + timedelta(milliseconds=active)
        stated = draw(STATED)
        segments.append(Segment(at, ended, None if stated is None else timedelta(milliseconds=stated)))
        at = ended + timedelta(milliseconds=rest)
        pauses.append(Pause(ended, at))
    course = draw(COURSES[may_be_open])
    if course == "active":
        segments.append(Segment(at))
    elif course == "paused":
        pauses[-1] = Pause(pauses[-1].started_at)
    else:
        pauses.pop()
    end = segments[-1].ended_at if course == "ended" else None
    time_zone = zone(draw(ZONE_NAMES))
    return PracticeSession(
        uuid=str(draw(UUIDS)),
        started_at=start,
        started_offset=offset_at(start, time_zone),
        time_zone=time_zone.key,
        segments=tuple(segments),
        pauses=tuple(pauses),
        ended_at=end,
        ended_offset=None if end is None else offset_at(end, time_zone),
        status=CompletionStatus.ABANDONED if end is None else draw(STATUSES),
        style=draw(STYLES),
        tags=tuple(sorted(draw(TAGS))),
        note=draw(NOTES),
        reflection=Reflection(*draw(SCALES)),
        poses_completed=draw(POSES),
        target=draw(TARGETS),
        source=draw(SOURCES),
    )


def plans() -> st.SearchStrategy[Sequence | None]:
    """What a session was started with."""
    return st.none() | st.integers(1, MOST_STEPS_OF_A_PLAN).map(lambda steps: sequence(steps, 600, f"plan-{steps}"))


def accepted_pose(text: str) -> str:
    """A pose in a person's own words, another one when they would be refused."""
    try:
        return clean_line(text, "the pose")
    except InvalidValue:
        return "tree"


def step_records() -> st.SearchStrategy[StepRecord]:
    """One attempt at a step, of this plan or of one that was taken back since."""
    return st.builds(
        StepRecord,
        st.integers(1, 5),
        st.text(WORDS, max_size=9).map(accepted_pose),
        st.sampled_from(Outcome),
        st.none() | st.sampled_from(Side),
        st.integers(0, 3_000_000),
        st.integers(0, 3_000_000),
    )


INTO = {begun: st.integers(0 if begun else -900_000, 3_000_000) for begun in (False, True)}
CHANGED = st.integers(-600_000, 600_000)
ACTIVE = st.integers(0, 3_000_000)
EVERY = st.none() | st.integers(1, 14_400).map(lambda seconds: timedelta(seconds=seconds))


@st.composite
def marks(draw: st.DrawFn, steps: int, begun: bool) -> GuideMark:
    """Where a guide may have stood that has let go; `steps` are those of the plan, none in free practice."""
    return GuideMark(
        step_number=draw(st.integers(1, steps + begun)) if steps else None,
        into_milliseconds=draw(INTO[begun]),
        changed_milliseconds=draw(CHANGED),
        active=timedelta(milliseconds=draw(ACTIVE)),
        every=draw(EVERY),
    )


SESSIONS = {may_be_open: sessions(may_be_open=may_be_open) for may_be_open in (False, True)}
PLANS = plans()
STEPS = st.lists(step_records(), max_size=4)
MARKS = {
    (steps, begun): st.none() | marks(steps, begun)
    for steps in range(MOST_STEPS_OF_A_PLAN + 1)
    for begun in (False, True)
}
"""By the number of a plan's steps, none in free practice, and whether one was begun."""


@st.composite
def guided(draw: st.DrawFn, *, may_be_open: bool = False) -> tuple[PracticeSession, Sequence | None]:
    """A session and its plan, with what the guide logged of it, where it led."""
    session, plan = draw(SESSIONS[may_be_open]), draw(PLANS)
    steps = tuple(draw(STEPS))
    mark = draw(MARKS[len(plan.steps) if plan else 0, bool(steps)])
    return session._replace(steps=steps, guide=mark), plan


def histories() -> st.SearchStrategy[list[tuple[PracticeSession, Sequence | None]]]:
    """Some sessions, at most one of them open."""
    ended = st.lists(guided(), max_size=5, unique_by=lambda pair: pair[0].uuid)
    return st.tuples(ended, guided(may_be_open=True)).map(lambda both: [*both[0], both[1]])
