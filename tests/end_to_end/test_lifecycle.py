"""Start, pause, resume, complete, discard, show, reopen, delete, undo: what they answer, refuse and record."""

import re

import pytest

from tests.program import Json, Program

SESSION_KEYS = {
    *("session_id", "user_id", "profile", "sequence_id", "sequence", "style", "started_at", "completed_at"),
    *("duration_seconds", "elapsed_seconds", "completion_status", "state", "poses_completed", "poses_planned"),
    *("practice_day", "time_zone", "source", "tags", "note", "effort", "mood_before", "mood_after"),
    *("energy_before", "energy_after"),
}
"""Frozen by the contract; an answer may have more."""

TEN_MINUTES_LATER = "2026-11-23T07:40:00Z"
OPTIONS_OF_A_START = [
    *("--tag", "outside", "--tag", "Abend", "--tag", "outside", "--style", "hatha"),
    *("--note", "stiff", "--mood", "2", "--energy", "3"),
]


@pytest.fixture
def resting(begun: Program) -> Program:
    """Session 1 ran from 08:30 to 08:40 and is paused since; it is now 08:45."""
    begun.done("pause")
    return begun.at("2026-11-23T07:45:00Z")


@pytest.fixture
def ended(begun: Program) -> Program:
    """Session 1 ran from 08:30 to 08:40; it is now 08:40."""
    begun.done("complete")
    return begun


def times(session: Json) -> tuple[str, str | None, int, int]:
    """Start, end, active and elapsed seconds."""
    keys = ("started_at", "completed_at", "duration_seconds", "elapsed_seconds")
    started, completed, duration, elapsed = (session[key] for key in keys)
    return started, completed, duration, elapsed


class TestTheSessionObject:
    """One form for every command that answers with a session."""

    def test_every_command_answers_with_every_key(self, yogaflow: Program) -> None:
        """A script reads the same keys wherever a session comes from."""
        answers = [yogaflow.json(command) for command in ("start", "pause", "resume", "current", "show", "complete")]
        answers += [yogaflow.json("show", "1"), yogaflow.json("reopen"), yogaflow.json("discard")]
        assert [SESSION_KEYS - answer.keys() for answer in answers] == [set()] * len(answers)

    def test_a_fresh_session_holds_these_values(self, yogaflow: Program) -> None:
        """Whole seconds, instants in UTC, null for what was not said, an empty list for no tags."""
        session = yogaflow.json("start")
        assert {key: session[key] for key in SESSION_KEYS} == {
            **{"session_id": 1, "user_id": 1, "profile": "maya", "sequence_id": None, "sequence": None, "style": None},
            **{"started_at": "2026-11-23T07:30:00Z", "completed_at": None},
            **{"duration_seconds": 0, "elapsed_seconds": 0, "completion_status": "abandoned", "state": "active"},
            **{"poses_completed": 0, "poses_planned": 0, "practice_day": "2026-11-23", "time_zone": "Europe/Berlin"},
            **{"source": "timer", "tags": [], "note": None, "effort": None, "mood_before": None, "mood_after": None},
            **{"energy_before": None, "energy_after": None},
        }

    def test_complete_adds_the_statistics_and_nothing_but_their_four_keys(self, begun: Program) -> None:
        """The four figures of the original."""
        statistics = begun.json("complete")["statistics"]
        keys = ["total_sessions", "total_practice_time_seconds", "average_duration_seconds"]
        assert list(statistics) == [*keys, "completion_rate_percent"]


