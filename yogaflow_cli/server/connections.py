"""Connections that cannot hold the server up: each request has a time to arrive in, and there are only so many."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

ARRIVES_WITHIN_SECONDS = 10.0
"""A client that sends its request byte by byte keeps a connection; uvicorn itself times only what comes between two."""

MOST_CONNECTIONS = 400
"""Beside the databases' own files that stays below the 1,024 open files which a login usually has."""


class TimedConnection(HttpToolsProtocol):
    """One connection, closed when a request takes too long to arrive, or when there are too many."""

    arrival: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Begins to time the first request."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.close()
            return
        self.expect_request()

    def on_message_begin(self) -> None:
        """Begins to time a request."""
        super().on_message_begin()
        self.expect_request()

    def on_message_complete(self) -> None:
        """The request is there."""
        self.stop_timing()
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more comes."""
        self.stop_timing()
        super().connection_lost(exc)

    def expect_request(self) -> None:
        """Closes the connection when no whole request is there in time."""
        self.stop_timing()
        self.arrival = self.loop.call_later(ARRIVES_WITHIN_SECONDS, self.transport.close)

    def stop_timing(self) -> None:
        """Lets the connection be."""
        if self.arrival is not None:
            self.arrival.cancel()
            self.arrival = None
