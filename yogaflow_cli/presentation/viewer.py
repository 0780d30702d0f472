"""Who reads an answer: where they are, when it is, and whether they want it plain."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person at the terminal; `zone_name` is the zone they see times in without a label."""

    zone_name: str
    now: datetime
    plain: bool
