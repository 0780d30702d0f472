"""Which session a person means: a number, `last`, or nothing said."""

from collections.abc import Callable
from typing import Literal

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.errors import NoOpenSession, SessionNotFound
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.text.names import folded

SessionReference = int | Literal["last"] | None
"""A session's number, `last`, or None: the session that fits the command."""


def lifecycle_session(log: PracticeLog, reference: SessionReference) -> PracticeSession:
    """The session that pause, resume and complete mean: as named, else the open one; its state is not looked at.

    Raises:
        NoOpenSession: none was named, and none is open.
        SessionNotFound, NotYours: as `Sessions.by_number`.
    """
    if reference is not None:
        return named(log, reference, log.sessions.latest_started)
    session = log.sessions.current()
    if session is None:
        raise NoOpenSession("No practice is open.", "Begin one with: yogaflow start")
    return session


def open_or_last(log: PracticeLog, reference: SessionReference) -> PracticeSession:
    """The session that show, edit and reopen mean: as named, else the open one, else the last.

    Raises:
        SessionNotFound: there is none.
        NotYours: as `Sessions.by_number`.
    """
    if reference is not None:
        return named(log, reference, log.sessions.latest_started)
    return log.sessions.current() or named(log, "last", log.sessions.latest_started)


def ended_or_last(log: PracticeLog, reference: SessionReference) -> PracticeSession:
    """The session that delete and reopen mean by `last`: the one that ended last.

    Raises:
        SessionNotFound: there is none.
        NotYours: as `Sessions.by_number`.
    """
    return named(log, reference if reference is not None else "last", log.sessions.latest_ended)


def named(
    log: PracticeLog, reference: int | Literal["last"], last: Callable[[], PracticeSession | None]
) -> PracticeSession:
    """The session with a number, or what `last` stands for."""
    if reference != "last":
        return log.sessions.by_number(reference)
    session = last()
    if session is None:
        raise SessionNotFound("No practice is recorded yet.", "Begin one with: yogaflow start")
    return session


def practised_slug(log: PracticeLog, name: str) -> str | None:
    """The slug of the practised sequence that a name means, also of one whose file is gone; None for no such."""
    practised = {folded(slug): slug for slug in log.sequences.slugs()}
    return practised.get(folded(name))
