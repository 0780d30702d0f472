"""The open practice in the prompts of real shells and in tmux, as the README says to set them up."""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pexpect  # type: ignore[import-untyped]  # it comes without types
import pytest

from tests.end_to_end.test_prompt import said, state_file
from tests.needs import needs_program
from tests.program import SCRIPT, Program

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SHELLS = {"bash": ["bash", "--norc", "--noprofile"], "zsh": ["zsh", "-f"], "fish": ["fish", "--no-config"]}
SHOW = {
    "bash": 'yogaflow_prompt; printf "%s\\n" "$YOGAFLOW_PROMPT"',
    "zsh": 'yogaflow_prompt; print -r -- "$YOGAFLOW_PROMPT"',
    "fish": 'yogaflow_prompt; echo "$YOGAFLOW_PROMPT"',
}
HOSTILE = "$(touch pwned)`touch pwned`%F{red}\\u#(pwned)'\""
"""A style that bash, zsh, fish and tmux could each obey."""

ODD_FOLDER = 'it\'s "a" $(touch pwned) bäck\\slash'
KEPT = "touch -r data/yogaflow.db kept && {harm} && touch -r kept state/open-practices"
HARMS = (
    "rm state/open-practices",
    "touch -m -d '+1 hour' data/yogaflow.db",
    "touch -m -d '-1 hour' data/yogaflow.db",
    "mv data/yogaflow.db data/elsewhere.db",
    KEPT.format(harm="sed -i '$d' state/open-practices"),
    KEPT.format(harm="sed -i '1s/1/2/' state/open-practices"),
    KEPT.format(harm="truncate -s 0 state/open-practices"),
    KEPT.format(harm="sed -i '3s/[0-9]/x/g' state/open-practices"),
    KEPT.format(harm="sed -i '3s/active\\t[0-9]*/active\\t/' state/open-practices"),
    KEPT.format(harm="sed -i '3s/active\\t0/active\\t123456789012345678901234567890/' state/open-practices"),
    KEPT.format(harm="sed -i '3s/hot/h\\x1bt/' state/open-practices"),
    "rm state/open-practices && mkfifo state/open-practices",
)
"""What may happen to the file and to the database, in the home."""

ANSI = re.compile(r"\x1b[\[\]()][^a-zA-Z\x07]*[a-zA-Z\x07]")


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    """Each shell that there is a function for."""
    name: str = request.param
    needs_program(name)
    return name


@pytest.fixture
def running(yogaflow: Program) -> Program:
    """A practice that began 12 minutes ago, with most of a minute left for a test, and `yogaflow` on the path."""
    yogaflow.environment["PATH"] = f"{SCRIPT.parent}:{yogaflow.environment['PATH']}"
    yogaflow.with_the_real_clock().done("start", "--ago", "12m2s", "--style", "hot yoga")
    return yogaflow


def recipe(language: str) -> str:
    """A recipe of the README, by the language of its block."""
    return README.split("## In your prompt")[1].split(f"```{language}\n")[1].split("```")[0]


