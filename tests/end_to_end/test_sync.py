"""Two machines and a repository between them, through the installed program."""

import shutil
import sqlite3
import stat
import subprocess
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.end_to_end.synced import WORD, Meeting, copy_of_disk, history, meet, words_of
from tests.end_to_end.test_readme import section
from tests.program import Program


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    """A place to meet."""
    return Meeting(tmp_path)


@pytest.fixture
def pair(meeting: Meeting) -> tuple[Program, Program]:
    """A laptop that began and a desktop that joined."""
    return meeting.begin(), meeting.join()


class TestTwoMachines:
    """Item 1: init, join, sync, and what follows from them."""

    def test_both_practise_offline_sync_and_have_one_history(self, pair: tuple[Program, Program]) -> None:
        """The README's promise."""
        laptop, desktop = pair
        laptop.at("2026-11-23T18:00:00Z").done("log", "--duration", "20m", "--note", "evening")
        desktop.at("2026-11-24T06:00:00Z").done("start", "sun-salutation-a", "--no-guide")
        desktop.at("2026-11-24T06:25:00Z").done("complete")
        desktop.done("goal", "set", "4", "per", "week")

        meet(laptop, desktop)

        laptop.at("2026-11-24T06:25:00Z")
        ours, theirs = history(laptop), history(desktop)
        assert [session["note"] for session in ours] == [None, "evening", "calm"]
        strip = [{key: value for key, value in session.items() if key != "session_id"} for session in ours]
        assert strip == [{key: value for key, value in session.items() if key != "session_id"} for session in theirs]
        assert laptop.json("goal") == desktop.json("goal")
        assert laptop.json("stats")["total_sessions"] == 3

    def test_own_sequences_travel_and_so_does_that_one_went(self, pair: tuple[Program, Program]) -> None:
        """They are files; what was deleted elsewhere is put aside."""
        laptop, desktop = pair
        laptop.done("sequence", "create", "evening")
        meet(laptop, desktop)
        file = desktop.data / "sequences" / "evening.toml"
        assert file.read_bytes() == (laptop.data / "sequences" / "evening.toml").read_bytes()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

        desktop.done("sequence", "delete", "evening", "--yes")
        meet(desktop, laptop)
        assert not (laptop.data / "sequences" / "evening.toml").exists()

    def test_a_sync_with_nothing_new_says_so(self, pair: tuple[Program, Program]) -> None:
        """And writes no change."""
        laptop, desktop = pair
        meet(laptop, desktop)
        assert laptop.say("sync") == "Synced: nothing new.\n"
        assert laptop.json("sync") == {
            **dict.fromkeys(("sent_changes", "sessions_added", "sessions_changed", "sessions_deleted"), 0),
            "others_changed": 0,
            "conflicts": 0,
            "clock_warnings": [],
        }

    def test_nothing_readable_and_no_name_is_in_the_repository(
        self, meeting: Meeting, pair: tuple[Program, Program]
    ) -> None:
        """Item 4: timing, size and random ids, nothing else."""
        laptop, desktop = pair
        desktop.done("edit", "1", "--note", "unspeakable")
        meet(laptop, desktop)
        log = ["git", "-C", str(meeting.place), "log", "--all", "--format=%an %ae %cn %ce %s %b"]
        told = subprocess.run([*log, "--patch", "--text"], capture_output=True, check=True).stdout
        for secret in (b"calm", b"unspeakable", b"maya", b"laptop", b"desktop", b"vinyasa"):
            assert secret not in told
        people = set(subprocess.run(log, capture_output=True, check=True).stdout.splitlines())
        assert people == {b"yogaflow yogaflow@localhost yogaflow yogaflow@localhost sync "}

    def test_tokens_stay_at_home(self, pair: tuple[Program, Program]) -> None:
        """Each machine keeps its own."""
        laptop, desktop = pair
        before = [token_of(machine) for machine in pair]
        meet(laptop, desktop)
        assert before[0] != before[1] and [token_of(machine) for machine in pair] == before

    def test_every_file_is_private(self, pair: tuple[Program, Program]) -> None:
        """Also those that git writes."""
        for machine in pair:
            for path in (machine.data / "sync").rglob("*"):
                allowed = 0o700 if path.is_dir() else 0o600
                assert stat.S_IMODE(path.stat().st_mode) & ~allowed == 0, path

    def test_status_and_verify_tell_of_both_machines(self, pair: tuple[Program, Program]) -> None:
        """Per device: how much, the last number, and the same hash on both."""
        laptop, desktop = pair
        desktop.done("edit", "1", "--effort", "4")
        assert desktop.json("sync", "status")["waiting"] is True
        meet(laptop, desktop)
        assert desktop.json("sync", "status")["waiting"] is False
        ours, theirs = laptop.json("sync", "verify"), desktop.json("sync", "verify")
        assert ours == theirs
        assert ours["sound"] is True and ours["git"] == [] and ours["unlike"] == []
        assert [machine["as_taken_in"] for machine in ours["machines"]] == [True, True]
        shutil.rmtree(laptop.data / "sync")
        result = laptop.run("sync", "verify", "--json")
        assert (result.code, result.json["sound"]) == (7, False)
        laptop.done("sync")
        assert laptop.json("sync", "verify")["sound"] is True

    def test_off_leaves_the_practice_and_forgets_the_key(self, meeting: Meeting, pair: tuple[Program, Program]) -> None:
        """And the machine can join again."""
        laptop, desktop = pair
        desktop.at("2026-11-23T09:00:00Z").done("edit", "1", "--note", "of the desktop")
        laptop.at("2026-11-23T08:00:00Z").done("edit", "1", "--effort", "7")
        result = desktop.done("sync", "off")
        assert "your practice stays" in result.out and "this machine alone" in result.err
        assert not [file for file in desktop.token_files() if "sync" in file.name]
        desktop.refused(3, "sync_not_set_up", "sync")
        desktop.done("sync", "join", str(meeting.place), "--key-file", str(meeting.key_file))
        meet(laptop, desktop)
        for machine in pair:
            session = machine.json("show", "1")
            assert (session["note"], session["effort"]) == ("of the desktop", 7)

    def test_a_profile_that_goes_takes_its_copy_and_its_key_along(self, pair: tuple[Program, Program]) -> None:
        """Nothing of it stays but the backup that was made before."""
        _, desktop = pair
        desktop.done("profile", "delete", "maya", "--yes")
        assert not list((desktop.data / "sync").iterdir())
        assert desktop.token_files() == []


