"""Totals by day and year, days of rest, and the words of notes."""

from yogaflow_cli.repository.schema.m001_sessions import CHANGED_RECORDS

# One row for each thing that an ended session counts for: everything, its hour, style, sequence, tags, how it felt.
SESSION_FACETS = """
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'all' AS kind, '' AS label
FROM sessions WHERE state = 'ended'
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'hour',
  printf('%02d', ((started_at_ms / 1000 + started_offset_seconds) % 86400 + 86400) % 86400 / 3600)
FROM sessions WHERE state = 'ended'
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'style', coalesce(style, '')
FROM sessions WHERE state = 'ended'
UNION ALL
SELECT session_id, sessions.profile_id, practice_day, completion_status, duration_seconds, 'sequence',
  coalesce(slug, '')
FROM sessions LEFT JOIN sequences ON sequences.sequence_id = sessions.sequence_id WHERE state = 'ended'
UNION ALL
SELECT sessions.session_id, profile_id, practice_day, completion_status, duration_seconds, 'tag', coalesce(tag, '')
FROM sessions LEFT JOIN session_tags ON session_tags.session_id = sessions.session_id WHERE state = 'ended'
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'mood_before', mood_before
FROM sessions WHERE state = 'ended' AND mood_before IS NOT NULL
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'mood_after', mood_after
FROM sessions WHERE state = 'ended' AND mood_after IS NOT NULL
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'energy_before', energy_before
FROM sessions WHERE state = 'ended' AND energy_before IS NOT NULL
UNION ALL
SELECT session_id, profile_id, practice_day, completion_status, duration_seconds, 'energy_after', energy_after
FROM sessions WHERE state = 'ended' AND energy_after IS NOT NULL
"""

DAY_TOTALS = """
CREATE TABLE day_totals (
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  kind TEXT NOT NULL,
  practice_day TEXT NOT NULL,
  label TEXT NOT NULL,
  completed INTEGER NOT NULL CHECK (completed >= 0),
  completed_seconds INTEGER NOT NULL CHECK (completed_seconds >= 0),
  partial INTEGER NOT NULL CHECK (partial >= 0),
  partial_seconds INTEGER NOT NULL CHECK (partial_seconds >= 0),
  abandoned INTEGER NOT NULL CHECK (abandoned >= 0),
  abandoned_seconds INTEGER NOT NULL CHECK (abandoned_seconds >= 0),
  PRIMARY KEY (profile_id, kind, practice_day, label)
) STRICT, WITHOUT ROWID
"""

# All of the past is a few rows a year, however many days it has; `days` counts the practice days with that label.
YEAR_TOTALS = """
CREATE TABLE year_totals (
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  kind TEXT NOT NULL,
  year TEXT NOT NULL,
  label TEXT NOT NULL,
  days INTEGER NOT NULL CHECK (days >= 0),
  completed INTEGER NOT NULL CHECK (completed >= 0),
  completed_seconds INTEGER NOT NULL CHECK (completed_seconds >= 0),
  partial INTEGER NOT NULL CHECK (partial >= 0),
  partial_seconds INTEGER NOT NULL CHECK (partial_seconds >= 0),
  abandoned INTEGER NOT NULL CHECK (abandoned >= 0),
  abandoned_seconds INTEGER NOT NULL CHECK (abandoned_seconds >= 0),
  PRIMARY KEY (profile_id, kind, year, label)
) STRICT, WITHOUT ROWID
"""

FILL_DAY_TOTALS = """
INSERT INTO day_totals
SELECT profile_id, kind, practice_day, label,
  sum(completion_status = 'completed'), sum(iif(completion_status = 'completed', duration_seconds, 0)),
  sum(completion_status = 'partial'), sum(iif(completion_status = 'partial', duration_seconds, 0)),
  sum(completion_status = 'abandoned'), sum(iif(completion_status = 'abandoned', duration_seconds, 0))
FROM session_facets WHERE profile_id = ? GROUP BY profile_id, kind, practice_day, label
"""
FILL_YEAR_TOTALS = """
INSERT INTO year_totals
SELECT profile_id, kind, substr(practice_day, 1, 4), label, count(*), sum(completed), sum(completed_seconds),
  sum(partial), sum(partial_seconds), sum(abandoned), sum(abandoned_seconds)
FROM day_totals WHERE profile_id = ? GROUP BY profile_id, kind, substr(practice_day, 1, 4), label
"""

RESTS = """
CREATE TABLE rests (
  rest_id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  first_day TEXT NOT NULL CHECK (first_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  last_day TEXT NOT NULL CHECK (last_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 60),
  CHECK (last_day >= first_day)
) STRICT
"""
REST_INDEXES = ("CREATE INDEX rests_by_day ON rests (profile_id, first_day)",)

# A table's CHECK cannot be changed, so the table is made anew.
CHANGED_RECORDS_WITH_RESTS = (
    "ALTER TABLE changed_records RENAME TO former_records",
    CHANGED_RECORDS.replace("'profile')", "'profile', 'rest')"),
    "INSERT INTO changed_records SELECT * FROM former_records",
    "DROP TABLE former_records",
    "CREATE INDEX changed_records_by_identity ON changed_records (identity)",
)

# Without diacritics, so that vrksasana finds Vṛkṣāsana. The text itself stays in `sessions`.
NOTE_WORDS = """
CREATE VIRTUAL TABLE note_words USING fts5 (
  note, content = 'sessions', content_rowid = 'session_id', tokenize = 'unicode61 remove_diacritics 2'
)
"""
# Most writes change no note, and those cost nothing here.
NOTE_WORD_TRIGGERS = (
    """
CREATE TRIGGER note_words_added AFTER INSERT ON sessions WHEN new.note IS NOT NULL BEGIN
  INSERT INTO note_words (rowid, note) VALUES (new.session_id, new.note);
END
""",
    """
CREATE TRIGGER note_words_removed AFTER DELETE ON sessions WHEN old.note IS NOT NULL BEGIN
  INSERT INTO note_words (note_words, rowid, note) VALUES ('delete', old.session_id, old.note);
END
""",
    """
CREATE TRIGGER note_words_left AFTER UPDATE OF note ON sessions
WHEN old.note IS NOT NULL AND new.note IS NOT old.note BEGIN
  INSERT INTO note_words (note_words, rowid, note) VALUES ('delete', old.session_id, old.note);
END
""",
    """
CREATE TRIGGER note_words_came AFTER UPDATE OF note ON sessions
WHEN new.note IS NOT NULL AND new.note IS NOT old.note BEGIN
  INSERT INTO note_words (rowid, note) VALUES (new.session_id, new.note);
END
""",
)
FILL_NOTE_WORDS = "INSERT INTO note_words (note_words) VALUES ('rebuild')"
