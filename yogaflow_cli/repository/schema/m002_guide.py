"""The steps that the guide logs, and where it stands in an open session."""

STEPS = """
CREATE TABLE steps (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  position INTEGER NOT NULL,
  step_number INTEGER NOT NULL CHECK (step_number > 0),
  pose TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('held', 'shortened', 'skipped')),
  side TEXT CHECK (side IN ('left', 'right')),
  planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
  practised_ms INTEGER NOT NULL CHECK (practised_ms >= 0),
  PRIMARY KEY (session_id, position)
) STRICT, WITHOUT ROWID
"""

GUIDE_MARKS = """
CREATE TABLE guide_marks (
  session_id INTEGER PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,
  step_number INTEGER CHECK (step_number > 0),
  into_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  active_ms INTEGER NOT NULL CHECK (active_ms >= 0),
  seen_at_ms INTEGER,
  bell_every_ms INTEGER CHECK (bell_every_ms > 0)
) STRICT
"""
