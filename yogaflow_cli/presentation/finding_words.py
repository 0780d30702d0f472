"""Findings as lines and as objects."""

import textwrap
from collections.abc import Iterator

from yogaflow_cli.domain.finding import Finding, Level, is_sound
from yogaflow_cli.text.cleaning import shown

MARK_WIDTH = len(Level.PROBLEM.value) + 2


def finding_lines(findings: list[Finding], mended: list[str], width: int) -> Iterator[str]:
    """Every finding with what mends it, then what was mended, and the sum of it."""
    for finding in findings:
        yield from wrapped(f"{finding.level.value:{MARK_WIDTH}}", f"{finding.check}: {shown(finding.message)}", width)
        if finding.mend is not None:
            yield f"{'':{MARK_WIDTH}}{shown(finding.mend)}"
    if mended:
        yield from wrapped("", f"Mended: {', '.join(mended)}.", width)
    yield summary(findings)


def wrapped(mark: str, text: str, width: int) -> list[str]:
    """A text of several lines behind its mark; a file's name is never broken."""
    folded = textwrap.wrap(text, max(width - MARK_WIDTH, 40), break_long_words=False, break_on_hyphens=False)
    return [(mark if number == 0 else " " * len(mark)) + line for number, line in enumerate(folded)]


def summary(findings: list[Finding]) -> str:
    """How many problems and warnings there are."""
    counts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for word, level in (("problem", Level.PROBLEM), ("warning", Level.WARNING))
        if (number := sum(finding.level is level for finding in findings))
    ]
    return f"{' and '.join(counts)}." if counts else "All is sound."


def examination_object(findings: list[Finding], mended: list[str]) -> dict[str, object]:
    """All of it, for scripts; `sound` is what the exit code says."""
    return {
        "sound": is_sound(findings),
        "findings": [finding_object(finding) for finding in findings],
        "mended": mended,
    }


def finding_object(finding: Finding) -> dict[str, object]:
    """One finding; `fixable` tells whether `doctor --fix` mends it."""
    return {
        "check": finding.check,
        "level": finding.level.value,
        "message": shown(finding.message),
        "mend": None if finding.mend is None else shown(finding.mend),
        "fixable": finding.remedy is not None,
    }
