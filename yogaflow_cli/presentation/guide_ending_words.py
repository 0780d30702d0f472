"""What is said when the guide has ended. No rich here."""

from datetime import datetime

from yogaflow_cli.domain.guide_course import Course
from yogaflow_cli.domain.playback import Playback
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.presentation import wording
from yogaflow_cli.presentation.viewer import Viewer

TO_GO_ON = "Go on with: yogaflow guide. Or end it: yogaflow complete"
TO_SAVE = "Then: yogaflow guide, or yogaflow complete --duration with what you practised."
ENDED_ELSEWHERE = {
    False: "Session {number} was completed from another terminal.",
    True: "Session {number} was dropped from another terminal.",
}


def left(session: PracticeSession, course: Course, viewer: Viewer) -> str:
    """A practice that was left and is kept."""
    words = f"Paused session {session.number} after {wording.active(session, viewer)}"
    if isinstance(course, Playback):
        words += f", at step {course.step_number} of {len(course.sequence.steps)}"
    return f"{words}."


def unsaved(session: PracticeSession, since: datetime, viewer: Viewer) -> str:
    """A practice whose end could not be saved."""
    moment = wording.moment(since.replace(microsecond=0), session, viewer)
    return f"What was practised since {moment} is not saved: in all {wording.active(session, viewer)}."
