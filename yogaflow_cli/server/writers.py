"""The writes of all clients, one after the other; those that wait at the same time reach the disk together."""

from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from yogaflow_cli.errors import StorageError, StorageLocked, YogaflowError
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.server.databases import Databases

Written = TypeVar("Written")


class Job(Generic[Written]):
    """One client's write: whose log it is, what it does there, and what came of it."""

    def __init__(self, log_in: Callable[[Database], PracticeLog], work: Callable[[PracticeLog], Written]) -> None:
        self.log_in = log_in
        self.work = work
        self.log: PracticeLog | None = None
        self.written: list[Written] = []
        self.error: BaseException | None = None

    @property
    def is_done(self) -> bool:
        """Whether something came of it."""
        return bool(self.written) or self.error is not None

    def run(self, database: Database) -> None:
        """Does all of it or nothing. What a person did wrong is the answer; what is wrong with the file is raised."""
        try:
            with database.part():
                self.log = self.log_in(database)
                written = self.work(self.log)
            self.written = [written]
        except StorageError:
            raise
        except YogaflowError as error:
            self.error = error

    def run_alone(self, database: Database) -> None:
        """Does it by itself; whatever goes wrong is its own."""
        self.written, self.error = [], None
        try:
            with database.together():
                self.run(database)
        except BaseException as error:
            self.written, self.error = [], error

    def answer(self) -> Written:
        """What came of it. Raises what went wrong."""
        if self.error is not None:
            raise self.error
        return self.written[0]


class Writers:
    """Whoever has the turn writes for all who wait. SQLite's own waiting is to sleep and look again, which would keep
    thirty writers from each other for seconds; and half of a write is the disk's, which all can share.
    """

    def __init__(
        self,
        databases: Databases,
        publish: Callable[[Database], None],
        after_write: Callable[[PracticeLog], None],
    ) -> None:
        self.databases = databases
        self.publish = publish
        self.after_write = after_write
        self.waiting: deque[Job[object]] = deque()
        self.turn = Lock()

    def write(self, log_in: Callable[[Database], PracticeLog], work: Callable[[PracticeLog], Written]) -> Written:
        """What a write answers, when it is on disk and prompts see it.

        Raises:
            StorageError: it could not be written.
            YogaflowError: as `log_in` and `work`; nothing of it is written then.
        """
        job = Job(log_in, work)
        self.waiting.append(job)  # type: ignore[arg-type]  # a queue of jobs of every kind, each with its own answer
        with self.turn:
            if not job.is_done:
                self.write_for_all()
        return job.answer()

    def write_for_all(self) -> None:
        """Does all that waits."""
        jobs = [self.waiting.popleft() for _ in range(len(self.waiting))]
        try:
            with self.databases.taken() as database:
                self.write_together(database, jobs)
                self.follow(database, [job.log for job in jobs if job.written and job.log is not None])
                refuse_unsound([job.error for job in jobs])
        except BaseException as error:
            # Nobody may wait for an answer that will not come.
            for job in jobs:
                job.error = job.error or (None if job.written else error)

    def write_together(self, database: Database, jobs: list[Job[object]]) -> None:
        """Does all of them in one transaction; when that fails, each by itself, for the fault is one's alone.

        Raises:
            StorageLocked: another program holds the file, for all of them alike.
        """
        try:
            with database.together():
                for job in jobs:
                    job.run(database)
        except StorageLocked:
            for job in jobs:
                job.written = []
            raise
        except BaseException:
            for job in jobs:
                job.run_alone(database)

    def follow(self, database: Database, logs: list[PracticeLog]) -> None:
        """What follows writes that are on disk."""
        if logs:
            self.publish(database)
        for log in logs:
            self.after_write(log)


def refuse_unsound(errors: list[BaseException | None]) -> None:
    """Raises the StorageError that one of them ended in: the database that it happened in is not used again."""
    for error in errors:
        if isinstance(error, StorageError):
            raise error
