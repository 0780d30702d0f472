"""One request: who sends it, when, and the log that it reads or writes."""

from asyncio import Semaphore, timeout
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

from anyio.to_thread import run_sync
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.session_object import session_object
from yogaflow_cli.errors import StorageLocked, TokenMissing
from yogaflow_cli.library.shelf import Shelf
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.server.changes import Watch
from yogaflow_cli.server.databases import Databases
from yogaflow_cli.server.means import Means
from yogaflow_cli.server.sequence_list import SequenceList
from yogaflow_cli.server.writers import Writers
from yogaflow_cli.server.wrong_tokens import WrongTokens
from yogaflow_cli.services.web_access import admitted
from yogaflow_cli.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Found = TypeVar("Found")
READERS = 2
"""Long reads at once: more take more memory (2 MB of the file each, and what they find) and no less time."""

TURN_WITHIN_SECONDS = 30.0
"""So long a read waits for its turn: where another program holds the file, each before it waits ten."""


class House(NamedTuple):
    """What all requests of one server share."""

    means: Means
    databases: Databases
    impatient: Databases
    readers: Semaphore
    wrong_tokens: WrongTokens
    watch: Watch
    writers: Writers
    sequences: SequenceList
    behind_proxy: bool

    def client_of(self, request: Request) -> str:
        """The address of who sends a request; behind a proxy the one that the proxy names, which is the last."""
        # A proxy may add a line of its own to those that the client made up.
        forwarded = ",".join(request.headers.getlist("x-forwarded-for")) if self.behind_proxy else ""
        nearest = forwarded.rpartition(",")[2].strip()
        return nearest or (request.client.host if request.client else "")


class Visit:
    """One request of a client that shows a web token."""

    def __init__(self, house: House, web_token: str) -> None:
        self.house = house
        self.web_token = web_token

    @cached_property
    def now(self) -> datetime:
        """The instant of the request; of a write, when its turn has come."""
        return self.house.means.moment()

    @contextmanager
    def reading(self, databases: Databases) -> Iterator[PracticeLog]:
        """The log of who sends the request, in one state of the file.

        Raises:
            TokenWrong: the web token proves nobody.
            StorageError: the database cannot be read.
        """
        with databases.taken() as database, database.snapshot():
            yield self.proven_log(database)

    async def read(self, work: Callable[[PracticeLog], Found]) -> Found:
        """What a read finds, however long it takes. Raises as `reading` and `work`.

        Raises:
            StorageLocked: others read or wrote for so long that its turn did not come.
        """
        try:
            async with timeout(TURN_WITHIN_SECONDS):
                await self.house.readers.acquire()
        except TimeoutError as error:
            raise StorageLocked("Too much is asked at once.", "Wait, and try again.") from error
        try:
            return await run_sync(self.read_now, work, self.house.databases)
        finally:
            self.house.readers.release()

    async def read_at_once(self, work: Callable[[PracticeLog], Found]) -> Found:
        """What a short read finds, such as is asked for every second. Raises as `reading` and `work`.

        It runs in the event loop, for handing it to a thread and back takes as long again as itself (0.5 of 1.2 ms a
        request); where somebody writes at this moment it waits in a thread.
        """
        try:
            return self.read_now(work, self.house.impatient)
        except StorageLocked:
            return await self.read(work)

    def read_now(self, work: Callable[[PracticeLog], Found], databases: Databases) -> Found:
        """What a read finds. Raises as `reading` and `work`."""
        with self.reading(databases) as log:
            return work(log)

    def write(self, work: Callable[[PracticeLog], Found]) -> Found:
        """What a write in the sender's log answers, when it is on disk. Raises as `reading` and `work`."""
        return self.house.writers.write(self.proven_log, work)

    def proven_log(self, database: Database) -> PracticeLog:
        """The log of who sends the request. Raises TokenWrong."""
        return PracticeLog(database, admitted(database, self.web_token, self.now))

    def prove(self) -> None:
        """Raises as `reading`: before anything is looked for that takes long, or that not everybody may find."""
        with self.again().reading(self.house.databases):
            return

    def object_of(self, log: PracticeLog, session: PracticeSession) -> dict[str, object]:
        """The session object."""
        return session_object(session, log.profile.profile, log.day_starts_at, self.now)

    def again(self) -> "Visit":
        """The same client, now."""
        return Visit(self.house, self.web_token)

    def zone(self, log: PracticeLog) -> "ZoneInfo":
        """The zone that the person's times are given in."""
        return zone(self.house.means.zone_name(log))

    def shelf(self) -> Shelf:
        """The sequences that can be practised, as they are now."""
        return Shelf(self.house.means.sequences_folder)


BEARER = HTTPBearer(
    auto_error=False,
    bearerFormat="JWT",
    scheme_name="web_token",
    description="From `POST /api/v1/token`; it holds for an hour, and ends with `yogaflow profile lock`.",
)


def house_of(request: Request) -> House:
    """What all requests share."""
    house = request.app.state.house
    if not isinstance(house, House):
        raise TypeError("the server was built without its means")
    return house


async def visit_of(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]
) -> Visit:
    """The visit of a request. It is async, for what waits for nothing needs no thread.

    Raises:
        TokenMissing: no web token is shown.
    """
    if credentials is None:
        hint = "Send it: Authorization: Bearer TOKEN, from POST /api/v1/token"
        raise TokenMissing("A web token is missing.", hint)
    return Visit(house_of(request), credentials.credentials)


Visitor = Annotated[Visit, Depends(visit_of)]
