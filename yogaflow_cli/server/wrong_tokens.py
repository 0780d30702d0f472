"""The limit of wrong tokens: who guesses is not heard for a while."""

from collections import OrderedDict, deque
from ipaddress import IPv4Address, ip_address, ip_network
from threading import Lock
from time import monotonic

from yogaflow_cli.server.refusal import Refusal

MOST_WRONG = 10
WITHIN_SECONDS = 60.0
MOST_ADDRESSES = 10_000
"""More are not remembered, so that they cannot fill the memory; the one that was wrong longest ago goes first."""


class WrongTokens:
    """When each address gave wrong tokens lately. Instants are seconds of a clock that only goes forward."""

    def __init__(self) -> None:
        self.wrong: OrderedDict[str, deque[float]] = OrderedDict()
        self.lock = Lock()

    def refuse(self, client: str, now: float | None = None) -> None:
        """Raises Refusal for an address that gave 10 wrong tokens within a minute, until that is a minute ago."""
        address = network_of(client)
        with self.lock:
            instant = monotonic() if now is None else now
            lately = self.lately(address, instant)
            if len(lately) < MOST_WRONG:
                return
            wait = max(1, round(lately[0] + WITHIN_SECONDS - instant))
        raise Refusal(
            429,
            "too_many_tries",
            f"{MOST_WRONG} wrong tokens came from there within a minute.",
            f"Wait {wait} s, then give the token that `yogaflow profile show --token` shows.",
            {"Retry-After": str(wait)},
        )

    def count(self, client: str, now: float | None = None) -> None:
        """Notes a wrong token."""
        address = network_of(client)
        with self.lock:
            instant = monotonic() if now is None else now
            lately = self.lately(address, instant)
            lately.append(instant)
            self.wrong[address] = lately
            self.wrong.move_to_end(address)
            while len(self.wrong) > MOST_ADDRESSES:
                self.wrong.popitem(last=False)

    def lately(self, address: str, now: float) -> deque[float]:
        """The address's wrong tokens of the last minute, the first of them first."""
        found = self.wrong.get(address, deque())
        while found and found[0] <= now - WITHIN_SECONDS:
            found.popleft()
        return found


def network_of(client: str) -> str:
    """Whom an address stands for: itself, and for IPv6 the network of 64 bits that one customer gets (RFC 6177)."""
    try:
        address = ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if isinstance(address, IPv4Address) or address.ipv4_mapped is not None:
        return str(address)
    return str(ip_network((address, 64), strict=False))
