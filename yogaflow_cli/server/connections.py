"""Connections that cannot hold the server up: requests and answers have a time to pass in, and are only so many."""

import asyncio
import json
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

ARRIVES_WITHIN_SECONDS = 10.0
"""A client that sends its request byte by byte keeps a connection; uvicorn itself times only what comes between two."""

LEAVES_WITHIN_SECONDS = 20.0
"""The same for one that does not read its answer."""

MOST_HEAD_BYTES = 128 * 1024
"""With room for a whole body, which may come in one piece with its head; httptools itself takes heads of any size."""

MOST_CONNECTIONS = 400
NO_HTTP = {
    "code": "usage",
    "message": "That is not HTTP as it should be.",
    "hint": "See what there is: GET /openapi.json",
}


class TimedConnection(HttpToolsProtocol):
    """One connection, closed when a request or an answer takes too long, or when there are too many."""

    most: ClassVar[int] = MOST_CONNECTIONS
    arrival: asyncio.TimerHandle | None = None
    departure: asyncio.TimerHandle | None = None
    head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Begins to time the first request."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            transport.close()
            return
        self.expect_request()

    def data_received(self, data: bytes) -> None:
        """Reads what came, unless no head is as long."""
        if self.arrival is not None:
            self.head_bytes += len(data)
            if self.head_bytes > MOST_HEAD_BYTES:
                self.transport.abort()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Begins to time a request."""
        super().on_message_begin()
        self.expect_request()

    def on_message_complete(self) -> None:
        """The request is there."""
        stop(self.arrival)
        self.arrival = None
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more comes or goes."""
        stop(self.arrival)
        stop(self.departure)
        super().connection_lost(exc)

    def expect_request(self) -> None:
        """Closes the connection when no whole request is there in time."""
        stop(self.arrival)
        self.head_bytes = 0
        self.arrival = self.loop.call_later(ARRIVES_WITHIN_SECONDS, self.transport.close)

    def pause_writing(self) -> None:
        """The client does not read as fast as it is answered: it has so long to catch up."""
        super().pause_writing()
        stop(self.departure)
        self.departure = self.loop.call_later(LEAVES_WITHIN_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """It has."""
        stop(self.departure)
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Answers what is no HTTP with the error object, and closes the connection."""
        body = json.dumps({"error": NO_HTTP}).encode()
        head = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\n"
        self.transport.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self.transport.close()


def stop(timer: asyncio.TimerHandle | None) -> None:
    """Lets a timer be."""
    if timer is not None:
        timer.cancel()
