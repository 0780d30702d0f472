"""By what machines know their repository: its id, and a proof of the key that opens it, on a branch of its own.

Whoever hosts it learns nothing from either.
"""

import json
from base64 import b64decode, b64encode
from typing import NamedTuple

from yogaflow_cli.errors import SyncDamaged, SyncKeyWrong
from yogaflow_cli.sync.sealing import Seal

BRANCH, PATH = "yogaflow", "repository.json"
FORMAT = 1
PROOF, PROOF_PLACE = b"yogaflow", "key"


class Description(NamedTuple):
    """A repository's random id, 32 hex digits, and known words under its seal."""

    repository_id: str
    proof: bytes

    def seal(self, key: bytes) -> Seal:
        """The seal of the repository.

        Raises:
            SyncKeyWrong: it is another key's.
        """
        seal = Seal(key, self.repository_id)
        if seal.open(self.proof, PROOF_PLACE) != PROOF:
            raise SyncKeyWrong(
                "That key does not open the repository.", "On a machine that syncs already: yogaflow sync key show"
            )
        return seal


def described(repository_id: str, key: bytes) -> Description:
    """The description of a new repository."""
    return Description(repository_id, Seal(key, repository_id).close(PROOF, PROOF_PLACE))


def as_bytes(description: Description) -> bytes:
    """The file that the description stands in."""
    content = {
        "format": FORMAT,
        "repository_id": description.repository_id,
        "proof": b64encode(description.proof).decode(),
    }
    return json.dumps(content, indent=1).encode() + b"\n"


def of_bytes(content: bytes) -> Description:
    """The description in a file.

    Raises:
        SyncDamaged: it is none, or of a newer version.
    """
    try:
        read = json.loads(content)
        if read["format"] > FORMAT:
            raise SyncDamaged("The repository is of a newer version of yogaflow.", "Update yogaflow on this machine")
        repository_id, proof = read["repository_id"], b64decode(read["proof"], validate=True)
    except (ValueError, KeyError, TypeError) as error:
        raise SyncDamaged("The repository is none of yogaflow's.", "See what is there: yogaflow sync status") from error
    if not (isinstance(repository_id, str) and len(repository_id) == 32 and repository_id.isalnum()):
        raise SyncDamaged("The repository is none of yogaflow's.", "See what is there: yogaflow sync status")
    return Description(repository_id, proof)
