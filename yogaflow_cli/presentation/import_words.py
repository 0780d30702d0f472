"""What an import brought, in words and as JSON."""

from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.services.transfer import Report


def import_words(report: Report, dry_run: bool) -> str:
    """What was added, or would be."""
    kinds = ((report.new, "practice"), (report.settings, "setting"), (report.rests, "rest"))
    parts = [counted(number, noun) for number, noun in kinds if number]
    what = " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
    here = f" {report.already_here} of the file's {'is' if report.already_here == 1 else 'are'} here already."
    here = here if report.already_here else ""
    if not (report.new or report.settings or report.rests):
        return "Nothing to add." + here
    if dry_run:
        return f"Would add {what}.{here} Nothing was changed."
    return f"Added {what}.{here} yogaflow undo takes that back."


def left_out_words(report: Report) -> list[str]:
    """What could not be kept, a line each."""
    return [f"  {count} times: {reason}" if count > 1 else f"  {reason}" for reason, count in report.left_out]


def import_object(report: Report, dry_run: bool) -> dict[str, object]:
    """The report as JSON."""
    return {
        "new": report.new,
        "already_there": report.already_here,
        "total": report.total,
        "settings": report.settings,
        "rests": report.rests,
        "skipped": [{"reason": reason, "count": count} for reason, count in report.left_out],
        "dry_run": dry_run,
    }
