"""The application: its endpoints, its gate, its document."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from starlette.middleware.cors import CORSMiddleware

from yogaflow_cli import __version__
from yogaflow_cli.server.document import ABOUT, TAGS, TITLE
from yogaflow_cli.server.endpoints import correction, events, lifecycle, looking_back, sequences, token
from yogaflow_cli.server.failures import answer_failures
from yogaflow_cli.server.gate import Gate, Names
from yogaflow_cli.server.visit import House

THREADS = 32
"""So many writes can wait for one turn: those of 32 clients reach the disk together, 255 a second against 170 of 8."""

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SILENT = {"auto_configure": False, "tracing": False, "metrics": False, "logs": False}
"""FastAPI would report to an OpenTelemetry collector that the environment names: nothing of a practice leaves so."""


def application(house: House, names: Names, origins: Sequence[str]) -> FastAPI:
    """The practice-session API, for hosts of those names and pages of those origins."""
    app: FastAPI = FastAPIOffline(
        redoc_url=None,
        title=TITLE,
        version=__version__,
        description=ABOUT,
        openapi_tags=TAGS,
        lifespan=life,
        redirect_slashes=False,
        telemetry=SILENT,
    )
    app.state.house = house
    # What is asked for most often comes first.
    for noun in (lifecycle, events, looking_back, correction, sequences, token):
        app.include_router(noun.router)
    answer_failures(app)
    if origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=list(origins), allow_methods=METHODS, allow_headers=["Authorization"]
        )
    app.add_middleware(Gate, names=names)
    return app


@asynccontextmanager
async def life(app: FastAPI) -> AsyncIterator[None]:
    """What goes on beside the requests, from the first to the last."""
    current_default_thread_limiter().total_tokens = THREADS
    house: House = app.state.house
    watching = asyncio.create_task(house.watch.run())
    yield
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    house.databases.close()
    house.impatient.close()
