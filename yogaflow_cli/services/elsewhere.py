"""Practices that run on another machine: the clocks of two machines are never subtracted."""

from datetime import datetime

from yogaflow_cli.domain.change import ChangedKind
from yogaflow_cli.domain.session import PracticeSession, SessionState
from yogaflow_cli.domain.session_object import session_record
from yogaflow_cli.domain.transitions import last_instant
from yogaflow_cli.errors import InvalidValue, NeedsAnAnswer
from yogaflow_cli.repository import synced
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.statements import SqlLedger
from yogaflow_cli.sync.fold import TIME
from yogaflow_cli.sync.ledger import state_of
from yogaflow_cli.sync.registers import registers_of
from yogaflow_cli.sync.statement import Thing


def refuse_clock_of_another(log: PracticeLog, session: PracticeSession) -> None:
    """Raises NeedsAnAnswer for a practice whose running stretch began by another machine's clock."""
    if session.state is SessionState.ACTIVE and (machine := machine_of(log, session)) is not None:
        raise NeedsAnAnswer(
            f"Session {session.number} runs on {machine}, by a clock that this machine does not know.",
            "End it there, or state the time practised: --duration 45m",
        )


def refuse_clock_behind(log: PracticeLog, session: PracticeSession, now: datetime) -> None:
    """Raises InvalidValue for a practice that was paused later, by another machine's clock, than it is by this one.

    Its next stretch would begin in the future, and be shorter than it was.
    """
    if now < last_instant(session) and (machine := machine_of(log, session)) is not None:
        raise InvalidValue(
            f"By the clock of {machine}, session {session.number} was paused later than it is here.",
            "Set the clock that is wrong - or end this practice and begin another: yogaflow complete",
        )


def machine_of(log: PracticeLog, session: PracticeSession) -> str | None:
    """The name of the other machine that set a session's times last, None when this one did."""
    entry = synced.read(log.connection, log.profile)
    stored = log.sessions.as_stored(session.uuid)
    if entry is None or stored is None:
        return None
    ledger = SqlLedger(log.connection, log.profile)
    word = state_of(ledger, Thing(ChangedKind.SESSION.value, session.uuid)).words.get(TIME)
    times_here = registers_of(ChangedKind.SESSION, session_record(stored))[TIME]
    if word is None or word.statement.device == entry.device or word.value != times_here:
        return None
    names = {device.device: device.name for device in ledger.devices()}
    return names.get(word.statement.device, word.statement.device)
