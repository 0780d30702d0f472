"""Access tickets: whom they prove, for how long, and which are worth nothing."""

import hmac
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.paths import runtime_folder
from yogaflow_cli.vault.ticket import Ticket, TicketFolder, boot_id, read_ticket
from yogaflow_cli.vault.token import new_token, sealed

NOW = datetime(2026, 11, 28, 7, 0, tzinfo=UTC)
HOUR, MINUTE, NONE = timedelta(hours=1), timedelta(minutes=1), timedelta(0)
SECRET = "5e" * 32
MAYA = "0d5b1a5e-3b9c-4f0e-8a6e-6f5a3d1c2b4a"


@pytest.fixture
def tickets(tmp_path: Path) -> TicketFolder:
    """The tickets of a login."""
    return TicketFolder(tmp_path)


def a_ticket(lasts: timedelta = HOUR) -> Ticket:
    """One of this moment."""
    return Ticket(MAYA, NOW, NOW + lasts, "this-run")


@given(st.text("0123456789abcdef", min_size=1, max_size=64), st.text())
def test_the_seal_is_hmac_sha_256(secret: str, message: str) -> None:
    """RFC 2104, as Python's own `hmac` computes it."""
    data = message.encode("utf-8", "surrogatepass")
    assert sealed(secret, message) == hmac.new(secret.encode(), data, "sha256").hexdigest()


def test_a_ticket_is_read_back() -> None:
    """As it was written, under the same secret."""
    assert read_ticket(a_ticket().written(SECRET), SECRET) == a_ticket()


@given(st.data())
def test_a_ticket_that_was_changed_anywhere_is_none(data: st.DataObject) -> None:
    """Whom it proves, from when, until when, on which run: the seal covers every letter."""
    text = a_ticket().written(SECRET)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="ascii").filter(lambda sign: sign != text[place]))
    assert read_ticket(text[:place] + other + text[place + 1 :], SECRET) is None


@given(st.text())
def test_any_other_text_is_no_ticket(text: str) -> None:
    """Whatever lies there."""
    assert read_ticket(text, SECRET) is None


def test_a_ticket_of_another_secret_is_none() -> None:
    """`profile lock` changes it."""
    assert read_ticket(a_ticket().written(new_token()), SECRET) is None


@pytest.mark.parametrize(
    "words",
    [
        "yogaflow-ticket-2 a b",
        "yogaflow-ticket-1",
        "yogaflow-ticket-1 maya",
        "yogaflow-ticket-1 maya notatime 2026-11-28T08:00:00.000Z boot",
        "yogaflow-ticket-1 maya 0001-01-01T00:00:00.000Z 9999-01-01T00:00:00.000Z boot",
        "",
    ],
)
def test_one_that_another_version_sealed_is_none(words: str) -> None:
    """The seal is right, and what it covers is not ours."""
    assert read_ticket(f"{words} {sealed(SECRET, words)}", SECRET) is None


class TestHowLongATicketHolds:
    """An hour, or what the setting says; through a practice that began while it held."""

    def test_from_its_issue_until_it_expires(self) -> None:
        """The end is not included."""
        assert a_ticket().holds(NOW, HOUR, None)
        assert a_ticket().holds(NOW + HOUR - timedelta(milliseconds=1), HOUR, None)
        assert not a_ticket().holds(NOW + HOUR, HOUR, None)

    def test_one_from_the_future_does_not(self) -> None:
        """The clock went back: nobody knows how old it is."""
        assert not a_ticket().holds(NOW - timedelta(milliseconds=1), HOUR, None)

    def test_a_shorter_setting_holds_for_tickets_that_are_out(self) -> None:
        """`config set unlock_for 10m` is felt at once, and 0 ends all."""
        assert not a_ticket().holds(NOW + 10 * MINUTE, 10 * MINUTE, None)
        assert not a_ticket().holds(NOW, NONE, NOW - MINUTE)

    def test_a_longer_setting_does_not_lengthen_one(self) -> None:
        """It was issued for an hour."""
        assert not a_ticket().holds(NOW + HOUR, 24 * HOUR, None)

    def test_through_a_practice_up_to_four_hours_after_its_start(self) -> None:
        """Nobody is asked for a token on the mat."""
        began = NOW + 30 * MINUTE
        assert a_ticket().holds(began + 4 * HOUR - MINUTE, HOUR, began)
        assert not a_ticket().holds(began + 4 * HOUR, HOUR, began)

    def test_not_through_one_that_began_later(self) -> None:
        """An expired ticket does not come back to life."""
        assert not a_ticket().holds(NOW + 90 * MINUTE, HOUR, NOW + 80 * MINUTE)


