"""Work that nobody waits for: a module of ours as a program of its own. Sole home of subprocess beside the editor's."""

import subprocess
import sys
from pathlib import Path


def start_in_background(module: str, arguments: list[str], folder: Path) -> "subprocess.Popen[bytes]":
    """Starts the module in a process which no terminal ends, and which holds no other folder."""
    # Without the folder that the person stands in among the places that modules are taken from.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,
    )