def token_of(machine: Program) -> bytes:
    """The token of its one profile."""
    return next(file for file in machine.token_files() if "sync" not in file.name).read_bytes()


class TestJoining:
    """The key, and what a second machine is asked."""

    def test_a_person_types_the_words(self, meeting: Meeting) -> None:
        """A slip is told at once, and asked again."""
        meeting.begin()
        words = meeting.key_file.read_text().split()
        desktop = meeting.machine("desktop")
        with desktop.terminal("sync", "join", str(meeting.place)) as terminal:
            terminal.shows("Key:")
            terminal.type(" ".join(["yoga", *words[1:]]))
            terminal.shows("Word 1 of the key")
            terminal.shows("Key:")
            terminal.type(" ".join(words[:12]))
            terminal.shows("12 more words:")
            terminal.type(" ".join(f"{number}. {word[:4]}" for number, word in enumerate(words[12:], start=13)))
            assert terminal.end() == 0
        assert len(history(desktop)) == 1

    def test_without_a_terminal_it_comes_from_a_file_or_standard_input(self, meeting: Meeting) -> None:
        """Never as an argument."""
        meeting.begin()
        desktop = meeting.machine("desktop")
        desktop.done("profile", "create", "maya")
        error = desktop.refused(2, "needs_an_answer", "sync", "join", str(meeting.place))
        assert "--key-file" in error["hint"]
        desktop.done("sync", "join", str(meeting.place), "--key-file", "-", given=meeting.key_file.read_text())
        assert len(history(desktop)) == 1

    def test_a_wrong_key_is_told_and_nothing_is_joined(self, meeting: Meeting) -> None:
        """Of another repository, of no repository, of 23 words."""
        meeting.begin()
        other = Meeting(meeting.folder / "other")
        other.folder.mkdir()
        other.begin("somebody")
        desktop = meeting.machine("desktop")
        desktop.done("profile", "create", "maya")
        files = [other.key_file, meeting.folder / "short.txt"]
        files[1].write_text(" ".join(meeting.key_file.read_text().split()[:-1]))
        for file in files:
            desktop.refused(4, "sync_key_wrong", "sync", "join", str(meeting.place), "--key-file", str(file))
        desktop.refused(3, "sync_not_set_up", "sync", "status")

    def test_there_is_no_joining_where_nobody_began(self, meeting: Meeting) -> None:
        """Nor beginning where somebody did."""
        laptop = meeting.begin()
        desktop = meeting.machine("desktop")
        desktop.done("profile", "create", "maya")
        desktop.refused(6, "sync_set_up", "sync", "init", str(meeting.place))
        subprocess.run(["git", "init", "-q", "--bare", str(meeting.folder / "empty.git")], check=True)
        desktop.refused(6, "sync_emptied", "sync", "join", str(meeting.folder / "empty.git"))
        desktop.refused(8, "sync_refused", "sync", "join", str(meeting.folder))
        error = laptop.refused(6, "sync_set_up", "sync", "join", str(other_place(meeting)))
        assert "sync off" in error["hint"]

    def test_two_profiles_of_one_machine_take_a_repository_each(self, meeting: Meeting) -> None:
        """Else the practice of one would be the other's."""
        laptop = meeting.begin()
        laptop.done("profile", "create", "lea")
        arguments = ("sync", "join", str(meeting.place), "--key-file", str(meeting.key_file))
        error = laptop.refused(6, "sync_set_up", *arguments, "--profile", "lea")
        assert "maya" in error["message"]

    def test_before_a_machine_joins_a_backup_is_made(self, meeting: Meeting) -> None:
        """Two histories are brought together, which no undo takes apart."""
        meeting.begin()
        desktop = meeting.machine("desktop")
        desktop.done("log", "--start", "07:00", "--end", "07:30")
        desktop.done("sync", "join", str(meeting.place), "--key-file", str(meeting.key_file))
        assert len(list((desktop.data / "backups").glob("*before-sync.db"))) == 1
        assert len(history(desktop)) == 2

    def test_a_joining_that_fails_leaves_a_machine_that_had_joined_as_it_was(
        self, meeting: Meeting, pair: tuple[Program, Program]
    ) -> None:
        """Under its own id, with all that it knows of the others: they could not be told from news, otherwise."""
        laptop, desktop = pair
        meet(laptop, desktop)
        laptop.done("edit", "1", "--note", "true")
        laptop.done("sync")
        before = desktop.json("sync", "status")
        forge(meeting, laptop.json("sync", "status")["device_id"])
        result = desktop.run(*meeting.joining, "--json")
        assert (result.code, result.error["code"]) == (6, "sync_damaged"), result
        assert desktop.json("sync", "status") == before

    def test_the_key_is_shown_on_a_terminal_only(self, pair: tuple[Program, Program]) -> None:
        """The same on both machines."""
        laptop, desktop = pair
        assert words_of(laptop) == words_of(desktop)
        laptop.refused(2, "usage", "sync", "key", "show")
        laptop.refused(2, "usage", "sync", "key")


