"""Waiting, but not for ever, for something that may never answer. Nothing here knows what that is."""

from collections.abc import Callable
from threading import Thread
from time import monotonic
from typing import Generic, TypeVar

Answer = TypeVar("Answer")

# Short enough for Ctrl-C to be felt at once, also on Windows, where a longer wait cannot be interrupted.
STEP_SECONDS = 0.05
ANNOUNCE_AFTER_SECONDS = 1.0


class NoAnswer(Exception):
    """The time ran out; the call may still be waiting, in a thread that ends with the process."""


class Call(Thread, Generic[Answer]):
    """One call in a thread of its own, which does not keep the process alive."""

    def __init__(self, action: Callable[[], Answer]) -> None:
        super().__init__(daemon=True)
        self.action = action
        self.answers: list[Answer] = []
        self.failure: Exception = NoAnswer()

    def run(self) -> None:
        """Calls, and keeps the answer or the failure for the thread that waits."""
        try:
            self.answers.append(self.action())
        except Exception as error:
            self.failure = error
        except SystemExit as error:
            # It would end this thread without a word, and look as if nobody had answered.
            self.failure = RuntimeError(f"the call wanted to end the program: {error}")

    def answer(self) -> Answer:
        """What the call gave back.

        Raises:
            NoAnswer: nothing yet.
            Exception: what the call raised.
        """
        if self.answers:
            return self.answers[0]
        raise self.failure


def answer_within(patience_seconds: float, action: Callable[[], Answer], announce: Callable[[], None] | None) -> Answer:
    """The action's answer; `announce` is called once when that takes longer than a second.

    Raises:
        NoAnswer: the action is not done in time.
        Exception: what the action raised.
    """
    call = Call(action)
    began = monotonic()
    call.start()
    while call.is_alive() and (waited := monotonic() - began) < patience_seconds:
        if announce is not None and waited >= ANNOUNCE_AFTER_SECONDS:
            announce()
            announce = None
        call.join(min(STEP_SECONDS, patience_seconds - waited))
    return call.answer()
