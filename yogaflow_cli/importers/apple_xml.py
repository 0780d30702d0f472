"""Apple Health's export.xml, read piece by piece: its workouts and mindful minutes, of gigabytes of other records.

Sole home of defusedxml: entities and references to outside are refused.
"""

from collections.abc import Iterator
from io import BufferedReader
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.sax import make_parser

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.source import beginning_of, encoding_of
from yogaflow_cli.text.cleaning import shown

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesImpl

CHUNK_BYTES = 1 << 16
PROLOGUE_BYTES = 1 << 18
"""256 KB: Apple declares its elements in 9."""

MOST_BYTES_OF_ONE = 1 << 20
"""1 MB: a tag, with all its attributes, has a few hundred bytes."""

MOST_DEPTH = 64
"""Apple nests five deep."""

MOST_DETAILS = 500
"""What one workout tells beyond that is not looked at."""

ROOT, WORKOUT, RECORD = "HealthData", "Workout", "Record"
MINDFUL = "HKCategoryTypeIdentifierMindfulSession"
METADATA, STATISTICS, ROUTE = "MetadataEntry", "WorkoutStatistics", "WorkoutRoute"
TOP_DEPTH = 2
VALUES = ("sum", "average", "minimum", "maximum")

# Health of iOS 16 lets vertical tabs through, which are no XML; they mean nothing in it.
CONTROLS = bytes(sign for sign in range(1, 32) if sign not in b"\t\n\r")
AS_SPACES = bytes.maketrans(CONTROLS, b" " * len(CONTROLS))
REFERENCE = "reference to invalid character number"
TOO_EARLY = ("no element found", "unclosed token", "unclosed CDATA section")

NO_EXPORT = "The file is not an export of Apple Health."
HINT = "Give export.zip as the phone made it, or the export.xml in it."
AGAIN = "Export it again, or copy it again from the phone."


class Recorded(NamedTuple):
    """A workout, or a session of mindful minutes, as the file tells it, nothing of it believed yet.

    `line` is where it begins. `statistics` holds the types of those that have a value.
    """

    line: int
    element: str
    told: dict[str, str]
    metadata: dict[str, str]
    statistics: dict[str, bool]
    routes: list[str]


class Collector(ContentHandler):
    """Gathers what is recorded from the parser's calls, which are millions."""

    def __init__(self) -> None:
        super().__init__()
        self.parser = make_parser()
        self.parser.setContentHandler(self)
        self.depth = 0
        self.is_begun = False
        self.gathering: Recorded | None = None
        self.gathered: list[Recorded] = []

    def startElement(self, name: str, attrs: "AttributesImpl[str]") -> None:  # noqa: N802  # the library's name
        """An element begins. Raises InvalidValue where it is none of Apple's."""
        self.depth += 1
        if self.depth == TOP_DEPTH:
            # A record inside a correlation stands at the top as well.
            if name == WORKOUT or (name == RECORD and attrs.get("type", "") == MINDFUL):
                self.gathering = Recorded(self.line, name, dict(attrs.items()), {}, {}, [])
        elif self.depth > TOP_DEPTH:
            if self.gathering is not None:
                self.take_detail(name, attrs, self.gathering)
            if self.depth > MOST_DEPTH:
                raise InvalidValue(f"line {self.line}: the XML is nested too deeply", HINT)
        elif name == ROOT:
            self.is_begun = True
        else:
            raise InvalidValue(NO_EXPORT, HINT)

    def take_detail(self, name: str, attrs: "AttributesImpl[str]", gathering: Recorded) -> None:
        """Keeps what an element inside a workout tells; what stands deeper belongs to one of its parts."""
        if self.depth > TOP_DEPTH + 1 or len(gathering.metadata) + len(gathering.statistics) > MOST_DETAILS:
            return
        if name == METADATA:
            gathering.metadata.setdefault(attrs.get("key", ""), attrs.get("value", ""))
        elif name == STATISTICS:
            has_value = any(has_amount(attrs.get(which, "")) for which in VALUES)
            kind = attrs.get("type", "")
            gathering.statistics[kind] = gathering.statistics.get(kind, False) or has_value
        elif name == ROUTE and not gathering.routes:
            gathering.routes.append(name)

    def endElement(self, name: str) -> None:  # noqa: N802  # the library's name
        """An element ends."""
        if self.depth == TOP_DEPTH and self.gathering is not None:
            self.gathered.append(self.gathering)
            self.gathering = None
        self.depth -= 1

    @property
    def line(self) -> int:
        """The line that the parser is at."""
        return self.parser.getLineNumber() or 1

    @property
    def position(self) -> tuple[int | None, int | None]:
        """Up to where everything is understood."""
        return self.parser.getLineNumber(), self.parser.getColumnNumber()

    def taken(self) -> list[Recorded]:
        """What was gathered since the last time."""
        gathered, self.gathered = self.gathered, []
        return gathered