def other_place(meeting: Meeting) -> Path:
    """A repository that somebody else began."""
    other = Meeting(meeting.folder / "else")
    other.folder.mkdir()
    other.begin("stranger")
    return other.place


class TestWhatLost:
    """Conflicts, and how a person settles them."""

    def contested(self, pair: tuple[Program, Program]) -> tuple[Program, Program, str]:
        """Both edited the note of session 1; the desktop's holds. The id of the conflict."""
        laptop, desktop = pair
        laptop.at("2026-11-23T09:00:00Z").done("edit", "1", "--note", "of the laptop")
        desktop.at("2026-11-23T10:00:00Z").done("edit", "1", "--note", "of the desktop")
        meet(laptop, desktop)
        (ours,), (theirs,) = laptop.json("conflicts"), desktop.json("conflicts")
        assert ours == theirs
        assert (ours["field"], ours["lost"], ours["holds"]) == ("note", "of the laptop", "of the desktop")
        assert (ours["session_id"], ours["written_at"]) == (1, "2026-11-23T09:00:00Z")
        return laptop, desktop, ours["id"]

    def test_it_is_taken_back_with_one_command_on_all_machines(self, pair: tuple[Program, Program]) -> None:
        """And that can be undone."""
        laptop, desktop, conflict = self.contested(pair)
        assert "of the laptop holds now" in laptop.say("conflicts", "take", conflict)
        assert laptop.say("conflicts") == "No conflicts.\n"
        meet(laptop, desktop)
        assert desktop.json("show", "1")["note"] == "of the laptop"
        assert desktop.json("conflicts") == []
        laptop.done("undo")
        meet(laptop, desktop)
        assert desktop.json("show", "1")["note"] == "of the desktop"

    def test_it_is_left_so_on_all_machines(self, pair: tuple[Program, Program]) -> None:
        """The conflict is gone, and what holds holds."""
        laptop, desktop, conflict = self.contested(pair)
        assert desktop.say("conflicts", "keep", conflict) == "Settled: 1 conflict.\n"
        meet(desktop, laptop)
        assert laptop.json("conflicts") == [] == desktop.json("conflicts")
        assert laptop.json("show", "1")["note"] == "of the desktop"
        laptop.refused(3, "conflict_not_found", "conflicts", "take", conflict)
        assert laptop.say("conflicts", "keep", "all") == "No conflicts.\n"

    def test_a_session_that_comes_back_has_the_number_that_it_had_here(self, pair: tuple[Program, Program]) -> None:
        """Each machine has its own, and numbers are given back."""
        laptop, desktop = pair
        laptop.done("log", "--start", "08:00", "--end", "08:10", "--note", "of the laptop")
        desktop.done("log", "--start", "08:15", "--end", "08:25", "--note", "of the desktop")
        meet(laptop, desktop)
        assert desktop.json("show", "3")["note"] == "of the laptop"
        laptop.done("delete", "2", "--yes")
        meet(laptop, desktop)
        laptop.done("undo")
        meet(laptop, desktop)
        assert [desktop.json("show", number)["note"] for number in ("2", "3")] == ["of the desktop", "of the laptop"]

    def test_what_was_deleted_elsewhere_is_brought_back_with_its_edit(self, pair: tuple[Program, Program]) -> None:
        """Under its number."""
        laptop, desktop = pair
        laptop.done("delete", "1", "--yes")
        desktop.done("edit", "1", "--note", "kept")
        meet(laptop, desktop)
        (conflict,) = laptop.json("conflicts")
        assert (conflict["lost"], conflict["holds"], conflict["session_id"]) == ("kept", None, None)
        assert history(desktop) == []
        laptop.done("conflicts", "take", conflict["id"])
        meet(laptop, desktop)
        assert laptop.json("show", "1")["note"] == desktop.json("show", "1")["note"] == "kept"

    def test_an_own_sequence_that_both_changed_is_whole_and_the_other_is_kept(
        self, pair: tuple[Program, Program]
    ) -> None:
        """One text or the other, never lines of both."""
        laptop, desktop = pair
        laptop.done("sequence", "create", "evening")
        meet(laptop, desktop)
        texts = []
        for machine in (laptop, desktop):
            file = machine.data / "sequences" / "evening.toml"
            texts.append(file.read_text() + f"# of {machine.home.parent.name}\n")
            file.write_text(texts[-1])
        meet(laptop, desktop)
        files = [machine.data / "sequences" / "evening.toml" for machine in (laptop, desktop)]
        assert files[0].read_text() == files[1].read_text()
        (conflict,) = laptop.json("conflicts")
        assert {conflict["lost"], conflict["holds"]} == {*texts}
        files[0].write_text(files[0].read_text() + "# not synced yet\n")
        laptop.done("conflicts", "take", conflict["id"])
        meet(laptop, desktop)
        assert files[0].read_text() == files[1].read_text() == conflict["lost"]
        (aside,) = (laptop.data / "sequences" / "deleted").glob("evening*.toml")
        assert "# not synced yet" in aside.read_text()


