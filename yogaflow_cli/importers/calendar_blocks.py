"""The events and zones of a calendar, line by line, before anything in them is understood: what is needed of each.

A calendar may have any size, and an event any length: no more is held than one of them, and of that little.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO

from yogaflow_cli.errors import InvalidValue

ACTIVE, STYLE = "X-YOGAFLOW-ACTIVE-SECONDS", "X-YOGAFLOW-STYLE"
CALENDAR, EVENT, ZONE = "VCALENDAR", "VEVENT", "VTIMEZONE"
NEEDED = {"UID", "DURATION", "SUMMARY", "DESCRIPTION", "CATEGORIES", "STATUS", "RRULE", "RDATE", "RECURRENCE-ID"}
NEEDED |= {"DTSTART", "DTEND", ACTIVE, STYLE}
OF_ZONE = {"BEGIN", "END", "TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"}
UNKEPT = {"LOCATION": "place", "GEO": "place", "ATTENDEE": "guests", "URL": "web address", "CONFERENCE": "web address"}
UNKEPT |= {"ATTACH": "attachments", "VALARM": "reminders"}
LONGEST, PIECE = 1 << 16, 1 << 16
"""The octets of an event or zone at most, of which we need about a thousand, and of what is read at once."""

CUT_OFF = "it is cut off"
PROPERTY = re.compile(rb"[A-Za-z0-9-]+")


class Block:
    """An event or a zone, gathered line by line: where it begins, what is needed of it, and what else we name of it."""

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.line = line
        self.content: list[str] = []
        self.unkept: dict[str, None] = {}
        self.octets = self.depth = 0
        self.problem = ""

    def add(self, name: str, octets: bytes) -> None:
        """Takes a content line, if it is needed: of an event only its own, of a zone those of its parts too."""
        self.depth -= name == "END"
        if name in OF_ZONE if self.name == ZONE else self.depth == 0 and name in NEEDED:
            self.keep(octets)
        elif self.depth == 0 and (what := UNKEPT.get(value_of(octets) if name == "BEGIN" else name)):
            self.unkept |= {what: None} if value_of(octets) else {}
        self.depth += name == "BEGIN"

    def keep(self, octets: bytes) -> None:
        """Keeps a content line, unless there are too many."""
        self.octets += len(octets)
        if self.octets > LONGEST:
            self.problem = "it is too long to be read"
            return
        try:
            self.content.append(octets.decode())
        except UnicodeDecodeError:
            self.problem = "its text is not UTF-8"


def blocks(file: BinaryIO | BufferedReader) -> Iterator[Block]:
    """The events and zones of a file. Raises InvalidValue for one that is no calendar."""
    opened: Block | None = None
    begun = False
    for number, octets in content_lines(file):
        found = PROPERTY.match(octets if begun else octets.removeprefix(BOM_UTF8))
        name = found[0].decode().upper() if found else ""
        component = value_of(octets) if name in ("BEGIN", "END") else ""
        begun = begun or (name, component) == ("BEGIN", CALENDAR)
        if octets and not begun:
            break
        if opened and component in (CALENDAR, EVENT, ZONE):
            opened.problem = opened.problem or ("" if (name, component) == ("END", opened.name) else CUT_OFF)
            yield opened
            opened = None
        elif opened:
            opened.add(name, octets)
        if name == "BEGIN" and component in (EVENT, ZONE):
            opened = Block(component, number)
    if opened:
        opened.problem = CUT_OFF
        yield opened
    if not begun:
        raise InvalidValue("The file is not a calendar.", f"The first line of one is BEGIN:{CALENDAR}, in UTF-8.")


def value_of(octets: bytes) -> str:
    """What follows the first colon of a content line, in capitals."""
    return octets.partition(b":")[2].strip().decode(errors="replace").upper()


def content_lines(file: BinaryIO | BufferedReader) -> Iterator[tuple[int, bytes]]:
    """The lines of a file, with the number where each begins, and what was folded put together; some are empty.

    It is bytes that are put together: programs fold within a character. Of a line that is too long, some is left out.
    """
    number = began = 0
    line = bytearray()
    is_new = True
    while piece := file.readline(PIECE):
        number += is_new
        folds = is_new and piece[:1] in b" \t"
        if is_new and not folds:
            yield began, bytes(line)
            line, began = bytearray(), number
        if len(line) <= LONGEST:
            line += piece[folds:].rstrip(b"\r\n")
        elif began == 1:
            # No calendar begins so, and a device such as /dev/zero never ends.
            break
        is_new = piece.endswith(b"\n")
    yield began, bytes(line)
