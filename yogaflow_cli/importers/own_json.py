"""What `exporters/sessions_json.py` wrote, read back piece by piece, with distrust: a person may have edited it."""

from collections.abc import Iterable, Iterator, Mapping

from yogaflow_cli.domain.frozen_sequence import sequence_from_json
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.settings import SETTINGS, TIME_ZONE
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.fields import Fields
from yogaflow_cli.importers.importer import Arrival, ArrivingSession, ArrivingSetting, LeftOut
from yogaflow_cli.importers.json_stream import JsonStream, Piece
from yogaflow_cli.importers.rest_fields import rest_of
from yogaflow_cli.importers.session_fields import MOST_NUMBER, session_of
from yogaflow_cli.importers.session_steps import refuse_misplaced
from yogaflow_cli.importers.source import Look, Source
from yogaflow_cli.text.cleaning import clean_line, quoted, shown_note
from yogaflow_cli.zones import zone

VERSION = 1
"""The latest version that this importer can read; a test compares it with the exporter's."""

UNREAD = ("exported_at", "profile")
MOST_IN_SEQUENCE = 10**9
SETTINGS_BY_NAME = {setting.name: setting for setting in SETTINGS}


def recognises(look: Look) -> bool:
    """Whether a file that looks so may be ours."""
    return look.beginning.lstrip().startswith("{")


def arrivals(source: Source) -> Iterator[Arrival]:
    """What the source holds.

    Raises:
        InvalidValue: it is not JSON, not ours, from a newer version, or says what cannot be true.
    """
    return OwnFile(source.default_zone).arrivals(JsonStream(source.text()).pieces())


class OwnFile:
    """A file while it is read. Sessions that come before what they need wait for its end; ours never do."""

    def __init__(self, default_zone: str, place: str = "sessions, item {key}") -> None:
        self.default_zone = default_zone
        self.place = place
        self.version: int | None = None
        self.sequences: dict[str, Sequence] = {}
        self.waiting: list[Fields] = []

    def arrivals(self, pieces: Iterable[Piece]) -> Iterator[Arrival]:
        """The sessions and settings, in the file's order as far as that can be."""
        for piece in pieces:
            if piece.member == "sessions":
                yield from self.session_or_wait(piece)
            elif piece.member == "settings":
                yield setting_of(piece)
            elif piece.member == "rests":
                yield rest_of(piece)
            elif piece.member == "sequences":
                self.keep_sequence(piece)
            elif piece.member == "version":
                self.version = version_of(piece.value)
            elif piece.member not in UNREAD:
                raise InvalidValue(
                    f"The file has {quoted(piece.member)}, which this yogaflow does not know.",
                    "Update yogaflow: pip install --upgrade yogaflow-cli",
                )
        if self.version is None:
            raise InvalidValue("The file does not tell its version.", 'Ours begin with {"version": 1')
        for waiting in self.waiting:
            yield self.session(waiting)

    def session_or_wait(self, piece: Piece) -> Iterator[Arrival]:
        """The session, unless it has to wait."""
        if not isinstance(piece.key, int):
            raise InvalidValue("'sessions' is not a list.", "It holds one object for each practice.")
        fields = Fields(piece.value, self.place.format(key=piece.key))
        content_hash = fields.optional_text("sequence_hash")
        if self.version is None or (content_hash is not None and content_hash not in self.sequences):
            self.waiting.append(fields)
        else:
            yield self.session(fields)

    def session(self, fields: Fields) -> ArrivingSession:
        """The session, with its sequence."""
        session = session_of(fields, self.default_zone)
        content_hash = fields.optional_text("sequence_hash")
        slug = fields.optional_text("sequence")
        if content_hash is None:
            refuse_misplaced(fields, session, None)
            return ArrivingSession(fields.place, session, sequence_slug=slug)
        if content_hash not in self.sequences:
            raise fields.refused("its sequence is not in the file", "Leave 'sequence_hash' out.")
        sequence = self.sequences[content_hash]
        refuse_misplaced(fields, session, sequence)
        number = fields.number("sequence_id", 1, MOST_NUMBER)
        return ArrivingSession(fields.place, session, content_hash, sequence, number, slug)

    def keep_sequence(self, piece: Piece) -> None:
        """Keeps a sequence for the sessions that hold it."""
        content_hash = str(piece.key)
        try:
            refuse_hostile(piece.value)
            sequence = sequence_from_json(piece.value)
        except InvalidValue as error:
            raise InvalidValue(f"sequences, {quoted(content_hash)}: {error.message}", error.hint) from error
        if sequence.content_hash() != content_hash:
            raise InvalidValue(
                f"sequences, {quoted(content_hash)}: its content was changed.", "Put it back as it was exported."
            )
        self.sequences[content_hash] = sequence


def version_of(value: object) -> int:
    """The version that a file tells.

    Raises:
        InvalidValue: it is none, or one that this importer cannot read.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InvalidValue("The file's 'version' is not a whole number.", "Ours say 1.")
    if value > VERSION:
        raise InvalidValue(
            f"The file is from a newer yogaflow: its version is {value}, this one reads up to {VERSION}.",
            "Update yogaflow: pip install --upgrade yogaflow-cli",
        )
    return value


def setting_of(piece: Piece) -> ArrivingSetting | LeftOut:
    """A setting in its kept form; one that is not known here is left out."""
    name = str(piece.key)
    setting = SETTINGS_BY_NAME.get(name)
    if setting is None:
        return LeftOut(f"the setting {quoted(name)} is not known here")
    if not isinstance(piece.value, str):
        raise InvalidValue(f"settings: {name!r} must be text")
    value = setting.kept(piece.value)
    if setting is TIME_ZONE and value != TIME_ZONE.default:
        zone(value)
    return ArrivingSetting(name, value)


def refuse_hostile(value: object) -> None:
    """Raises InvalidValue for text that could act as a terminal control, and for numbers beyond measure."""
    if isinstance(value, str) and shown_note(value) != value:
        clean_line(value, "a text")
    elif isinstance(value, int | float) and not -MOST_IN_SEQUENCE <= value <= MOST_IN_SEQUENCE:
        raise InvalidValue("a number is beyond measure")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            refuse_hostile(key)
            refuse_hostile(item)
    elif isinstance(value, list):
        for item in value:
            refuse_hostile(item)
