"""Free practice under the guide: a clock that counts up, interval bells, and a target. No real clock here."""

from datetime import timedelta
from typing import NamedTuple

from yogaflow_cli.domain.cues import END_STROKES, Cue, CueKind

NONE = timedelta(0)


class FreePlayback(NamedTuple):
    """A practice without steps, `practised` so far; bells ring `every` so often, and practice goes on past the target.

    It is rebuilt after a crash by naming the three.
    """

    practised: timedelta = NONE
    every: timedelta | None = None
    target: timedelta | None = None

    @property
    def left(self) -> timedelta | None:
        """The time to the target, none once it is reached; None without one."""
        return None if self.target is None else max(NONE, self.target - self.practised)

    @property
    def share(self) -> float | None:
        """The progress to the target, from 0 to 1; None without one."""
        if self.target is None:
            return None
        return min(1.0, self.practised / self.target) if self.target else 1.0


class FreePassage(NamedTuple):
    """A new state and what is to be called out, in order."""

    playback: FreePlayback
    cues: tuple[Cue, ...] = ()


def advance_free(playback: FreePlayback, passed: timedelta) -> FreePassage:
    """The practice after more active time; at the target three strokes ring, and no interval's bell beside them."""
    later = playback._replace(practised=playback.practised + max(passed, NONE))
    due = _interval_bells(playback, later)
    if playback.target is not None and playback.practised < playback.target <= later.practised:
        due.append((playback.target, Cue(CueKind.TARGET)))
        due.append((playback.target, Cue(CueKind.BELL, strokes=END_STROKES)))
    return FreePassage(later, tuple(cue for _, cue in sorted(due, key=lambda moment_and_cue: moment_and_cue[0])))


def _interval_bells(before: FreePlayback, after: FreePlayback) -> list[tuple[timedelta, Cue]]:
    if not before.every:
        return []
    first, last = before.practised // before.every + 1, after.practised // before.every
    moments = (number * before.every for number in range(first, last + 1))
    return [(moment, Cue(CueKind.BELL, strokes=1)) for moment in moments if moment != before.target]