def shown(program: Program, shell: str, **environment: str) -> str:
    """What the shell's function shows, set up as the README says; nothing may be complained of."""
    call = [*SHELLS[shell], "-c", f"{recipe(shell)}\n{SHOW[shell]}"]
    ended = subprocess.run(
        call, env=program.environment | environment, cwd=program.home.parent, capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def test_a_shell_shows_what_yogaflow_prompt_prints(running: Program, shell: str) -> None:
    """Running, paused, over an hour, over the limit, nothing."""
    assert shown(running, shell) == said(running) == "hot yoga 12m\n"
    running.done("pause")
    assert shown(running, shell) == said(running) == "hot yoga 12m paused\n"
    running.done("discard")
    assert shown(running, shell) == "\n"
    running.done("start", "--ago", "65m2s")
    assert shown(running, shell) == said(running) == "practice 1h05m\n"
    running.done("discard")
    running.done("start", "--ago", "245m2s")
    assert shown(running, shell) == said(running) == "practice 4h05m over 4h\n"


def test_a_shell_shows_the_profile_that_is_meant(running: Program, shell: str) -> None:
    """By variable, else the one in use, else the only one."""
    running.done("profile", "create", "ben")
    assert shown(running, shell) == "\n"
    assert shown(running, shell, YOGAFLOW_PROFILE="MAYA") == "hot yoga 12m\n"
    running.done("profile", "use", "maya")
    assert shown(running, shell) == "hot yoga 12m\n"
    assert shown(running, shell, YOGAFLOW_PROFILE="ben") == "\n"


def test_a_shell_shows_nothing_when_the_file_is_damaged_or_behind(running: Program, shell: str) -> None:
    """And complains of nothing."""
    function = running.home.parent / "function"
    function.write_text(running.say("prompt", "init", shell), encoding="utf-8")
    call = [*SHELLS[shell], "-c", f"source {shlex.quote(str(function))}\n{SHOW[shell]}"]
    for harm in ("true", *HARMS):
        # With `-a`: times of change are part of it.
        subprocess.run(["cp", "-a", running.home, running.home.with_name("whole")], check=True)
        subprocess.run(harm, shell=True, check=True, cwd=running.home)
        ended = subprocess.run(call, env=running.environment, capture_output=True, text=True, timeout=60)
        assert (ended.returncode, ended.stderr) == (0, ""), harm
        assert ended.stdout == ("hot yoga 12m\n" if harm == "true" else "\n"), harm
        shutil.rmtree(running.home)
        running.home.with_name("whole").rename(running.home)


def test_no_words_of_a_practice_are_obeyed(running: Program, shell: str) -> None:
    """A style is anybody's text, and an import brings it in."""
    running.done("edit", "--style", HOSTILE)
    with on_a_terminal(running, shell) as terminal:
        terminal.sendline("echo the-end-of-it")
        terminal.expect("12m. [^\n]*echo the-end-of-it")
    text = shown(running, shell)
    assert text == said(running)
    assert set(text) & set("$`%\\#{}[]()'\"") == set()
    assert not (running.home.parent / "pwned").exists()


def on_a_terminal(program: Program, shell: str) -> pexpect.spawn:
    """The shell as a person uses it, set up by the README's line."""
    program.home.parent.joinpath("home").mkdir(exist_ok=True)
    environment = program.environment | {"TERM": "dumb", "PS1": "ready$ ", "PROMPT": "ready%# "}
    terminal = pexpect.spawn(
        SHELLS[shell][0],
        [*SHELLS[shell][1:], "-i"],
        env=environment,
        cwd=str(program.home.parent),
        encoding="utf-8",
        timeout=30,
        dimensions=(24, 80),
    )
    terminal.sendline(recipe(shell).strip().replace("\n", "; "))
    return terminal


def test_a_person_sees_it_before_every_prompt(running: Program, shell: str) -> None:
    """It appears, changes with what is typed, and goes."""
    with on_a_terminal(running, shell) as terminal:
        terminal.expect(r"\[hot yoga 12m\] ")
        terminal.sendline("yogaflow pause")
        terminal.expect(r"\[hot yoga 12m paused\] ")
        terminal.sendline("yogaflow complete")
        terminal.expect("In all")
        terminal.sendline("echo never\\ again")
        terminal.expect("never again\r?\n")
        terminal.sendline("echo over")
        terminal.expect("over\r?\n")
        assert "hot yoga" not in ANSI.sub("", terminal.before)


def test_the_exit_code_of_the_last_command_is_still_there(running: Program, shell: str) -> None:
    """A prompt that shows it shows the right one."""
    variable = "$status" if shell == "fish" else "$?"
    with on_a_terminal(running, shell) as terminal:
        terminal.expect(r"\[hot yoga 12m\] ")
        terminal.sendline("sh -c 'exit 37'")
        terminal.expect(r"\[hot yoga 12m\] ")
        terminal.sendline(f"echo code-{variable}-code")
        terminal.expect("code-37-code")


def test_bash_and_zsh_start_no_process_and_fish_one_date(running: Program, shell: str) -> None:
    """Issue 6, 3: none where the shell has a clock of its own."""
    needs_program("strace")
    function = running.home.parent / "function"
    function.write_text(running.say("prompt", "init", shell), encoding="utf-8")
    calls = "; ".join(["yogaflow_prompt"] * 5)
    seen = {}
    for name, script in (("without", "true"), ("with", calls)):
        trace = running.home.parent / name
        command = [*SHELLS[shell], "-c", f"source {shlex.quote(str(function))}; {script}"]
        subprocess.run(
            ["strace", "-f", "-qq", "-e", "trace=clone,clone3,fork,vfork,execve", "-o", str(trace), *command],
            env=running.environment,
            timeout=60,
        )
        seen[name] = trace.read_text(encoding="utf-8")
    assert programs(seen["with"]) == 1 + (5 if shell == "fish" else 0)
    forks = {name: len(re.findall(r"(clone3?|v?fork)\(", text)) for name, text in seen.items()}
    if shell != "fish":
        assert forks["with"] == forks["without"]
    running.done("complete")
    idle = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=execve", *command], env=running.environment, capture_output=True, text=True
    )
    assert programs(idle.stderr) == 1


def programs(trace: str) -> int:
    """How many programs were started; strace may tell of one in two lines."""
    return sum("execve(" in line and " = -1 " not in line for line in trace.splitlines())


def test_what_a_shell_has_set_up_itself_stays(running: Program, shell: str) -> None:
    """The line may be read twice, and a prompt that names the variable keeps its place."""
    own = {
        "bash": (
            "set -eu; IFS=:; PS1='<${YOGAFLOW_PROMPT}> '; PROMPT_COMMAND='true'",
            'printf "%s\\n" "$PS1" "$PROMPT_COMMAND"',
        ),
        "zsh": ("setopt nounset; RPS1='<%9v> '; IFS=0", 'IFS=" "; print -r -- "$RPS1" "$precmd_functions"'),
        "fish": ("function fish_prompt; echo -n '<'$YOGAFLOW_PROMPT'> '; end", "fish_prompt; echo"),
    }
    before, show = own[shell]
    script = f"{before}\n{recipe(shell)}\n{recipe(shell)}\nyogaflow_prompt\n{show}"
    ended = subprocess.run(
        [*SHELLS[shell], "-c", script], env=running.environment, capture_output=True, text=True, timeout=60
    )
    assert ended.stderr == ""
    assert (
        ended.stdout
        == {
            "bash": "<${YOGAFLOW_PROMPT}> \nyogaflow_prompt; true\n",
            "zsh": "<%9v>  yogaflow_prompt\n",
            "fish": "<hot yoga 12m> \n",
        }[shell]
    )


