"""The one question after a practice, and what was kept of the answer."""

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.services.reflection import Reflected

QUESTION = "How was it? 1-5, a note (Enter skips):"


def kept(session: PracticeSession, said: Reflected) -> str:
    """What was kept, and where."""
    parts = [f"mood {said.mood}" if said.mood is not None else "", "your note" if said.note else ""]
    return f"Kept with session {session.number}: {' and '.join(filter(None, parts))}."
