"""The state file's text: the open practices of all profiles, in lines that a shell can read without a program.

    yogaflow 1
    profile TAB whose practice is meant without a name, - for nobody's
    open TAB profile TAB state TAB counted TAB since TAB until TAB started TAB name TAB key=value TAB key=value...
    end

Instants and spans are milliseconds of 1 to 13 digits, instants since 1970 UTC. The time practised at any moment is
`counted` and what lies between `since` and the moment, or `until` where that comes first. `name` is what
`text.cleaning.harmless` leaves, so that no shell finds anything to obey in it. The file's own time of change is that of
the database it was read from: a reader that finds another knows that the file is behind.

It imports nothing: `yogaflow-prompt` has 1.4 S, of which Python itself takes most.
"""

STATE_FILE = "open-practices"
"""Its name in the state folder."""

FORM = "yogaflow 1"
END = "end"
NOBODY = "-"
STATES = ("active", "paused")
LEAST_LINES = 4
MOST_DIGITS = 13
ENDLESS = 9_999_999_999_999
"""A moment that no clock will show: November 2286."""

COMPUTED = ("duration_seconds", "elapsed_seconds", "minutes", "elapsed")
KEPT = (
    *("session_id", "user_id", "profile", "sequence_id", "sequence", "style", "started_at", "completed_at"),
    *("completion_status", "state", "poses_completed", "poses_planned", "practice_day", "time_zone", "source", "tags"),
    *("effort", "mood_before", "mood_after", "energy_before", "energy_after", "target_seconds"),
)
"""The session's keys but the note, which is nobody's business in a prompt, and what changes by itself."""

KNOWN = (*KEPT, *COMPUTED)


class OpenPractice:
    """One line of the file; `values` are the texts of the keys in KEPT."""

    def __init__(
        self,
        profile: str,
        state: str,
        times: tuple[int, int, int, int],
        name: str,
        values: dict[str, str],
    ) -> None:
        """Takes `counted`, `since`, `until` and `started`, in milliseconds, as `times`."""
        self.profile = profile
        self.state = state
        self.times = times
        self.name = name
        self.values = values

    def line(self) -> str:
        """The line without its end."""
        pairs = (f"{key}={self.values[key]}" for key in KEPT)
        return "\t".join(("open", self.profile, self.state, *map(str, self.times), self.name, *pairs))

    def active_ms(self, now_ms: int) -> int:
        """The time practised until a moment."""
        counted, since, until, _ = self.times
        return counted + max(0, min(now_ms, until) - since)

    def elapsed_ms(self, now_ms: int) -> int:
        """The time since its start."""
        return max(0, now_ms - self.times[3])


def written(meant: str | None, practices: list[OpenPractice]) -> str:
    """The file's text."""
    lines = (FORM, f"profile\t{meant or NOBODY}", *(one.line() for one in practices), END)
    return "".join(f"{line}\n" for line in lines)


def read_state(text: str, wanted: str | None) -> OpenPractice | None:
    """The open practice of the wanted profile, else of the one that is meant; None where that has none.

    Raises:
        ValueError: the text is not whole, or not ours.
    """
    lines = text.split("\n")
    if len(lines) < LEAST_LINES or lines[0] != FORM or lines[-2:] != [END, ""]:
        raise ValueError("not a whole state file")
    _, meant = lines[1].split("\t")
    profile = wanted or meant
    for line in lines[2:-2]:
        if line.startswith(f"open\t{profile}\t"):
            return practice_of(line)
    return None


def practice_of(line: str) -> OpenPractice:
    """The practice of one line. Raises ValueError."""
    _, profile, state, counted, since, until, started, name, *pairs = line.split("\t")
    values = dict(pair.split("=", 1) for pair in pairs)
    if tuple(values) != KEPT or state not in STATES:
        raise ValueError("not what is written")
    times = (milliseconds(counted), milliseconds(since), milliseconds(until), milliseconds(started))
    return OpenPractice(profile, state, times, name, values)


def milliseconds(digits: str) -> int:
    """The number of a field. Raises ValueError."""
    if len(digits) > MOST_DIGITS or not digits.isascii() or not digits.isdigit():
        raise ValueError("not a number that is written")
    return int(digits)
