"""How a person wants to be answered: the options that every command takes, before and after its name."""

from collections.abc import Mapping

COMPLETE_VARIABLE = "_YOGAFLOW_COMPLETE"
"""With it in the environment a call answers a TAB, and does nothing else."""


class Manner:
    """The shared options of one call; the command line fills them in as it is read."""

    def __init__(self, profile: str | None = None, plain: bool = False, no_input: bool = False) -> None:
        self.profile = profile
        self.plain = plain
        self.no_input = no_input
        self.quiet = False
        self.json = False


def manner_of(environment: Mapping[str, str]) -> Manner:
    """What the environment asks for; an empty variable is unset."""
    return Manner(
        profile=environment.get("YOGAFLOW_PROFILE") or None,
        plain=environment.get("YOGAFLOW_PLAIN", "") not in ("", "0"),
        no_input=environment.get("YOGAFLOW_NO_INPUT", "") not in ("", "0"),
    )