class TestClocks:
    """Item 3: clocks of two machines are never subtracted, and a wrong one is warned about."""

    def test_a_practice_that_runs_elsewhere_is_ended_here_only_with_a_stated_time(
        self, pair: tuple[Program, Program]
    ) -> None:
        """Its start is an instant of another clock."""
        laptop, desktop = pair
        laptop.at("2026-11-23T09:00:00Z").done("start")
        meet(laptop, desktop)
        desktop.at("2026-11-23T09:30:00Z")
        for command in ("complete", "pause"):
            assert "--duration" in desktop.refused(2, "needs_an_answer", command)["hint"]
        completed = desktop.json("complete", "--duration", "25m")
        assert completed["duration_seconds"] == 1500
        meet(desktop, laptop)
        assert laptop.json("show", "last")["duration_seconds"] == 1500

    def test_one_that_was_paused_elsewhere_goes_on_here(self, pair: tuple[Program, Program]) -> None:
        """Each stretch is measured by one clock."""
        laptop, desktop = pair
        laptop.at("2026-11-23T09:00:00Z").done("start")
        laptop.at("2026-11-23T09:10:00Z").done("pause")
        meet(laptop, desktop)
        desktop.at("2026-11-23T12:00:00Z").done("resume")
        desktop.at("2026-11-23T12:05:00Z")
        assert desktop.json("complete")["duration_seconds"] == 15 * 60

    def test_a_clock_behind_that_of_the_pause_is_told_and_no_minute_is_lost(
        self, pair: tuple[Program, Program]
    ) -> None:
        """The next stretch would begin in the future."""
        laptop, desktop = pair
        laptop.at("2026-11-23T09:00:00Z").done("start")
        laptop.at("2026-11-23T09:10:00Z").done("pause")
        meet(laptop, desktop)
        desktop.at("2026-11-23T09:07:00Z")
        for arguments in (("resume",), ("pause", "--toggle")):
            assert "clock" in desktop.refused(2, "invalid_value", *arguments)["message"]
        assert desktop.json("complete")["duration_seconds"] == 600

    def test_a_clock_that_is_years_ahead_is_warned_about_and_obeyed(self, pair: tuple[Program, Program]) -> None:
        """Not clamped: what it wrote later holds."""
        laptop, desktop = pair
        desktop.at("2029-11-23T09:00:00Z").done("edit", "1", "--note", "of the future")
        desktop.done("sync")
        result = laptop.done("sync")
        assert "3 years ahead" in result.err
        assert laptop.json("show", "1")["note"] == "of the future"
        laptop.done("edit", "1", "--note", "later in truth")
        meet(laptop, desktop)
        assert desktop.json("show", "1")["note"] == "later in truth"


