"""The server as it runs: where it listens, and how it ends. Sole home of uvicorn beside `connections.py`."""

import asyncio
import errno
import logging
import re
import signal
import socket
import ssl
import sys
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import uvicorn
from fastapi import FastAPI

from yogaflow_cli.errors import AddressInUse, InvalidValue, UsageMistake, YogaflowError
from yogaflow_cli.paths import storage_failure
from yogaflow_cli.repository.connection import BUSY_TIMEOUT_SECONDS
from yogaflow_cli.server.app import application
from yogaflow_cli.server.changes import Watch
from yogaflow_cli.server.connections import MOST_CONNECTIONS, TimedConnection
from yogaflow_cli.server.databases import Databases
from yogaflow_cli.server.gate import Names
from yogaflow_cli.server.means import Means
from yogaflow_cli.server.memory import connections_that_fit, stay_small
from yogaflow_cli.server.sequence_list import SequenceList
from yogaflow_cli.server.visit import READERS, House
from yogaflow_cli.server.writers import Writers
from yogaflow_cli.server.wrong_tokens import WrongTokens
from yogaflow_cli.text.cleaning import quoted

ENDS_WITHIN_SECONDS = 5
TICKS_A_SECOND, TICKS_A_SECOND_OF_UVICORN = 2, 10
ORIGIN = r"https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?"
SILENT = logging.CRITICAL + 1


class Listening(NamedTuple):
    """Where a server listens, and to whom it answers."""

    host: str
    port: int
    certificate: Path | None
    key: Path | None
    behind_proxy: bool
    names: tuple[str, ...]
    origins: tuple[str, ...]

    @property
    def has_tls(self) -> bool:
        """Whether it speaks HTTPS itself."""
        return self.certificate is not None


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
        UsageMistake: others could read what is sent there; half a pair of TLS files.
        AddressInUse: another program listens there.
        InvalidValue, StorageError: the host, the port or a TLS file cannot be used.
        KeyboardInterrupt, SystemExit: the signal, when all is answered.
    """
    refuse_readable(listening)
    refuse_unfit_tls(listening)
    refuse_unfit_origins(listening)
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


def refuse_readable(listening: Listening) -> None:
    """Raises UsageMistake where what is sent could be read on the way."""
    if not (is_loopback(listening.host) or listening.has_tls or listening.behind_proxy):
        raise UsageMistake(
            f"Others could read what is sent to {listening.host}.",
            "Give --tls-cert FILE --tls-key FILE, or --behind-proxy where a proxy speaks TLS.",
        )


def refuse_unfit_tls(listening: Listening) -> None:
    """Raises UsageMistake for one TLS file without the other, InvalidValue or StorageError for what is none."""
    if listening.certificate is None or listening.key is None:
        if listening.certificate is not listening.key:
            raise UsageMistake("A certificate and its key go together.", "Give --tls-cert FILE --tls-key FILE")
        return
    for file in (listening.certificate, listening.key):
        try:
            file.open("rb").close()
        except OSError as error:
            raise storage_failure(error, file) from error
    try:
        # A key under a password would ask for it, where nobody may be there to answer.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(listening.certificate, listening.key, password="")
    except (ssl.SSLError, ValueError) as error:
        raise InvalidValue(
            f"{listening.certificate} and {listening.key} are not a certificate and its key.",
            "Give both as PEM, the key without a password.",
        ) from error


def refuse_unfit_origins(listening: Listening) -> None:
    """Raises InvalidValue for what no browser ever sends as the origin of a page (RFC 6454, 6.2)."""
    for origin in listening.origins:
        if re.fullmatch(ORIGIN, origin) is None:
            raise InvalidValue(
                f"{quoted(origin)} is not the origin of a page.", "Give scheme and host: https://front.example"
            )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the host. Raises InvalidValue for one that nobody knows."""
    return all(ip_address(address).is_loopback for _, address in addresses_of(host, 0))


def addresses_of(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
    """The addresses of a host. Raises InvalidValue for one that nobody knows."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InvalidValue(f"There is no host {quoted(host)}.", "Give an address of this machine: 127.0.0.1") from error
    return [(family, str(place[0]).partition("%")[0]) for family, _, _, _, place in found]


def bound(listening: Listening) -> socket.socket:
    """The socket that listens.

    Raises:
        AddressInUse: another program has the port.
        InvalidValue: the host is not this machine's, or the port not for everybody.
    """
    family, address = addresses_of(listening.host, listening.port)[0]
    # asyncio sends small answers at once only where the protocol is named: else they wait 40 ms for an acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            # There it would take the port from who has it; here it only ends the wait after a server that ended.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, listening.port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise unbound(error, listening) from error
    return listener


def unbound(error: OSError, listening: Listening) -> YogaflowError:
    """Why it cannot be listened there."""
    if error.errno == errno.EADDRINUSE:
        return AddressInUse(
            f"Something listens on {listening.host}, port {listening.port}, already.",
            "It may be another yogaflow serve; else give --port NUMBER",
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return InvalidValue(f"Port {listening.port} is not for everybody.", "Give one from 1024 on: --port 8800")
    return InvalidValue(
        f"It cannot be listened on {listening.host}: {error.strerror}.", "Give an address of this machine: 127.0.0.1"
    )


def address_of(listener: socket.socket, listening: Listening) -> str:
    """The server's URL, with the port that the system chose where none was."""
    host = f"[{listening.host}]" if ":" in listening.host else listening.host
    return f"{'https' if listening.has_tls else 'http'}://{host}:{listener.getsockname()[1]}"