class TestStart:
    """A practice begins."""

    def test_it_echoes_when_it_began(self, yogaflow: Program) -> None:
        """A person sees what was understood."""
        assert yogaflow.done("start").out == "Started 08:30.\n"

    def test_with_a_sequence_it_echoes_what_lies_ahead(self, yogaflow: Program) -> None:
        """Name, steps and time."""
        assert "Sun Salutation A: 50 steps, 4 m 45 s" in yogaflow.done("start", "sun-salutation-a").out

    def test_it_keeps_all_that_was_said(self, yogaflow: Program) -> None:
        """Tags once each and in order, mood and energy as those before the practice."""
        session = yogaflow.json("start", *OPTIONS_OF_A_START)
        assert (session["style"], session["note"]) == ("hatha", "stiff")
        assert session["tags"] == sorted(set(session["tags"]))
        assert len(session["tags"]) == 2
        assert (session["mood_before"], session["energy_before"]) == (2, 3)
        assert (session["mood_after"], session["energy_after"]) == (None, None)

    def test_a_note_can_come_from_standard_input(self, yogaflow: Program) -> None:
        """Several lines, without quoting."""
        assert yogaflow.done("start", "--note", "-", "--json", given="one\ntwo\n").json["note"] == "one\ntwo"

    @pytest.mark.parametrize(
        ("words", "started_at"),
        [
            (["--at", "08:10"], "2026-11-23T07:10:00Z"),
            (["--at", "8:10:15"], "2026-11-23T07:10:15Z"),
            (["--at", "20m ago"], "2026-11-23T07:10:00Z"),
            (["--ago", "1h30m"], "2026-11-23T06:00:00Z"),
            (["--at", "yesterday 18:00"], "2026-11-22T17:00:00Z"),
            (["--at", "2026-11-20 07:30"], "2026-11-20T06:30:00Z"),
            (["--at", "2026-11-20T07:30+05:30"], "2026-11-20T02:00:00Z"),
            (["--at", "2026-11-20T07:30Z"], "2026-11-20T07:30:00Z"),
            (["--at", "07:30", "--zone", "Europe/London"], "2026-11-23T07:30:00Z"),
            (["--at", "now"], "2026-11-23T07:30:00Z"),
        ],
    )
    def test_a_time_is_read_as_it_was_meant(self, yogaflow: Program, words: list[str], started_at: str) -> None:
        """Every form of the grammar, in the zone of the machine or the one that was given."""
        assert yogaflow.json("start", *words)["started_at"] == started_at

    def test_it_echoes_how_long_ago_that_was(self, yogaflow: Program) -> None:
        """A mistaken time is seen at once."""
        assert yogaflow.done("start", "--ago", "20m").out == "Started 08:10 (20 min ago).\n"

    @pytest.mark.parametrize(
        ("words", "message", "hint"),
        [
            (["--at", "08:31"], "future", "yesterday 08:31"),
            (["--at", "2026-11-24 07:00"], "future", "07:30"),
            (["--at", "half past"], "half past", "07:30"),
            (["--at", "2026-03-29 02:30"], "skipped", "before or after"),
            (["--ago", "15"], "15 what? 15m or 15s", "45m"),
            (["--for", "nan"], "nan", "45m"),
            (["--for", "1_000s"], "1_000s", "45m"),
            (["--for", "٣m"], "٣m", "45m"),
            (["--mood", "6"], "--mood", "1"),
            (["--energy", "0"], "--energy", "1"),
            (["--zone", "Europe/Bonn"], "Europe/Bonn", "Europe/Berlin"),
            (["--zone", "../../etc/passwd"], "etc/passwd", "Europe/Berlin"),
            (["--tag", ""], "tag", ""),
            (["--style", "a b\n"], "style", ""),
        ],
    )
    def test_a_value_that_cannot_be_meant_is_refused(
        self, yogaflow: Program, words: list[str], message: str, hint: str
    ) -> None:
        """Exit 2, what is wrong, and what to type; nothing was made, and the next start is the first."""
        error = yogaflow.refused(2, "invalid_value", "start", *words)
        assert message in error["message"]
        assert hint in error["hint"]
        assert yogaflow.json("start")["session_id"] == 1

    def test_a_time_of_two_words_gets_the_hint_to_quote_it(self, yogaflow: Program) -> None:
        """The shell splits what was not quoted; to `start` the rest is a sequence that nobody knows."""
        refused = yogaflow.run("start", "--at", "yesterday", "18:00")
        assert refused.code == 3
        assert '--at "yesterday 18:00"' in refused.err
        assert '--at "20m ago"' in yogaflow.run("start", "--at", "20m", "ago").err

    def test_two_times_are_one_too_many(self, yogaflow: Program) -> None:
        """`--at` and `--ago` say the same thing."""
        yogaflow.refused(2, "usage", "start", "--at", "08:00", "--ago", "20m")

    def test_a_second_one_is_refused_and_the_first_named(self, begun: Program) -> None:
        """At most one open session; a script is never asked."""
        error = begun.refused(6, "already_open", "start")
        assert "Session 1" in error["message"]
        begun.refused(6, "already_open", "start", "--no-input")

    def test_a_time_inside_another_session_is_refused_unless_allowed(self, ended: Program) -> None:
        """Nobody practises twice at once, unless they say so; touching is no overlap."""
        error = ended.refused(6, "overlap", "start", "--at", "08:35")
        assert "session 1" in error["message"]
        assert ended.json("start", "--at", "08:35", "--overlap")["session_id"] == 2
        ended.done("undo")
        assert ended.json("start", "--at", "08:40")["started_at"] == TEN_MINUTES_LATER

    def test_again_repeats_sequence_style_and_tags(self, yogaflow: Program) -> None:
        """But not the note, nor how it felt."""
        yogaflow.done("start", "sun-salutation-a", *OPTIONS_OF_A_START)
        yogaflow.done("complete")
        session = yogaflow.json("start", "--again")
        assert (session["sequence"], session["style"]) == ("sun-salutation-a", "hatha")
        assert (len(session["tags"]), session["note"], session["mood_before"]) == (2, None, None)

    def test_again_without_a_practice_to_repeat_is_refused(self, yogaflow: Program) -> None:
        """There is no last one."""
        assert yogaflow.run("start", "--again", "--json").error["code"] == "session_not_found"

    def test_a_target_is_shown_beside_the_time(self, yogaflow: Program) -> None:
        """`--for` is what was meant to be practised."""
        assert "30 m" in yogaflow.done("start", "--for", "30m").out
        assert "of 30 m" in yogaflow.at(TEN_MINUTES_LATER).say("current")

    def test_a_practice_after_midnight_counts_for_the_day_before(self, yogaflow: Program) -> None:
        """The practice day begins at 03:00."""
        yogaflow.at("2026-11-24T01:30:00Z")
        assert yogaflow.json("start", "--zone", "Europe/Berlin")["practice_day"] == "2026-11-23"

    def test_a_time_that_the_clocks_repeat_means_the_first_and_shows_its_offset(self, yogaflow: Program) -> None:
        """25 October 2026, 02:30 came twice in Berlin."""
        started = yogaflow.done("start", "--at", "2026-10-25 02:30")
        assert "UTC+2" in started.out
        assert yogaflow.json("current")["started_at"] == "2026-10-25T00:30:00Z"

    def test_another_zone_is_labelled(self, yogaflow: Program) -> None:
        """A person sees a label only where the zone differs from their own."""
        assert yogaflow.done("start", "--zone", "Asia/Kolkata").out == "Started 13:00 Asia/Kolkata.\n"


