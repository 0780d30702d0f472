"""Someone who practises while every call is killed, and looks after each of them whether all is as it was told."""

import json
from datetime import UTC, datetime, timedelta
from itertools import cycle
from random import Random

from tests.faults.killing import Course, Left, Moment, Since, course_of, killed
from tests.faults.whole import entries, whole
from tests.program import Json, Program

BEGINNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
IN_TURN = ("start", "pause", "log", "resume", "edit", "complete", "undo", "log", "undo")
FITS: dict[str | None, tuple[str, ...]] = {
    None: ("start", "log", "edit", "undo"),
    "active": ("pause", "complete", "log", "edit", "undo"),
    "paused": ("resume", "complete", "log", "edit", "undo"),
}
"""What can be done while the open session is in that state."""
LEAST_STANDING = 3

Sessions = dict[int, Json]


class Practising:
    """A home, what is known to be in it, and how many calls were killed at which moment of theirs."""

    def __init__(self, program: Program, seed: int) -> None:
        self.program = program
        self.random = Random(seed)
        self.now = BEGINNING
        self.turn = cycle(IN_TURN)
        self.killed = {"before the write": 0, "inside it": 0, "after it": 0, "after the answer": 0}
        self.acknowledged = 0
        self.let_time_pass()
        program.done("log", "--duration", "1m")
        self.course = course_of(program, "start", "--json")
        self.entries = entries(program.database)
        self.sessions = self.seen()

    @property
    def kills(self) -> int:
        """How many calls were killed."""
        return sum(self.killed.values())

    def one_more(self) -> None:
        """One call that is killed, or that ends just before; then everything is compared."""
        self.let_time_pass()
        arguments = self.next_call()
        left = killed(self.program, self.moment(self.course), *arguments, "--json")
        answer = answer_of(left)
        # The next command is the first to see what the killed one left.
        sessions = self.seen()
        whole(self.program.database)
        made = entries(self.program.database)[len(self.entries) :]
        is_written = made == [arguments[0]]
        assert is_written or made == [], (arguments, made)
        assert is_written or answer is None, f"{arguments} was acknowledged and is lost"
        self.compare(sessions, answer, is_written)
        self.count(left, is_written, answer is not None)
        self.sessions = sessions
        self.entries += made

    def compare(self, sessions: Sessions, answer: Json, is_written: bool) -> None:
        """Nothing but the session of the call has changed, and that to what the call answered, if it did."""
        touched = {
            number
            for number in self.sessions.keys() | sessions.keys()
            if lasting(self.sessions.get(number)) != lasting(sessions.get(number))
        }
        assert len(touched) == int(is_written), (touched, self.sessions, sessions)
        if isinstance(answer, dict):
            assert touched == {answer["session_id"]}
            answer.pop("statistics", None)
            assert sessions[answer["session_id"]] == answer

    def count(self, left: Left, is_written: bool, is_answered: bool) -> None:
        """Notes an acknowledged write, and where a kill fell."""
        self.acknowledged += is_answered
        if not left.was_killed:
            return
        if is_answered:
            self.killed["after the answer"] += 1
        elif left.in_the_write:
            self.killed["inside it"] += 1
        else:
            self.killed["after it" if is_written else "before the write"] += 1

    def moment(self, course: Course) -> Moment | None:
        """Two of seven lie anywhere in a call's life, two in its writing, two behind that; one call is left alone."""
        chosen = self.random.randrange(7)
        if chosen == 0:
            return None
        since, until = Since.WRITTEN, course.ends - course.has_written
        if chosen < 3:
            since, until = Since.BEGUN, course.ends
        elif chosen < 5:
            since, until = Since.WRITING, course.has_written - course.begins_to_write
        return Moment(since, self.random.uniform(0, until))

    def next_call(self) -> list[str]:
        """The next command in turn that the state allows; a note of its own, so that it always changes something."""
        opened = next((session["state"] for session in self.sessions.values() if session["state"] != "ended"), None)
        # What stands and was not taken back; the first session must stay, to be edited.
        standing = len(self.entries) - 2 * self.entries.count("undo")
        possible = [each for each in FITS[opened] if each != "undo" or standing > LEAST_STANDING]
        command = next(each for each in self.turn if each in possible)
        note = ["--note", f"{self.now:%d %H:%M}"]
        details = {"log": ["--duration", "1m", "--overlap", *note], "edit": ["last", *note], "start": note}
        return [command, *details.get(command, [])]

    def let_time_pass(self) -> None:
        """A minute."""
        self.now += timedelta(minutes=1)
        self.program.at(f"{self.now:%Y-%m-%dT%H:%M:%SZ}")

    def seen(self) -> Sessions:
        """Every session, as the program tells it."""
        return {session["session_id"]: session for session in self.program.json("history")}


def lasting(session: Json) -> Json:
    """A session without what grows while it is open."""
    if session is None or session["state"] == "ended":
        return session
    return {name: value for name, value in session.items() if name not in ("duration_seconds", "elapsed_seconds")}


def answer_of(left: Left) -> Json:
    """The answer, None when it was not read to its end."""
    try:
        return json.loads(left.answer) if left.answer.endswith("\n") else None
    except json.JSONDecodeError:
        return None
