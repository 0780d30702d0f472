"""What a sequence file says, before it is unfolded: parts, rounds, sides and includes still as they were written."""

from dataclasses import dataclass
from typing import NamedTuple

from yogaflow_cli.domain.sequence import Bell
from yogaflow_cli.domain.side import Side
from yogaflow_cli.library.lines import Place
from yogaflow_cli.library.page import Page
from yogaflow_cli.text.steps import Hold

MOST_STEPS = 10_000
"""How many steps a sequence may have, written or unfolded."""


class Title(NamedTuple):
    """One line of the list of sequences; `shadows_shipped` when it stands in the place of a shipped one."""

    slug: str
    name: str
    sanskrit: str | None
    style: str | None
    level: int | None
    shipped: bool
    shadows_shipped: bool = False


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One written step; `sides` is what it says itself, `follows_part` that it is done on the side its part is on."""

    place: Place
    pose: str
    hold: Hold
    sides: tuple[Side, ...] = ()
    follows_part: bool = False
    repeat: int = 1
    counted: bool = True
    cue: str | None = None
    note: str | None = None
    bell: bool = False


@dataclass(frozen=True, slots=True)
class PartPlan:
    """One written part: its own steps, or another sequence to `use`; `rounds` is None where the file says nothing."""

    place: Place
    name: str | None = None
    steps: tuple[StepPlan, ...] = ()
    use: str | None = None
    rounds: int | None = None
    sides: tuple[Side, ...] = ()
    rest: StepPlan | None = None
    move_milliseconds: int | None = None
    count: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One written sequence."""

    page: Page
    name: str
    parts: tuple[PartPlan, ...]
    sanskrit: str | None
    style: str | None
    level: int | None
    about: str | None
    breath_milliseconds: int
    move_milliseconds: int
    prepare_milliseconds: int
    bell: Bell
    bell_every_milliseconds: int | None
    props: tuple[str, ...]

    @property
    def title(self) -> Title:
        """Its line in the list of sequences."""
        return Title(self.page.slug, self.name, self.sanskrit, self.style, self.level, self.page.shipped)
