"""Signals while the guide leads: to end, to stand aside. What is being saved is saved first."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
STOP_NAME = "SIGTSTP"


class Leaving(BaseException):
    """The guide was told to end. No error: nothing below may take it for one."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.signal_number = signal_number


class GuideSignals:
    """The signals of one guide; `stop_asked` once Ctrl-Z was pressed."""

    def __init__(self) -> None:
        self.stop_asked = False
        self._held = False
        self._arrived: int | None = None
        self._before: dict[int, object] = {}

    def open(self) -> None:
        """Listens. What ends the guide is heard, and held until the terminal is taken: see `held`."""
        self._held = True
        heard = {number: signal.getsignal(number) for number in numbers(*ENDING_NAMES, STOP_NAME)}
        # What the caller shut out, as `nohup` does, stays shut out.
        self._before = {number: handler for number, handler in heard.items() if handler is not signal.SIG_IGN}
        for number in self._before:
            signal.signal(number, self._stop if number in numbers(STOP_NAME) else self._end)

    def be_deaf(self) -> None:
        """Nothing but the end itself can come between now: the guide is leaving."""
        self._held = True
        for number in self._before:
            signal.signal(number, signal.SIG_IGN)

    def close(self) -> None:
        """Hands the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what `getsignal` gave
        self._before = {}

    @contextmanager
    def held(self) -> Iterator[None]:
        """Lets something be done to its end first. Raises Leaving then, if that was asked for meanwhile."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._arrived is not None:
            raise Leaving(self._arrived)

    def stand_aside(self) -> None:
        """Stops the process, as Ctrl-Z does, until the shell lets it go on."""
        self.stop_asked = False
        for number in numbers(STOP_NAME):
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            signal.signal(number, self._stop)

    def _end(self, number: int, frame: FrameType | None) -> None:
        if self._arrived is None:
            self._arrived = number
            if not self._held:
                raise Leaving(number)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stop_asked = True


def numbers(*names: str) -> list[int]:
    """The signals with these names that the system knows."""
    return [int(getattr(signal, name)) for name in names if hasattr(signal, name)]
