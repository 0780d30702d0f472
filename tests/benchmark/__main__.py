"""`python -m tests.benchmark`: how fast YogaFlow is, beside the bare floors, timewarrior and Watson."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tests.benchmark.baseline import KEPT, as_text, kept_baseline, slower
from tests.benchmark.clock import CallFailed
from tests.benchmark.limits import BESIDE, LIMITS, SIZES, Goal
from tests.benchmark.measuring import Measurement, measured
from tests.benchmark.report import as_json, markdown, table
from tests.benchmark.wheel import Wheel

MET, MISSED, MISUSED = 0, 1, 2
ROUNDS, MOST_ROUNDS = 21, 1000
STDOUT = "-"


class Options(argparse.Namespace):
    """What the person asked for."""

    sizes: tuple[int, ...]
    rounds: int
    only: str
    json: str | None
    keep: bool
    markdown: bool


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Ends with 2."""
        self.exit(MISUSED, f"{self.prog}: {message}\n")


def parser() -> Parser:
    """The options."""
    made = Parser("python -m tests.benchmark", description=__doc__, allow_abbrev=False)
    made.add_argument(
        "--sizes", type=sizes, default=SIZES, metavar="N,N", help="logs of these sizes; all four unless given"
    )
    made.add_argument("--rounds", type=rounds, default=ROUNDS, metavar="N", help=f"how many; {ROUNDS} unless given")
    made.add_argument("--only", default="", metavar="WORD", help="figures whose name has it")
    made.add_argument("--json", metavar="FILE", help="write the figures there, too; - is standard output")
    made.add_argument("--markdown", action="store_true", help="print the README's table")
    made.add_argument(
        "--keep", action="store_true", help=f"keep the figures in {KEPT.name}, to compare later runs with"
    )
    return made


def sizes(text: str) -> tuple[int, ...]:
    """The sizes of `0,10000`."""
    known = {str(size): size for size in SIZES}
    words = [word.strip() for word in text.split(",")]
    if not all(word in known for word in words):
        raise argparse.ArgumentTypeError(f"{text!r}: give some of {','.join(known)}")
    return tuple(known[word] for word in words)


def rounds(text: str) -> int:
    """A number of rounds."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST_ROUNDS):
        raise argparse.ArgumentTypeError(f"{text!r}: give a number from 1 to {MOST_ROUNDS}")
    return int(text)


def options_of(arguments: Sequence[str]) -> Options:
    """The options; ends with 2 when they make no sense together."""
    made = parser()
    options = made.parse_args(arguments, namespace=Options())
    if options.keep and (options.only or set(options.sizes) != set(SIZES)):
        made.error("--keep is for all figures: leave out --only and --sizes")
    if options.markdown and options.json == STDOUT:
        made.error("--markdown and --json - both want standard output")
    if options.json not in (None, STDOUT):
        refuse_unwritable(made, options.json)
    if not goals_of(options):
        made.error(f"no figure of these sizes has {options.only!r} in its name")
    return options


def refuse_unwritable(made: Parser, path: str) -> None:
    """Ends with 2 now, and not after minutes of measuring."""
    try:
        with Path(path).open("a", encoding="utf-8"):
            return
    except OSError as error:
        made.error(f"--json {path}: {error.strerror}")


def goals_of(options: Options) -> list[Goal]:
    """The figures of the sizes, both sides, whose name has the word."""
    allowed = {None, *options.sizes}
    goals = LIMITS if options.markdown and not options.keep else (*LIMITS, *BESIDE)
    return [
        goal
        for goal in goals
        if options.only in goal.name
        and goal.subject.size in allowed
        and (goal.beside is None or goal.beside.size in allowed)
    ]


def tell(progress: str) -> None:
    """Says on standard error what goes on."""
    print(progress, file=sys.stderr, flush=True)


def publish(measurement: Measurement, options: Options) -> None:
    """Prints and writes what was asked for; on standard output nothing stands beside JSON or Markdown."""
    found = as_json(measurement)
    people = sys.stderr if options.markdown or options.json == STDOUT else sys.stdout
    if options.markdown:
        print("\n".join(markdown(measurement)))
    print("\n".join(table(measurement)), file=people)
    kept = kept_baseline()
    if kept is None:
        tell(f"no baseline to compare with: --keep writes {KEPT}")
    else:
        for line in slower(found, kept):
            print(line, file=people)
    if options.json == STDOUT:
        sys.stdout.write(as_text(found))
    elif options.json is not None:
        Path(options.json).write_text(as_text(found), encoding="utf-8")
    if options.keep:
        KEPT.write_text(as_text(found), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Measures, and gives 1 when a limit is missed or a call failed."""
    options = options_of(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="yogaflow-bench-") as folder:
            tell("installing the wheel")
            wheel = Wheel(Path(folder))
            measurement = measured(goals_of(options), options.rounds, wheel, Path(folder), tell)
        publish(measurement, options)
    except (CallFailed, OSError) as error:
        tell(f"cannot be measured: {error}")
        return MISSED
    except subprocess.CalledProcessError as error:
        tell(f"cannot be measured: {error}\n{error.stderr or ''}".rstrip())
        return MISSED
    return exit_code(measurement)


def exit_code(measurement: Measurement) -> int:
    """1 when a limit is missed, whatever became slower."""
    return MISSED if any(each.is_met is False for each in measurement.figures) else MET


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
