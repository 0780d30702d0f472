"""Three machines that meet at a host, through ssh."""

from pathlib import Path

from tests.end_to_end.synced import Meeting, history
from tests.sync.mirrors import plainly
from tests.sync.ssh_server import ssh_server


def test_three_machines_meet_at_a_host(tmp_path: Path) -> None:
    """One begins, two join, each practises, and all have one history."""
    place = tmp_path / "host" / "practice.git"
    place.mkdir(parents=True)
    plainly(place, "init", "--quiet", "--bare")
    with ssh_server(place.parent) as server:
        # given
        through = {"GIT_SSH_COMMAND": server.command()}
        meeting = Meeting(tmp_path, server.url(place))
        machines = [meeting.begin(**through), meeting.join("desktop", **through), meeting.join("server", **through)]
        # when
        for hour, machine in enumerate(machines, start=9):
            name = machine.home.parent.name
            machine.at(f"2026-11-23T{hour:02}:00:00Z").done("log", "--duration", "20m", "--note", f"at the {name}")
        for machine in (*machines, *machines[:-1]):
            machine.done("sync")
        # then
        for machine in machines:
            notes = [session["note"] for session in history(machine)]
            assert notes == ["at the server", "at the desktop", "at the laptop", "calm"]
        verified = [machine.json("sync", "verify") for machine in machines]
    assert verified[0] == verified[1] == verified[2]
    assert verified[0]["sound"] is True and len(verified[0]["machines"]) == 3
    assert plainly(place, "fsck", "--full", "--strict") == ""
