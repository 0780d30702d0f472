"""Three computers with real databases and the real commands: whatever is done on each, all end with one history."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.practice_logs import BERLIN, HOUR, MINUTE, sequence
from tests.services.syncing.computers import Computer, computers, meet
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.settings import DAY_STARTS_AT, GOAL
from yogaflow_cli.errors import YogaflowError
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Edits, Times, log_finished
from yogaflow_cli.services.practice import Said
from yogaflow_cli.services.rests import add_rest, delete_rests
from yogaflow_cli.services.settings import change

YEARS = timedelta(days=3650)
ACTIONS = (
    *("start", "start", "sequence", "pause", "resume", "stated", "complete", "complete", "discard", "log", "log"),
    *("note", "effort", "length", "status", "reopen", "delete", "forget", "undo", "undo", "redo"),
    *("goal", "day", "rest", "rested", "sync", "sync", "sync", "alone", "deaf"),
)
moves = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(ACTIONS), st.integers(1, 5), st.integers(0, 90)), max_size=45
)
skews = st.tuples(*(st.integers(-3650, 3650).map(lambda days: timedelta(days=days)) for _ in range(3)))


def numbered(computer: Computer, number: int) -> int:
    """A session that is there, or a number that none has."""
    numbers = sorted(computer.log.sessions.numbers())
    return numbers[number % len(numbers)] if numbers else 99


def act(computer: Computer, action: str, number: int) -> None:
    """One command on one computer."""
    log, now = computer.log, computer.now
    match action:
        case "start":
            practice.start(log, now, BERLIN.key, overlap=True)
        case "sequence":
            practice.start(log, now, BERLIN.key, sequence=sequence(steps=number), overlap=True)
        case "pause":
            practice.pause(log, now)
        case "stated":
            practice.pause(log, now, duration=number * MINUTE)
        case "resume":
            practice.resume(log, now)
        case "complete":
            complete(log, now, duration=number * MINUTE, overlap=True)
        case "discard":
            practice.discard(log, now)
        case "log":
            end = now - number * HOUR
            said = Said(note=f"of {computer.name}", tags=("home",) if number > 3 else ())
            log_finished(log, now, BERLIN, Times(end - 10 * MINUTE, end), said=said, overlap=True)
        case "goal":
            change(log, now, GOAL, f"{number} per week")
        case "day":
            change(log, now, DAY_STARTS_AT, f"0{number}:00")
        case "rest":
            day = now.date() + timedelta(days=number)
            add_rest(log, now, day, day + timedelta(days=number), None)
        case "rested":
            delete_rests(log, now, [rest.number or 99 for rest in log.rests.all()][:1] or [99])
        case "undo":
            correction.undo(log, now, 1)
        case "redo":
            correction.redo(log, now, 1)
        case _:
            put_right(computer, action, number)


def put_right(computer: Computer, action: str, number: int) -> None:
    """One command that corrects a session."""
    log, now, session = computer.log, computer.now, numbered(computer, number)
    match action:
        case "reopen":
            correction.reopen(log, now, session)
        case "delete":
            correction.delete(log, now, [session])
        case "forget":
            correction.delete(log, now, [session], forever=True)
        case _:
            edits = {
                "note": Edits(note=f"{number} of {computer.name}"),
                "effort": Edits(effort=number),
                "length": Edits(times=Times(duration=number * MINUTE)),
                "status": Edits(status=CompletionStatus.PARTIAL),
            }
            correction.edit(log, now, session, edits[action], overlap=True)


def sync(computer: Computer, action: str) -> None:
    """One sync: whole, with nothing that arrives, or hearing one other alone and that twice."""
    if action == "alone":
        computer.sync([], arrives=False)
    elif action == "deaf":
        other = next(device for device in ("c" * 32, "a" * 32, "b" * 32) if device != computer.device)
        computer.sync([other, other])
    else:
        computer.sync()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moves=moves, skew=skews)
def test_whatever_is_done_on_three_computers_all_end_with_one_history(
    moves: list[tuple[int, str, int, int]], skew: tuple[timedelta, ...]
) -> None:
    """Sessions, settings and rests are equal, so is what lost; kept totals agree; and a newcomer comes to the same."""
    with computers("a", "b", "c", "n", skews=[*skew, timedelta(0)], joined=False) as (*machines, newcomer):
        for computer in machines:
            computer.join()
        for number, action, count, minutes in moves:
            for computer in machines:
                computer.true_now += minutes * MINUTE
            try:
                if action in ("sync", "alone", "deaf"):
                    sync(machines[number], action)
                else:
                    act(machines[number], action, count)
            except YogaflowError:
                # What cannot be done is refused, and changes nothing.
                continue
        meet(machines)
        newcomer.true_now = machines[0].true_now
        newcomer.join()

        seen = [computer.seen() for computer in (*machines, newcomer)]
        assert seen[0] == seen[1] == seen[2] == seen[3]
        states = [computer.states() for computer in (*machines, newcomer)]
        assert states[0] == states[1] == states[2]
        assert {thing: state.lost for thing, state in states[3].items()} == {
            thing: state.lost for thing, state in states[0].items()
        }
