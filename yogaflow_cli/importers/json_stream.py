"""One large JSON object, read piece by piece: its members, and the members of those, never the whole of it."""

from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import NamedTuple, NoReturn, TextIO

from yogaflow_cli.errors import InvalidValue

CHUNK_CHARACTERS = 1 << 16
MOST_CHARACTERS = 1 << 24
"""The longest single value; a session has about a thousand."""

LONGEST_TOKEN = 20
"""What is shorter, such as `false` or an escaped character, may be one that was cut by the end of a chunk."""

WHITE_SPACE = " \t\n\r"
HINT = "It must be what yogaflow export json wrote."


class Piece(NamedTuple):
    """A value inside the object: `member` is the name of the member, `key` its name or position in there.

    A member that is neither object nor list is a piece without a key.
    """

    member: str
    key: str | int | None
    value: object


def refuse_constant(name: str) -> NoReturn:
    """Raises ValueError: NaN and Infinity are no JSON."""
    raise ValueError(name)


class JsonStream:
    """The pieces of a stream's one object.

    Every method raises InvalidValue for what is not JSON, cut off, not UTF-8, or beyond measure.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.decoder = JSONDecoder(parse_constant=refuse_constant)
        self.text = ""
        self.position = 0
        self.passed = 0
        self.at_end = False

    def pieces(self) -> Iterator[Piece]:
        """Everything in the object, in its order; an empty member has no pieces."""
        if self.next_sign() != "{":
            raise InvalidValue("The file does not hold a JSON object.", HINT)
        seen: set[str] = set()
        for name in self.keys():
            if name in seen:
                raise InvalidValue(f"The file has {name!r} twice.", HINT)
            seen.add(name)
            yield from self.member(name)
        if self.next_sign():
            raise InvalidValue("Something follows the end of the JSON object.", HINT)

    def top_items(self) -> Iterator[Piece]:
        """The items of the list that the whole stream is."""
        if self.next_sign() != "[":
            raise InvalidValue("The file does not hold a JSON list.", HINT)
        yield from self.items("")
        if self.next_sign():
            raise InvalidValue("Something follows the end of the JSON list.", HINT)

    def member(self, name: str) -> Iterator[Piece]:
        """The pieces of one member."""
        sign = self.next_sign()
        if sign == "{":
            for key in self.keys():
                yield Piece(name, key, self.value())
        elif sign == "[":
            yield from self.items(name)
        else:
            yield Piece(name, None, self.value())

    def keys(self) -> Iterator[str]:
        """The keys of the object that begins here; the caller reads each one's value."""
        self.position += 1
        if self.next_sign() == "}":
            self.position += 1
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise broken("a key is not text")
            self.expect(":")
            yield key
            if self.one_of(",}") == "}":
                return

    def items(self, name: str) -> Iterator[Piece]:
        """The items of the list that begins here."""
        self.position += 1
        if self.next_sign() == "]":
            self.position += 1
            return
        for count in range(1, 1 << 62):
            yield Piece(name, count, self.value())
            if self.one_of(",]") == "]":
                return

    def value(self) -> object:
        """The value that begins here, whole."""
        self.next_sign()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.position)
            except JSONDecodeError as error:
                if self.at_end or not self.may_be_cut(error):
                    raise broken(self.problem(error)) from error
            except (ValueError, RecursionError) as error:
                raise broken("a number or a nesting is beyond measure") from error
            else:
                # A number may go on in what was not read yet: `12.` is 12 so far.
                if end + LONGEST_TOKEN < len(self.text) or self.at_end:
                    self.position = end
                    return value
            self.read_on()

    def may_be_cut(self, error: JSONDecodeError) -> bool:
        """Whether the value is wrong only because its rest was not read yet; a string says where it began."""
        return error.msg.startswith("Unterminated") or error.pos > len(self.text) - LONGEST_TOKEN

    def problem(self, error: JSONDecodeError) -> str:
        """What is wrong with a value, in words."""
        if self.may_be_cut(error):
            return "it ends too early"
        return f"{error.msg[0].lower()}{error.msg[1:]}, at character {self.passed + error.pos + 1:,}"

    def expect(self, sign: str) -> None:
        """Passes over a sign that must come next."""
        self.one_of(sign)

    def one_of(self, signs: str) -> str:
        """Passes over the next sign, which must be one of these."""
        found = self.next_sign()
        if not found or found not in signs:
            where = f" at character {self.passed + self.position + 1:,}"
            raise broken(f"{' or '.join(signs)} is missing{where}" if found else "it ends too early")
        self.position += 1
        return found

    def next_sign(self) -> str:
        """The next sign that is no white space, empty at the end; it is not passed over."""
        while True:
            while self.position < len(self.text):
                if self.text[self.position] not in WHITE_SPACE:
                    return self.text[self.position]
                self.position += 1
            if self.at_end:
                return ""
            self.read_on()

    def read_on(self) -> None:
        """Reads more, and lets go of what was passed over."""
        kept = self.text[self.position :]
        if len(kept) > MOST_CHARACTERS:
            raise broken("one value is longer than 16 million characters")
        try:
            # As much again as is there already, so that a long value is not tried too often.
            more = self.stream.read(max(CHUNK_CHARACTERS, len(kept)))
        except UnicodeDecodeError as error:
            raise InvalidValue("The file is not UTF-8.", "Convert it first: iconv -t UTF-8") from error
        self.passed += self.position
        self.text, self.position, self.at_end = kept + more, 0, not more


def broken(problem: str) -> InvalidValue:
    """What to say of text that is not JSON."""
    return InvalidValue(f"The file is not whole JSON: {problem}.", HINT)