class TestPauseAndResume:
    """Rest inside a practice."""

    def test_they_echo_time_and_length(self, begun: Program) -> None:
        """When, and after how much practice or rest."""
        assert begun.say("pause") == "Paused 08:40, after 10 m.\n"
        assert begun.at("2026-11-23T07:42:30Z").say("resume") == "Resumed 08:42:30, after a pause of 2 m 30 s.\n"

    def test_pauses_are_in_the_elapsed_and_not_in_the_active_time(self, resting: Program) -> None:
        """Ten minutes, five minutes of rest, five minutes."""
        resting.done("resume")
        session = resting.at("2026-11-23T07:50:00Z").json("complete")
        assert times(session) == ("2026-11-23T07:30:00Z", "2026-11-23T07:50:00Z", 900, 1200)

    def test_a_number_or_last_names_the_session(self, begun: Program) -> None:
        """As does leaving it out."""
        assert begun.json("pause", "1")["state"] == "paused"
        assert begun.json("resume", "last")["state"] == "active"

    @pytest.mark.parametrize("command", ["pause", "resume", "complete"])
    def test_a_time_that_is_past_can_be_given(self, begun: Program, command: str) -> None:
        """Who forgets to press the key says when it was."""
        if command == "resume":
            begun.done("pause", "--ago", "5m")
        session = begun.json(command, "--ago", "4m")
        assert session["elapsed_seconds"] == (360 if command == "complete" else 600)
        assert session["duration_seconds"] == {"pause": 360, "resume": 540, "complete": 360}[command]

    def test_a_paused_one_is_not_paused_and_a_running_one_not_resumed(self, begun: Program) -> None:
        """A conflict, with what to type instead."""
        assert "yogaflow pause" in begun.refused(6, "already_active", "resume")["hint"]
        begun.done("pause")
        assert "yogaflow resume" in begun.refused(6, "already_paused", "pause")["hint"]

    def test_toggle_is_one_key_for_both(self, begun: Program) -> None:
        """Pauses what runs, resumes what is paused."""
        assert [begun.json("pause", "--toggle")["state"] for _ in range(3)] == ["paused", "active", "paused"]

    def test_a_stated_time_so_far_counts_on(self, begun: Program) -> None:
        """`pause --duration` says what was practised until now; measured time is added to it."""
        assert begun.json("pause", "--duration", "3m")["duration_seconds"] == 180
        begun.done("resume")
        session = begun.at("2026-11-23T07:41:00Z").json("current")
        assert (session["duration_seconds"], session["elapsed_seconds"]) == (240, 660)

    def test_a_time_before_the_last_change_is_refused(self, resting: Program) -> None:
        """A pause cannot end before it began."""
        resting.refused(2, "invalid_value", "resume", "--at", "08:35")

    @pytest.mark.parametrize("command", ["pause", "resume", "complete", "discard"])
    def test_without_an_open_session_there_is_nothing_to_do(self, ended: Program, command: str) -> None:
        """Exit 3, and how to begin."""
        assert "yogaflow start" in ended.refused(3, "no_open_session", command)["hint"]

    @pytest.mark.parametrize("command", ["pause", "resume", "complete"])
    def test_an_ended_session_stays_ended(self, ended: Program, command: str) -> None:
        """A conflict, and the way to go on with it."""
        assert "yogaflow reopen 1" in ended.refused(6, "already_ended", command, "1")["hint"]

    @pytest.mark.parametrize("command", ["pause", "resume", "complete", "show", "edit", "reopen", "delete"])
    def test_a_number_that_nobody_has_is_not_there(self, ended: Program, command: str) -> None:
        """Exit 3 for every command that takes a number."""
        words = {"edit": ["--note", "x"], "delete": ["--yes"]}.get(command, [])
        ended.refused(3, "session_not_found", command, "7", *words)

    @pytest.mark.parametrize("number", ["1_0", "٣", "-1", "1.0", "first", ""])
    def test_what_is_no_number_is_refused(self, ended: Program, number: str) -> None:
        """Whole numbers are [0-9]+ and nothing else."""
        refused = ended.run("show", "--json", "--", number)
        assert refused.code == 2
        assert refused.error["code"] == "invalid_value"


