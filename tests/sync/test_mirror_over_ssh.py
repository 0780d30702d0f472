"""The mirror over a real sshd: it gets in or says how, a cut network ends in time, and what a host refuses is told."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.mirrors import (
    MAT,
    NOON,
    STUDIO,
    is_soon,
    machine,
    place_in,
    program,
    running,
    surroundings_of,
)
from tests.sync.proxy import proxy
from tests.sync.ssh_server import SshServer, free_port, ssh_server
from yogaflow_cli.errors import SyncRefused, SyncUnreachable
from yogaflow_cli.sync.git import Git
from yogaflow_cli.sync.mirror import Mirror

SEALED = [("0e/3f", b"sealed")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    """One for all tests: it knows nothing of what they do."""
    with ssh_server(tmp_path_factory.mktemp("ssh")) as running_server:
        yield running_server


def over_ssh(server: SshServer, folder: Path, url: str, patience_seconds: float = 20, **command: str) -> Mirror:
    """A machine that goes there through ssh."""
    environment = server.environment(surroundings_of(folder.with_name(f"{folder.name}-home")), **command)
    return machine(folder, url, Git(environment, patience_seconds))


def test_two_machines_meet_through_a_host(server: SshServer, tmp_path: Path) -> None:
    """All that one wrote is read by the other."""
    url = server.url(Path(place_in(tmp_path)))
    laptop, desktop = over_ssh(server, tmp_path / "laptop", url), over_ssh(server, tmp_path / "desktop", url)
    commit = laptop.append(MAT, None, SEALED, NOON)
    laptop.push([MAT])
    other = desktop.append(STUDIO, None, SEALED, NOON)
    desktop.push([STUDIO])
    assert laptop.fetch() == desktop.fetch() == {MAT: commit, STUDIO: other}
    assert list(desktop.read([(commit, "0e/3f")])) == [b"sealed"]


@pytest.mark.parametrize("hosts", ["wrong_hosts", "no_hosts"])
def test_a_host_with_another_key_is_not_spoken_to(server: SshServer, tmp_path: Path, hosts: str) -> None:
    """Or with one that nobody has looked at; the hint is what the person types once."""
    mirror = over_ssh(server, tmp_path / "laptop", server.url(tmp_path), known_hosts=hosts)
    with pytest.raises(SyncUnreachable, match="does not know") as failed:
        mirror.fetch()
    assert failed.value.hint == f"Look at it once yourself: ssh -p {server.port} {server.name}@127.0.0.1"


def test_a_machine_without_a_key_is_told_so(server: SshServer, tmp_path: Path) -> None:
    """It is not asked for a password."""
    mirror = over_ssh(server, tmp_path / "laptop", server.url(tmp_path), key="unknown_key")
    with pytest.raises(SyncUnreachable, match="did not let this machine in") as failed:
        mirror.fetch()
    assert type(failed.value) is SyncUnreachable


def test_a_host_where_nobody_listens_is_out_of_reach(server: SshServer, tmp_path: Path) -> None:
    """At once, and nothing is lost."""
    mirror = over_ssh(server, tmp_path / "laptop", server.url(tmp_path, free_port()))
    with pytest.raises(SyncUnreachable, match=r"could not be reached: .*refused"):
        mirror.fetch()


@pytest.mark.parametrize("name", ["photos", "nothing"])
def test_a_path_that_is_no_repository_is_refused(server: SshServer, tmp_path: Path, name: str) -> None:
    """Whether or not there is a folder."""
    (tmp_path / "photos").mkdir()
    mirror = over_ssh(server, tmp_path / "laptop", server.url(tmp_path / name))
    with pytest.raises(SyncRefused, match="There is no repository at"):
        mirror.fetch()


@pytest.mark.parametrize("cut_after_bytes", [1_000, 2_000_000])
def test_a_network_that_is_cut_ends_the_sync_in_time(server: SshServer, tmp_path: Path, cut_after_bytes: int) -> None:
    """While hands are shaken, or in the middle of the content: within patience, and it works when it is back."""
    place = place_in(tmp_path)
    files = [(f"{number:02x}/00", random.randbytes(1_000_000)) for number in range(6)]
    commit = machine(tmp_path / "desktop", place).append(MAT, None, files, NOON)
    machine(tmp_path / "desktop", place).push([MAT])
    with proxy(server.port, cut_after_bytes) as network:
        mirror = over_ssh(server, tmp_path / "laptop", server.url(Path(place), network.port), patience_seconds=1.5)
        began = time.monotonic()
        with pytest.raises(SyncUnreachable):
            mirror.fetch()
        assert network.was_cut.is_set()
        assert time.monotonic() - began < 10
        assert is_soon(lambda: running(str(mirror.folder)) == [])
        assert mirror.kept() == {}
        network.resume()
        mirror.make()
        assert mirror.fetch() == {MAT: commit}
        assert mirror.fsck() == []


def test_a_host_that_declines_is_told_in_its_words(server: SshServer, tmp_path: Path) -> None:
    """As one that protects its branches."""
    place = Path(place_in(tmp_path))
    (place / "hooks").mkdir()
    program(place / "hooks" / "pre-receive", "echo 'GH006: Protected branch update failed' >&2; exit 1")
    mirror = over_ssh(server, tmp_path / "laptop", server.url(place))
    mirror.append(MAT, None, SEALED, NOON)
    with pytest.raises(SyncRefused, match=r"does not let this machine write: .*Protected branch"):
        mirror.push([MAT])
