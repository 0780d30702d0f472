"""What the keys of the guide do to a run. A run that has ended stays as it is. Which key it was is not known here."""

from datetime import timedelta

from yogaflow_cli.domain.cues import CueKind
from yogaflow_cli.domain.playback import (
    Passage,
    Phase,
    Playback,
    advance,
    announced,
    begin_cues,
    end_step,
    turn_to,
)
from yogaflow_cli.domain.step_record import record_of

CHANGE_MILLISECONDS = 10_000
"""What longer and shorter add and take."""

BACK_MILLISECONDS = 2000
"""Going back goes to the step before as long as the step that runs is younger than this."""


def go_next(playback: Playback) -> Passage:
    """On to the next step, or from preparing to the first; the step is recorded however short it was."""
    if playback.phase is Phase.ENDED:
        return Passage(playback)
    if playback.phase is Phase.PREPARING:
        begun = playback._replace(into_milliseconds=0)
        return Passage(begun, begin_cues(begun))
    return Passage(*end_step(playback))


def go_back(playback: Playback) -> Passage:
    """To the step's beginning, or just after it to the step before; preparing begins again.

    What was practised of the step is recorded as an attempt; a step left before its first millisecond is none.
    """
    if playback.phase is Phase.ENDED:
        return Passage(playback)
    if playback.phase is Phase.PREPARING:
        return Passage(playback._replace(into_milliseconds=-playback.sequence.prepare_milliseconds))
    into = playback.into_milliseconds
    target = playback.step_number - (into < BACK_MILLISECONDS and playback.step_number > 1)
    record = record_of(playback.step, playback.step_number, into) if into else None
    moved = turn_to(playback, target, record)
    return Passage(moved, begin_cues(moved))


def make_longer(playback: Playback) -> Passage:
    """Ten seconds more in this step, or to get ready."""
    if playback.phase is Phase.ENDED:
        return Passage(playback)
    if playback.phase is Phase.PREPARING:
        return Passage(playback._replace(into_milliseconds=playback.into_milliseconds - CHANGE_MILLISECONDS))
    return Passage(playback._replace(changed_milliseconds=playback.changed_milliseconds + CHANGE_MILLISECONDS))


def make_shorter(playback: Playback) -> Passage:
    """Ten seconds less in this step, or to get ready; with less left than that, it ends now, or as the pose is reached.

    What this leaps over is called out at once: the pose that comes, and the last of the countdown.
    """
    if playback.phase is Phase.ENDED:
        return Passage(playback)
    if playback.phase is Phase.PREPARING:
        shorter = playback._replace(into_milliseconds=playback.into_milliseconds + CHANGE_MILLISECONDS)
        return go_next(playback) if shorter.into_milliseconds >= 0 else _leapt(playback, shorter, CHANGE_MILLISECONDS)
    shortest = max(playback.into_milliseconds, playback.step.transition_milliseconds)
    length = max(shortest, playback.step_milliseconds - CHANGE_MILLISECONDS)
    changed = playback._replace(changed_milliseconds=length - playback.step.planned_milliseconds)
    if changed.step_left_milliseconds == 0:
        return advance(changed, timedelta(0))
    return _leapt(playback, changed, playback.step_milliseconds - length)


def _leapt(before: Playback, after: Playback, leapt_milliseconds: int) -> Passage:
    cues = [announcement.cue for announcement in announced(before, leapt_milliseconds)]
    spoken = [cue for cue in cues if cue.kind is CueKind.SPEAK]
    counted = [cue for cue in cues if cue.kind is CueKind.COUNTDOWN]
    return Passage(after, (*spoken, *counted[-1:]))
