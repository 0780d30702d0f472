"""The functions that show the open practice in a shell's own prompt: they read the file that `state.py` describes."""

from pathlib import Path
from shlex import quote

SHELLS = {"bash": "bash.sh", "zsh": "zsh.zsh", "fish": "fish.fish"}
PLACE = "@STATE_FILE@"


def shell_function(shell: str, state_file: Path) -> str:
    """The function of one of SHELLS, for that state file, as a text that the shell evaluates."""
    template = Path(__file__).with_name(SHELLS[shell]).read_text(encoding="utf-8")
    return template.replace(PLACE, fish_quoted(str(state_file)) if shell == "fish" else quote(str(state_file)))


def fish_quoted(text: str) -> str:
    """A text as one word of fish, in whose single quotes a backslash escapes itself and the quote."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
