"""What a call says of the guide's sounds."""

from typing import NamedTuple


class Heard(NamedTuple):
    """Where it says nothing, the settings hold."""

    silent: bool = False
    voice: bool = False


NOTHING_HEARD = Heard()
