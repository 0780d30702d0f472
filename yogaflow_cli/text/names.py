"""Names that people choose: profiles, tags, styles, sequences; and finding the one that was meant."""

import unicodedata
from collections.abc import Iterable

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import clean_line, quoted

PROFILE_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")
PROFILE_LIMIT = 32
# A profile's name becomes a file's, and these are no files on Windows, whatever their ending.
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
FALLBACK_PROFILE = "me"
SLUG_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
SLUG_LIMIT = 64
SEQUENCE_LIMIT = 100
APOSTROPHES = str.maketrans("", "", "'’ʼ`")
LABEL_LIMIT = 50
REASON_LIMIT = 60
LABEL_SEPARATORS = ";,"
SPACES = str.maketrans("-_", "  ")
# Letters that Unicode does not take apart into a base and a mark, in their usual ASCII spelling.
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)
LONGEST_COMPARED = 60
SHORTEST_PART = 3


def profile_name(text: str) -> str:
    """The name in its one form: NFKC, lower case, `[a-z0-9][a-z0-9_-]{0,31}`, and no Windows device.

    Raises:
        InvalidValue: it has no such form.
    """
    name = unicodedata.normalize("NFKC", text).casefold()
    if name in DEVICES:
        raise InvalidValue(
            f"{quoted(text)} cannot be a profile: Windows keeps it for a device.", "Choose another name."
        )
    if not 1 <= len(name) <= PROFILE_LIMIT or not PROFILE_SIGNS.issuperset(name) or name[0] in "-_":
        hint = "A name has 1 to 32 of the letters a-z, digits, - and _, and begins with a letter or digit."
        raise InvalidValue(f"{quoted(text)} cannot be a profile's name.", hint)
    return name


def profile_name_from_user(user: str) -> str:
    """The profile's name for a user of the operating system, `me` when nothing of it fits; never fails."""
    dashed = _plain(user).translate(str.maketrans(" .", "--"))
    kept = "".join(sign for sign in dashed if sign in PROFILE_SIGNS)
    name = kept.lstrip("-_")[:PROFILE_LIMIT].rstrip("-_")
    return FALLBACK_PROFILE if not name or name in DEVICES else name


def sequence_slug(text: str) -> str:
    """The slug of a new sequence, `[a-z0-9][a-z0-9-]{0,63}`: `My evening` is `my-evening`.

    Raises:
        InvalidValue: it is a path or an option, nothing of it fits, or more than does; what `clean_line` refuses.
    """
    name = clean_line(text, "the name")
    if name[0] in "-." or "/" in name or "\\" in name or name.casefold().endswith(".toml"):
        hint = 'Give a name and no path, such as "My evening"; its file is made for you.'
        raise InvalidValue(f"{quoted(name)} cannot be the name of a sequence", hint)
    plain = _plain(name).translate(APOSTROPHES)
    slug = "-".join("".join(sign if sign in SLUG_SIGNS else " " for sign in plain).split())
    if not slug or slug in DEVICES:
        problem = "Windows keeps it for a device" if slug else "nothing of it can be the name of a file"
        hint = "Give one with a-z or 0-9, such as evening; how it is shown can be changed in the file."
        raise InvalidValue(f"{quoted(name)} cannot be the name of a sequence: {problem}", hint)
    if len(slug) > SLUG_LIMIT or len(name) > SEQUENCE_LIMIT:
        raise InvalidValue(f"the name has {len(name)} characters, at most {SLUG_LIMIT} fit", "Shorten it.")
    return slug


def sequence_title(text: str) -> str:
    """How a new sequence is called by the name that was typed: as it is, but `my-evening` becomes `My evening`."""
    name = " ".join(text.split())
    return name.replace("-", " ").capitalize() if name == sequence_slug(name) else name


def tag(text: str) -> str:
    """The tag in its one form: NFC, lower case, single spaces.

    Raises:
        InvalidValue: it is empty or over 50 characters, or holds a comma, a semicolon or what `clean_line` refuses.
    """
    return _label(text, "the tag")


