"""Backends of keyring as other packages bring them, written by a test."""

from pathlib import Path


def install(folder: Path, distribution: str, module: str, source: str) -> None:
    """A package beside the real ones, found by keyring as any other plugin is."""
    path = folder.joinpath(*module.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    metadata = folder / f"{distribution.replace('.', '_')}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[keyring.backends]\n{distribution} = {module}\n")


# A keyring in a file, with the class path of the package that keeps tokens in plain text, or with another.
PLUGIN = """
import json, pathlib
from keyring.backend import KeyringBackend

class {name}(KeyringBackend):
    priority = {priority}
    file = pathlib.Path(__file__).with_suffix(".json")

    def kept(self):
        return json.loads(self.file.read_text()) if self.file.exists() else {{}}

    def get_password(self, service, username):
        return self.kept().get(service + username)

    def set_password(self, service, username, password):
        self.file.write_text(json.dumps(self.kept() | {{service + username: password}}))

    def delete_password(self, service, username):
        {delete}
"""
DELETES = "self.file.unlink()"
