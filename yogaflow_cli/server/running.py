"""The server as it runs, and how it ends. Sole home of uvicorn beside `connections.py`."""

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from yogaflow_cli.repository.connection import BUSY_TIMEOUT_SECONDS
from yogaflow_cli.server.app import application
from yogaflow_cli.server.changes import Watch
from yogaflow_cli.server.connections import MOST_CONNECTIONS, TimedConnection
from yogaflow_cli.server.databases import Databases
from yogaflow_cli.server.gate import Names
from yogaflow_cli.server.listening import Listening, address_of, bound, refuse_unfit
from yogaflow_cli.server.means import Means
from yogaflow_cli.server.memory import connections_that_fit, stay_small
from yogaflow_cli.server.sequence_list import SequenceList
from yogaflow_cli.server.visit import READERS, House
from yogaflow_cli.server.writers import Writers
from yogaflow_cli.server.wrong_tokens import WrongTokens

ENDS_WITHIN_SECONDS = 5
TICKS_A_SECOND, TICKS_A_SECOND_OF_UVICORN = 2, 10
SILENT = logging.CRITICAL + 1


class Server(uvicorn.Server):
    """uvicorn's server, whose event streams end when it is told to end."""

    def __init__(self, config: uvicorn.Config, watch: Watch) -> None:
        super().__init__(config)
        self.watch = watch

    async def main_loop(self) -> None:
        """Goes on until it is told to end. uvicorn's own loop looks ten times a second: most of what idling takes."""
        ticks = 0
        while not await self.on_tick(ticks):
            # It renews the date of answers at every tenth.
            ticks += TICKS_A_SECOND_OF_UVICORN // TICKS_A_SECOND
            await asyncio.sleep(1 / TICKS_A_SECOND)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Lets what is being answered be answered, and streams end."""
        self.watch.is_closing = True
        super().handle_exit(sig, frame)


def serve(means: Means, listening: Listening, begun: Callable[[str], None]) -> None:
    """Serves until a signal ends it; `begun` is called with its address when it listens.

    Raises:
        UsageMistake, InvalidValue, AddressInUse, StorageError: as `refuse_unfit`, `bound` and `Database.existing`.
        KeyboardInterrupt, SystemExit: the signal, when all is answered.
    """
    refuse_unfit(listening)
    listener = bound(listening)
    # What keeps the database from being read is said before anybody asks; a pending migration runs here.
    database = means.open_database(BUSY_TIMEOUT_SECONDS)
    if database is not None:
        database.close()
    house = house_of(means, listening)
    names = Names.of((listening.host, socket.gethostname(), *listening.names))
    server = Server(configured(application(house, names, listening.origins), listening), house.watch)
    signal_hangup(server)
    stay_small()
    TimedConnection.most = connections_that_fit(MOST_CONNECTIONS)
    begun(address_of(listener, listening))
    server.run(sockets=[listener])


def house_of(means: Means, listening: Listening) -> House:
    """What all requests share."""
    databases = Databases(means.open_database, BUSY_TIMEOUT_SECONDS)
    impatient = Databases(means.open_database, 0.0)
    return House(
        means,
        databases,
        impatient,
        asyncio.Semaphore(READERS),
        WrongTokens(),
        Watch(impatient),
        Writers(databases, means.publish, means.after_write),
        SequenceList(means.sequences_folder),
        listening.behind_proxy,
    )


def configured(app: FastAPI, listening: Listening) -> uvicorn.Config:
    """How uvicorn runs: quietly, for its logs would hold who asked for what."""
    logging.getLogger("asyncio").setLevel(SILENT)
    return uvicorn.Config(
        app,
        loop="asyncio",
        http=TimedConnection,
        ws="none",
        log_config=None,
        log_level=SILENT,
        access_log=False,
        # Whom a request comes from is read by `House.client_of`.
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=ENDS_WITHIN_SECONDS,
        ssl_certfile=listening.certificate,
        ssl_keyfile=listening.key,
    )


def signal_hangup(server: Server) -> None:
    """Lets a terminal that goes away end the server as SIGTERM does, unless `nohup` shut that out."""
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda number, frame: signal.raise_signal(signal.SIGTERM))