class TestTheFolder:
    """One private file a profile, in the memory of this login."""

    def test_a_ticket_that_was_issued_is_found(self, tickets: TicketFolder) -> None:
        """By the profile, in a folder and a file for this user alone."""
        tickets.issue(MAYA, SECRET, NOW, HOUR)
        found = tickets.ticket(MAYA, SECRET)
        assert found is not None
        assert found.holds(NOW, HOUR, None)
        assert tickets.folder is not None
        assert [path.stat().st_mode & 0o777 for path in (tickets.folder, *tickets.folder.iterdir())] == [0o700, 0o600]

    def test_the_ticket_of_one_profile_is_none_for_another(self, tickets: TicketFolder) -> None:
        """Also when the file is given the other's name, and the secrets are the same."""
        tickets.issue(MAYA, SECRET, NOW, HOUR)
        assert tickets.folder is not None
        (file,) = tickets.folder.iterdir()
        file.rename(file.with_name("ben.ticket"))
        assert tickets.ticket("ben", SECRET) is None

    def test_one_of_an_earlier_run_of_the_machine_is_none(self, tickets: TicketFolder) -> None:
        """A folder that is not in memory after all must not keep a door open."""
        tickets.issue(MAYA, SECRET, NOW, HOUR)
        assert tickets.folder is not None
        (file,) = tickets.folder.iterdir()
        earlier = Ticket(MAYA, NOW, NOW + HOUR, "an-earlier-run")
        file.write_text(earlier.written(SECRET), encoding="utf-8")
        assert tickets.ticket(MAYA, SECRET) is None

    @pytest.mark.parametrize("mode", [0o644, 0o620, 0o602])
    def test_a_file_that_others_can_use_is_none(self, tickets: TicketFolder, mode: int) -> None:
        """Ours are private."""
        tickets.issue(MAYA, SECRET, NOW, HOUR)
        assert tickets.folder is not None
        (file,) = tickets.folder.iterdir()
        file.chmod(mode)
        assert tickets.ticket(MAYA, SECRET) is None

    def test_a_pipe_in_its_place_is_none_and_not_waited_for(self, tickets: TicketFolder) -> None:
        """A token may come from one, a ticket does not."""
        tickets.issue(MAYA, SECRET, NOW, HOUR)
        assert tickets.folder is not None
        (file,) = tickets.folder.iterdir()
        file.unlink()
        os.mkfifo(file, 0o600)
        assert tickets.ticket(MAYA, SECRET) is None

    def test_what_cannot_be_written_is_no_ticket_and_no_failure(self, tmp_path: Path) -> None:
        """A file stands where the folder should be."""
        (tmp_path / "yogaflow").write_text("in the way", encoding="utf-8")
        tickets = TicketFolder(tmp_path)
        tickets.issue(MAYA, SECRET, NOW, HOUR)
        tickets.forget(MAYA)
        assert tickets.ticket(MAYA, SECRET) is None

    def test_without_a_place_there_are_none(self, tmp_path: Path) -> None:
        """Every command asks the store then, as before."""
        tickets = TicketFolder(None)
        tickets.issue(MAYA, SECRET, NOW, HOUR)
        tickets.forget(MAYA)
        assert tickets.ticket(MAYA, SECRET) is None

    def test_a_setting_of_0_issues_none(self, tickets: TicketFolder) -> None:
        """Not even one that has expired."""
        tickets.issue(MAYA, SECRET, NOW, NONE)
        assert tickets.folder is not None
        assert not tickets.folder.exists()


class TestThePlace:
    """`XDG_RUNTIME_DIR`, when it is what the specification promises."""

    def test_it_is_a_private_folder_of_this_user(self, tmp_path: Path) -> None:
        """As logind makes it."""
        tmp_path.chmod(0o700)
        assert runtime_folder({"XDG_RUNTIME_DIR": str(tmp_path)}) == tmp_path

    def test_one_that_others_can_enter_is_none(self, tmp_path: Path) -> None:
        """/tmp is not private."""
        tmp_path.chmod(0o750)
        assert runtime_folder({"XDG_RUNTIME_DIR": str(tmp_path)}) is None

    @pytest.mark.parametrize("named", ["", "relative/folder", "/no/such/folder", "/etc/hostname", "/bad\0name"])
    def test_anything_else_is_none(self, named: str) -> None:
        """Unset, not absolute, not there, not a folder."""
        assert runtime_folder({"XDG_RUNTIME_DIR": named}) is None

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a folder away")
    def test_one_of_another_user_is_none(self, tmp_path: Path) -> None:
        """As after `sudo` that keeps the environment."""
        tmp_path.chmod(0o700)
        os.chown(tmp_path, 65534, 65534)
        assert runtime_folder({"XDG_RUNTIME_DIR": str(tmp_path)}) is None


@pytest.mark.skipif(not Path("/proc/sys/kernel/random/boot_id").exists(), reason="only Linux tells")
def test_the_run_of_the_machine_is_known() -> None:
    """And stays the same."""
    assert boot_id() == boot_id() != ""
