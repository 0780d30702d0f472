"""The page that `yogaflow --help` prints: every command, by group, on one screen of 24 lines."""

from yogaflow_cli.cli.catalogue import CATALOGUE, GROUPS

WIDTH = 11


def root_help() -> str:
    """The page, from the catalogue."""
    rows = [f"  {group:<{WIDTH}} {commands_of(group)}" for group in GROUPS]
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


def commands_of(group: str) -> str:
    """The names of a group's commands."""
    return "  ".join(entry.name for entry in CATALOGUE if entry.group == group)