def has_amount(text: str) -> bool:
    """Whether a value is told, and is not 0."""
    return bool(text.strip("0., \t"))


def recorded(file: BufferedReader | BinaryIO) -> Iterator[Recorded]:
    """What was recorded, in the file's order.

    Raises:
        InvalidValue: it is not Apple Health's, damaged, or no XML; the message has the line.
    """
    collector = Collector()
    position, waiting_bytes = collector.position, 0
    for chunk in chunks(file):
        feed(collector, chunk)
        yield from collector.taken()
        waiting_bytes = waiting_bytes + len(chunk) if collector.position == position else 0
        position = collector.position
        if waiting_bytes > MOST_BYTES_OF_ONE:
            raise InvalidValue(f"line {collector.line}: one element is longer than a megabyte", HINT)
    feed(collector, None)
    if not collector.is_begun:
        raise InvalidValue(NO_EXPORT, HINT)
    yield from collector.taken()


def feed(collector: Collector, chunk: bytes | None) -> None:
    """Hands a piece to the parser, None for the end. Raises InvalidValue."""
    try:
        if chunk is None:
            collector.parser.close()
        else:
            collector.parser.feed(chunk)
    except SAXParseException as error:
        raise broken(error, is_begun=collector.is_begun) from error
    except (SAXException, ValueError, LookupError) as error:
        # Of defusedxml, or an encoding that there is not.
        raise InvalidValue("The XML declares what no export of Apple Health does.", HINT) from error


def broken(error: SAXParseException, *, is_begun: bool) -> InvalidValue:
    """What to say of XML that is not whole; `is_begun` when Apple's first element was there."""
    problem, line = error.getMessage(), error.getLineNumber() or 1
    if not is_begun:
        return InvalidValue(NO_EXPORT, HINT)
    if problem.startswith(REFERENCE):
        hint = "Take such out first, with: sed 's/&#11;/ /g' export.xml > whole.xml"
        return InvalidValue(f"line {line}: it holds a sign that XML does not allow, such as &#11;", hint)
    if problem.startswith(TOO_EARLY):
        return InvalidValue(f"line {line}: the XML ends too early", AGAIN)
    return InvalidValue(f"line {line}: the XML is damaged: {shown(problem)}", AGAIN)


def chunks(file: BufferedReader | BinaryIO) -> Iterator[bytes]:
    """The bytes of the file, with spaces in place of what XML forbids and Apple writes."""
    is_utf_8 = encoding_of(beginning_of(file)) == "utf-8-sig"
    prologue = file.read(PROLOGUE_BYTES)
    if is_utf_8:
        prologue = without_declarations(prologue)
    for begin in range(0, len(prologue), CHUNK_BYTES):
        piece = prologue[begin : begin + CHUNK_BYTES]
        yield piece.translate(AS_SPACES) if is_utf_8 else piece
    while piece := file.read(CHUNK_BYTES):
        yield piece.translate(AS_SPACES) if is_utf_8 else piece


def without_declarations(prologue: bytes) -> bytes:
    """The beginning of a file with empty lines in place of Apple's declarations: those of iOS 16 are no XML."""
    begin = prologue.find(b"<!DOCTYPE")
    end = prologue.find(b"<" + ROOT.encode(), max(begin, 0))
    declarations = prologue[begin:end]
    if begin < 0 or end < 0 or b"<!ENTITY" in declarations:
        return prologue
    return prologue[:begin] + b"\n" * declarations.count(b"\n") + prologue[end:]
