"""A machine of the test's own: its PATH, and a sound card that writes down what it is given."""

import os
import shutil
import wave
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from tests.needs import needs_program

SOUND_CARD = """\
pcm.!default {{
  type file
  slave.pcm "silence"
  file "{heard}"
  format "wav"
  truncate false
}}
pcm.silence {{ type null }}
"""
"""ALSA's own `file` device in front of its `null` device: it takes samples as fast as they come."""


class Machine(NamedTuple):
    """Programs on a PATH, and what its sound card was given."""

    programs: Path
    heard: Path
    environment: dict[str, str]

    def install(self, *names: str) -> None:
        """Puts the real programs on the PATH."""
        needs_program(*names)
        for name in names:
            (self.programs / name).symlink_to(shutil.which(name) or name)

    def write(self, name: str, *lines: str) -> Path:
        """Puts a program of the test's own on the PATH."""
        program = self.programs / name
        program.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
        program.chmod(0o755)
        return program

    def note(self, name: str) -> Path:
        """A file for a program to write into."""
        return self.programs.parent / name

    def pieces(self) -> list[bytes]:
        """The samples of each piece that the sound card was given, in the order in which they began."""
        pieces = [samples_in(file) for file in sorted(self.heard.parent.glob(f"{self.heard.name}*"))]
        # espeak-ng opens the device once more when it has spoken.
        return [piece for piece in pieces if piece]


def machine_in(folder: Path) -> Machine:
    """A machine with nothing installed."""
    programs, heard = folder / "bin", folder / "heard.wav"
    programs.mkdir()
    card = folder / "asound.conf"
    card.write_text(SOUND_CARD.format(heard=heard), encoding="utf-8")
    environment = {"PATH": str(programs), "ALSA_CONFIG_PATH": str(card), "HOME": str(folder)}
    # The servers of the machine that the tests run on are out of reach, and none is started.
    nowhere = {"XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": f"unix:{folder}/no-server"}
    return Machine(programs, heard, environment | nowhere)


def samples_in(file: Path) -> bytes:
    """The samples of a WAV file."""
    with wave.open(str(file)) as reading:
        samples: bytes = reading.readframes(reading.getnframes())
    return samples


def until(true: Callable[[], object], tend: Callable[[], None] = lambda: None, patience_seconds: float = 10) -> None:
    """Tends as a guide does with each of its frames, until something has become true."""
    end = monotonic() + patience_seconds
    while not true():
        assert monotonic() < end, "it never came to be"
        tend()
        sleep(0.01)


def written(file: Path) -> str:
    """What a program has written, empty as long as it has not."""
    return file.read_text(encoding="utf-8") if file.exists() else ""


def state_of(process_number: str) -> str:
    """The state of a process as Linux tells it: `S` sleeps, `Z` is a zombie; empty when it has gone."""
    try:
        status = Path("/proc", process_number.strip(), "stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    return status.rpartition(")")[2].split()[0]


def children() -> set[str]:
    """The numbers of this process's children, zombies among them."""
    own = Path("/proc/self/task")
    return {child for task in own.iterdir() for child in (task / "children").read_text(encoding="ascii").split()}


def session_of(process_number: str) -> int:
    """The session that a process belongs to."""
    return os.getsid(int(process_number))
