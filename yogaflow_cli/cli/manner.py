"""How a person wants to be answered: the options that every command takes, before and after its name."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(slots=True)
class Manner:
    """The shared options of one call; the command line fills them in as it is read."""

    profile: str | None = None
    plain: bool = False
    quiet: bool = False
    no_input: bool = False
    json: bool = False


def manner_of(environment: Mapping[str, str]) -> Manner:
    """What the environment asks for; an empty variable is unset."""
    return Manner(
        profile=environment.get("YOGAFLOW_PROFILE") or None,
        plain=environment.get("YOGAFLOW_PLAIN", "") not in ("", "0"),
        no_input=environment.get("YOGAFLOW_NO_INPUT", "") not in ("", "0"),
    )