class TestTheOtherSide:
    """Item 4 and 5: what cannot be right is loud, with a way out; what cannot be reached loses nothing."""

    def test_an_emptied_repository_is_told_and_can_be_filled_again(
        self, meeting: Meeting, pair: tuple[Program, Program]
    ) -> None:
        """From any machine, with all that it knows."""
        laptop, desktop = pair
        shutil.rmtree(meeting.place)
        subprocess.run(["git", "init", "-q", "--bare", str(meeting.place)], check=True)
        laptop.done("edit", "1", "--note", "after")
        error = self.refused(laptop, "sync_emptied")
        assert "sync init" in error
        laptop.done("sync", "init", str(meeting.place))
        meet(laptop, desktop)
        assert desktop.json("show", "1")["note"] == "after"
        assert laptop.json("sync", "verify")["sound"] is True

    def refused(self, machine: Program, code: str) -> str:
        """The hint of a sync that is refused; how it failed is kept, and nothing else changes."""
        result = machine.run("sync", "--json")
        assert (result.code, result.error["code"]) == (6, code), result
        assert machine.json("sync", "status")["failure"] == result.error["message"]
        return result.error["hint"]

    def test_another_repository_in_its_place_is_told(self, meeting: Meeting, pair: tuple[Program, Program]) -> None:
        """A mistaken address must not mix two histories."""
        laptop, _ = pair
        other = other_place(meeting)
        shutil.rmtree(meeting.place)
        shutil.copytree(other, meeting.place)
        self.refused(laptop, "sync_swapped")

    def test_a_repository_that_went_back_is_told_and_can_be_mended(
        self, meeting: Meeting, pair: tuple[Program, Program]
    ) -> None:
        """As when a host went back to a backup."""
        laptop, desktop = pair
        meet(laptop, desktop)
        older = meeting.folder / "older.git"
        shutil.copytree(meeting.place, older)
        desktop.done("edit", "1", "--note", "newer")
        meet(desktop, laptop)
        shutil.rmtree(meeting.place)
        older.rename(meeting.place)
        for machine in (laptop, desktop):
            assert "sync init" in self.refused(machine, "sync_rolled_back")
        laptop.done("sync", "init", str(meeting.place))
        meet(laptop, desktop)
        assert laptop.json("show", "1")["note"] == desktop.json("show", "1")["note"] == "newer"

    def test_a_copied_disk_is_told_and_gets_an_id_of_its_own(
        self, meeting: Meeting, pair: tuple[Program, Program], tmp_path: Path
    ) -> None:
        """Whatever both did since is on every machine in the end."""
        laptop, desktop = pair
        meet(laptop, desktop)
        clone = copy_of_disk(laptop, tmp_path / "clone")
        laptop.at("2026-11-23T09:00:00Z").done("log", "--duration", "10m", "--note", "of the first", "--overlap")
        clone.at("2026-11-23T10:00:00Z").done("log", "--duration", "15m", "--note", "of the clone")
        desktop.at("2026-11-23T10:00:00Z").done("edit", "1", "--note", "of the desktop")
        meet(laptop, desktop, laptop)

        assert "sync join" in self.refused(clone, "sync_device_twice")
        clone.done("sync", "join", str(meeting.place), "--key-file", str(meeting.key_file))
        meet(clone, laptop, desktop)

        notes = [sorted(session["note"] for session in history(machine)) for machine in (laptop, clone, desktop)]
        assert notes[0] == notes[1] == notes[2] == ["of the clone", "of the desktop", "of the first"]
        assert [machine.json("conflicts") for machine in (laptop, clone, desktop)] == [[], [], []]

    def test_a_database_that_went_back_is_told_and_loses_nothing(
        self, meeting: Meeting, pair: tuple[Program, Program]
    ) -> None:
        """`restore` brings an older state, which has forgotten what it sent."""
        laptop, desktop = pair
        laptop.done("backup", str(meeting.folder / "older.db"))
        laptop.at("2026-11-23T09:00:00Z").done("log", "--duration", "10m", "--note", "after the backup")
        meet(laptop, desktop)
        laptop.done("restore", str(meeting.folder / "older.db"))
        assert len(history(laptop)) == 1
        self.refused(laptop, "sync_device_twice")
        laptop.done("sync", "join", str(meeting.place), "--key-file", str(meeting.key_file))
        meet(laptop, desktop)
        for machine in (laptop, desktop):
            assert [session["note"] for session in history(machine)] == ["after the backup", "calm"]
            assert machine.json("conflicts") == []

    def test_who_begins_anew_takes_nothing_of_an_earlier_repository_along(
        self, meeting: Meeting, pair: tuple[Program, Program]
    ) -> None:
        """A database of the time before has forgotten it, and the copy of it is still there."""
        laptop, desktop = pair
        meet(laptop, desktop)
        with closing(sqlite3.connect(laptop.database)) as connection, connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("DELETE FROM synced")
        other = meeting.folder / "other.git"
        laptop.done("sync", "init", str(other))
        shutil.rmtree(other)
        laptop.done("sync", "init", str(other))
        told = ["git", "-C", str(other), "for-each-ref", "--format=%(refname:short)"]
        branches = subprocess.run(told, capture_output=True, check=True, text=True).stdout.split()
        assert branches == sorted([laptop.json("sync", "status")["device_id"], "yogaflow"])

    def test_a_place_that_is_not_there_is_exit_8_and_loses_nothing(
        self, meeting: Meeting, pair: tuple[Program, Program]
    ) -> None:
        """The stick is at home; what was recorded goes with the next sync."""
        laptop, desktop = pair
        away = meeting.folder / "away"
        meeting.place.parent.rename(away)
        laptop.done("edit", "1", "--note", "on the way")
        result = laptop.run("sync", "--json")
        assert result.code == 8 and result.error["code"] in ("sync_unreachable", "sync_refused")
        assert laptop.json("sync", "status")["waiting"] is True
        away.rename(meeting.place.parent)
        assert laptop.json("sync")["sent_changes"] == 1
        meet(laptop, desktop)
        assert desktop.json("show", "1")["note"] == "on the way"

    def test_a_repository_that_moved_is_followed(self, meeting: Meeting, pair: tuple[Program, Program]) -> None:
        """Its new address is given to `sync init`, and the key is not asked for again."""
        laptop, desktop = pair
        new = meeting.folder / "a new place" / "practice.git"
        new.parent.mkdir()
        meeting.place.rename(new)
        assert "sync init" in laptop.run("sync", "--json").error["hint"]
        for machine in (laptop, desktop):
            assert "now, and no more with" in machine.done("sync", "init", str(new)).out
        laptop.done("edit", "1", "--note", "after the move")
        meet(laptop, desktop)
        assert desktop.json("show", "1")["note"] == "after the move"

    def test_a_segment_that_somebody_changed_is_told(self, meeting: Meeting, pair: tuple[Program, Program]) -> None:
        """Whoever hosts it can destroy, and not forge."""
        laptop, desktop = pair
        desktop.done("edit", "1", "--note", "true")
        desktop.done("sync")
        device = desktop.json("sync", "status")["device_id"]
        forge(meeting, device)
        self.refused(laptop, "sync_damaged")
        assert laptop.json("show", "1")["note"] == "calm"

    @pytest.mark.parametrize("url", ["", "-oProxyCommand=id", "ext::sh -c id", "http://host/x", "git://host/x"])
    def test_an_address_that_cannot_be_is_refused(self, meeting: Meeting, url: str) -> None:
        """Nothing is run, nothing is set up."""
        laptop = meeting.machine("laptop")
        laptop.done("profile", "create", "maya")
        laptop.refused(2, "usage" if url.startswith("-") else "invalid_value", "sync", "init", url)