class TestAnotherPersonsSession:
    """A number of another profile: exit 5, and not a word about the session."""

    @pytest.mark.parametrize(
        "words",
        ["pause 1", "resume 1", "complete 1", "show 1", "reopen 1", "delete 1 --yes", "delete 1 --forever --yes"],
    )
    def test_every_command_refuses_it(self, begun: Program, words: str) -> None:
        """Whatever state it is in, the answer is the same."""
        begun.done("profile", "create", "lea")
        error = begun.refused(5, "not_yours", *words.split(), "--profile", "lea")
        assert error["message"] == "Session 1 is not yours."
        assert begun.json("show", "1", "--profile", "maya")["state"] == "active"


class TestComplete:
    """A practice ends."""

    def test_it_says_the_time_the_statistics_and_one_fact(self, begun: Program) -> None:
        """All practised time first."""
        answer = begun.say("complete").splitlines()
        assert answer[0] == "Session 1: 10 m of practice, completed. 08:30 to 08:40."
        assert answer[1] == "Your first practice here."
        assert answer[2].startswith("In all 10 m in 1 practice: 1 completed (100 %)")

    def test_a_very_short_one_is_kept_and_can_be_taken_back(self, yogaflow: Program) -> None:
        """However short; the words say how to remove it."""
        yogaflow.done("start")
        yogaflow.done("complete")
        yogaflow.done("start")
        assert "Only 3 s. yogaflow undo removes it." in yogaflow.at("2026-11-23T07:30:03Z").say("complete")

    def test_it_keeps_all_that_was_said(self, yogaflow: Program) -> None:
        """The note gets a line, tags are added, mood and energy are those after the practice."""
        yogaflow.done("start", "--tag", "outside", "--note", "stiff", "--mood", "2", "--energy", "2")
        session = yogaflow.at(TEN_MINUTES_LATER).json(
            *("complete", "--note", "better", "--tag", "evening", "--style", "yin"),
            *("--effort", "7", "--mood", "4", "--energy", "3"),
        )
        assert (session["note"], session["tags"], session["style"]) == ("stiff\nbetter", ["evening", "outside"], "yin")
        felt = [session[key] for key in ("effort", "mood_before", "mood_after", "energy_before", "energy_after")]
        assert felt == [7, 2, 4, 2, 3]

    @pytest.mark.parametrize(
        ("poses", "status"),
        [("45", "completed"), ("44", "partial"), ("26", "partial"), ("25", "abandoned"), ("0", "abandoned")],
    )
    def test_poses_decide_the_status_of_a_sequence(self, yogaflow: Program, poses: str, status: str) -> None:
        """Of 50 steps: 90 % is completed, more than half is partial, everything else abandoned."""
        yogaflow.done("start", "sun-salutation-a")
        session = yogaflow.json("complete", "--poses", poses)
        assert (session["completion_status"], session["poses_completed"]) == (status, int(poses))

    @pytest.mark.parametrize("status", ["completed", "partial", "abandoned"])
    def test_a_given_status_holds(self, begun: Program, status: str) -> None:
        """The person knows best; every minute is kept whatever it is."""
        session = begun.json("complete", "--status", status)
        assert (session["completion_status"], session["duration_seconds"]) == (status, 600)

    @pytest.mark.parametrize(
        "words",
        [
            *("--poses -1", "--poses 1_0", "--status done", "--effort 11", "--mood 0"),
            *("--duration 10", "--duration 4h1s", "--at 08:29", "--at 08:41"),
        ],
    )
    def test_a_value_out_of_range_is_refused(self, begun: Program, words: str) -> None:
        """Exit 2, and it runs on."""
        begun.refused(2, "invalid_value", "complete", *words.split())

    def test_people_read_left_early_for_abandoned(self, begun: Program) -> None:
        """`abandoned` is a word for scripts."""
        answer = begun.say("complete", "--status", "abandoned")
        assert "left early" in answer
        assert "abandoned" not in answer

    def test_a_paused_one_ended_when_it_was_paused(self, resting: Program) -> None:
        """The rest at the end was no part of it, and undo gives it back paused at that moment."""
        session = resting.json("complete")
        assert times(session) == ("2026-11-23T07:30:00Z", TEN_MINUTES_LATER, 600, 600)
        resting.done("undo")
        session = resting.json("current")
        assert (session["state"], session["duration_seconds"]) == ("paused", 600)
        assert resting.json("show")["pauses"] == [{"started_at": "2026-11-23T07:40:00.000Z", "ended_at": None}]

    def test_a_paused_one_ends_at_the_time_that_is_given(self, resting: Program) -> None:
        """A pause at the end counts as elapsed only then."""
        session = resting.json("complete", "--at", "08:44")
        assert times(session) == ("2026-11-23T07:30:00Z", "2026-11-23T07:44:00Z", 600, 840)

    def test_a_shorter_duration_moves_the_end_back(self, begun: Program) -> None:
        """To the moment at which that much was practised."""
        session = begun.json("complete", "--duration", "7m")
        assert times(session) == ("2026-11-23T07:30:00Z", "2026-11-23T07:37:00Z", 420, 420)

    def test_a_longer_duration_leaves_start_and_end(self, begun: Program) -> None:
        """The stated time counts, also beyond the elapsed time."""
        session = begun.json("complete", "--duration", "25m")
        assert times(session) == ("2026-11-23T07:30:00Z", TEN_MINUTES_LATER, 1500, 600)

    def test_with_a_time_and_a_duration_both_hold(self, begun: Program) -> None:
        """The end is as given."""
        session = begun.json("complete", "--at", "08:39", "--duration", "3m")
        assert times(session) == ("2026-11-23T07:30:00Z", "2026-11-23T07:39:00Z", 180, 540)

    def test_a_time_inside_another_session_is_refused_unless_allowed(self, ended: Program) -> None:
        """A start in the past and an end that reaches into what was recorded; touching is no overlap."""
        ended.done("start", "--at", "08:00", "--overlap")
        assert "session 1" in ended.refused(6, "overlap", "complete", "--at", "08:35")["message"]
        assert ended.json("complete", "--at", "08:35", "--overlap")["session_id"] == 2
        ended.done("undo")
        assert ended.json("complete", "--at", "08:30")["duration_seconds"] == 1800

    def test_a_clock_that_went_back_gives_no_negative_duration(self, begun: Program) -> None:
        """The session is kept, and the message says so."""
        result = begun.at("2026-11-23T06:00:00Z").done("complete", "--json")
        assert times(result.json) == ("2026-11-23T07:30:00Z", "2026-11-23T07:30:00Z", 0, 0)
        begun.done("undo")
        words = begun.done("complete")
        assert "clock went back" in words.out + words.err