def test_a_folder_of_any_name_is_found(running: Program, shell: str) -> None:
    """The path stands in the function as one word."""
    home = running.home.parent / ODD_FOLDER
    shutil.copytree(running.home, home)
    other = running.of(YOGAFLOW_HOME=str(home))
    assert shown(other, shell) == "hot yoga 12m\n"
    assert not (running.home.parent / "pwned").exists()


def test_the_function_is_printed_before_anything_was_recorded(yogaflow: Program, shell: str) -> None:
    """A shell is set up once, before the first practice; nothing is made by that."""
    yogaflow.environment["PATH"] = f"{SCRIPT.parent}:{yogaflow.environment['PATH']}"
    assert shown(yogaflow, shell) == "\n"
    assert not yogaflow.home.exists()


def test_the_function_is_printed_beside_a_damaged_database(running: Program, shell: str) -> None:
    """Whatever ails it, a shell is to start without a word."""
    running.database.write_bytes(b"not a database" * 100)
    assert shown(running, shell) == "\n"


def test_fish_shows_it_after_its_own_prompt_was_made_anew() -> None:
    """As when its file is read a second time."""
    needs_program("fish")
    own = "function fish_prompt; echo -n own; end"
    line = "source yogaflow_cli/prompt/fish.fish"
    script = "\n".join([own, line, own, line, "set -g YOGAFLOW_PROMPT yin; fish_prompt"])
    root = Path(__file__).parents[2]
    ended = subprocess.run([*SHELLS["fish"], "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert (ended.stdout, ended.stderr) == ("[yin] own", "")


@pytest.fixture
def tmux(running: Program) -> Iterator[list[str]]:
    """A server of its own, set up by the README's lines."""
    needs_program("tmux")
    with tempfile.TemporaryDirectory(prefix="yogaflow-") as folder:  # a socket's path must be short
        Path(folder, "tmux.conf").write_text(recipe("tmux"), encoding="utf-8")
        command = ["tmux", "-S", f"{folder}/socket", "-f", f"{folder}/tmux.conf"]
        new = [*command, "new-session", "-d", "-x", "120", "-y", "24", "sh"]
        subprocess.run(new, env=running.environment | {"TERM": "screen"}, check=True)
        yield command
        subprocess.run([*command, "kill-server"], check=False)


def test_tmux_shows_it_in_its_status_line(running: Program, tmux: list[str]) -> None:
    """What a person sees in the lower right corner."""
    client = pexpect.spawn(
        tmux[0],
        [*tmux[1:], "attach"],
        env=running.environment | {"TERM": "xterm"},
        dimensions=(24, 120),
        encoding="utf-8",
        timeout=30,
    )
    client.expect("hot yoga 12m")
    client.close(force=True)


def test_starship_gets_a_command_that_prints_one_line(running: Program) -> None:
    """Its file is TOML, and the command prints what the module shows; starship itself is not in Debian."""
    module = tomllib.loads(recipe("toml"))["custom"]["yogaflow"]
    ended = subprocess.run(
        ["sh", "-c", module["command"]], env=running.environment, capture_output=True, text=True, check=True
    )
    assert (ended.stdout, ended.stderr) == ("hot yoga 12m\n", "")
    assert module["when"] is True
    assert "$output" in module["format"]


def test_a_hotkey_pauses_and_resumes_without_a_terminal(running: Program) -> None:
    """As a desktop runs it: no terminal, nothing to read, nobody who reads."""
    commands = {
        recipe("sway").split(" exec ")[1].strip(),
        re.findall(r'command "([^"]*)"', recipe("sh"))[0],
    }
    (command,) = commands
    for state in ("paused", "active", "paused"):
        subprocess.run(
            ["setsid", "sh", "-c", f"exec {command} <&- >/dev/null 2>&1"], env=running.environment, check=True
        )
        assert running.json("current")["state"] == state


def test_the_file_is_replaced_while_the_guide_runs(running: Program) -> None:
    """Its saves are writes like any other: a prompt in another terminal follows it."""
    running.done("discard")
    with running.terminal("start", "morning-10") as terminal:
        deadline = time.monotonic() + 30
        while "morning-10" not in said(running) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert said(running).startswith("morning-10 0m")
        first = state_file(running).stat().st_ino
        terminal.child.send(" ")
        while "paused" not in said(running) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert said(running) == "morning-10 0m paused\n"
        assert state_file(running).stat().st_ino != first
        terminal.press_control("c")
        terminal.end()
    assert os.access(state_file(running), os.R_OK)