def forge(meeting: Meeting, device: str) -> None:
    """Puts another segment after the last of a device, as somebody with rights on the host could."""
    work = meeting.folder / "forger"
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@y"]
    subprocess.run([*git, "clone", "-q", "-b", device, str(meeting.place), str(work)], check=True)
    last = sorted(path for path in work.rglob("*") if path.is_file() and ".git" not in path.parts)[-1]
    last.write_bytes(last.read_bytes()[:-1] + b"\x00")
    subprocess.run([*git, "-C", str(work), "commit", "-qam", "forged"], check=True)
    subprocess.run([*git, "-C", str(work), "push", "-q", "origin", device], check=True)


class TestAfterAChange:
    """The setting `sync_after`."""

    def test_a_change_is_on_the_other_machine_without_a_word(self, pair: tuple[Program, Program]) -> None:
        """In the background; the answer came before."""
        laptop, desktop = pair
        laptop.done("config", "set", "sync_after", "true")
        laptop.done("edit", "1", "--note", "by itself")
        give_up_at = monotonic() + 30
        while desktop.json("show", "1")["note"] != "by itself":
            assert monotonic() < give_up_at
            desktop.done("sync")
            sleep(0.1)

    def test_where_it_cannot_be_sent_the_change_is_kept_and_status_tells(
        self, meeting: Meeting, pair: tuple[Program, Program]
    ) -> None:
        """The command itself succeeds."""
        laptop, _ = pair
        meeting.place.parent.rename(meeting.folder / "away")
        laptop.done("config", "set", "sync_after", "true")
        assert laptop.done("edit", "1", "--note", "kept").err == ""
        give_up_at = monotonic() + 30
        while laptop.json("sync", "status")["failure"] is None:
            assert monotonic() < give_up_at
            sleep(0.1)
        assert laptop.json("sync", "status")["waiting"] is True


