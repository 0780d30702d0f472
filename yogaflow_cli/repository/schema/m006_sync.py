"""What a profile that syncs knows of other machines. Without one these tables stay empty."""

SYNCED = """
CREATE TABLE synced (
  profile_id INTEGER PRIMARY KEY REFERENCES profiles ON DELETE CASCADE,
  repository_id TEXT NOT NULL UNIQUE CHECK (length(repository_id) = 32),
  url TEXT NOT NULL,
  device TEXT NOT NULL CHECK (length(device) = 32),
  key_store TEXT NOT NULL CHECK (key_store IN ('keyring', 'file')),
  keyring_backend TEXT,
  gathered_change_id INTEGER NOT NULL DEFAULT 0,
  clock_ms INTEGER NOT NULL DEFAULT 0 CHECK (clock_ms >= 0),
  clock_counter INTEGER NOT NULL DEFAULT 0 CHECK (clock_counter >= 0),
  synced_at_ms INTEGER,
  failed_at_ms INTEGER,
  failure TEXT
) STRICT
"""

# `tip` is the commit of the last segment, `digest` the SHA-256 of the former digest and the segment's content.
SYNC_DEVICES = """
CREATE TABLE sync_devices (
  profile_id INTEGER NOT NULL REFERENCES synced ON DELETE CASCADE,
  device TEXT NOT NULL CHECK (length(device) = 32),
  name TEXT NOT NULL,
  segments INTEGER NOT NULL CHECK (segments > 0),
  operations INTEGER NOT NULL CHECK (operations >= 0),
  written_at_ms INTEGER NOT NULL,
  digest TEXT NOT NULL DEFAULT '',
  tip TEXT,
  PRIMARY KEY (profile_id, device)
) STRICT, WITHOUT ROWID
"""

# `sealed` holds this machine's own segments until the other side has them.
SYNC_SEGMENTS = """
CREATE TABLE sync_segments (
  profile_id INTEGER NOT NULL REFERENCES synced ON DELETE CASCADE,
  device TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  seen TEXT NOT NULL CHECK (json_valid(seen)),
  operations INTEGER NOT NULL CHECK (operations >= 0),
  written_at_ms INTEGER NOT NULL,
  sealed BLOB,
  PRIMARY KEY (profile_id, device, number)
) STRICT, WITHOUT ROWID
"""
WAITING_SEGMENTS = (
    "CREATE INDEX waiting_segments ON sync_segments (profile_id, device, number) WHERE sealed IS NOT NULL"
)

STATEMENTS = """
CREATE TABLE statements (
  profile_id INTEGER NOT NULL REFERENCES synced ON DELETE CASCADE,
  kind TEXT NOT NULL,
  identity TEXT NOT NULL,
  device TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  PRIMARY KEY (profile_id, kind, identity, device)
) STRICT, WITHOUT ROWID
"""

# `delete --forever` leaves no trace in the change log, so what must be told to other machines is noted here.
FORGOTTEN_SESSIONS = """
CREATE TABLE forgotten_sessions (
  profile_id INTEGER NOT NULL REFERENCES synced ON DELETE CASCADE,
  uuid TEXT NOT NULL,
  forgotten_at_ms INTEGER NOT NULL,
  PRIMARY KEY (profile_id, uuid)
) STRICT, WITHOUT ROWID
"""

# The own sequences as they were read or written last: what differs from it was changed by a person.
SYNC_FILES = """
CREATE TABLE sync_files (
  profile_id INTEGER NOT NULL REFERENCES synced ON DELETE CASCADE,
  slug TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  PRIMARY KEY (profile_id, slug)
) STRICT, WITHOUT ROWID
"""

TABLES = (SYNCED, SYNC_DEVICES, SYNC_SEGMENTS, WAITING_SEGMENTS, STATEMENTS, FORGOTTEN_SESSIONS, SYNC_FILES)
