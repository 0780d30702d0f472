"""A practice as it happens: start, pause, resume, complete, and what is open now."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PlannedSequence
from yogaflow_cli.errors import SequenceNotFound, UsageMistake
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.server.answers import CompletedSession, Session
from yogaflow_cli.server.bodies import MOST_NUMBER, CompleteBody, PauseBody, StartBody
from yogaflow_cli.server.document import TAG, failures, leads_to
from yogaflow_cli.server.failures import answer
from yogaflow_cli.server.numbers_in_paths import OF_A_SESSION
from yogaflow_cli.server.visit import Visit, Visitor
from yogaflow_cli.services import completing, practice
from yogaflow_cli.services.choosing import lifecycle_session
from yogaflow_cli.services.practice import Said
from yogaflow_cli.text import names
from yogaflow_cli.text.cleaning import clean_note
from yogaflow_cli.zones import zone

router = APIRouter(prefix="/api/v1/sessions", tags=[TAG])

SessionId = Annotated[int, Path(ge=1, le=MOST_NUMBER, description="The number of a session.", examples=[1])]


@router.post(
    "/start",
    status_code=201,
    operation_id="start",
    summary="Start a session",
    response_model=Session,
    response_description="The session that runs now",
    responses={
        201: {"links": leads_to("pause", "complete", "edit", "delete")},
        **failures(401, 404, 409, 413, 422),
    },
)
def start(visit: Visitor, body: StartBody | None = None) -> Response:
    """Free practice, or by a sequence: by its name, or by the number of one that was practised before."""
    wanted = body or StartBody()
    named = sequence_named(visit, wanted.sequence)

    def begin(log: PracticeLog) -> dict[str, object]:
        said = said_in(wanted)
        zone_name = visit.house.means.zone_name(log) if wanted.time_zone is None else zone(wanted.time_zone).key
        sequence = frozen_sequence(log, wanted) or named
        return visit.object_of(log, practice.start(log, visit.now, zone_name, sequence=sequence, said=said))

    return answer(visit.write(begin), 201)


def sequence_named(visit: Visit, name: str | None) -> Sequence | None:
    """The sequence with that name, None for none. Raises as `Shelf.find` and `Visit.prove`."""
    if name is None:
        return None
    visit.prove()
    return visit.shelf().find(name)


def frozen_sequence(log: PracticeLog, wanted: StartBody) -> PlannedSequence | None:
    """The sequence as it was practised before, None where no number was given.

    Raises:
        UsageMistake: a sequence is named, too.
        SequenceNotFound: there is none.
    """
    if {"sequence", "sequence_id"} <= wanted.model_fields_set:
        raise UsageMistake("Both sequence and sequence_id were given.", "Give one of them.")
    if wanted.sequence_id is None:
        return None
    frozen = log.sequences.by_number(wanted.sequence_id)
    if frozen is None:
        raise SequenceNotFound(f"There is no sequence {wanted.sequence_id}.", "See them: GET /api/v1/sequences")
    return frozen


@router.put(
    f"{OF_A_SESSION}/pause",
    operation_id="pause",
    summary="Pause a session",
    response_model=Session,
    response_description="The session, paused",
    responses={200: {"links": leads_to("resume", "complete")}, **failures(401, 403, 404, 409, 413, 422)},
)
def pause(visit: Visitor, session_id: SessionId, body: PauseBody | None = None) -> Response:
    """The time practised stands still from now on."""
    stated = seconds(None if body is None else body.duration_so_far)
    return answer(
        visit.write(lambda log: visit.object_of(log, practice.pause(log, visit.now, session_id, duration=stated)))
    )


@router.put(
    f"{OF_A_SESSION}/resume",
    operation_id="resume",
    summary="Go on with a paused session",
    response_model=Session,
    response_description="The session, running again",
    responses={200: {"links": leads_to("pause", "complete")}, **failures(401, 403, 404, 409, 422)},
)
def resume(visit: Visitor, session_id: SessionId) -> Response:
    """The time practised counts on."""
    return answer(visit.write(lambda log: visit.object_of(log, practice.resume(log, visit.now, session_id))))


@router.post(
    "/complete",
    operation_id="complete",
    summary="Complete a session",
    response_model=CompletedSession,
    response_description="The session, ended, and the statistics of all practice",
    responses={200: {"links": leads_to("edit", "delete")}, **failures(401, 403, 404, 409, 413, 422)},
)
def complete(visit: Visitor, body: CompleteBody) -> Response:
    """A paused session ended when it was paused. One past four hours of active time needs `duration_seconds` (422)."""

    def end(log: PracticeLog) -> dict[str, object]:
        said = said_in(body)._replace(effort=body.effort, poses=body.poses_completed, status=body.completion_status)
        completion = completing.complete(
            log, visit.now, body.session_id, duration=seconds(body.duration_seconds), said=said
        )
        return {
            **visit.object_of(log, completion.session),
            "statistics": completion.totals.four_figures(),
        }

    return answer(visit.write(end))


@router.get(
    "/current",
    operation_id="current",
    summary="The open session",
    response_model=Session,
    response_description="The open session, with its time until now",
    responses={200: {"links": leads_to("pause", "resume", "complete")}, **failures(401, 404)},
)
async def current(visit: Visitor) -> Response:
    """Of several, which an import may bring, the one that started last; 404 when none is open."""
    return answer(await visit.read_at_once(lambda log: visit.object_of(log, lifecycle_session(log, None))))


def said_in(body: StartBody | CompleteBody) -> Said:
    """What is said of a practice at its start as well as at its end. Raises InvalidValue."""
    return Said(
        tags=tags_of(body.tags),
        style=style_of(body.style),
        note=note_of(body.note),
        mood=body.mood,
        energy=body.energy,
    )


def seconds(number: int | None) -> timedelta | None:
    """A number of seconds as a span."""
    return None if number is None else timedelta(seconds=number)


def tags_of(texts: list[str]) -> tuple[str, ...]:
    """The tags, each once, in order. Raises InvalidValue."""
    return tuple(sorted({names.tag(text) for text in texts}))


def style_of(text: str | None) -> str | None:
    """The style. Raises InvalidValue."""
    return None if text is None else names.style(text)


def note_of(text: str | None) -> str | None:
    """The note. Raises InvalidValue."""
    return None if text is None else clean_note(text)
