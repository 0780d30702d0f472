"""Leads a practice: the loop between the clock, the keys, the file, the picture and the sounds, in one thread."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from yogaflow_cli.cli.guide_clock import GuideClock
from yogaflow_cli.cli.guide_signals import GuideSignals
from yogaflow_cli.cli.guide_sounds import GuideSounds
from yogaflow_cli.domain.cues import Cue, changes_side
from yogaflow_cli.domain.free_playback import FreePlayback
from yogaflow_cli.domain.guide_course import practised
from yogaflow_cli.domain.guide_keys import go_back, go_next, make_longer, make_shorter
from yogaflow_cli.domain.playback import Passage, Phase, Playback
from yogaflow_cli.presentation import guide_notices
from yogaflow_cli.presentation.guide_plain import plain_begin, plain_minutes, plain_paused, plain_resumed
from yogaflow_cli.presentation.guide_scene import Scene
from yogaflow_cli.presentation.keyboard import Keyboard, NoKeyboard
from yogaflow_cli.services.guided_run import GuidedRun, Steering

FRAME_SECONDS = 0.25
SHORTEST_FRAME_SECONDS = 0.02
GAP_SECONDS = 5.0
"""A longer silence of the clock is no slow disk: the machine slept, or the guide was stopped."""

TURNED_MILLISECONDS = 4000
"""How long a change of side is a cue of its own, at least; moving there counts to it."""

ASKED_BELOW_SHARE = 0.9
TOLD_EVERY = timedelta(minutes=5)
"""How often free practice is told of where there is no picture."""

YES = ("y", "\n")
MOVES: dict[str, Callable[[Playback], Passage]] = {
    "n": go_next,
    "b": go_back,
    "+": make_longer,
    "-": make_shorter,
}


class Ending(StrEnum):
    """How a guide ends by itself: the practice is to be completed, or another terminal ended or dropped it."""

    COMPLETE = "complete"
    ENDED_ELSEWHERE = "ended"
    GONE = "gone"


class Stage(Protocol):
    """Where the guide shows itself: a screen, or lines."""

    def open(self) -> None:
        """Takes what it needs of the terminal."""

    def show(self, scene: Scene) -> None:
        """Shows the moment."""

    def call(self, scene: Scene, cue: Cue) -> None:
        """Shows what is called out."""

    def say(self, words: Callable[[Scene], str], scene: Scene) -> None:
        """Tells what a picture shows without words."""

    def close(self) -> None:
        """Gives the terminal back."""


class Guide:
    """One guide over one run."""

    def __init__(
        self,
        run: GuidedRun,
        stage: Stage,
        keyboard: Keyboard,
        sounds: GuideSounds,
        clock: GuideClock,
        signals: GuideSignals,
        sleep_counts: bool = False,
    ) -> None:
        self.run = run
        self.stage = stage
        self.keyboard = keyboard
        self.sounds = sounds
        self.clock = clock
        self.signals = signals
        self.sleep_counts = sleep_counts
        self.ending: Ending | None = None
        self.notice: str | None = None
        self.question: str | None = None
        self.keys_shown = False
        self._seen_seconds = clock.seconds()
        self._frame_seconds = max(SHORTEST_FRAME_SECONDS, FRAME_SECONDS / clock.speed)

    def lead(self, cues: Iterable[Cue] = ()) -> Ending:
        """Leads to the end; `cues` are those of the beginning. Raises Leaving and TerminalGone."""
        self.stage.say(plain_begin, self.scene)
        if not self.is_unattended:
            self.stage.say(lambda _: guide_notices.KEYS, self.scene)
        self.call(cues)
        while self.ending is None:
            self.tick()
            if self.ending is None:
                with self.signals.held():
                    self.stage.show(self.scene)
                self.sounds.tend()
                self.press_all(self.keyboard.keys(self._frame_seconds))
        return self.ending

    @property
    def scene(self) -> Scene:
        """What is to be seen now."""
        notice = self.notice
        if self.run.trouble is not None:
            notice = guide_notices.not_saved(self.run.trouble.message)
        return Scene(
            self.run.course,
            paused=self.run.is_paused,
            silent=self.sounds.silent,
            notice=notice,
            question=self.question,
            keys_shown=self.keys_shown,
            turned=has_turned(self.run.course) if isinstance(self.run.course, Playback) else False,
        )

    def tick(self) -> None:
        """One turn: the time that passed, what others did, what is to be saved."""
        now, seconds = self.clock.now(), self.clock.seconds()
        gap_seconds, self._seen_seconds = seconds - self._seen_seconds, seconds
        if gap_seconds > GAP_SECONDS and not self.sleep_counts and not self.run.is_paused:
            self.run.fall_into_gap()
            self.notice = guide_notices.gap(now - self.run.at)
            self.stage.say(plain_paused, self.scene)
        self.move(now, after_gap=gap_seconds > GAP_SECONDS)
        self.follow(now)
        with self.signals.held():
            self.run.save_when_due(now)

    def move(self, now: datetime, after_gap: bool = False) -> None:
        """Lets time pass up to `now`."""
        was_paused, before = self.run.is_paused, practised(self.run.course)
        self.call(self.run.advance(now), after_gap)
        if (
            isinstance(self.run.course, FreePlayback)
            and before // TOLD_EVERY < practised(self.run.course) // TOLD_EVERY
        ):
            self.stage.say(plain_minutes, self.scene)
        if self.run.is_over or (self.is_unattended and has_had_its_time(self.run)):
            self.ending = Ending.COMPLETE
        elif self.run.is_paused and not was_paused:
            self.notice = guide_notices.LIMIT_REACHED
            self.stage.say(plain_paused, self.scene)

    @property
    def is_unattended(self) -> bool:
        """Whether nobody can press a key: then what has had its time ends by itself."""
        return isinstance(self.keyboard, NoKeyboard)

    def call(self, cues: Iterable[Cue], after_gap: bool = False) -> None:
        """Calls out; after a gap only the last is heard."""
        called = list(cues)
        for cue in called:
            self.stage.call(self.scene, cue)
        for cue in called[-2:] if after_gap else called:
            self.sounds.call(self.run.course, cue)

    def follow(self, now: datetime) -> None:
        """Takes over what another terminal did."""
        steering = self.run.follow(now)
        if steering in (Steering.ENDED, Steering.GONE):
            self.ending = Ending(steering.value)
        elif steering is not Steering.NOTHING:
            self.notice = guide_notices.PAUSED_ELSEWHERE if self.run.is_paused else None
            self.stage.say(plain_paused if self.run.is_paused else plain_resumed, self.scene)
            if self.run.is_over:
                self.ending = Ending.COMPLETE

    def press_all(self, keys: Iterable[str]) -> None:
        """Does what the keys say, and stands aside where Ctrl-Z was pressed."""
        for key in keys:
            if self.ending is None:
                self.move(self.clock.now())
                self.press(key)
        if self.signals.stop_asked and self.ending is None:
            self.stand_aside()

    def press(self, key: str) -> None:
        """Does what one key says; another key than ours does nothing."""
        if self.question is not None:
            self.answer(key)
        elif key == " ":
            self.pause_or_resume()
        elif key in MOVES and isinstance(self.run.course, Playback):
            self.turn(MOVES[key](self.run.course))
        elif key == "g":
            self.give_gap_back()
        elif key == "s":
            self.sounds.toggle()
        elif key == "?":
            self.keys_shown = not self.keys_shown
        elif key == "q":
            self.ask_to_complete()

    def answer(self, key: str) -> None:
        """Ends the practice on a yes; any other key goes on."""
        self.question = None
        if key in YES:
            self.ending = Ending.COMPLETE

    def ask_to_complete(self) -> None:
        """Ends a practice that is nearly whole; asks about another."""
        share = self.run.course.share
        if share is None or share >= ASKED_BELOW_SHARE:
            self.ending = Ending.COMPLETE
        else:
            self.question = guide_notices.complete_now(self.run.course)

    def pause_or_resume(self) -> None:
        """Rests, or goes on."""
        self.notice = None
        if self.run.is_paused:
            self.run.resume(self.clock.now())
            self.stage.say(plain_resumed, self.scene)
        else:
            self.run.pause()
            self.sounds.hush()
            self.stage.say(plain_paused, self.scene)

    def give_gap_back(self) -> None:
        """Counts the gap as practised."""
        if self.run.has_gap:
            self.notice = None
            self.call(self.run.give_gap_back(self.clock.now()), after_gap=True)
            self.stage.say(plain_resumed, self.scene)
            self.move(self.clock.now())

    def turn(self, passage: Passage) -> None:
        """Goes on from where a key led."""
        with self.signals.held():
            self.run.turn(passage.playback)
        self.call(passage.cues)
        if self.run.is_over:
            self.ending = Ending.COMPLETE

    def stand_aside(self) -> None:
        """Ctrl-Z: saves as paused and stops, until the shell brings it back."""
        self.tick()
        if self.ending is not None:
            return
        was_paused = self.run.is_paused
        self.run.fall_into_gap()
        with self.signals.held():
            self.run.save(self.clock.now())
        self.stage.close()
        self.keyboard.close()
        self.sounds.hush()
        self.signals.stand_aside()
        self.keyboard.open()
        self.stage.open()
        self._seen_seconds = self.clock.seconds()
        if self.sleep_counts:
            self.give_gap_back()
        elif not was_paused:
            self.notice = guide_notices.gap(self.clock.now() - self.run.at)


def has_had_its_time(run: GuidedRun) -> bool:
    """Whether a practice without an end of its own has reached its target, or the 4 hours that one may hold."""
    target = run.course.target if isinstance(run.course, FreePlayback) else None
    return run.reached_limit or (target is not None and practised(run.course) >= target)


def has_turned(playback: Playback) -> bool:
    """Whether the side has just changed."""
    if playback.phase not in (Phase.MOVING, Phase.HOLDING):
        return False
    recent = max(TURNED_MILLISECONDS, playback.step.transition_milliseconds)
    return playback.into_milliseconds < recent and changes_side(playback.sequence, playback.step_number)
