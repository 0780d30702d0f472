"""The gate before every request: which names the server answers to, and what every answer carries."""

from collections.abc import Iterable
from http import HTTPStatus
from ipaddress import ip_address
from typing import NamedTuple

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yogaflow_cli.server.failures import TOO_LARGE, WRONG_HOST, error_answer

ALWAYS = frozenset({"localhost"})
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
MOST_BODY_BYTES = 64 * 1024
MOST_DIGITS = 10


class Names(NamedTuple):
    """The names of a server.

    A page of another site can make its own name lead here (DNS rebinding), and would read answers as its own: the
    browser still sends that name as the Host. An address cannot be made to lead elsewhere, so it is always admitted.
    """

    names: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> "Names":
        """The names, whatever their case, and those of the machine itself."""
        return cls(ALWAYS | {name.lower().rstrip(".") for name in names})

    def admit(self, host: str | None) -> bool:
        """Whether a Host header names this server, with any port or none."""
        if not host:
            return False
        name = host_name(host).lower().rstrip(".")
        return name in self.names or is_address(name)


def host_name(host: str) -> str:
    """The host of a Host header, without its port and without the brackets of IPv6."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def is_address(name: str) -> bool:
    """Whether it is an address and no name."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def is_small(length: str) -> bool:
    """Whether a Content-Length promises no more than any body has. What is no number, the reader of HTTP refuses."""
    return not length.isdecimal() or (len(length) < MOST_DIGITS and int(length) <= MOST_BODY_BYTES)


class Measured:
    """A body as it arrives, which may be longer than was promised, or of no promised length."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.received_bytes = 0

    async def __call__(self) -> Message:
        """The next piece. Raises HTTPException when it is too much."""
        message = await self.receive()
        self.received_bytes += len(message.get("body", b""))
        if self.received_bytes > MOST_BODY_BYTES:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message


class Gate:
    """Refuses what is addressed to another, and keeps answers from being stored or guessed at."""

    def __init__(self, app: ASGIApp, names: Names) -> None:
        self.app = app
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request pass, or answers it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self.refusal_of(Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, send_with_headers)
        else:
            await self.app(scope, Measured(receive), send_with_headers)

    def refusal_of(self, headers: Headers) -> Response | None:
        """The answer to a request that may not pass, None for one that may."""
        if not self.names.admit(headers.get("host")):
            return error_answer(421, *WRONG_HOST)
        if not is_small(headers.get("content-length", "0")):
            return error_answer(413, *TOO_LARGE)
        return None
