"""A way to a server that can be cut in the middle: what is sent then is neither answered nor refused."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import monotonic

PIECE_BYTES = 16384
NEVER_BYTES = 1 << 60


class Proxy:
    """Passes on to a port until it was passed `cut_after_bytes`; until `resume` it then keeps silent."""

    def __init__(self, port: int, cut_after_bytes: int = NEVER_BYTES) -> None:
        self._target = port
        self._left_bytes = cut_after_bytes
        self._is_open = Event()
        self._is_open.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._sockets: list[socket.socket] = []
        self.was_cut = Event()
        self.cut_at = 0.0
        Thread(target=self._listen, daemon=True).start()

    def cut_after(self, more_bytes: int) -> None:
        """Keeps silent once so much more was passed on."""
        self._left_bytes = more_bytes

    def resume(self) -> None:
        """Lets everything through from now on."""
        self.cut_after(NEVER_BYTES)
        self._is_open.set()

    def close(self) -> None:
        """Hangs up on everybody."""
        self.resume()
        for one in (self._listener, *self._sockets):
            one.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                self._sockets += [near, far]
                Thread(target=self._pass_on, args=(near, far), daemon=True).start()
                Thread(target=self._pass_on, args=(far, near), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(PIECE_BYTES):
                self._left_bytes -= len(piece)
                if self._left_bytes < 0:
                    self._is_open.clear()
                    if not self.was_cut.is_set():
                        self.cut_at = monotonic()
                    self.was_cut.set()
                self._is_open.wait()
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)


@contextmanager
def proxy(port: int, cut_after_bytes: int = NEVER_BYTES) -> Iterator[Proxy]:
    """A proxy that ends with the block."""
    made = Proxy(port, cut_after_bytes)
    try:
        yield made
    finally:
        made.close()
