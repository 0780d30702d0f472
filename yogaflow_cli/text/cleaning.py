"""Text that came from outside: refused on the way in when it could act as a terminal control, defused on the way out.

Refused are control characters (Cc), hidden formatting (Cf), line and paragraph separators (Zl, Zp) and lone surrogates
(Cs: bytes that were not UTF-8).
"""

import unicodedata

from yogaflow_cli.errors import InvalidValue

LINE_LIMIT = 200
NOTE_LIMIT = 4000
QUOTE_LIMIT = 60
HARMLESS_LIMIT = 40
REPLACEMENT = "\ufffd"
# Cf as well, but they cannot reorder a line: Persian and the scripts of India need them in words, emoji to combine.
# Variation selectors are Mn and pass by themselves.
JOINERS = "\u200c\u200d"
REFUSED = {
    "Cc": "a control character",
    "Cf": "a hidden formatting character",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
}


def clean_line(text: str, what: str) -> str:
    """One line without outer spaces.

    Raises:
        InvalidValue: nothing is left, it holds more than 200 characters, or one that could act as a terminal control.
    """
    _refuse_hostile(text, what)
    return _fitting(text.strip(), what, LINE_LIMIT)


def clean_note(text: str) -> str:
    """A note without outer white space; its lines end in a line feed, its tabs are spaces.

    Raises:
        InvalidValue: nothing is left, it holds more than 4,000 characters, or one that could act as a terminal control.
    """
    lines = text.replace("\r\n", "\n").replace("\t", " ").split("\n")
    for line in lines:
        _refuse_hostile(line, "the note")
    return _fitting("\n".join(lines).strip(), "the note", NOTE_LIMIT)


def shown(text: str) -> str:
    """The text as one line that cannot act as a terminal control: what `clean_line` refuses becomes U+FFFD."""
    # True for nearly every text, and it refuses all that is refused below: one pass in C.
    if text.isprintable():
        return text
    return "".join(REPLACEMENT if _is_hostile(sign) else sign for sign in text)


def shown_note(text: str) -> str:
    """Like `shown`, but line feeds stay."""
    return "\n".join(map(shown, text.split("\n")))


def quoted(text: str) -> str:
    """The text in quotation marks for a message: shortened, and nothing hidden in it."""
    whole = shown(text[: QUOTE_LIMIT + 1])
    return f"'{whole}'" if len(whole) <= QUOTE_LIMIT else f"'{whole[:QUOTE_LIMIT]}…'"


def harmless(text: str) -> str:
    """The text with a dot for every sign that a shell, a prompt or a status bar could act on; at most 40 signs.

    What stays are letters of all scripts with their marks, digits, spaces, dots, dashes and underscores.
    """
    kept = "".join(sign if _is_plain(sign) else "." for sign in text)
    return kept if len(kept) <= HARMLESS_LIMIT else f"{kept[: HARMLESS_LIMIT - 1]}…"


def _is_plain(sign: str) -> bool:
    return sign in " .-_" or sign in JOINERS or unicodedata.category(sign)[0] in "LMN"


def _refuse_hostile(text: str, what: str) -> None:
    if text.isprintable():
        return
    for sign in filter(_is_hostile, text):
        kind = REFUSED.get(unicodedata.category(sign))
        if kind is None:
            raise InvalidValue(f"{what} is not valid UTF-8", "Type it again, or set the terminal to UTF-8.")
        raise InvalidValue(f"{what} holds {kind} (U+{ord(sign):04X})", "Leave it out.")


def _is_hostile(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category == "Cs" or (category in REFUSED and sign not in JOINERS)


def _fitting(text: str, what: str, limit: int) -> str:
    if all(sign.isspace() or sign in JOINERS for sign in text):
        raise InvalidValue(f"{what} is empty", "Write something, or leave it out.")
    if len(text) > limit:
        raise InvalidValue(f"{what} has {len(text):,} characters, at most {limit:,} fit", "Shorten it.")
    return text
