"""Profiles, sessions, frozen sequences, settings, the change log, and a view for people with another program."""

INSTALLATION = """
CREATE TABLE installation (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""

PROFILES = """
CREATE TABLE profiles (
  profile_id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 32),
  display_name TEXT,
  token_hash TEXT NOT NULL CHECK (length(token_hash) = 64),
  token_store TEXT NOT NULL CHECK (token_store IN ('keyring', 'file')),
  keyring_backend TEXT,
  created_at_ms INTEGER NOT NULL
) STRICT
"""

SETTINGS = """
CREATE TABLE settings (
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (profile_id, name)
) STRICT, WITHOUT ROWID
"""

SEQUENCES = """
CREATE TABLE sequences (
  sequence_id INTEGER PRIMARY KEY AUTOINCREMENT,
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  planned_seconds INTEGER NOT NULL CHECK (planned_seconds >= 0),
  steps INTEGER NOT NULL CHECK (steps > 0),
  content TEXT NOT NULL CHECK (json_valid(content)),
  UNIQUE (profile_id, content_hash)
) STRICT
"""

SESSIONS = """
CREATE TABLE sessions (
  session_id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  sequence_id INTEGER REFERENCES sequences ON DELETE RESTRICT,
  style TEXT,
  started_at_ms INTEGER NOT NULL,
  started_offset_seconds INTEGER NOT NULL CHECK (abs(started_offset_seconds) < 86400),
  ended_at_ms INTEGER CHECK (ended_at_ms >= started_at_ms),
  ended_offset_seconds INTEGER CHECK (abs(ended_offset_seconds) < 86400),
  time_zone TEXT NOT NULL,
  practice_day TEXT NOT NULL CHECK (practice_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
  duration_seconds INTEGER NOT NULL CHECK (duration_seconds >= 0),
  completion_status TEXT NOT NULL CHECK (completion_status IN ('completed', 'partial', 'abandoned')),
  poses_completed INTEGER NOT NULL CHECK (poses_completed >= 0),
  target_seconds INTEGER CHECK (target_seconds BETWEEN 0 AND 14400),
  source TEXT NOT NULL,
  arrived_open INTEGER NOT NULL DEFAULT 0 CHECK (arrived_open IN (0, 1)),
  note TEXT CHECK (length(note) <= 4000),
  effort INTEGER CHECK (effort BETWEEN 1 AND 10),
  mood_before INTEGER CHECK (mood_before BETWEEN 1 AND 5),
  mood_after INTEGER CHECK (mood_after BETWEEN 1 AND 5),
  energy_before INTEGER CHECK (energy_before BETWEEN 1 AND 5),
  energy_after INTEGER CHECK (energy_after BETWEEN 1 AND 5),
  CHECK ((state = 'ended') = (ended_at_ms IS NOT NULL)),
  CHECK ((ended_at_ms IS NULL) = (ended_offset_seconds IS NULL)),
  CHECK (state <> 'ended' OR duration_seconds <= 14400),
  CHECK (state = 'ended' OR completion_status = 'abandoned')
) STRICT
"""

SEGMENTS = """
CREATE TABLE segments (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  position INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER CHECK (ended_at_ms >= started_at_ms),
  stated_ms INTEGER CHECK (stated_ms >= 0),
  PRIMARY KEY (session_id, position)
) STRICT, WITHOUT ROWID
"""

PAUSES = """
CREATE TABLE pauses (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  position INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER CHECK (ended_at_ms >= started_at_ms),
  PRIMARY KEY (session_id, position)
) STRICT, WITHOUT ROWID
"""

SESSION_TAGS = """
CREATE TABLE session_tags (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (session_id, tag)
) STRICT, WITHOUT ROWID
"""

SESSION_INDEXES = (
    # Open sessions that an import brought stand beside the one that the profile started itself.
    "CREATE UNIQUE INDEX one_open_session ON sessions (profile_id) WHERE state <> 'ended' AND arrived_open = 0",
    "CREATE INDEX open_sessions ON sessions (profile_id, started_at_ms) WHERE state <> 'ended'",
    "CREATE INDEX sessions_by_start ON sessions (profile_id, started_at_ms)",
    "CREATE INDEX sessions_by_end ON sessions (profile_id, ended_at_ms)",
    # Its last entry is the longest session: how far back one that overlaps a given time can have started.
    "CREATE INDEX sessions_by_length ON sessions (profile_id, ended_at_ms - started_at_ms)",
    # Covers the totals: statistics read the index alone.
    "CREATE INDEX sessions_by_day ON sessions"
    " (profile_id, practice_day, state, completion_status, duration_seconds, style, sequence_id)",
    "CREATE INDEX sessions_by_sequence ON sessions (sequence_id)",
    "CREATE INDEX sessions_by_tag ON session_tags (tag, session_id)",
)

CHANGES = """
CREATE TABLE changes (
  change_id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  profile_id INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
  device_id TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  action TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('applied', 'undone', 'superseded', 'final')),
  reverts INTEGER REFERENCES changes ON DELETE SET NULL
) STRICT
"""

CHANGED_RECORDS = """
CREATE TABLE changed_records (
  change_id INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('session', 'setting', 'sequence', 'profile')),
  identity TEXT NOT NULL,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after)),
  PRIMARY KEY (change_id, position)
) STRICT, WITHOUT ROWID
"""

CHANGE_INDEXES = (
    "CREATE INDEX changes_by_standing ON changes (profile_id, standing, change_id)",
    "CREATE INDEX changes_by_reverted ON changes (reverts)",
    "CREATE INDEX changed_records_by_identity ON changed_records (identity)",
)

PRACTICE_LOG = """
SELECT
  sessions.session_id AS session,
  profiles.name AS profile,
  sessions.practice_day,
  datetime(sessions.started_at_ms / 1000 + sessions.started_offset_seconds, 'unixepoch') AS started,
  datetime(sessions.ended_at_ms / 1000 + sessions.ended_offset_seconds, 'unixepoch') AS ended,
  sessions.time_zone,
  sessions.state,
  sessions.duration_seconds / 60 AS minutes,
  sessions.duration_seconds,
  sessions.completion_status,
  coalesce(sequences.name, 'Free practice') AS sequence,
  sessions.style,
  (SELECT group_concat(tag, ';') FROM session_tags WHERE session_tags.session_id = sessions.session_id) AS tags,
  sessions.effort,
  sessions.mood_before,
  sessions.mood_after,
  sessions.energy_before,
  sessions.energy_after,
  sessions.source,
  sessions.note
FROM sessions
JOIN profiles USING (profile_id)
LEFT JOIN sequences ON sequences.sequence_id = sessions.sequence_id
"""
