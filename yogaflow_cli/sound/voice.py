"""Speaks the names of poses, in English, through the first voice of the machine that works; else nothing is said."""

import sys
from collections.abc import Mapping, Sequence

from yogaflow_cli.sound.programs import OVERDUE_SECONDS, Program, Programs, found

SPOKEN_LIMIT = 200
SPOKEN_SIGNS = "',."

# `spd-say` returns at once and its service speaks on; a new text takes the place of the one before there, too.
VOICES: Mapping[str, tuple[str, ...]] = {
    "spd-say": ("--language", "en", "--"),
    "espeak-ng": ("-v", "en", "-s", "150", "--"),
    "say": (),
}
"""The voices, best first, with the options that each is given before the text."""

WINDOWS_FOLDER = "C:\\Windows"
POWERSHELL = "System32\\WindowsPowerShell\\v1.0\\powershell.exe"
SPOKEN_VARIABLE = "SPOKEN_TEXT"
SPEAK_ON_WINDOWS = (
    "Add-Type -AssemblyName System.Speech;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "try { $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, 'en-US') } catch { };"
    f"$voice.Speak($env:{SPOKEN_VARIABLE})"
)


def voices(environment: Mapping[str, str]) -> list[Program]:
    """The voices of this machine, best first."""
    if sys.platform == "win32":
        return [windows_voice(environment)]
    paths = {name: found(name, environment) for name in VOICES}
    return [Program(path, VOICES[name]) for name, path in paths.items() if path]


def windows_voice(environment: Mapping[str, str]) -> Program:
    """Windows' own voice: the text comes to it in a variable, so that no part of it can be a command."""
    # By its whole path: a name alone is looked for in the current folder first.
    path = "\\".join([environment.get("SYSTEMROOT", WINDOWS_FOLDER), POWERSHELL])
    return Program(path, ("-NoProfile", "-NonInteractive", "-Command", SPEAK_ON_WINDOWS), SPOKEN_VARIABLE)


def spoken(text: str) -> str:
    """The text as words alone: one line that is no option, no format and no markup to any of the voices.

    An older `spd-say` reads its text as a C format; `espeak-ng` and `say` read what is in double brackets as phonemes.
    """
    words = "".join(sign if sign.isalnum() or sign in SPOKEN_SIGNS else " " for sign in text[:SPOKEN_LIMIT])
    return " ".join(words.split()).strip(f"{SPOKEN_SIGNS} ")


class Voice:
    """Says one text at a time. No call waits for what is said, and none raises."""

    def __init__(
        self,
        programs: Sequence[Program],
        environment: Mapping[str, str],
        silent: bool = False,
        overdue_seconds: float = OVERDUE_SECONDS,
    ) -> None:
        self.silent = silent
        self._programs = Programs(programs, environment, lambda: None, overdue_seconds)

    def say(self, text: str) -> None:
        """Begins to say the text, in the place of any that is being said."""
        words = spoken(text)
        if words and not self.silent:
            self._programs.stop()
            self._programs.begin(words)

    def tend(self) -> None:
        """Looks after what was begun; to be called with every frame."""
        self._programs.tend()

    def hush(self) -> None:
        """Stops what is being said; what `spd-say` handed on is said to its end."""
        self._programs.stop()
