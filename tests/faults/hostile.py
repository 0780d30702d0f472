"""Text that means harm, and what no way out may let through."""

import unicodedata

from tests.program import Result
from yogaflow_cli.text.cleaning import JOINERS

ACTING = {
    "a colour": "red \x1b[31m",
    "a clipboard": "\x1b]52;c;aGk=\x07",
    "a title": "\x1b]0;pwned\x07",
    "a C1 control": "a\x9b31m",
    "a device string": "a\x90q\x9c",
    "a tab": "a\tb",
    "a carriage return": "Deleted\rStarted",
    "a delete": "a\x7fb",
    "a reversal": "abc\u202edef",
    "an isolate": "a\u2066b",
    "a mark of direction": "a\u200eb",
    "a hidden space": "a\u200bb",
    "a soft hyphen": "a\u00adb",
    "a tag character": "a\U000e0041b",
    "a line separator": "a\u2028b",
    "a paragraph separator": "a\u2029b",
    "a byte that is not UTF-8": "a\udcff",
}
"""What a terminal could obey, or what hides from the eye; each fits into an argument."""

LOOKING = {
    "colours of rich": "[red]x[/red] [/b] [link=https://example.org]y[/link]",
    "an emoji's name": ":smile: :thumbs_up:",
    "a formula": "=cmd|' /C calc'!A0",
    "a template": "{note} {{7*7}} {0} %s %(x)s ${HOME}",
    "a page": "<script>alert(1)</script> &amp; \"x\" 'y'",
    "a shell's words": "$(id) `id` ; rm -rf / | cat",
    "a backslash at the end": "a\\",
}
"""What would act where somebody took it for markup; it is text, and is shown as it is."""

EXIT_CODES = frozenset({0, 2, 3, 4, 5, 6, 7, 8})
"""The contract's, without 1, a mistake of ours; nobody interrupts or terminates here."""

ACTS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
WINDOWS_LINE_END = "\r\n"
BYTE_ORDER_MARK = "\ufeff"


def acting(text: str) -> list[str]:
    """The signs that a terminal could obey, or that hide; line feeds and the joiners of words may be there."""
    return [sign for sign in text if sign not in f"\n{JOINERS}" and unicodedata.category(sign) in ACTS]


def harm(result: Result, *, windows_lines: bool = False, marked: bool = False) -> str:
    """What is wrong with how a call ended, empty when nothing is; tables have Windows' line ends, and may be marked."""
    out = result.out.replace(WINDOWS_LINE_END, "\n") if windows_lines else result.out
    found = acting(out.removeprefix(BYTE_ORDER_MARK) if marked else out) + acting(result.err)
    if found:
        return f"it printed {sorted(set(map(ascii, found)))}"
    if result.code not in EXIT_CODES:
        return f"it ended with {result.code}"
    if "Traceback (most recent call last)" in result.out + result.err:
        return "it printed a traceback"
    if (result.code != 0) and not (result.err.strip() or is_examination(result)):
        return "it failed without a word"
    return ""


def is_examination(result: Result) -> bool:
    """Whether it is the answer of `doctor`, which says what is wrong where others say what is not."""
    return result.code == 7 and any(mark in result.out for mark in ("problem  ", '"level": "problem"'))
