"""What can become of a file: bits flipped, pieces cut out, put in, doubled or exchanged, other encodings."""

from hypothesis import strategies as st

PIECES = (
    *(
        b"\0",
        b"\xff",
        b"\xed\xa0\x80",
        b"\x1b[2J",
        b"\xe2\x80\xae",
        b"\xef\xbb\xbf",
        b'"',
        b"'",
        b",",
        b";",
        b"\r",
        b"\n",
        b"\t",
    ),
    *(
        b"[" * 3000,
        b"{" * 3000,
        b'{"a":' * 3000,
        b"<a>" * 3000,
        b"[[" * 500,
        b"a." * 300,
        b"\\ud800",
        b"\\u001b",
        b"\\",
        b"\\x",
    ),
    *(
        b"9" * 30,
        b"9" * 5000,
        b"1e999",
        b"-1",
        b"NaN",
        b"Infinity",
        b"null",
        b"true",
        b"{}",
        b"[]",
        b"''",
        b'""',
        b"1_000",
    ),
    *(
        b"9999-12-31T23:59:59Z",
        b"0001-01-01T00:00:00Z",
        b"2026-03-29T02:30:00",
        b"99991231T235959Z",
        b"20260230T070000",
    ),
    *(
        b"=cmd|' /C calc'!A0",
        b"[red]",
        b"&#27;",
        b"&lol;",
        b"RRULE:FREQ=SECONDLY;COUNT=999999999\r\n",
        b"RRULE:FREQ=DAILY\r\n",
    ),
    *(b"x" * 5000, b"\n" * 2000, "١٢٣".encode(), "🧘".encode(), b"Europe/Berlin", b"../../etc/passwd", b"Mars/Olympus"),
)
"""What readers of all kinds stumble over."""

ENCODINGS = ("utf-16", "utf-16-be", "utf-8-sig", "utf-32", "cp1252", "cp037", "utf-7")
MOST_CHANGES, MOST_CUT = 4, 40


def flipped(content: bytes, place: int, bit: int) -> bytes:
    """The content with one bit turned over."""
    return content[:place] + bytes([content[place] ^ (1 << bit)]) + content[place + 1 :] if content[place:] else content


def recoded(content: bytes, encoding: str) -> bytes:
    """The content as a program of another age or system would save it."""
    return content.decode("utf-8", "replace").encode(encoding, "replace")


@st.composite
def changed(draw: st.DrawFn, content: bytes, others: tuple[bytes, ...]) -> bytes:
    """One change, at a place of its own."""
    start, end = sorted((draw(st.integers(0, len(content))), draw(st.integers(0, len(content)))))
    way = draw(st.integers(0, 7))
    if way == 0:
        return flipped(content, start, draw(st.integers(0, 7)))
    if way == 1:
        return content[:start] + content[start + draw(st.integers(1, MOST_CUT)) :]
    if way == 2:
        return content[:start]
    if way == 3:
        return content[:end] + content[start:end] + content[end:]
    if way == 4:
        return content[:start] + draw(st.sampled_from(others))[draw(st.integers(0, 200)) :]
    if way == 5:
        return recoded(content, draw(st.sampled_from(ENCODINGS)))
    piece = draw(st.sampled_from(PIECES) | st.binary(max_size=8))
    return content[:start] + piece + content[start + (draw(st.integers(0, MOST_CUT)) if way == 6 else 0) :]


@st.composite
def damaged(draw: st.DrawFn, content: bytes, others: tuple[bytes, ...]) -> bytes:
    """A file that was sound, and in which a few things were changed."""
    for _ in range(draw(st.integers(1, MOST_CHANGES))):
        content = draw(changed(content, others))
    return content


@st.composite
def with_words_replaced(draw: st.DrawFn, content: bytes) -> bytes:
    """A text whose structure is sound, and one or more of whose values are of another kind: found by their signs."""
    text = content.decode("utf-8", "surrogateescape")
    words = [word for word in text.replace('"', "\n").replace(",", "\n").split("\n") if word.strip()]
    for _ in range(draw(st.integers(1, MOST_CHANGES)) if words else 0):
        piece = draw(st.sampled_from(PIECES)).decode("utf-8", "surrogateescape")
        text = text.replace(draw(st.sampled_from(words)), piece, draw(st.sampled_from((1, 1, -1))))
    return text.encode("utf-8", "surrogateescape")
