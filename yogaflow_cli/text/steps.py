"""One step of a sequence on one line: `warrior-2, 5 breaths, both, x2`. What a pose or side means is not known here."""

from dataclasses import dataclass
from datetime import timedelta

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import clean_line, quoted
from yogaflow_cli.text.durations import LIMIT, parse_duration
from yogaflow_cli.text.numbers import is_digits

SIDES = ("left", "right", "both", "side")
PHASES = ("in", "out")
BREATH_WORDS = ("breath", "breaths")
UNCOUNTED = "uncounted"
UNREADABLE = "cannot read"
MOST_BREATHS = 1000
MOST_REPEATS = 100
HOLD_EXAMPLES = "A hold is such as 30s, 1m30s, 5 breaths, in, out or 4-4-4-4."
STEP_EXAMPLES = "After the pose: 30s or 5 breaths, left, right, both or side, x3, uncounted."


@dataclass(frozen=True, slots=True)
class Hold:
    """How long a pose is held: in seconds, in breaths, or by a pattern of seconds: in, hold, out, hold.

    Exactly one of the three is set. `breath_phase` ("in" or "out") marks the half of a breath that it is done on.
    """

    seconds: float | None = None
    breaths: float | None = None
    pattern: tuple[int, int, int, int] | None = None
    breath_phase: str | None = None


@dataclass(frozen=True, slots=True)
class StepText:
    """A step as it was written; `side` is "left", "right", "both", "side" (the side that its part is on) or None."""

    pose: str
    hold: Hold | None
    side: str | None
    repeat: int = 1
    counted: bool = True


def parse_step(text: str) -> StepText:
    """The step that the line says: a pose, and after it hold, side, `xN` and `uncounted` in any order, each once.

    Raises:
        InvalidValue: there is no pose, or an element says nothing, lies out of bounds or comes twice.
    """
    line = clean_line(text, "the step")
    pose, *elements = (element.strip() for element in line.split(","))
    if not pose:
        raise InvalidValue(f"the pose is missing in step {quoted(line)}", "The pose comes first: cat-cow, 6 breaths")
    read: dict[str, str] = {}
    hold = None
    for element in elements:
        kind = _kind(element)
        if kind == "hold":  # before it can be called a second one: it may be a stray word
            hold = _hold(element, line)
        if kind in read:
            raise InvalidValue(f"a second {kind}, {quoted(element)}, in step {quoted(line)}", f"Give one {kind}.")
        read[kind] = element
    return StepText(
        pose=pose,
        hold=hold,
        side=read["side"].lower() if "side" in read else None,
        repeat=_repeat(read["repeat"], line) if "repeat" in read else 1,
        counted=UNCOUNTED not in read,
    )


def parse_hold(text: str) -> Hold:
    """The hold that `30s`, `2m`, `1m30s`, `5 breaths`, `in`, `out` (half a breath each) or `4-4-4-4` says.

    Raises:
        InvalidValue: it says none, none at all (`0s`), over 4 hours or over 1,000 breaths.
    """
    word = text.lower()
    if word in PHASES:
        return Hold(breaths=0.5, breath_phase=word)
    number, _, unit = word.partition(" ")
    if unit in BREATH_WORDS and is_digits(number):
        return Hold(breaths=_breaths(int(number), text))
    pattern = word.split("-")
    if len(pattern) == 4 and all(is_digits(seconds, 5) for seconds in pattern):
        into, full, out, empty = map(int, pattern)
        _bounded(timedelta(seconds=into + full + out + empty), text)
        return Hold(pattern=(into, full, out, empty))
    return Hold(seconds=_seconds(word, text))


def _kind(element: str) -> str:
    word = element.lower()
    if word in SIDES:
        return "side"
    if word == UNCOUNTED:
        return UNCOUNTED
    return "repeat" if word.startswith("x") and is_digits(word[1:]) else "hold"


def _hold(element: str, line: str) -> Hold:
    try:
        return parse_hold(element)
    except InvalidValue as error:
        unread = f"cannot read {quoted(element)} in step {quoted(line)}"
        if error.message.startswith(UNREADABLE):
            raise InvalidValue(unread, STEP_EXAMPLES) from None
        raise InvalidValue(f"{unread}: {error.message}", error.hint) from None


def _repeat(element: str, line: str) -> int:
    repeat = int(element[1:])
    if not 1 <= repeat <= MOST_REPEATS:
        reason = f"a step can be done 1 to {MOST_REPEATS} times"
        raise InvalidValue(f"cannot read {quoted(element)} in step {quoted(line)}: {reason}", "Such as x3.")
    return repeat


def _breaths(number: int, text: str) -> float:
    if not 1 <= number <= MOST_BREATHS:
        raise InvalidValue(f"a hold has 1 to {MOST_BREATHS:,} breaths, not {quoted(text)}", HOLD_EXAMPLES)
    return float(number)


def _seconds(word: str, text: str) -> float:
    try:
        span = parse_duration(word)
    except InvalidValue as error:
        if is_digits(word, 9):
            raise InvalidValue(f"{word} what? {word}s, {word}m or {word} breaths", HOLD_EXAMPLES) from None
        reason = f"{UNREADABLE} {quoted(text)} as a hold" if error.message.startswith(UNREADABLE) else error.message
        raise InvalidValue(reason, HOLD_EXAMPLES) from None
    return _bounded(span, text).total_seconds()


def _bounded(span: timedelta, text: str) -> timedelta:
    if not timedelta(0) < span <= LIMIT:
        raise InvalidValue(f"a hold lasts over 0 seconds and up to 4 hours, not {quoted(text)}", HOLD_EXAMPLES)
    return span
