"""What a test does when a program that it needs is not installed: it skips, or fails where nothing may be skipped."""

import os
import shutil

import pytest


def needs_program(*names: str) -> None:
    """Skips the test, saying what is missing; with YOGAFLOW_REQUIRE_ALL_TESTS=1 it fails instead."""
    missing = [name for name in names if shutil.which(name) is None]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)}"
    if os.environ.get("YOGAFLOW_REQUIRE_ALL_TESTS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
