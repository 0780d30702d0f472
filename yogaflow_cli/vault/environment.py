"""The token that the environment gives, in a variable or in a file that a variable names."""

from collections.abc import Mapping
from pathlib import Path

from yogaflow_cli.errors import TokenMissing
from yogaflow_cli.vault.private_file import private_token

PUT_IT_THERE = "Put the token there, or type: unset YOGAFLOW_TOKEN_FILE"


def token_from_environment(environment: Mapping[str, str]) -> str | None:
    """YOGAFLOW_TOKEN, else what is in the file of YOGAFLOW_TOKEN_FILE, else None; the first that is set decides.

    Raises:
        TokenMissing: the file is not there, is empty, cannot be read, or could be read by others.
    """
    token = environment.get("YOGAFLOW_TOKEN")
    if token:
        return token
    named = environment.get("YOGAFLOW_TOKEN_FILE")
    return token_from_file(named) if named else None


def token_from_file(named: str) -> str:
    """The token in a file that must hold one; see `token_from_environment`."""
    try:
        token = private_token(Path(named).expanduser())
    except (FileNotFoundError, RuntimeError) as error:
        raise TokenMissing(f"YOGAFLOW_TOKEN_FILE names a file that is not there: {named}", PUT_IT_THERE) from error
    if not token:
        raise TokenMissing(f"YOGAFLOW_TOKEN_FILE names an empty file: {named}", PUT_IT_THERE)
    return token
