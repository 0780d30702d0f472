"""What an undo or redo did, in words and as JSON."""

from yogaflow_cli.domain.change import Change, ChangedKind, ChangedRecord
from yogaflow_cli.text.cleaning import shown

TOLD = (ChangedKind.SESSION, ChangedKind.SETTING, ChangedKind.REST)
FEW = 3
"""So many sessions are named; more are counted."""


def took_back(change: Change, undone: bool) -> str:
    """One line: which command, and what is true of its sessions or settings now."""
    records = [record.reversed() if undone else record for record in change.records]
    told = [record for record in records if record.kind in TOLD]
    verb = "Undid" if undone else "Redid"
    if change.left and not told:
        return f"{verb} {change.action}: nothing. Another machine has changed it since, and it stays."
    stays = " What another machine has changed since stays." if change.left else ""
    if change.sessions > FEW:
        return f"{verb} {change.action}: {change.sessions} sessions.{stays}"
    return f"{verb} {change.action}: {'; '.join(outcome(record) for record in told)}.{stays}"


def outcome(record: ChangedRecord) -> str:
    """What is true of one thing now."""
    if record.kind is ChangedKind.SETTING:
        value = "its default" if record.after is None else shown(str(record.after["value"]))
        return f"{record.identity} is {value} again"
    kept = record.after or record.before or {}
    if record.kind is ChangedKind.REST:
        days = f"rest {kept.get('rest_id')}, {kept.get('first_day')} to {kept.get('last_day')},"
        return f"{days} is {'gone' if record.after is None else 'back' if record.before is None else 'as it was'}"
    number = kept.get("session_id")
    if record.after is None:
        return f"session {number} is gone"
    return f"session {number} is {'back' if record.before is None else 'as it was'}, {state_of(record.after)}"


def state_of(record: object) -> str:
    """Whether a recorded session is active, paused, or how it ended."""
    if not isinstance(record, dict):
        return ""
    if record["completed_at"] is not None:
        status = str(record["completion_status"])
        return "left early" if status == "abandoned" else status
    pauses = record["pauses"]
    return "paused" if pauses and pauses[-1]["ended_at"] is None else "active"


def change_object(change: Change, undone: bool) -> dict[str, object]:
    """A change as JSON: the command, how many sessions, and each thing before and after; of many the first 100."""
    records = [record.reversed() if undone else record for record in change.records]
    return {
        "action": change.action,
        "change_id": change.uuid,
        "sessions": change.sessions,
        "changed": [
            {"kind": record.kind.value, "id": record.identity, "before": record.before, "after": record.after}
            for record in records
        ],
    }
