"""The words of notes, kept in the order that their index needs: what was there goes before what is there comes."""

# Of two triggers for one event SQLite runs the later made first: the new words came before the old ones went, and
# with those the entry of the note.
DROPPED_TRIGGERS = ("DROP TRIGGER note_words_left", "DROP TRIGGER note_words_came")
NOTE_WORDS_CHANGED = """
CREATE TRIGGER note_words_changed AFTER UPDATE OF note ON sessions WHEN new.note IS NOT old.note BEGIN
  INSERT INTO note_words (note_words, rowid, note)
    SELECT 'delete', old.session_id, old.note WHERE old.note IS NOT NULL;
  INSERT INTO note_words (rowid, note) SELECT new.session_id, new.note WHERE new.note IS NOT NULL;
END
"""
