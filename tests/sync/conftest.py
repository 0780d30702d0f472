"""What the tests of sync share: an empty place on this machine, and two machines that go there."""

from pathlib import Path

import pytest

from tests.sync.mirrors import machine, place_in
from yogaflow_cli.sync.mirror import Mirror


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A new, empty repository on this machine."""
    return place_in(tmp_path)


@pytest.fixture
def laptop(tmp_path: Path, url: str) -> Mirror:
    """One machine."""
    return machine(tmp_path / "laptop", url)


@pytest.fixture
def desktop(tmp_path: Path, url: str) -> Mirror:
    """Another machine."""
    return machine(tmp_path / "desktop", url)
