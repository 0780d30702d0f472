"""The side of the body. By itself, so that what only records a side loads nothing of poses."""

from enum import StrEnum


class Side(StrEnum):
    """The side of the body that a step works on, or leads with."""

    LEFT = "left"
    RIGHT = "right"
