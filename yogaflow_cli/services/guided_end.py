"""The end of a guided session, whoever ends it: the last step is logged, and the run's time decides the status."""

from datetime import timedelta

from yogaflow_cli.domain.frozen_sequence import sequence_from_json
from yogaflow_cli.domain.guide_course import course_of, is_preparing, mark_of, records_of, with_step_ended
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import CompletionStatus, PracticeSession, Segment
from yogaflow_cli.domain.status import status_of_run
from yogaflow_cli.domain.step_record import poses_completed
from yogaflow_cli.repository.practice_log import PracticeLog


def sequence_of(log: PracticeLog, session: PracticeSession) -> Sequence | None:
    """The frozen sequence that a session was started with, None for free practice."""
    if session.sequence is None:
        return None
    return sequence_from_json(log.sequences.content(session.sequence.sequence_id))


def with_steps_ended(log: PracticeLog, session: PracticeSession) -> tuple[PracticeSession, CompletionStatus]:
    """An ended guided session with a record of the step that was being practised, and the status of its run."""
    sequence = sequence_of(log, session)
    active = session.active_time(session.ended_at or session.started_at)
    course = with_step_ended(course_of(session, sequence, active))
    if is_preparing(course) and all(segment.stated is None for segment in session.segments):
        # Getting ready is no practice, and nothing else was done.
        session = session._replace(segments=(Segment(session.started_at, session.started_at),))
        active = timedelta(0)
    records = records_of(course)
    planned = 0 if sequence is None else sequence.planned_milliseconds
    ended = session._replace(steps=records, guide=mark_of(course, active), poses_completed=poses_completed(records))
    return ended, status_of_run(planned, records)
