"""A daily note that is there already: what yogaflow wrote into it is renewed, all else stays byte for byte."""

import re

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.exporters.daily_note_blocks import BEGIN, END, Day, block, new_note, properties

MARKER = re.compile(r"^\ufeff?[ \t]*<!-- yogaflow:(begin|end) -->[ \t]*(?=\r?$)", re.MULTILINE)
HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(?:.*\n)*?---[ \t]*\r?(?:\n|$)")
OUR_PROPERTIES = re.compile(
    r"^yoga_minutes: \d+\r?\nyoga_sessions: \d+\r?\nyoga_styles:(?: \[\]|(?:\r?\n  - [^\r\n]+)+)(?=\r?\n)",
    re.MULTILINE,
)
"""The three properties that a new note is given, as they were written and where they still stand together."""


def renewed_note(name: str, content: bytes, day: Day) -> bytes:
    """The note of that name with a day's practices as they are now; what is there already may stay as it is.

    Raises:
        InvalidValue: it is not UTF-8, or its markers are not one pair.
    """
    if not content:
        return new_note(day).encode()
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise InvalidValue(f"The note {name} is not UTF-8.", "Save it as UTF-8, then export again.") from error
    numbers = our_properties(text)
    # From the end to the beginning: what was found further up keeps its place.
    text = with_block(name, text, block(day, fields=numbers is None))
    if numbers is not None:
        text = text[: numbers.start()] + line_end_of(numbers[0]).join(properties(day)) + text[numbers.end() :]
    return text.encode()


def line_end_of(text: str) -> str:
    """How the text's first line ends."""
    first, found, _ = text.partition("\n")
    return "\r\n" if found and first.endswith("\r") else "\n"


def our_properties(text: str) -> re.Match[str] | None:
    """Where yogaflow's properties stand in the note's head, None where it has none or somebody rearranged them."""
    head = HEAD.match(text)
    return None if head is None else OUR_PROPERTIES.search(text, 0, head.end())


def with_block(name: str, text: str, lines: list[str]) -> str:
    """The note with these lines between its markers, or with a block of its own at its end."""
    markers = list(MARKER.finditer(text))
    if not markers:
        line_end = line_end_of(text)
        return text + line_end.join((blank_before(text, line_end) + BEGIN, *lines, END, ""))
    if [marker[1] for marker in markers] != ["begin", "end"]:
        raise InvalidValue(
            f"The note {name} has markers of yogaflow that are not one pair.",
            f"Leave one {BEGIN} and one {END} below it, or take all of them out.",
        )
    begin, end = markers
    line_end = line_end_of(text[begin.end() :])
    return text[: begin.end()] + line_end + line_end.join((*lines, "")) + text[end.start() :]


def blank_before(text: str, line_end: str) -> str:
    """What is missing at the note's end for a blank line there."""
    last_lines = text.replace("\r\n", "\n")[-2:]
    return "" if last_lines == "\n\n" else line_end if last_lines.endswith("\n") else line_end * 2