class TestPastFourHours:
    """A session past 4 hours of active time is never completed by guesswork."""

    def test_complete_names_the_three_ways(self, forgotten: Program) -> None:
        """Exit 2, and it stays open."""
        error = forgotten.refused(2, "needs_an_answer", "complete")
        assert all(option in error["hint"] for option in ("--duration", "--at", "--end-at-limit"))
        forgotten.refused(2, "needs_an_answer", "complete", "--status", "completed", "--no-input")

    def test_current_says_so(self, forgotten: Program) -> None:
        """Who looks at it learns what to type."""
        answer = forgotten.say("current")
        assert "over 4 h" in answer
        assert "--end-at-limit" in answer

    def test_it_can_end_at_the_limit(self, forgotten: Program) -> None:
        """Four hours after the start."""
        session = forgotten.json("complete", "--end-at-limit")
        assert times(session) == ("2026-11-23T07:30:00Z", "2026-11-23T11:30:00Z", 14400, 14400)

    def test_it_can_end_at_a_time(self, forgotten: Program) -> None:
        """That of the real end."""
        assert forgotten.json("complete", "--at", "09:15")["duration_seconds"] == 45 * 60

    def test_a_time_past_the_limit_is_no_answer(self, forgotten: Program) -> None:
        """It would hold over 4 hours."""
        forgotten.refused(2, "invalid_value", "complete", "--at", "12:30:01")
        assert forgotten.json("complete", "--at", "12:30")["duration_seconds"] == 14400

    def test_its_duration_can_be_stated(self, forgotten: Program) -> None:
        """The end moves back to the moment at which it was reached."""
        session = forgotten.json("complete", "--duration", "45m")
        assert (session["completed_at"], session["duration_seconds"]) == ("2026-11-23T08:15:00Z", 2700)

    def test_a_paused_one_is_not_past_it_however_long_it_rests(self, resting: Program) -> None:
        """Only active time counts."""
        session = resting.at("2026-11-25T07:00:00Z").json("complete")
        assert (session["completed_at"], session["duration_seconds"]) == (TEN_MINUTES_LATER, 600)


