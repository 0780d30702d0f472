"""What is said at the end of a practice. No rich here."""

from datetime import timedelta

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.statistics.facts import Fact, FactKind
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.presentation import wording
from yogaflow_cli.presentation.viewer import Viewer
from yogaflow_cli.text.durations import spoken


def completed(session: PracticeSession, viewer: Viewer) -> str:
    """What `complete` and `log` answer first."""
    end = session.ended_at or viewer.now
    status = wording.STATUS_WORDS[session.status]
    line = f"Session {session.number}: {wording.active(session, viewer)} of practice, {status}."
    return f"{line} {wording.stretch(session, viewer)}{wording.ago(end, viewer)}."


def statistics(totals: Totals, viewer: Viewer) -> str:
    """What `complete` says of all sessions: all practised time first, then the four figures."""
    practised = spoken(timedelta(seconds=totals.practised_seconds), viewer.plain)
    average = spoken(timedelta(seconds=totals.average_duration_seconds), viewer.plain)
    return (
        f"In all {practised} in {wording.counted(totals.ended_sessions, 'practice')}: {totals.total_sessions} completed"
        f" ({totals.completion_rate_percent:g} %), {average} on average."
    )


def fact_words(fact: Fact, session: PracticeSession, viewer: Viewer) -> str:
    """One true and kind sentence."""
    practised = spoken(timedelta(seconds=fact.practised_seconds), viewer.plain)
    compared = spoken(timedelta(seconds=fact.compared_seconds), viewer.plain)
    return {
        FactKind.FIRST: "Your first practice here.",
        FactKind.VERY_SHORT: f"Only {practised}. yogaflow undo removes it.",
        FactKind.FAR_ABOVE_USUAL: f"Far above your usual {compared}. If the timer was forgotten:"
        f" yogaflow edit {session.number} --duration {compared.replace(' ', '')}",
        FactKind.SHORTER_THAN_PLANNED: f"{practised} of {compared}, every minute counts.",
        FactKind.LONGEST_THIS_MONTH: "Your longest this month.",
    }[fact.kind]
