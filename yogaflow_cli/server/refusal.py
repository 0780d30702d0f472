"""What HTTP itself keeps from being answered; failures of the practice are `errors.py`'s."""

from collections.abc import Mapping


class Refusal(Exception):
    """A request that reaches no service: its status, and the error object that says why."""

    def __init__(
        self, status: int, code: str, message: str, hint: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
        self.headers = dict(headers or {})
