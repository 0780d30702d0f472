"""What happens to the open session, as server-sent events: from whichever terminal or client it comes."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent

from yogaflow_cli.errors import NotProven, StorageError
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.server.document import TAG, failures_of_stream
from yogaflow_cli.server.failures import as_text
from yogaflow_cli.server.visit import Visit, Visitor

router = APIRouter(prefix="/api/v1/sessions", tags=[TAG])

TIMES_OF_NOW = ("duration_seconds", "elapsed_seconds")
"""They grow by themselves: what changes in nothing else, did not change."""

LOOK_ANYHOW_SECONDS = 20.0
"""A guide that dies writes nothing, and a web token ends by itself."""

EXAMPLE = 'event: session\ndata: {"session_id":1,"state":"paused","duration_seconds":300}\n\n: ping\n\n'

Told = dict[str, object] | None
"""The session object of the open session, None when none is open."""


async def proven(visit: Visitor) -> Visit:
    """The visit, when its web token holds: a refusal comes before the first event. Raises as `Visit.reading`."""
    return await visit.read_at_once(lambda log: visit)


@router.get(
    "/events",
    operation_id="events",
    summary="Every change of the open session",
    response_class=EventSourceResponse,
    response_description="`event: session`, its data the open session, or null when none is open",
    responses={200: {"content": {"text/event-stream": {"example": EXAMPLE}}}, **failures_of_stream(401)},
)
async def events(visit: Annotated[Visit, Depends(proven)]) -> AsyncIterator[ServerSentEvent]:
    """The open session at once, then at every change within a second. The stream ends with the web token.

    A browser's `EventSource` sends no headers, and this page shows an answer when it has ended: read it with `fetch`
    or `curl -N`.
    """
    watch = visit.house.watch
    with watch.listening() as listener:
        told: Told = {}
        while not watch.is_closing:
            listener.clear()
            try:
                seen = await open_session(visit.again())
            except NotProven:
                return
            except StorageError:
                seen = told
            if without_times(seen) != without_times(told):
                told = seen
                yield ServerSentEvent(event="session", raw_data=as_text(seen))
            await watch.next_change(listener, LOOK_ANYHOW_SECONDS)


async def open_session(visit: Visit) -> Told:
    """The open session of who listens. Raises as `Visit.reading`."""

    def found(log: PracticeLog) -> Told:
        session = log.sessions.current()
        return None if session is None else visit.object_of(log, session)

    return await visit.read_at_once(found)


def without_times(told: Told) -> Told:
    """What of a session object changes only when somebody changes it."""
    return told and {key: value for key, value in told.items() if key not in TIMES_OF_NOW}