def test_the_five_lines_of_the_readme_let_a_second_machine_join(meeting: Meeting) -> None:
    """Typed in two terminals, with another address; both practise offline, sync, and see one history."""
    lines = section("More than one machine").split("```text\n")[1].split("```")[0].splitlines()
    assert len(lines) == 5
    meeting.place.parent.mkdir()
    machines = {name: meeting.machine(name) for name in ("laptop", "desktop")}
    machines["laptop"].done("log", "--start", "07:00", "--end", "07:30")
    words: list[str] = []
    for line in lines:
        name, _, command = line.partition("$ yogaflow ")
        arguments = command.replace("git@host:practice.git", str(meeting.place)).split()
        with machines[name].terminal(*arguments) as terminal:
            if arguments[1:2] == ["join"]:
                terminal.shows("Key:")
                terminal.type(" ".join(words))
            assert terminal.end() == 0, terminal.screen
            words = WORD.findall(terminal.screen) or words
        if arguments[1:2] == ["join"]:
            for minute, machine in enumerate(machines.values(), start=31):
                machine.at(f"2026-11-23T07:{minute}:00Z").done(
                    "log", "--duration", "20m", "--note", f"of the {machine.home.parent.name}", "--overlap"
                )
    machines["desktop"].done("sync")
    notes = [[session["note"] for session in history(machine)] for machine in machines.values()]
    assert notes[0] == notes[1]
    assert {*notes[0]} == {None, "of the laptop", "of the desktop"}


