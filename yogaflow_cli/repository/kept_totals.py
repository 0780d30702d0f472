"""Totals by day and year as each write keeps them: what a session counts for is taken off before, and added after.

What a session counts for is said once, by the view `session_facets`. `totals.py` reads what is kept here.
"""

import sqlite3

from yogaflow_cli.repository.schema.m003_looking_back import FILL_DAY_TOTALS, FILL_YEAR_TOTALS

SUMS = ("completed", "completed_seconds", "partial", "partial_seconds", "abandoned", "abandoned_seconds")
FACETS = """
SELECT profile_id, kind, practice_day, label,
  completion_status = 'completed' AS completed,
  iif(completion_status = 'completed', duration_seconds, 0) AS completed_seconds,
  completion_status = 'partial' AS partial,
  iif(completion_status = 'partial', duration_seconds, 0) AS partial_seconds,
  completion_status = 'abandoned' AS abandoned,
  iif(completion_status = 'abandoned', duration_seconds, 0) AS abandoned_seconds
FROM session_facets WHERE session_id = ?
"""
MORE = ", ".join(f"{name} = {name} + excluded.{name}" for name in SUMS)
IS_KEPT = """EXISTS (
  SELECT 1 FROM day_totals WHERE day_totals.profile_id = facets.profile_id AND day_totals.kind = facets.kind
  AND day_totals.practice_day = facets.practice_day AND day_totals.label = facets.label)"""
# Before the day has its row: a row that is not there yet is one more practice day of the year.
ADD_TO_YEAR = f"""
INSERT INTO year_totals
SELECT profile_id, kind, substr(practice_day, 1, 4), label, NOT {IS_KEPT}, {", ".join(SUMS)}
FROM ({FACETS}) AS facets WHERE true
ON CONFLICT DO UPDATE SET days = days + excluded.days, {MORE}
"""
ADD_TO_DAY = f"""
INSERT INTO day_totals SELECT profile_id, kind, practice_day, label, {", ".join(SUMS)}
FROM ({FACETS}) AS facets WHERE true
ON CONFLICT DO UPDATE SET {MORE}
"""
LESS = ", ".join(f"{name} = {{table}}.{name} - facets.{name}" for name in SUMS)
TAKE_FROM_DAY = f"""
UPDATE day_totals SET {LESS.format(table="day_totals")} FROM ({FACETS}) AS facets
WHERE day_totals.profile_id = facets.profile_id AND day_totals.kind = facets.kind
  AND day_totals.practice_day = facets.practice_day AND day_totals.label = facets.label
"""
FORGET_EMPTY_DAYS = """
DELETE FROM day_totals WHERE profile_id = ?2 AND completed + partial + abandoned = 0
  AND (kind, practice_day, label) IN (SELECT kind, practice_day, label FROM session_facets WHERE session_id = ?1)
"""
# After the day lost its row: one that is gone is a practice day less.
TAKE_FROM_YEAR = f"""
UPDATE year_totals SET days = days - NOT {IS_KEPT}, {LESS.format(table="year_totals")} FROM ({FACETS}) AS facets
WHERE year_totals.profile_id = facets.profile_id AND year_totals.kind = facets.kind
  AND year_totals.year = substr(facets.practice_day, 1, 4) AND year_totals.label = facets.label
"""
FORGET_EMPTY_YEARS = """
DELETE FROM year_totals WHERE profile_id = ?2 AND completed + partial + abandoned = 0
  AND (kind, year, label) IN (
    SELECT kind, substr(practice_day, 1, 4), label FROM session_facets WHERE session_id = ?1)
"""
CLEAR = ("DELETE FROM day_totals WHERE profile_id = ?", "DELETE FROM year_totals WHERE profile_id = ?")

MOST_ONE_BY_ONE = 5000
"""So many sessions of one write are added one by one; a larger import adds all of the profile up anew, in less time."""


class KeptTotals:
    """The totals of one profile while one write goes on."""

    def __init__(self, connection: sqlite3.Connection, profile_id: int) -> None:
        self.connection = connection
        self.profile_id = profile_id
        self.touched = 0
        self.later: list[int] = []

    @property
    def are_behind(self) -> bool:
        """Whether so much was written that they wait for the end of the write."""
        return self.touched > MOST_ONE_BY_ONE

    def add(self, session_id: int) -> None:
        """Adds what a session, as it is stored, counts for."""
        self.touched += 1
        if not self.are_behind:
            self.add_now(session_id)

    def add_now(self, session_id: int) -> None:
        """Adds what a session, as it is stored, counts for."""
        self.connection.execute(ADD_TO_YEAR, [session_id])
        self.connection.execute(ADD_TO_DAY, [session_id])

    def add_later(self, session_id: int) -> None:
        """Adds what a session counts for when the write ends: of a large import, nothing is added one by one."""
        self.touched += 1
        if not self.are_behind:
            self.later.append(session_id)

    def fall_behind(self) -> None:
        """Adds up all of the profile anew when the write ends."""
        self.touched += MOST_ONE_BY_ONE + 1

    def take_off(self, session_id: int) -> None:
        """Takes off what a session, as it is stored, counts for."""
        self.touched += 1
        if not self.are_behind:
            self.connection.execute(TAKE_FROM_DAY, [session_id])
            self.connection.execute(FORGET_EMPTY_DAYS, [session_id, self.profile_id])
            self.connection.execute(TAKE_FROM_YEAR, [session_id])
            self.connection.execute(FORGET_EMPTY_YEARS, [session_id, self.profile_id])

    def settle(self) -> None:
        """Makes good what waited."""
        if self.are_behind:
            self.rebuild()
        else:
            for session_id in self.later:
                self.add_now(session_id)
        self.touched = 0
        self.later.clear()

    def rebuild(self) -> None:
        """Adds up all sessions of the profile anew."""
        for statement in (*CLEAR, FILL_DAY_TOTALS, FILL_YEAR_TOTALS):
            self.connection.execute(statement, [self.profile_id])
