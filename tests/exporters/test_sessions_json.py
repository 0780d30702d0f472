"""Everything of a profile as one JSON object: contract, section 6."""

import json
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

from hypothesis import given, settings

from tests.exported import exported, exported_object, histories, store
from tests.exporters.test_sessions_csv import practices
from tests.practice_logs import NOON, fresh_log, sequence
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.session_object import session_object, session_record
from yogaflow_cli.exporters import sessions_json
from yogaflow_cli.exporters.exporter import Form, Material, Target
from yogaflow_cli.repository.sessions import SessionFilter


def test_before_any_practice_there_is_an_object_with_empty_lists() -> None:
    """A script that reads the export needs no special case for a person who has not begun."""
    with fresh_log() as log:
        held = json.loads(exported(log))

    assert (held["version"], held["exported_at"]) == (1, "2026-11-23T12:00:00Z")
    assert held["profile"]["name"] == "maya"
    assert (held["settings"], held["sequences"], held["sessions"]) == ({}, {}, [])


def test_a_session_is_the_object_of_every_answer_with_milliseconds_and_what_it_is_made_of() -> None:
    """One form for scripts, and nothing lost on the way."""
    with fresh_log() as log:
        store(log, *practices())
        held = exported_object(log)["sessions"]
        (session,) = [item for item in held if item["session_id"] == 1]
        stored = log.sessions.by_number(1)
        expected = session_object(stored, log.profile.profile, log.day_starts_at, NOON) | session_record(stored)

    assert session == expected
    assert session["started_at"] == "2025-12-05T10:00:00.900Z"
    assert len(session["segments"]) == 2
    assert len(session["pauses"]) == 1


def test_the_open_session_is_there_and_the_oldest_come_first() -> None:
    """The export holds everything of the profile."""
    with fresh_log() as log:
        store(log, *practices())
        held = exported_object(log)["sessions"]

    assert [(item["session_id"], item["state"]) for item in held] == [
        (3, "ended"),
        (1, "ended"),
        (2, "ended"),
        (4, "active"),
    ]


def test_only_the_sequences_of_the_exported_sessions_are_there_once_each() -> None:
    """What was practised by it is given away; what was not, is not."""
    with fresh_log() as log:
        (first, plan), (second, _), *_ = practices()
        store(log, (first, plan), (second, plan))
        content_hash = sequence().content_hash()

        assert list(exported_object(log)["sequences"]) == [content_hash]
        assert exported_object(log)["sessions"][0]["sequence_hash"] == content_hash
        nothing = json.loads(exported(log, chosen=SessionFilter(style="no such")))
        assert nothing["sequences"] == {}


def test_what_could_move_the_cursor_is_replaced_even_when_the_file_was_edited_by_hand() -> None:
    """Characters that yogaflow refuses may stand in a database that another program wrote."""
    with fresh_log() as log:
        store(log, practices()[0])
        log.connection.execute("UPDATE sessions SET note = ?", ["a\x1bb\u202ec\u2028d"])
        text = exported(log)

    assert "\x1b" not in text
    assert json.loads(text)["sessions"][0]["note"] == "a\x1bb\ufffdc\ufffdd"


@given(histories())
@settings(max_examples=30)
def test_any_history_is_one_object_with_each_session_once(
    history: list[tuple[PracticeSession, Sequence | None]],
) -> None:
    """It is JSON, in lines of one session each, whatever the words are."""
    with fresh_log() as log:
        store(log, *history)
        text = exported(log)

    uuids = [session["uuid"] for session in json.loads(text)["sessions"]]
    assert sorted(uuids) == sorted(session.uuid for session, _ in history)
    assert sum(line.startswith('{"session_id"') for line in text.split("\n")) == len(history)


def test_sessions_are_written_one_by_one_and_never_held() -> None:
    """Memory is flat: nothing of the next session is read before the one before is written."""
    with fresh_log() as log:
        store(log, practices()[0])
        one = log.sessions.by_number(1)
        profile, day_starts_at = log.profile.profile, log.day_starts_at
    stream = StringIO()
    written_before: list[int] = []

    def one_after_another() -> Iterator[PracticeSession]:
        for number in range(1, 100):
            written_before.append(stream.getvalue().count('"session_id"'))
            yield one._replace(number=number, started_at=one.started_at + timedelta(days=number))

    material = Material(profile, NOON, day_starts_at, {}, (), lambda _: (), one_after_another, lambda: ())

    assert sessions_json.export(material, Form(), Target(stream)) == 99
    assert written_before == list(range(99))