def style(text: str) -> str:
    """The style of a practice in its one form, which is that of a tag.

    Raises:
        InvalidValue: for the causes that `tag` has.
    """
    return _label(text, "the style")


def reason(text: str) -> str:
    """The reason of days of rest: one line.

    Raises:
        InvalidValue: it is empty or over 60 characters, or holds what `clean_line` refuses.
    """
    kept = clean_line(text, "the reason").strip()
    if not 1 <= len(kept) <= REASON_LIMIT:
        raise InvalidValue(f"A reason has 1 to {REASON_LIMIT} letters.", "Such as holiday, ill, travel or cycle.")
    return kept


def folded(text: str) -> str:
    """The form in which names are compared: without case and diacritics; `-`, `_` and runs of spaces are one space."""
    plain = text.lower() if text.isascii() else _plain(text)
    return " ".join(plain.translate(SPACES).split())


def nearest(text: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """The candidates that may have been meant, likeliest first: beginning alike, one within the other, few slips apart.

    Of candidates that differ in case, diacritics or dashes only, the first stands for all.
    """
    wanted = folded(text)[: LONGEST_COMPARED + 1]
    if not wanted:
        return []
    forms: dict[str, str] = {}
    for candidate in candidates:
        forms.setdefault(folded(candidate), candidate)
    ranked = sorted((*rank, form) for form in forms if (rank := _rank(wanted, form)) is not None)
    return [forms[form] for _, _, form in ranked[:limit]]


def _plain(text: str) -> str:
    """Lower case, marks stripped, the letters of the table spelt out."""
    # Case comes after the decomposition, which itself brings forth capitals: the raised A of U+1D2C.
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold().translate(LETTERS)


def _label(text: str, what: str) -> str:
    line = clean_line(text, what)
    label = unicodedata.normalize("NFC", " ".join(line.split()).lower())
    if any(separator in label for separator in LABEL_SEPARATORS):
        raise InvalidValue(f"{what} {quoted(line)} holds a comma or a semicolon", "Give each of several by itself.")
    if len(label) > LABEL_LIMIT:
        raise InvalidValue(f"{what} has {len(label)} characters, at most {LABEL_LIMIT} fit", "Shorten it.")
    return label


def _rank(wanted: str, form: str) -> tuple[int, int] | None:
    """How near two folded names are, smaller first; None when neither can have been meant for the other."""
    apart = abs(len(wanted) - len(form))
    if form.startswith(wanted):
        return 0, apart
    if min(len(wanted), len(form)) >= SHORTEST_PART and (wanted in form or form in wanted):
        return 1, apart
    if (slips := _few_slips(wanted, form)) is not None:
        return 2, slips
    # "warior" for "warrior 1": the name goes on, and the slip is at its beginning.
    beginning = " ".join(form.split()[: wanted.count(" ") + 1])
    slips = None if beginning == form else _few_slips(wanted, beginning)
    return None if slips is None else (3, slips)


def _few_slips(wanted: str, form: str) -> int | None:
    """The slips between two folded names, None when they are too many for one to have been meant for the other."""
    allowed = max(1, min(len(wanted), len(form)) // 3)
    if abs(len(wanted) - len(form)) > allowed or max(len(wanted), len(form)) > LONGEST_COMPARED:
        return None
    slips = _slips(wanted, form)
    return slips if slips <= allowed else None


def _slips(one: str, other: str) -> int:
    """The optimal-string-alignment distance: letters added, left out, mistaken, or two neighbours exchanged."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, candidate in enumerate(other, start=1):
            slips = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != candidate))
            if row > 1 < column and letter == other[column - 2] and candidate == one[row - 2]:
                slips = min(slips, before[column - 2] + 1)
            current.append(slips)
        before, above = above, current
    return above[-1]