class TestCurrent:
    """The open practice, for people, scripts and prompts."""

    def test_a_person_reads_one_line(self, begun: Program) -> None:
        """What, how long, since when."""
        assert begun.say("current") == "Free practice, active: 10 m. Session 1, began 08:30.\n"

    def test_a_template_is_filled_in(self, begun: Program) -> None:
        """With the session's keys and two more, and nothing is added."""
        begun.at("2026-11-23T07:41:05Z")
        template = "{session_id} {state} {minutes} {elapsed} {sequence}{note}{{x}}"
        assert begun.say("current", "--format", template) == "1 active 11 11:05 {x}\n"

    @pytest.mark.parametrize(
        "template", ["{nothing}", "{", "}", "{0}", "{state.__class__}", "{state!r}", "{minutes:x}"]
    )
    def test_an_unknown_name_is_refused_and_the_known_ones_listed(self, begun: Program, template: str) -> None:
        """No template reaches into the program."""
        error = begun.refused(2, "invalid_value", "current", "--format", template)
        if re.fullmatch(r"\{.+\}", template):
            assert all(name in error["hint"] for name in ("minutes", "elapsed", "session_id"))


class TestShow:
    """All of one practice."""

    def test_it_has_the_parts_that_the_session_object_leaves_out(self, resting: Program) -> None:
        """Pauses and segments, to the millisecond."""
        session = resting.json("show")
        assert session["pauses"] == [{"started_at": "2026-11-23T07:40:00.000Z", "ended_at": None}]
        assert len(session["segments"]) == 1

    def test_a_person_reads_times_pauses_and_note(self, resting: Program) -> None:
        """In the wall clock of the place."""
        resting.done("resume")
        resting.done("complete", "--note", "one\ntwo")
        page = resting.say("show", "last")
        assert all(words in page for words in ("08:30", "08:40", "08:45", "one", "two"))

    def test_without_any_practice_there_is_nothing_to_show(self, yogaflow: Program) -> None:
        """Exit 3."""
        yogaflow.refused(3, "session_not_found", "show")


class TestDiscardUndoRedo:
    """What was done can be taken back, and brought again."""

    def test_discard_drops_the_open_one_and_undo_brings_it_back(self, begun: Program) -> None:
        """With its number."""
        before = begun.json("show")
        assert "yogaflow undo" in begun.say("discard")
        begun.refused(3, "no_open_session", "current")
        begun.done("undo")
        assert begun.json("show") == before

    def test_everything_can_be_undone_and_redone(self, resting: Program) -> None:
        """Each step back gives the state before it, each step forward the one after."""
        states = [resting.json("show")]
        for command in (["resume"], ["complete", "--note", "good"], ["edit", "--tag", "inside"], ["reopen", "1"]):
            resting.done(*command)
            states.append(resting.json("show", "1"))
        for state in reversed(states[:-1]):
            resting.done("undo")
            assert resting.json("show", "1") == state
        for state in states[1:]:
            resting.done("redo")
            assert resting.json("show", "1") == state

    def test_several_at_once(self, resting: Program) -> None:
        """`undo 2` takes back the pause and the start, and says both."""
        assert len(resting.say("undo", "2").splitlines()) == 2
        assert resting.json("history") == []
        assert len(resting.json("redo", "2")) == 2
        assert resting.json("current")["state"] == "paused"

    def test_a_new_write_ends_what_could_be_redone(self, begun: Program) -> None:
        """There is one past."""
        begun.done("pause")
        begun.done("undo")
        begun.done("complete")
        begun.refused(6, "nothing_to_undo", "redo")

    def test_beyond_the_first_change_there_is_nothing(self, yogaflow: Program) -> None:
        """Exit 6, also before anything was recorded, and nothing is taken back halfway."""
        yogaflow.refused(6, "nothing_to_undo", "undo")
        yogaflow.done("start")
        yogaflow.refused(6, "nothing_to_undo", "redo")
        yogaflow.refused(6, "nothing_to_undo", "undo", "2")

    @pytest.mark.parametrize("count", ["0", "x", "1_0", "-1"])
    def test_a_count_is_a_whole_number(self, begun: Program, count: str) -> None:
        """Exit 2 for anything else."""
        assert begun.run("undo", "--", count).code == 2

    def test_only_the_proven_profiles_changes_are_undone(self, begun: Program) -> None:
        """Nobody takes back what another did."""
        begun.done("profile", "create", "lea")
        begun.refused(6, "nothing_to_undo", "undo", "--profile", "lea")


