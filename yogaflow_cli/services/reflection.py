"""What a person says of a practice that the guide led: a mood from 1 to 5, a note, or both."""

from datetime import datetime
from typing import NamedTuple

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.errors import InvalidValue, SessionNotFound
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services.completing import joined_note
from yogaflow_cli.text.cleaning import clean_note

BETWEEN = " ,;:.-"
MOST = 5


class Reflected(NamedTuple):
    """One answer."""

    mood: int | None
    note: str | None


def reflected(text: str) -> Reflected:
    """What an answer says: `4`, `4 calm`, or words alone. A number at its beginning is the mood when it is one.

    Raises:
        InvalidValue: it is a number outside 1 to 5 alone, or holds what a note cannot.
    """
    first, _, rest = text.strip().partition(" ")
    digits = first.rstrip(BETWEEN)
    if digits.isascii() and digits.isdigit():
        words = rest.strip(BETWEEN)
        if len(digits) == 1 and 1 <= int(digits) <= MOST:
            return Reflected(int(digits), clean_note(words) if words else None)
        if not words:
            raise InvalidValue(f"{digits} is not from 1 to {MOST}.", "Words alone are fine too.")
    return Reflected(None, clean_note(text.strip()))


def reflect(log: PracticeLog, session: PracticeSession, said: Reflected, now: datetime) -> PracticeSession:
    """Adds an answer to a practice that was just completed, as part of the guide's change; the session after that.

    Raises:
        SessionNotFound: it was deleted meanwhile.
        InvalidValue: the note would become too long.
    """
    with log.guiding(session.uuid, now) as write:
        before = log.sessions.by_uuid(session.uuid)
        if before is None:
            raise SessionNotFound(f"Session {session.number} is gone.", "Bring it back with: yogaflow undo")
        felt = before.reflection
        after = before._replace(
            note=joined_note(before.note, said.note),
            reflection=felt._replace(mood_after=felt.mood_after if said.mood is None else said.mood),
        )
        write.change_session(before, after)
    return after
