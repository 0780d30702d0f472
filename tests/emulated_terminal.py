"""A call on a pseudo-terminal whose screen is emulated: the test sees what a person would."""

import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pexpect  # type: ignore[import-untyped]  # it comes without types
import pyte

PATIENCE_SECONDS = 20.0
READ_AT_ONCE = 65_536
LOOK_SECONDS = 0.02

TAKES_SCREEN, GIVES_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
HIDES_CURSOR, SHOWS_CURSOR = b"\x1b[?25l", b"\x1b[?25h"


class EmulatedTerminal:
    """A program on a terminal of so many lines and columns; `written` is all that it ever wrote."""

    def __init__(
        self, command: list[str], environment: Mapping[str, str], folder: Path, rows: int = 24, columns: int = 80
    ) -> None:
        on_a_screen = {name: value for name, value in environment.items() if name != "COLUMNS"}
        self.written = b""
        self.screen = pyte.Screen(columns, rows)
        self._seen: str | None = None
        self._stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            env=on_a_screen | {"TERM": environment.get("TERM_OF_TEST", "xterm-256color")},
            cwd=str(folder),
            dimensions=(rows, columns),
            timeout=PATIENCE_SECONDS,
        )
        # It would wait that long before every key.
        self.child.delaybeforesend = None

    def __enter__(self) -> "EmulatedTerminal":
        return self

    def __exit__(self, *ending: object) -> None:
        with suppress(OSError):  # a terminal that vanished cannot be closed
            self.child.close(force=True)
        with suppress(ProcessLookupError):
            os.kill(self.child.pid, signal.SIGKILL)

    @property
    def text(self) -> str:
        """The screen, its lines without the blanks at their ends."""
        self.look()
        # Whoever waits looks fifty times a second, and seldom sees another picture.
        if self._seen is None:
            self._seen = "\n".join(line.rstrip() for line in self.screen.display)
        return self._seen

    @property
    def printed(self) -> str:
        """All that was written, whatever is left of it on the screen."""
        self.look()
        return self.written.decode("utf-8", "replace")

    def look(self) -> bool:
        """Takes what was written since the last look; whether the program may still write."""
        try:
            while True:
                written = self.child.read_nonblocking(READ_AT_ONCE, timeout=0)
                self._seen = None
                self.written += written
                self._stream.feed(written)
        except pexpect.TIMEOUT:
            return True
        except (pexpect.EOF, OSError, ValueError):
            return False

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Returns when something holds."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < give_up_at, f"not seen: {what}\n{self.text}"
            time.sleep(LOOK_SECONDS)

    def shows(self, *words: str) -> str:
        """Returns the screen when all the words are on it."""
        self.until(lambda: all(word in self.text for word in words), " and ".join(words))
        return self.text

    def hides(self, word: str) -> None:
        """Returns when the word is not on the screen."""
        self.until(lambda: word not in self.text, f"the screen without {word}")

    def has_printed(self, *words: str) -> None:
        """Returns when all the words were written, whatever is left of them."""
        self.until(lambda: all(word in self.printed for word in words), " and ".join(words))

    def press(self, keys: str) -> None:
        """Keys, without Enter."""
        self.child.send(keys)

    def press_control(self, letter: str) -> None:
        """Ctrl and a letter."""
        self.child.sendcontrol(letter)

    def type(self, line: str) -> None:
        """A line and Enter."""
        self.child.sendline(line)

    def resize(self, rows: int, columns: int) -> None:
        """Another size, as when a person pulls at the window's corner."""
        self.look()
        self.screen.resize(rows, columns)
        self.screen.reset()
        self._seen = None
        self.child.setwinsize(rows, columns)

    def send_signal(self, number: int) -> None:
        """A signal to the program."""
        os.kill(self.child.pid, number)

    def vanish(self) -> None:
        """The terminal goes away, as when a window is closed or a connection breaks."""
        self.look()
        os.close(self.child.fileno())
        self.child.closed = True

    def ended(self) -> int:
        """The exit code, once the program has ended; minus the signal when one killed it."""
        self.until(lambda: not self.look() and not self.child.isalive(), "the end")
        code: int = self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus
        assert b"Traceback" not in self.written
        return code

    def gave_the_terminal_back(self) -> bool:
        """Whether the person's own screen, cursor and echo are there again."""
        self.look()
        screen = self.written.rfind(GIVES_SCREEN) > self.written.rfind(TAKES_SCREEN)
        cursor = self.written.rfind(SHOWS_CURSOR) > self.written.rfind(HIDES_CURSOR)
        return screen and cursor


KILL, TERMINATE, HANG_UP, STOP, CONTINUE = (
    signal.SIGKILL,
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGSTOP,
    signal.SIGCONT,
)
