"""The programs side by side, each with its data, for as long as they are measured."""

import shutil
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from tests.benchmark.clock import spent
from tests.benchmark.homes import KEYRING_PROGRAMS, Homes, homes_beside_a_keyring
from tests.benchmark.limits import Goal, Subject, program_of, subjects_of
from tests.benchmark.own_calls import own_cycle
from tests.benchmark.rivals import Timewarrior, Watson
from tests.benchmark.rounds import Cycle
from tests.benchmark.wheel import Wheel

Tell = Callable[[str], None]


class Bench:
    """YogaFlow's homes and the rivals' data; what is not installed has said so, and is left out."""

    def __init__(self, homes: Homes, others: Collection[str], tell: Tell) -> None:
        """Takes the names of the other programs that are wanted."""
        self.homes = homes
        self.tell = tell
        self.now = datetime.now(UTC)
        has_timew = "timew" in others and self.is_here("timew", "timewarrior")
        self.timewarrior = Timewarrior(homes.folder, self.now) if has_timew else None
        self.has_sqlite = "sqlite3" in others and self.is_here("sqlite3", "sqlite3")
        self.has_zsh = "zsh" in others and self.is_here("zsh", "zsh")
        self._others = others
        self._peaks: dict[Subject, float] = {}

    @cached_property
    def watson(self) -> Watson | None:
        """Watson in its own environment; None, which is said, where pip cannot get it, and where nobody wants it."""
        if "watson" not in self._others:
            return None
        self.tell("installing Watson")
        try:
            return Watson(self.homes.folder, self.now)
        except subprocess.CalledProcessError:
            self.tell("Watson cannot be installed: its rows are left out")
            return None

    def is_here(self, program: str, package: str) -> bool:
        """Whether the program is installed; says so when it is not."""
        found = shutil.which(program) is not None
        if not found:
            self.tell(f"{program} is not installed (Debian: {package}): its rows are left out")
        return found

    def prepare(self, sizes: Iterable[int], of_memory: Iterable[Goal]) -> None:
        """Makes the logs of these sizes, installs Watson, and finds these peaks, before anything is timed."""
        _ = self.watson
        for size in sizes:
            self.homes.home(size)
        for goal in of_memory:
            self.peak_megabytes(goal.subject)

    def peak_megabytes(self, subject: Subject) -> float:
        """The most memory that a call ever has; it is called once for that."""
        if subject not in self._peaks:
            (call,) = self.cycle(subject)
            self.tell(f"memory: {subject}")
            self._peaks[subject] = spent(self.homes.wheel.python, call).peak_megabytes
        return self._peaks[subject]

    def can_measure(self, goal: Goal) -> bool:
        """Whether all that a goal names is here."""
        here = {"timew": self.timewarrior, "watson": self.watson, "sqlite3": self.has_sqlite, "zsh": self.has_zsh}
        return all(here.get(program_of(subject), True) for subject in subjects_of(goal))

    def cycles(self, subjects: Iterable[Subject]) -> list[Cycle]:
        """The calls that give the subjects their times, each cycle once."""
        found: dict[Subject, Cycle] = {}
        for subject in subjects:
            cycle = self.cycle(subject)
            found.setdefault(cycle[0].subject, cycle)
        return list(found.values())

    def cycle(self, subject: Subject) -> Cycle:
        """The calls that give one subject its time; logs are made for them."""
        if program_of(subject) == "timew" and self.timewarrior is not None:
            return self.timewarrior.cycle(subject)
        if program_of(subject) == "watson" and self.watson is not None:
            return self.watson.cycle(subject)
        return own_cycle(self.homes, subject)


@contextmanager
def bench_for(goals: Sequence[Goal], wheel: Wheel, folder: Path, tell: Tell) -> Iterator[Bench]:
    """The bench for these goals: beside a keyring where there can be one, else with tokens in private files."""
    named = {program_of(subject) for goal in goals for subject in subjects_of(goal)}
    with ExitStack() as stack:
        if all(map(shutil.which, KEYRING_PROGRAMS)):
            homes = stack.enter_context(homes_beside_a_keyring(wheel, folder, tell))
        else:
            tell("no Secret Service here (Debian: dbus, gnome-keyring): the token lies in a private file")
            homes = Homes(wheel, folder, None, tell)
        yield Bench(homes, named, tell)
