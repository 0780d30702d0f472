"""The sessions of one proven profile: finding them. Writing is `writing.py`'s, so that no write misses the log."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.domain.session import CompletionStatus, PracticeSession
from yogaflow_cli.domain.transitions import let_go
from yogaflow_cli.errors import NotYours, SessionNotFound
from yogaflow_cli.repository.guide_lock import GuideLock
from yogaflow_cli.repository.milliseconds import to_milliseconds
from yogaflow_cli.repository.session_rows import SELECT_SESSIONS, session_of_row

OPEN = (
    f"{SELECT_SESSIONS} WHERE sessions.profile_id = ? AND state <> 'ended' ORDER BY started_at_ms DESC, session_id DESC"
)
BY_NUMBER = f"{SELECT_SESSIONS} WHERE sessions.session_id = ? AND sessions.profile_id = ?"
BY_UUID = f"{SELECT_SESSIONS} WHERE sessions.uuid = ? AND sessions.profile_id = ?"
LATEST_STARTED = (
    f"{SELECT_SESSIONS} WHERE sessions.profile_id = ? ORDER BY started_at_ms DESC, sessions.session_id DESC LIMIT 1"
)
LATEST_ENDED = (
    f"{SELECT_SESSIONS} WHERE sessions.profile_id = ? AND ended_at_ms IS NOT NULL"
    " ORDER BY ended_at_ms DESC, sessions.session_id DESC LIMIT 1"
)
OWNER = "SELECT profile_id FROM sessions WHERE session_id = ?"
# The longest session bounds how far back one that overlaps can have started: both look-ups walk an index.
ENDED_OVERLAP = (
    f"{SELECT_SESSIONS} WHERE sessions.profile_id = :profile_id AND started_at_ms < :end AND started_at_ms >"
    " :start - (SELECT max(ended_at_ms - started_at_ms) FROM sessions WHERE profile_id = :profile_id)"
    " AND ended_at_ms > :start AND ended_at_ms > started_at_ms AND sessions.session_id IS NOT :but"
    " ORDER BY started_at_ms LIMIT 1"
)
OPEN_OVERLAP = (
    f"{SELECT_SESSIONS} WHERE sessions.profile_id = :profile_id AND state <> 'ended' AND started_at_ms < :end"
    " AND sessions.session_id IS NOT :but ORDER BY started_at_ms LIMIT 1"
)
BEHIND = "(started_at_ms, sessions.session_id) < (?, ?)"
NO_SPACES = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\u9fff"),
    ("\uac00", "\ud7ff"),
)
"""Letters of scripts that write without spaces between words, or where a word is looked for inside another."""

ENDLESS = 1 << 62
"""Later than every instant, in milliseconds."""

NUMBERS_OF_SESSIONS = """
SELECT sessions.session_id FROM sessions LEFT JOIN sequences ON sequences.sequence_id = sessions.sequence_id
WHERE sessions.profile_id = ?{conditions} ORDER BY started_at_ms, sessions.session_id
"""
FIRST_DAY = "SELECT min(practice_day) FROM sessions WHERE profile_id = ?"
TAGS = "SELECT DISTINCT tag FROM session_tags JOIN sessions USING (session_id) WHERE profile_id = ? ORDER BY tag"
STYLES = "SELECT DISTINCT style FROM sessions WHERE profile_id = ? AND style IS NOT NULL ORDER BY style"
NUMBERS = "SELECT session_id FROM sessions WHERE profile_id = ? ORDER BY started_at_ms DESC LIMIT 30"


class SessionFilter(NamedTuple):
    """Which sessions to list; None and empty mean all. `search` is read by `search_condition`."""

    first: date | None = None
    last: date | None = None
    sequence: str | None = None
    style: str | None = None
    tag: str | None = None
    status: CompletionStatus | None = None
    search: str | None = None
    ended_only: bool = False
    after: tuple[int, int] | None = None
    """The place of a session in a list with the newest first: only what comes behind it. See `place_of`."""

    def conditions(self) -> tuple[str, list[object]]:
        """The SQL behind `AND`, and its parameters."""
        wanted: list[tuple[str, object]] = [
            ("practice_day >= ?", self.first and self.first.isoformat()),
            ("practice_day <= ?", self.last and self.last.isoformat()),
            ("sequences.slug = ?", self.sequence),
            ("sessions.style = ?", self.style),
            ("sessions.session_id IN (SELECT session_id FROM session_tags WHERE tag = ?)", self.tag),
            ("completion_status = ? AND state = 'ended'", self.status and self.status.value),
            search_condition(self.search),
        ]
        given = [(condition, value) for condition, value in wanted if value is not None]
        conditions = [condition for condition, _ in given] + (["state = 'ended'"] if self.ended_only else [])
        conditions += [] if self.after is None else [BEHIND]
        parameters = [value for _, value in given] + list(self.after or ())
        return "".join(f" AND {condition}" for condition in conditions), parameters


def place_of(session: PracticeSession) -> tuple[int, int]:
    """Where a session stands in a list: its start in milliseconds and its number."""
    if session.number is None:
        raise LookupError("a session without a number stands in no list")
    return to_milliseconds(session.started_at), session.number


def search_condition(text: str | None) -> tuple[str, object]:
    """The SQL that finds a text in notes: each of its words where a word of the note begins so, without diacritics.

    What has no letters (an emoji), and scripts that put no spaces between words, are looked for sign by sign.
    """
    if text is None or (any(map(str.isalnum, text)) and not any(map(is_of_words_without_spaces, text))):
        query = None if text is None else " AND ".join(map(quoted_word, text.split()))
        return "sessions.session_id IN (SELECT rowid FROM note_words WHERE note_words MATCH ?)", query
    return "contains(note, ?)", text


def is_of_words_without_spaces(sign: str) -> bool:
    """Whether a sign belongs to such a script."""
    return any(first <= sign <= last for first, last in NO_SPACES)


def quoted_word(word: str) -> str:
    """A word as FTS5 takes it literally; ß is found as ss too, and the other way round."""
    spellings = dict.fromkeys((word, word.replace("ß", "ss"), word.casefold().replace("ss", "ß")))
    quoted = ('"' + spelling.replace('"', '""') + '"*' for spelling in spellings)
    return f"({' OR '.join(quoted)})"


class Sessions:
    """The sessions of one profile."""

    def __init__(self, connection: sqlite3.Connection, profile: ProvenProfile, guide_lock: GuideLock) -> None:
        self.connection = connection
        self.profile_id = profile.profile_id
        self.guide_lock = guide_lock

    def open(self) -> list[PracticeSession]:
        """The open sessions, the latest start first; more than one only after an import or an undo."""
        return self.all(OPEN, [self.profile_id])

    def current(self) -> PracticeSession | None:
        """The open session with the most recent start."""
        return next(iter(self.open()), None)

    def by_number(self, number: int) -> PracticeSession:
        """The session with that number.

        Raises:
            SessionNotFound: there is none.
            NotYours: it is another profile's; not a word about it.
        """
        found = self.one(BY_NUMBER, [number, self.profile_id])
        if found is not None:
            return found
        if self.connection.execute(OWNER, [number]).fetchone():
            raise NotYours(f"Session {number} is not yours.", "See your own with: yogaflow history")
        raise SessionNotFound(f"There is no session {number}.", "See them with: yogaflow history")

    def by_uuid(self, uuid: str) -> PracticeSession | None:
        """The session with that UUID."""
        return self.one(BY_UUID, [uuid, self.profile_id])

    def as_stored(self, uuid: str) -> PracticeSession | None:
        """The session with that UUID, just as the last write left it, also where a guide died since."""
        row = self.connection.execute(BY_UUID, [uuid, self.profile_id]).fetchone()
        return None if row is None else session_of_row(row)

    def latest_started(self) -> PracticeSession | None:
        """The session that started last, open or ended."""
        return self.one(LATEST_STARTED, [self.profile_id])

    def latest_ended(self) -> PracticeSession | None:
        """The session that ended last."""
        return self.one(LATEST_ENDED, [self.profile_id])

    def overlapping(self, start: datetime, end: datetime | None, but: int | None = None) -> PracticeSession | None:
        """A session that shares time with the half-open stretch from `start` to `end` (None: without an end).

        Touching is no overlap, and a stretch or session without length overlaps nothing.
        """
        if end is not None and end <= start:
            return None
        stretch = {
            "profile_id": self.profile_id,
            "start": to_milliseconds(start),
            "end": to_milliseconds(end) if end is not None else ENDLESS,
            "but": but,
        }
        return self.one(ENDED_OVERLAP, stretch) or self.one(OPEN_OVERLAP, stretch)

    def listed(
        self, chosen: SessionFilter, limit: int | None = None, newest_first: bool = True
    ) -> Iterator[PracticeSession]:
        """The sessions that the filter names, by their start; read one by one, so that any number fits in memory."""
        conditions, parameters = chosen.conditions()
        direction = "DESC" if newest_first else "ASC"
        self.connection.create_function("contains", 2, contains, deterministic=True)
        rows = self.connection.execute(
            f"{SELECT_SESSIONS} WHERE sessions.profile_id = ?{conditions}"
            f" ORDER BY started_at_ms {direction}, sessions.session_id {direction} LIMIT ?",
            [self.profile_id, *parameters, -1 if limit is None else limit],
        )
        return (self.as_it_is(row) for row in rows)

    def listed_one_by_one(self, chosen: SessionFilter) -> Iterator[PracticeSession]:
        """The sessions that the filter names now, the oldest first, each as it is when it is asked for.

        Between two of them others may write: for work that takes longer than they would wait.
        """
        conditions, parameters = chosen.conditions()
        found = self.connection.execute(
            NUMBERS_OF_SESSIONS.format(conditions=conditions), [self.profile_id, *parameters]
        ).fetchall()
        for (number,) in found:
            session = self.one(BY_NUMBER, [number, self.profile_id])
            if session is not None:
                yield session

    def first_day(self) -> date | None:
        """The first practice day, None before any."""
        found = self.connection.execute(FIRST_DAY, [self.profile_id]).fetchone()[0]
        return None if found is None else date.fromisoformat(found)

    def tags(self) -> list[str]:
        """Every tag in use, in order."""
        return [row[0] for row in self.connection.execute(TAGS, [self.profile_id])]

    def styles(self) -> list[str]:
        """Every style in use, in order."""
        return [row[0] for row in self.connection.execute(STYLES, [self.profile_id])]

    def numbers(self) -> list[int]:
        """The numbers of the latest sessions, the latest first."""
        return [row[0] for row in self.connection.execute(NUMBERS, [self.profile_id])]

    def one(self, query: str, parameters: Sequence[object] | Mapping[str, object]) -> PracticeSession | None:
        """The first session that a query finds."""
        row = self.connection.execute(query, parameters).fetchone()
        return None if row is None else self.as_it_is(row)

    def all(self, query: str, parameters: Sequence[object]) -> list[PracticeSession]:
        """All sessions that a query finds."""
        return [self.as_it_is(row) for row in self.connection.execute(query, parameters)]

    def as_it_is(self, row: tuple[object, ...]) -> PracticeSession:
        """The session of a row; one whose guide died is paused where that saw it last."""
        session = session_of_row(row)
        if session.guide is None or session.guide.seen_at is None or self.guide_lock.is_held_for(session.uuid):
            return session
        return let_go(session)


def contains(text: str | None, part: str) -> bool:
    """Whether a note holds a part, without regard to case; SQLite's own LIKE knows only ASCII's cases."""
    return text is not None and part.casefold() in text.casefold()
