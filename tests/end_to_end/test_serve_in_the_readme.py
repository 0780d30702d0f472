"""The lines of the README, typed into a shell beside a server: a terminal shows the practice at each step."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.end_to_end.serving import Server, serving
from tests.end_to_end.test_readme import section
from tests.needs import needs_program
from tests.program import Program

USUAL = "127.0.0.1:8800"
PATIENCE_SECONDS = 30


class Shell:
    """A shell that a person types into, line after line."""

    def __init__(self, program: Program, given: str) -> None:
        self.process = subprocess.Popen(
            ["bash", "--norc"],
            env=program.environment,
            cwd=program.home.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.given = given

    def type(self, line: str) -> str:
        """What a line answers; what it reads from the keyboard is given."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        if line.startswith("read "):
            self.process.stdin.write(self.given + "\n")
        self.process.stdin.write("echo; echo END\n")
        self.process.stdin.flush()
        return "".join(iter(self.process.stdout.readline, "END\n")).strip()


@pytest.fixture
def server(yogaflow: Program) -> Iterator[Server]:
    """A server on a machine where somebody has just made a profile."""
    needs_program("curl")
    yogaflow.done("profile", "create", "maya")
    with serving(yogaflow.with_the_real_clock()) as server:
        yield server


def lines_of_the_readme() -> list[str]:
    """The shell lines about the server; one that ends in a pipe goes on in the next."""
    block = section("Other programs").split("```sh\n")[1].split("```")[0]
    return block.replace("|\n", "|").splitlines()


def test_the_lines_start_pause_resume_and_complete_a_practice(server: Server) -> None:
    """After each of them `yogaflow current` shows the same practice, and the statistics come at the end."""
    program = server.program
    (file,) = program.token_files()
    shell = Shell(program, file.read_text().strip())
    *preparing, start, number, pause, resume, complete = lines_of_the_readme()
    for line in preparing:
        assert shell.type(line.replace(USUAL, f"127.0.0.1:{server.port}")) == ""
    for line, state in ((start, "active"), (pause, "paused"), (resume, "active")):
        assert f'"state":"{state}"' in shell.type(line)
        assert shell.type(number) == ""
        current = program.json("current")
        assert (current["session_id"], current["sequence"]) == (1, "sun-salutation-a")
        assert current["state"] == state
    assert '"total_practice_time_seconds":285' in shell.type(complete)
    program.refused(3, "no_open_session", "current")
    assert (program.home.parent / "web-token").stat().st_mode & 0o077 == 0
    shell.process.communicate(timeout=PATIENCE_SECONDS)


def test_the_table_names_every_endpoint(server: Server) -> None:
    """And no other."""
    document = server.nobody.ask("GET", "/openapi.json", is_of_api=False).json
    told = section("Other programs")
    for path, operations in document["paths"].items():
        for method in operations:
            assert f"{method.upper()} " in told or f"`{method.upper()}`" in told, (method, path)
        assert path.rpartition("/")[2] in told, path
