"""Putting the record right: change a session, or delete it."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.server.answers import Session
from yogaflow_cli.server.bodies import EditBody
from yogaflow_cli.server.document import TAG, failures
from yogaflow_cli.server.endpoints.lifecycle import SessionId, note_of, seconds, sequence_named, style_of, tags_of
from yogaflow_cli.server.failures import answer
from yogaflow_cli.server.numbers_in_paths import OF_A_SESSION
from yogaflow_cli.server.visit import Visit, Visitor
from yogaflow_cli.services import correction
from yogaflow_cli.services.correction import UNCHANGED, Edits, Times
from yogaflow_cli.text.instants import parse_instant
from yogaflow_cli.zones import zone

router = APIRouter(prefix="/api/v1/sessions", tags=[TAG])

SCALES = ("effort", "mood_before", "mood_after", "energy_before", "energy_after")


@router.patch(
    OF_A_SESSION,
    operation_id="edit",
    summary="Change a session",
    response_model=Session,
    response_description="The session as it is now",
    responses=failures(401, 403, 404, 409, 413, 422),
)
def edit(visit: Visitor, session_id: SessionId, body: EditBody) -> Response:
    """A key that is left out changes nothing; another start or end measures the time anew; undo takes it back."""
    named = sequence_named(visit, body.sequence)

    def change(log: PracticeLog) -> dict[str, object]:
        edits = edits_of(visit, log, session_id, body, named)
        _, after = correction.edit(log, visit.now, session_id, edits, overlap=body.overlap)
        return visit.object_of(log, after)

    return answer(visit.write(change))


def edits_of(visit: Visit, log: PracticeLog, session_id: int, body: EditBody, named: Sequence | None) -> Edits:
    """What a body changes, with the sequence that it names. Raises InvalidValue and as `Sessions.by_number`."""
    said = body.model_fields_set
    scales = {name: getattr(body, name) if name in said else UNCHANGED for name in SCALES}
    new_tags = tags_of(body.tags or []) if "tags" in said else None
    old_tags = () if new_tags is None else log.sessions.by_number(session_id).tags
    return Edits(
        times=times_of(visit, log, body),
        status=body.completion_status if "completion_status" in said else None,
        poses=body.poses_completed if "poses_completed" in said else None,
        sequence=named if "sequence" in said else UNCHANGED,
        style=style_of(body.style) if "style" in said else UNCHANGED,
        note=note_of(body.note) if "note" in said else UNCHANGED,
        add_tags=new_tags or (),
        drop_tags=tuple(tag for tag in old_tags if tag not in (new_tags or ())),
        zone=zone(body.time_zone) if "time_zone" in said else None,
        **scales,
    )


def times_of(visit: Visit, log: PracticeLog, body: EditBody) -> Times:
    """The times that a body states, read in the person's zone. Raises InvalidValue."""
    said = body.model_fields_set
    time_zone = zone(body.time_zone) if "time_zone" in said else visit.zone(log)
    start, end = (
        parse_instant(getattr(body, key), now=visit.now, zone=time_zone, what=what) if key in said else None
        for key, what in (("started_at", "start"), ("completed_at", "end"))
    )
    return Times(start, end, seconds(body.duration_seconds) if "duration_seconds" in said else None)


@router.delete(
    OF_A_SESSION,
    operation_id="delete",
    summary="Delete a session",
    response_model=Session,
    response_description="The session as it was",
    responses=failures(401, 403, 404, 422),
)
def delete(
    visit: Visitor,
    session_id: SessionId,
    forever: Annotated[bool, Query(description="Leave no trace in the change log, so that nothing undoes it.")] = False,
) -> Response:
    """Open or ended; `yogaflow undo` brings it back, unless `forever`."""

    def drop(log: PracticeLog) -> dict[str, object]:
        (session,) = correction.delete(log, visit.now, [session_id], forever=forever)
        return visit.object_of(log, session)

    return answer(visit.write(drop))
