"""How one practice of a sequence is to be shaped: the options as values. `shaped_plan.py` makes the sequence."""

from datetime import timedelta
from typing import NamedTuple

from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.text.bells import BellText, parse_bell
from yogaflow_cli.text.durations import parse_duration
from yogaflow_cli.text.numbers import whole_number

MOST_ROUNDS = 1000
MOST_STEPS = 10_000


class Shape(NamedTuple):
    """What the call says of the sequence's form; None where it says nothing."""

    rounds: int | None = None
    breath: timedelta | None = None
    from_step: int | None = None
    fit: timedelta | None = None
    prepare: timedelta | None = None
    bell: BellText | None = None

    @property
    def says_anything(self) -> bool:
        """Whether it says anything at all."""
        return any(value is not None for value in self)

    @property
    def needs_sequence(self) -> bool:
        """Whether it says anything that free practice has not."""
        return any(value is not None for value in self[:-1])


def shape_of(
    rounds: str | None,
    breath: str | None,
    from_step: str | None,
    fit: str | None,
    prepare: str | None,
    bell: str | None,
) -> Shape:
    """The shape that the options say. Raises InvalidValue."""
    return Shape(
        rounds=None if rounds is None else whole_number(rounds, "--rounds", 1, MOST_ROUNDS),
        breath=None if breath is None else parse_duration(breath),
        from_step=None if from_step is None else whole_number(from_step, "--from-step", 1, MOST_STEPS),
        fit=None if fit is None else parse_duration(fit),
        prepare=None if prepare is None else parse_duration(prepare),
        bell=None if bell is None else parse_bell(bell),
    )


def refuse_without_sequence(shape: Shape) -> None:
    """Raises UsageMistake when free practice is to have a sequence's shape."""
    if shape.needs_sequence:
        raise UsageMistake(
            "--rounds, --breath, --from-step, --fit and --prepare shape a sequence.",
            "Name one: yogaflow start sun-salutation-a --rounds 3",
        )
    if shape.bell is not None and shape.bell.every is None and shape.bell.when != "none":
        raise UsageMistake("Free practice has no steps or parts to ring for.", "Such as --bell every:5m.")
