"""The functions that show the open practice in a shell's own prompt: they read the file that `state.py` describes."""

from pathlib import Path
from shlex import quote

SHELLS = {"bash": "bash.sh", "zsh": "zsh.zsh", "fish": "fish.fish"}


def shell_function(shell: str, state_file: Path, database: Path) -> str:
    """The function of one of SHELLS, for those two files, as a text that the shell evaluates."""
    text = Path(__file__).with_name(SHELLS[shell]).read_text(encoding="utf-8")
    quoted = fish_quoted if shell == "fish" else quote
    for place, path in (("@STATE_FILE@", state_file), ("@DATABASE@", database)):
        text = text.replace(place, quoted(str(path)))
    return text


def fish_quoted(text: str) -> str:
    """A text as one word of fish, in whose single quotes a backslash escapes itself and the quote."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
