"""Command lines as nobody would type them: made from the program's own grammar, and then spoilt; for hypothesis."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.faults.typed_values import ANYTHING, HARMFUL, POOLS, SHARED
from yogaflow_cli.cli.command_line import home
from yogaflow_cli.cli.typer_seam import root_of

MOST_OPTIONS, MOST_NOISE = 4, 6


class Option(NamedTuple):
    """One option: its names, and the placeholder of its value, None for a flag."""

    names: tuple[str, ...]
    placeholder: str | None


class Command(NamedTuple):
    """One command or verb: its words, the placeholders of its arguments, and its options."""

    words: tuple[str, ...]
    placeholders: tuple[str, ...]
    options: tuple[Option, ...]


class Line(NamedTuple):
    """One call: its arguments, and what stands on standard input."""

    arguments: tuple[str, ...]
    given: bytes = b""


def grammar() -> tuple[Command, ...]:
    """Every command, read from the program itself: a new one is fuzzed without a word here."""
    return tuple(commands_of(root_of(home), ()))


def commands_of(command: Any, words: tuple[str, ...]) -> Iterator[Command]:
    """The command, and those below it; typer's classes are its own business."""
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from commands_of(command.get_command(None, name), (*words, name))
    options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    yield Command(
        words,
        tuple(argument.metavar.removeprefix("[").removesuffix("]") for argument in arguments),
        tuple(
            Option((*option.opts, *option.secondary_opts), None if option.is_flag else option.metavar)
            for option in options
        ),
    )


def unguided(words: list[str]) -> list[str]:
    """The words, unless they would have the guide lead, which takes as long as a practice does, or a server go on."""
    if "--guide" in words or ("guide" in words and "config" not in words):
        return [word for word in words if word not in ("guide", "--guide")]
    if "serve" in words:
        # A server goes on until it is told to end: one that can listen nowhere ends at once.
        return [*words, "--port", "65536"]
    return words


def placeless(word: str) -> str:
    """The word, unless it names a place outside the folder of the test: noise runs with all rights of the tester."""
    return word if word in ANYTHING or word in HARMFUL else word.replace("/", "∕")


# What an argument can hold: no NUL, and of the surrogates only those that stand for bytes.
signs = st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from(
    "\udc80\udcff\udcc3\x1b\u202e"
)
noise = st.text(signs, max_size=12).map(placeless)
values = st.sampled_from(ANYTHING) | st.sampled_from(HARMFUL) | noise
standard_inputs = st.sampled_from(
    [b"", b"a calm note", b"\xff\xfe", b"a\x1b[31m", b"Begin;Length\n2026-11-20 07:00;30\n", b"[]", b"x" * 70_000]
)


@st.composite
def typed_lines(draw: st.DrawFn, commands: tuple[Command, ...]) -> list[str]:
    """A command with arguments and options of its own, most of them with a value that fits."""
    command = draw(st.sampled_from(commands))
    words = [draw(value_for(placeholder)) for placeholder in command.placeholders if draw(st.integers(0, 3))]
    for _ in range(draw(st.integers(0, MOST_OPTIONS))):
        words += draw(option_words(draw(st.sampled_from(command.options))))
    if draw(st.booleans()):
        words.append(draw(st.sampled_from(SHARED)))
    return [*command.words, *words]


def value_for(placeholder: str) -> st.SearchStrategy[str]:
    """A value for a placeholder: of its own pool, three times of four."""
    fitting = st.sampled_from(POOLS.get(placeholder, ANYTHING))
    return st.integers(0, 3).flatmap(lambda number: fitting if number else values)


@st.composite
def option_words(draw: st.DrawFn, option: Option) -> list[str]:
    """An option as it can be typed: apart, with a sign of equality, or glued; its value may be missing."""
    name = draw(st.sampled_from(option.names))
    if option.placeholder is None:
        return [name] if draw(st.integers(0, 9)) else [f"{name}={draw(values)}"]
    value = draw(value_for(option.placeholder))
    form = draw(st.integers(0, 5))
    return [name] if form == 0 else [f"{name}={value}"] if form == 1 and "/" not in value else [name, value]


@st.composite
def spoilt(draw: st.DrawFn, words: list[str]) -> list[str]:
    """The words mixed up, doubled, cut off, or with others among them."""
    way = draw(st.integers(0, 4))
    if way == 0:
        return draw(st.permutations(words))
    if way == 1:
        return words * 2
    if way == 2:
        return words[: draw(st.integers(0, len(words)))]
    place = draw(st.integers(0, len(words)))
    if way == 3:
        return [*words[:place], draw(values), *words[place:]]
    return [*words[:place], *(word[: draw(st.integers(0, 4))] for word in words[place:] if "/" not in word)]


def lines(commands: tuple[Command, ...]) -> st.SearchStrategy[Line]:
    """Lines of the grammar, spoilt ones, and pure noise."""
    typed = typed_lines(commands)
    anything = st.lists(values, max_size=MOST_NOISE)
    kinds = st.sampled_from([typed, typed, typed, typed.flatmap(spoilt), typed.flatmap(spoilt), anything])
    words = kinds.flatmap(lambda kind: kind)
    return st.builds(lambda words, given: Line(tuple(unguided(words)), given), words, standard_inputs)
