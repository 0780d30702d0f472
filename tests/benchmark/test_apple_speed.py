"""What reading a gigabyte of Apple Health takes."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers.apple_files import PULSE, STEPS, export_xml, statistics, workout

GIGABYTE = 1 << 30
RECORDS_TO_A_WORKOUT = 4000
MOST_SECONDS, MOST_MEGABYTES = 60, 80
READ = """
import resource, sys, time
from yogaflow_cli.importers.apple_health import arrivals
from yogaflow_cli.importers.importer import ArrivingSession
from yogaflow_cli.importers.source import Source
began = time.perf_counter()
with open(sys.argv[1], "rb") as file:
    found = sum(isinstance(arrival, ArrivingSession) for arrival in arrivals(Source("export.xml", file, "UTC")))
seconds = time.perf_counter() - began
print(found, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def write_export(path: Path, size: int) -> int:
    """Writes an export of about that size, and gives the number of its practices, one to 4,000 records."""
    begun, ended = export_xml(among=()).encode().split(b"</HealthData>")
    practice = workout("Yoga", statistics("HeartRate", average="80"))
    block = f" {STEPS}\n {PULSE}\n".encode() * (RECORDS_TO_A_WORKOUT // 2) + f" {practice}\n".encode()
    count = size // len(block) + 1
    with path.open("wb") as file:
        file.write(begun)
        for _ in range(count):
            file.write(block)
        file.write(b"</HealthData>" + ended)
    return count


@pytest.mark.benchmark
@pytest.mark.usefixtures("two_minutes", "logs")
def test_a_gigabyte_of_apple_health_is_read_within_a_minute(tmp_path: Path) -> None:
    """In a process of its own, in under 80 MB of memory."""
    path = tmp_path / "export.xml"
    written = write_export(path, GIGABYTE)
    asked = [sys.executable, "-c", READ, str(path)]
    answer = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()
    found, seconds, megabytes = int(answer[0]), float(answer[1]), int(answer[2])
    path.unlink()

    print(f"\napple-health, 1 GB with {found:,} practices: {seconds:.1f} s, {megabytes} MB")
    assert found == written
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES
