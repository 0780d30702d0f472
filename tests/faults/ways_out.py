"""Every way in which words that are kept can leave the program. A new command or form is a line here."""

from typing import NamedTuple


class Way(NamedTuple):
    """One call; whether its lines end as those of Windows, and whether it shows markup-like words as they are."""

    line: str
    windows_lines: bool = False
    verbatim: bool = False

    @property
    def words(self) -> list[str]:
        """Its arguments."""
        return self.line.split()


READS = (
    *map(
        Way, ("", "--json", "current", "current --json", "current --plain", "show 2", "show --json", "show 1 --plain")
    ),
    *map(Way, ("history", "history --json", "history --plain", "history --search calm", "calendar", "calendar --json")),
    *map(
        Way,
        ("stats", "stats --json", "stats --plain", "stats --by style", "stats --by tag --json", "stats --by sequence"),
    ),
    *map(
        Way, ("balance", "balance --json", "balance --plain", "streak --explain", "streak --json", "goal", "goal show")
    ),
    *map(
        Way,
        ("rest list", "rest list --json", "config list", "config list --json", "sequence list", "sequence list --json"),
    ),
    *map(
        Way,
        ("profile list", "profile list --json", "profile show", "profile show --json", "pose list", "pose show tree"),
    ),
    *map(
        Way,
        (
            "sequence show evening",
            "sequence check evening",
            "history --sequence evening",
            "start evening",
        ),
    ),
    *map(Way, ("export json", "export ndjson", "export markdown", "report", "report --notes", "report --svg")),
    *(Way(line, windows_lines=True) for line in ("history --csv", "history --csv --raw", "stats --by style --csv")),
    *(
        Way(line, windows_lines=True)
        for line in ("stats --csv", "balance --csv", "export csv", "export csv --raw", "export ics")
    ),
    Way("show 1", verbatim=True),
    Way("current --format {sequence}|{style}|{tags}", verbatim=True),
    Way("export csv --columns note", windows_lines=True),
)
"""What only looks."""

WRITES = (
    *map(
        Way, ("pause", "complete", "complete --json", "discard", "undo", "undo 5", "undo 3 --json", "reopen 2", "start")
    ),
    *map(Way, ("log --start 07:00 --duration 90m", "edit 1 --tag more", "edit 2 --mood 3 --json", "delete 1 2 --yes")),
    *map(Way, ("delete 1 --forever --yes", "rest delete 1", "rest delete 1 --json", "rest add 2026-12-24..2026-12-30")),
    *map(
        Way, ("config set time_zone UTC", "profile rename maya lea", "profile use maya", "start --again", "log evening")
    ),
)
"""What changes something, tells of it, and leaves the state file for prompts."""

COMPLETED = (
    "yogaflow start --tag ",
    "yogaflow start --style ",
    "yogaflow start ",
    "yogaflow show ",
    "yogaflow profile use ",
)
"""Lines on which a person presses TAB."""
