"""Reading a token from a file, which must be private to the user. What file that is, others decide."""

import os
from pathlib import Path
from shlex import quote
from stat import S_ISFIFO, S_ISREG

from yogaflow_cli.errors import TokenMissing
from yogaflow_cli.paths import RIGHTS_OF_OTHERS

# Far more than any token; a file that holds more is not one, and must not fill the memory.
LONGEST_TOKEN_BYTES = 4096


def private_token(path: Path) -> str:
    """The text of the file without the line end after it; empty when the file is.

    Raises:
        FileNotFoundError: there is no such file.
        TokenMissing: it cannot be read, or others could read it, too.
    """
    try:
        with path.open("rb") as file:
            refuse_unless_private(os.fstat(file.fileno()), path)
            return file.read(LONGEST_TOKEN_BYTES).decode("utf-8", "surrogateescape").rstrip("\r\n")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(str(path)) from error
    except OSError as error:
        raise TokenMissing(
            f"The token file cannot be read ({error.strerror}): {path}", f"See whose it is: ls -l {quote(str(path))}"
        ) from error


def refuse_unless_private(status: os.stat_result, path: Path) -> None:
    """Refuses a file that belongs to another user, or that others may use.

    Raises:
        TokenMissing: with the command that puts it right.
    """
    # A pipe is welcome: `YOGAFLOW_TOKEN_FILE=<(pass show yogaflow)` is one.
    if not (S_ISREG(status.st_mode) or S_ISFIFO(status.st_mode)):
        raise TokenMissing(f"The token file is not a file: {path}", "Name the file that holds the token")
    # Windows has no such bits: there a file below the user's own folder is the user's alone.
    if os.name == "nt":
        return
    if status.st_uid != os.geteuid():
        raise TokenMissing(f"The token file belongs to another user: {path}", "Keep the token in a file of your own")
    if status.st_mode & RIGHTS_OF_OTHERS:
        raise TokenMissing(f"Others can use the token file: {path}", f"chmod 600 {quote(str(path))}")
