"""The guide in plain words, one line an event, for screen readers and log files: no symbols, no rich."""

from datetime import timedelta

from yogaflow_cli.domain.cues import Cue, CueKind
from yogaflow_cli.domain.free_playback import FreePlayback
from yogaflow_cli.domain.playback import Phase, Playback
from yogaflow_cli.domain.sequence import Step
from yogaflow_cli.presentation.guide_scene import Scene
from yogaflow_cli.presentation.guide_words import HALF_WORDS, breaths_words, side_words
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import spoken

COUNTED_DOWN_MILLISECONDS = 10_000
"""In shorter steps the words about their end would last as long as the step."""

SAID_SECONDS = 3
PATTERN_WORDS = ("in", "hold", "out", "hold")
MINUTE = timedelta(minutes=1)


def plain_lines(scene: Scene, cue: Cue) -> list[str]:
    """What to print for a cue; nothing where the sound is the event."""
    playback = scene.playback
    if isinstance(playback, FreePlayback):
        if cue.kind is CueKind.TARGET and playback.target is not None:
            return [f"Target reached: {time_in_words(playback.target)}."]
        return []
    if cue.kind is CueKind.END:
        return [f"The end of {ended(playback.sequence.name)}"]
    if cue.step_number is None:
        return []
    if cue.kind is CueKind.STEP:
        return step_lines(playback, cue.step_number)
    side = playback.sequence.steps[cue.step_number - 1].side
    if cue.kind is CueKind.SIDE and side is not None:
        return [f"Change sides: {side_words(side)}."]
    if cue.kind is CueKind.COUNTDOWN and cue.seconds == SAID_SECONDS and is_long(playback, cue.step_number):
        return [f"{SAID_SECONDS} seconds left."]
    return []


def plain_begin(scene: Scene) -> str:
    """What is said before anything begins."""
    playback = scene.playback
    if isinstance(playback, FreePlayback):
        said = [f"Free practice: {time_in_words(playback.practised)}."]
        if playback.every:
            said.append(f"Bell every {time_in_words(playback.every)}.")
        if playback.target is not None:
            said.append(f"Target {time_in_words(playback.target)}.")
        return " ".join(said)
    sequence = playback.sequence
    length = time_in_words(timedelta(seconds=sequence.planned_seconds))
    line = f"{shown(sequence.name)}: {counted(sequence.poses_planned, 'step')}, {length}."
    if playback.phase is Phase.PREPARING:
        # Rounded up: it is what is still to come.
        line += f" Get ready: {milliseconds_in_words(-(-playback.phase_left_milliseconds // 1000) * 1000)}."
    return line


def plain_paused(scene: Scene) -> str:
    """What is said as a pause begins."""
    playback = scene.playback
    if isinstance(playback, FreePlayback):
        return f"Paused after {time_in_words(playback.practised)}."
    return f"Paused after {milliseconds_in_words(playback.practised_milliseconds)}, at {step_words(playback)}."


def plain_resumed(scene: Scene) -> str:
    """What is said as practice goes on."""
    playback = scene.playback
    if isinstance(playback, FreePlayback):
        return f"Going on after {time_in_words(playback.practised)}."
    return f"Going on at {step_words(playback)}, {ended(playback.step.english)}"


def plain_minutes(scene: Scene) -> str:
    """The progress of a free practice, in whole minutes once there is one."""
    playback = scene.playback
    if isinstance(playback, FreePlayback):
        practised = playback.practised
    else:
        practised = timedelta(milliseconds=playback.practised_milliseconds)
    return f"{time_in_words(practised - practised % MINUTE if practised >= MINUTE else practised)}."


def step_lines(playback: Playback, number: int) -> list[str]:
    """A step and the one after it."""
    steps = playback.sequence.steps
    step = steps[number - 1]
    rounds = f", round {step.round} of {step.rounds}" if step.rounds > 1 else ""
    said = [f"Step {number} of {len(steps)}{rounds}."]
    names = f"{shown(step.english)}, {shown(step.sanskrit)}" if step.sanskrit else step.english
    said.append(ended(names))
    if step.side is not None:
        said.append(f"{side_words(step.side).capitalize()}.")
    if step.cue:
        said.append(sentence(step.cue))
    said.append(hold_sentence(step))
    following = ended(steps[number].english) if number < len(steps) else "the end."
    return [" ".join(said), f"Next: {following}"]


def hold_sentence(step: Step) -> str:
    """How a step is held and how long, and before it the moving, where it takes time."""
    held = [milliseconds_in_words(step.hold_milliseconds)]
    if step.pattern is not None:
        counts = zip(PATTERN_WORDS, step.pattern, strict=True)
        held = [*(f"{word} {count}" for word, count in counts if count), *held]
    elif step.breath_phase is not None:
        held = [HALF_WORDS[step.breath_phase], *held]
    elif step.breaths is not None:
        held = [breaths_words(step), *held]
    words = ", ".join(held)
    if step.transition_milliseconds:
        words = f"{milliseconds_in_words(step.transition_milliseconds)} to move into the pose, then {words}"
    return sentence(words)


def is_long(playback: Playback, number: int) -> bool:
    """Whether the words about its end have room in a step, or in the time to get ready."""
    if playback.phase is Phase.PREPARING:
        return playback.sequence.prepare_milliseconds >= COUNTED_DOWN_MILLISECONDS
    planned = playback.sequence.steps[number - 1].planned_milliseconds
    length = playback.step_milliseconds if number == playback.step_number else planned
    return length >= COUNTED_DOWN_MILLISECONDS


def step_words(playback: Playback) -> str:
    """The number of the step, of all."""
    steps = len(playback.sequence.steps)
    return f"step {min(playback.step_number, steps)} of {steps}"


def ended(text: str) -> str:
    """A person's words with a full stop in the place of what they ended with."""
    cleaned = shown(text)
    return f"{cleaned.rstrip(' .!?…') or cleaned}."


def sentence(text: str) -> str:
    """Words as a sentence."""
    return ended(text[:1].upper() + text[1:])


def milliseconds_in_words(milliseconds: int) -> str:
    """A time in milliseconds, in words."""
    return time_in_words(timedelta(milliseconds=milliseconds))


def time_in_words(span: timedelta) -> str:
    """A time with its units written out."""
    return spoken(span, plain=True)
