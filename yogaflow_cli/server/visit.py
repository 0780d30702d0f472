"""One request: who sends it, when, and the log that it reads or writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.session_object import session_object
from yogaflow_cli.errors import StorageLocked, TokenMissing
from yogaflow_cli.library.shelf import Shelf
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.server.changes import Watch
from yogaflow_cli.server.databases import Databases
from yogaflow_cli.server.means import Means
from yogaflow_cli.server.publishing import Publishing
from yogaflow_cli.server.wrong_tokens import WrongTokens
from yogaflow_cli.services.web_access import admitted
from yogaflow_cli.zones import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Found = TypeVar("Found")


class House(NamedTuple):
    """What all requests of one server share."""

    means: Means
    databases: Databases
    impatient: Databases
    wrong_tokens: WrongTokens
    watch: Watch
    publishing: Publishing
    behind_proxy: bool

    def client_of(self, request: Request) -> str:
        """The address of who sends a request; behind a proxy the one that the proxy names, which is the last."""
        forwarded = request.headers.get("x-forwarded-for", "") if self.behind_proxy else ""
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
    def reading(self, databases: Databases | None = None) -> Iterator[PracticeLog]:
        """The log of who sends the request, in one state of the file.

        Raises:
            TokenWrong: the web token proves nobody.
            StorageError: the database cannot be read.
        """
        with (databases or self.house.databases).taken() as database, database.snapshot():
            yield PracticeLog(database, admitted(database, self.web_token, self.now))

    async def read_at_once(self, read: Callable[[PracticeLog], Found]) -> Found:
        """What a short read finds, such as is asked for every second. Raises as `reading`.

        It runs in the event loop, for handing it to a thread and back takes as long again as itself (0.5 of 1.2 ms a
        request); where somebody writes at this moment it waits in a thread.
        """
        try:
            with self.reading(self.house.impatient) as log:
                return read(log)
        except StorageLocked:
            return await run_in_threadpool(self.read_patiently, read)

    def read_patiently(self, read: Callable[[PracticeLog], Found]) -> Found:
        """What a read finds, however long others write. Raises as `reading`."""
        with self.reading() as log:
            return read(log)

    @contextmanager
    def writing(self) -> Iterator[PracticeLog]:
        """The log of who sends the request, for one write. Raises as `reading`."""
        with self.house.databases.taken() as database:
            with self.house.databases.write_turn:
                log = PracticeLog(database, admitted(database, self.web_token, self.now))
                yield log
            if database.has_written:
                database.has_written = False
                self.house.publishing(database)
                self.house.means.after_write(log)

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
    scheme_name="web token",
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
