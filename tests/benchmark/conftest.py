"""The wheel that the measurements of this folder share."""

from pathlib import Path

import pytest

from tests.benchmark.wheel import Wheel


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    """An installed wheel with a first profile and no open session."""
    installed = Wheel(Path(tmp_path_factory.mktemp("wheel")))
    installed.run("start")
    installed.run("complete")
    return installed
