"""A person's words inside Markdown: they read the same, and nothing in them acts, in CommonMark and in Obsidian."""

import re

from yogaflow_cli.text.cleaning import shown, shown_note

ACTIVE = re.compile(
    r"[\\`*\[\]<>~|$^]"  # code, emphasis, links, HTML, tables, formulas, names of blocks
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis, where it does not stand within a word
    r"|(?<![\w/])#"  # headings and tags, but no address's fragment
    r"|(?<=:):|(?<==)=|(?<=%)%"  # fields of Dataview, highlights, comments
    r"|&(?=#?\w+;)"  # HTML's names for letters
    r"|^(?:[-+=]|\d+[.)])"  # lists, and what makes a heading of the line above
)


def markdown(text: str) -> str:
    """One line of words without outer spaces; what could act as a terminal control is replaced."""
    return ACTIVE.sub(escaped, shown(text).strip())


def markdown_lines(text: str) -> list[str]:
    """The lines of a note, each as `markdown` gives it."""
    return [markdown(line) for line in shown_note(text).split("\n")]


def escaped(found: re.Match[str]) -> str:
    """What would act, so that it is only read."""
    signs = found[0]
    return f"{signs[:-1]}\\{signs[-1]}"
