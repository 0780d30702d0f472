"""Who reads an answer: where they are, when it is, and whether they want it plain."""

from datetime import datetime
from typing import NamedTuple


class Viewer(NamedTuple):
    """The person at the terminal; `zone_name` is the zone they see times in without a label."""

    zone_name: str
    now: datetime
    plain: bool
