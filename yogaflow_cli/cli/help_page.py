"""The page that `yogaflow --help` prints: every command, by group, on one screen of 24 lines."""

from yogaflow_cli.cli.catalogue import CATALOGUE, GROUPS

WIDTH = 80
LABEL_WIDTH = 11


def root_help() -> str:
    """The page, from the catalogue."""
    rows = [row for group in GROUPS for row in rows_of(group)]
    return "\n".join(
        [
            "Usage: yogaflow [OPTIONS] COMMAND [ARGS]...",
            "",
            "  A practice tracker for yoga. Begin with: yogaflow start",
            "",
            *rows,
            "",
            "Options, before or after any command:",
            "  -p, --profile NAME    Whose practice (or YOGAFLOW_PROFILE)",
            "      --json            Answer as JSON, errors too",
            "      --plain           No colour, boxes or bars (or YOGAFLOW_PLAIN=1)",
            "  -q, --quiet           Say nothing where all went well",
            "      --no-input        Never ask (or YOGAFLOW_NO_INPUT=1)",
            "  -h, --help            What a command does: yogaflow COMMAND --help",
            "      --version, --install-completion, --show-completion",
            "",
        ]
    )


def rows_of(group: str) -> list[str]:
    """The names of a group's commands, in as many lines as they take."""
    label, rows = group, list[str]()
    for entry in CATALOGUE:
        if entry.group == group:
            if not rows or len(rows[-1]) + len(entry.name) + 2 > WIDTH:
                rows.append(f"  {label:<{LABEL_WIDTH}} {entry.name}")
                label = ""
            else:
                rows[-1] += f"  {entry.name}"
    return rows