class TestReopen:
    """A completed practice runs on."""

    def test_the_gap_becomes_a_pause(self, ended: Program) -> None:
        """It was completed too early."""
        session = ended.at("2026-11-23T07:45:00Z").json("reopen")
        assert (session["state"], session["completed_at"], session["completion_status"]) == (
            "active",
            None,
            "abandoned",
        )
        session = ended.at("2026-11-23T07:50:00Z").json("complete")
        assert times(session) == ("2026-11-23T07:30:00Z", "2026-11-23T07:50:00Z", 900, 1200)

    def test_beside_an_open_one_it_is_refused(self, ended: Program) -> None:
        """At most one is open."""
        ended.done("start")
        assert "Session 2" in ended.refused(6, "already_open", "reopen", "1")["message"]

    def test_without_any_practice_there_is_nothing_to_reopen(self, yogaflow: Program) -> None:
        """Exit 3."""
        yogaflow.refused(3, "session_not_found", "reopen")


class TestDelete:
    """A practice leaves the log."""

    def test_a_script_must_say_yes(self, ended: Program) -> None:
        """Exit 2, naming the flag."""
        assert "--yes" in ended.refused(2, "needs_an_answer", "delete", "1")["hint"]
        ended.refused(2, "needs_an_answer", "delete", "last", "--no-input")

    def test_undo_brings_it_back_with_its_number(self, ended: Program) -> None:
        """Deleting is a change like any other; a number is never given twice."""
        before = ended.json("show", "1")
        ended.done("delete", "1", "--yes")
        ended.refused(3, "session_not_found", "show", "1")
        assert ended.json("start")["session_id"] == 2
        ended.done("undo", "2")
        assert ended.json("show", "1") == before

    def test_several_are_deleted_together_or_not_at_all(self, ended: Program) -> None:
        """One unknown number, and none is deleted."""
        ended.done("start")
        ended.done("complete")
        ended.refused(3, "session_not_found", "delete", "1", "2", "9", "--yes")
        assert [session["session_id"] for session in ended.json("delete", "1", "last", "--yes")] == [1, 2]
        ended.done("undo")
        assert ended.json("show", "2")["state"] == "ended"

    def test_for_ever_leaves_no_trace(self, yogaflow: Program) -> None:
        """Not a byte of the note stays in the file, it cannot be undone, and backups are mentioned."""
        secret = "nobody shall ever read this"
        yogaflow.done("start", "--note", secret)
        yogaflow.done("complete")
        assert secret.encode() in yogaflow.recorded()
        assert "ackups" in yogaflow.say("delete", "1", "--forever", "--yes")
        assert secret.encode() not in yogaflow.recorded()
        yogaflow.refused(3, "session_not_found", "show", "1")
        yogaflow.run("undo", "9")
        yogaflow.refused(3, "session_not_found", "show", "1")
        assert yogaflow.json("start")["session_id"] == 2


class TestTheManner:
    """The options that stand before and after every command."""

    def test_quiet_says_nothing_where_all_went_well(self, yogaflow: Program) -> None:
        """But answers what was asked."""
        yogaflow.done("start")
        for command in ("pause", "resume", "complete", "undo", "redo"):
            assert yogaflow.say(command, "--quiet") == ""
        assert yogaflow.say("-q", "show") != ""
        assert yogaflow.done("start", "-q", "--json").json["session_id"] == 2

    def test_quiet_does_not_silence_an_error(self, yogaflow: Program) -> None:
        """A script's log shows why."""
        assert "No practice is open." in yogaflow.run("pause", "--quiet").err

    @pytest.mark.parametrize("words", [["--plain", "current"], ["current", "--plain"]], ids=" ".join)
    def test_plain_writes_whole_words(self, begun: Program, words: list[str]) -> None:
        """For a screen reader; by option or by variable."""
        assert "10 minutes" in begun.say(*words)
        assert begun.of(YOGAFLOW_PLAIN="1").say("current") == begun.say(*words)

    def test_json_can_stand_before_the_command(self, begun: Program) -> None:
        """As can every shared option."""
        assert begun.done("--json", "--profile", "maya", "current").json == begun.json("current", "-p", "maya")

    def test_every_echo_names_the_person_when_there_are_several(self, begun: Program) -> None:
        """Nobody records into another's log unaware."""
        assert "· maya" not in begun.say("pause")
        begun.done("profile", "create", "lea")
        begun.done("profile", "use", "maya")
        for command in ("resume", "current", "pause", "undo", "discard"):
            assert begun.say(command).splitlines()[0].endswith(" · maya")
        assert begun.of(YOGAFLOW_PROFILE="lea").done("start").out.endswith(" · lea\n")

    def test_with_several_profiles_one_must_be_chosen(self, yogaflow: Program) -> None:
        """Exit 2, naming them; a named unknown one is 3."""
        yogaflow.done("profile", "create", "maya")
        yogaflow.done("profile", "create", "lea")
        error = yogaflow.refused(2, "usage", "start")
        assert "lea" in str(error)
        assert "maya" in str(error)
        yogaflow.refused(3, "profile_not_found", "start", "--profile", "nobody")
        assert yogaflow.of(YOGAFLOW_PROFILE="").refused(2, "usage", "current")["code"] == "usage"


