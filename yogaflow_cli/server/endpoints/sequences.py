"""The sequences that can be practised."""

from fastapi import APIRouter
from starlette.responses import Response

from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.server.answers import Sequence
from yogaflow_cli.server.document import TAG, failures
from yogaflow_cli.server.failures import answer
from yogaflow_cli.server.visit import Visitor

router = APIRouter(prefix="/api/v1", tags=[TAG])


@router.get(
    "/sequences",
    operation_id="sequences",
    summary="The sequences that can be practised",
    response_model=list[Sequence],
    response_description="The shipped ones and the person's own, by slug",
    responses=failures(401),
)
async def sequences(visit: Visitor) -> Response:
    """A sequence of one's own that cannot be read is left out; `yogaflow sequence list` tells why."""

    def listed(log: PracticeLog) -> list[dict[str, object]]:
        numbers = log.sequences.numbers()
        return [
            {**sequence.told, "sequence_id": numbers.get(sequence.content_hash)}
            for sequence in visit.house.sequences.listed()
        ]

    return answer(await visit.read(listed))
