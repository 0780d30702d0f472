"""Where a server listens, and for whom: addresses, TLS, the origins of pages."""

import errno
import re
import socket
import ssl
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.errors import AddressInUse, InvalidValue, UsageMistake, YogaflowError
from yogaflow_cli.paths import storage_failure
from yogaflow_cli.text.cleaning import quoted

NAME = r"[A-Za-z0-9._-]{1,253}"
ORIGIN = r"https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?"


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


def refuse_unfit(listening: Listening) -> None:
    """Refuses what nobody should listen with.

    Raises:
        UsageMistake: others could read what is sent there; half a pair of TLS files.
        InvalidValue, StorageError: the host, a TLS file, an origin or a name cannot be used.
    """
    refuse_readable(listening)
    refuse_unfit_tls(listening)
    refuse_unfit_origins(listening)
    for name in listening.names:
        if re.fullmatch(NAME, name) is None:
            raise InvalidValue(f"{quoted(name)} is not the name of a host.", "Give it without a port: yoga.home")


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
