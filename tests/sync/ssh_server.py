"""A real sshd on a free port of the loopback, with keys and settings of its own, run by whoever runs the tests."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.needs import needs_program

PATIENCE_SECONDS = 20
WHERE_IT_LIES = "/usr/sbin"
SETTINGS = """\
ListenAddress 127.0.0.1:{port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/key.pub
PidFile none
UsePAM no
StrictModes no
UseDNS no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 100
SetEnv GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
"""


class SshServer(NamedTuple):
    """Where it listens, whom it lets in, and how this machine gets in."""

    folder: Path
    port: int
    name: str

    def url(self, path: Path, port: int | None = None) -> str:
        """The address of a folder; at another port, as of a proxy, on request."""
        return f"ssh://{self.name}@127.0.0.1:{port or self.port}{path}"

    def command(self, key: str = "key", known_hosts: str = "known_hosts") -> str:
        """How ssh is to be called: with nothing of the person's own."""
        options = ("IdentitiesOnly=yes", "StrictHostKeyChecking=yes", "HostKeyAlias=yogaflow-test")
        files = f"-i {self.folder}/{key} -o UserKnownHostsFile={self.folder}/{known_hosts}"
        return " ".join(["ssh -F /dev/null", files, *(f"-o {option}" for option in options)])

    def environment(self, ours: dict[str, str], **command: str) -> dict[str, str]:
        """These variables, and the one by which git gets in."""
        return ours | {"GIT_SSH_COMMAND": self.command(**command)}


@contextmanager
def ssh_server(folder: Path) -> Iterator[SshServer]:
    """A server that ends with the block; its files lie in the folder, which must be there."""
    with_sbin()
    needs_program("sshd", "ssh", "ssh-keygen")
    make_keys(folder)
    server = SshServer(folder, free_port(), pwd.getpwuid(os.geteuid()).pw_name)
    (folder / "sshd_config").write_text(SETTINGS.format(port=server.port, folder=folder), encoding="utf-8")
    if os.geteuid() == 0:
        # Only root's sshd asks for it, and Debian makes it when the service starts.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    with (folder / "sshd.log").open("wb") as log:
        command = [shutil.which("sshd") or "sshd", "-D", "-e", "-f", str(folder / "sshd_config")]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        wait_for(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def with_sbin() -> None:
    """Debian keeps sshd where a person's PATH does not lead."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if WHERE_IT_LIES not in folders:
        os.environ["PATH"] = os.pathsep.join([*folders, WHERE_IT_LIES])


def make_keys(folder: Path) -> None:
    """The host's key, one that is let in, one that is not, and what is known of the host: the truth, and a lie."""
    for name in ("host_key", "key", "unknown_key"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)]
        subprocess.run(command, check=True, timeout=PATIENCE_SECONDS)
    for name, key in (("known_hosts", "host_key"), ("wrong_hosts", "unknown_key")):
        public = (folder / f"{key}.pub").read_text(encoding="ascii")
        (folder / name).write_text(f"yogaflow-test {public}", encoding="ascii")
    (folder / "no_hosts").touch()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for(server: SshServer, process: "subprocess.Popen[bytes]") -> None:
    """Until it greets, or ends."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=1) as connection:
                if connection.recv(4) == b"SSH-":
                    return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError((server.folder / "sshd.log").read_text(encoding="utf-8", errors="replace"))