def test_without_the_extra_sync_says_what_to_install(meeting: Meeting, tmp_path: Path) -> None:
    """And every other command works."""
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "nacl.py").write_text("raise ImportError('hidden')")
    laptop = meeting.machine("laptop", PYTHONPATH=str(tmp_path / "hidden"))
    laptop.done("log", "--duration", "20m")
    error = laptop.refused(2, "usage", "sync")
    assert "yogaflow-cli[sync]" in error["hint"]


def test_a_session_of_another_profile_is_not_touched(meeting: Meeting) -> None:
    """The same practice may have been imported by two people of one machine."""
    laptop = meeting.begin()
    laptop.done("profile", "create", "lea")
    with closing(sqlite3.connect(laptop.database)) as connection:
        (uuid,) = connection.execute("SELECT uuid FROM sessions").fetchone()
    other = meeting.machine("other")
    other.done("profile", "create", "lea")
    other.done("log", "--start", "06:00", "--end", "06:30", "--note", "of lea")
    with closing(sqlite3.connect(other.database)) as connection, connection:
        connection.execute("UPDATE sessions SET uuid = ?", [uuid])
        connection.execute("UPDATE changed_records SET identity = ?1, after = json_set(after, '$.uuid', ?1)", [uuid])
    other.done("profile", "create", "maya")
    other.done("sync", "join", str(meeting.place), "--key-file", str(meeting.key_file), "--profile", "maya")
    assert [session["note"] for session in other.json("history", "--profile", "lea")] == ["of lea"]
    assert other.json("history", "--profile", "maya") == []