class TestReading:
    """A command that only reads writes nothing."""

    @pytest.mark.parametrize(
        ("words", "answer"),
        [
            ("", "No practice yet. Begin: yogaflow start"),
            ("history", "No practice yet. Begin: yogaflow start"),
            ("history --json", "[]"),
            ("stats", "No practice yet. Begin: yogaflow start"),
            ("stats --json", '"total_sessions": 0'),
            ("profile list --json", "[]"),
            ("config list --json", "{"),
        ],
    )
    def test_before_anything_was_recorded_it_answers_and_makes_nothing(
        self, yogaflow: Program, words: str, answer: str
    ) -> None:
        """Zeros or an empty list, exit 0, and no folder."""
        assert answer in yogaflow.say(*words.split())
        assert not yogaflow.home.exists()

    def test_it_works_on_a_folder_that_cannot_be_written(self, ended: Program) -> None:
        """And leaves every byte and every time of change as it was."""
        ended.done("start")
        files = [path for path in ended.home.rglob("*") if path.is_file()]
        before = [(path, path.stat().st_mtime_ns, path.read_bytes()) for path in files]
        folders = [ended.data, *(path for path in ended.home.rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o500)
        try:
            for command in ("current", "show", "history", "stats", "config list", "profile list", "sequence list"):
                ended.done(*command.split())
        finally:
            for folder in folders:
                folder.chmod(0o700)
        assert [(path, path.stat().st_mtime_ns, path.read_bytes()) for path in files] == before
        assert sorted(path for path in ended.home.rglob("*") if path.is_file()) == sorted(files)


class TestRefusals:
    """What went wrong, and what to type next."""

    @pytest.mark.parametrize(
        "words",
        ["complete 7", "resume", "start", "complete --duration 15", "complete --at 9 --ago 1m", "current --nonsense"],
    )
    def test_words_and_json_say_the_same(self, begun: Program, words: str) -> None:
        """One clear line and a hint, on standard error; nothing on standard output."""
        in_words, as_json = begun.run(*words.split()), begun.run(*words.split(), "--json")
        assert in_words.code == as_json.code
        assert in_words.out == as_json.out == ""
        assert in_words.err == f"yogaflow: {as_json.error['message']}\n  {as_json.error['hint']}\n"


def test_a_session_that_is_open_cannot_be_reopened(yogaflow: Program) -> None:
    """Contract 2: left out, the session is the open one; `reopen` is 6 when one is open, also with nothing ended."""
    yogaflow.done("start")
    yogaflow.refused(6, "already_open", "reopen")


def test_a_number_that_no_session_can_have_is_unknown(begun: Program) -> None:
    """Rule 2: an unknown number is 3, however long."""
    for number in ("0", "999999", "9" * 19, "9" * 400):
        begun.refused(3, "session_not_found", "show", number)


def test_a_long_note_on_standard_input_is_refused_and_never_cut(begun: Program) -> None:
    """Contract 6: at most 4,000 characters; what was said is kept whole or not at all."""
    result = begun.run("complete", "--note", "-", given="hello" + "\n" * 20_000 + "world")
    assert result.code == 2, result
    begun.done("complete", "--note", "-", given="hello" + "\n" * 3_000 + "world")
    assert begun.json("show", "last")["note"].endswith("world")


def test_lists_that_need_no_profile_show_without_one_being_chosen(begun: Program) -> None:
    """`profile list` is what a person types when asked whose practice."""
    begun.done("profile", "create", "ben")
    assert "ben" in begun.say("profile", "list")
    assert "warrior-1" in begun.of(YOGAFLOW_TOKEN="wrong").say("pose", "list")
    assert "yin-45" in begun.of(YOGAFLOW_TOKEN="wrong").say("sequence", "list")


def test_an_empty_value_is_no_value(begun: Program) -> None:
    """Contract 3: the whole text must parse; an empty one is not everything, nor everybody."""
    for words in (["current", "--profile", ""], ["history", ""], ["stats", ""]):
        assert begun.run(*words).code == 2, words
    begun.done("complete")
    assert begun.run("start", "--zone", "").code == 2
