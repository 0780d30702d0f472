"""The frozen sequences of one proven profile: what its sessions were started with, equal content stored once."""

import json
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.domain.session import PlannedSequence

if TYPE_CHECKING:
    # Its import takes 7 ms, and the lifecycle reads no steps.
    from yogaflow_cli.domain.sequence import Sequence
    from yogaflow_cli.repository.sessions import SessionFilter

SELECT_PLANNED = "SELECT sequence_id, slug, content_hash, planned_seconds, steps FROM sequences WHERE profile_id = ?"
BY_HASH = f"{SELECT_PLANNED} AND content_hash = ?"
BY_NUMBER = f"{SELECT_PLANNED} AND sequence_id = ?"
NUMBERS = "SELECT content_hash, sequence_id FROM sequences WHERE profile_id = ?"
NAME = "SELECT name FROM sequences WHERE profile_id = ? AND sequence_id = ?"
SLUGS = "SELECT DISTINCT slug FROM sequences WHERE profile_id = ? ORDER BY slug"
CONTENT = "SELECT content FROM sequences WHERE profile_id = ? AND sequence_id = ?"
STEP_NAMES = (
    "SELECT json_extract(step.value, '$.english') FROM sequences, json_each(content, '$.steps') AS step"
    " WHERE profile_id = ? AND sequence_id = ? ORDER BY step.key"
)
INSERT_SEQUENCE = (
    "INSERT INTO sequences (sequence_id, profile_id, content_hash, slug, name, planned_seconds, steps, content)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
IS_TAKEN = "SELECT 1 FROM sequences WHERE sequence_id = ?"
PRACTISED = """
SELECT content_hash, content FROM sequences
WHERE profile_id = ? AND sequence_id IN (
  SELECT sessions.sequence_id FROM sessions LEFT JOIN sequences ON sequences.sequence_id = sessions.sequence_id
  WHERE sessions.profile_id = ?{conditions})
ORDER BY sequence_id
"""


class Sequences:
    """The frozen sequences of one profile."""

    def __init__(self, connection: sqlite3.Connection, profile: ProvenProfile) -> None:
        self.connection = connection
        self.profile_id = profile.profile_id

    def by_hash(self, content_hash: str) -> PlannedSequence | None:
        """The frozen sequence with that content."""
        row = self.connection.execute(BY_HASH, [self.profile_id, content_hash]).fetchone()
        return None if row is None else PlannedSequence(*row)

    def by_number(self, sequence_id: int) -> PlannedSequence | None:
        """The frozen sequence with that number, None for one that is another profile's, too."""
        row = self.connection.execute(BY_NUMBER, [self.profile_id, sequence_id]).fetchone()
        return None if row is None else PlannedSequence(*row)

    def numbers(self) -> dict[str, int]:
        """The number of every frozen sequence, by its content hash."""
        return dict(self.connection.execute(NUMBERS, [self.profile_id]))

    def slugs(self) -> list[str]:
        """The slugs of every frozen sequence, each once, in order."""
        return [row[0] for row in self.connection.execute(SLUGS, [self.profile_id])]

    def name(self, sequence_id: int) -> str:
        """The name of the sequence that a session was started with."""
        return str(self.connection.execute(NAME, [self.profile_id, sequence_id]).fetchone()[0])

    def content(self, sequence_id: int) -> dict[str, object]:
        """The sequence that a session was started with, as `domain/frozen_sequence.py` reads it."""
        content: dict[str, object] = json.loads(
            self.connection.execute(CONTENT, [self.profile_id, sequence_id]).fetchone()[0]
        )
        return content

    def step_names(self, sequence_id: int) -> list[str]:
        """What the steps of a sequence are called, in English."""
        return [row[0] for row in self.connection.execute(STEP_NAMES, [self.profile_id, sequence_id])]

    def practised(self, chosen: "SessionFilter") -> Iterator[tuple[str, dict[str, object]]]:
        """Content hash and content of every frozen sequence that one of the sessions holds."""
        conditions, parameters = chosen.conditions()
        query = PRACTISED.format(conditions=conditions)
        for content_hash, content in self.connection.execute(query, [self.profile_id, self.profile_id, *parameters]):
            yield content_hash, json.loads(content)

    def add(self, sequence: "Sequence", number: int | None = None) -> PlannedSequence:
        """Stores a sequence whose content is new, under `number` where that is free. Only a change calls this."""
        content_hash = sequence.content_hash()
        if number is not None and self.connection.execute(IS_TAKEN, [number]).fetchone():
            number = None
        self.connection.execute(
            INSERT_SEQUENCE,
            [
                number,
                self.profile_id,
                content_hash,
                sequence.slug,
                sequence.name,
                sequence.planned_seconds,
                sequence.poses_planned,
                json.dumps(sequence.as_json(), ensure_ascii=False),
            ],
        )
        added = self.by_hash(content_hash)
        if added is None:
            raise LookupError("the sequence that was just stored")
        return added
