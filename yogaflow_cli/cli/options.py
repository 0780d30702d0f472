"""The options that several commands share, and how their texts become values."""

from pathlib import Path
from typing import Annotated

import typer

from yogaflow_cli.cli.completions import (
    complete_sequence,
    complete_session,
    complete_status,
    complete_style,
    complete_tag,
)

At = Annotated[str | None, typer.Option("--at", metavar="TIME", help="When: 7:30, 'yesterday 18:00', '20m ago'.")]
Ago = Annotated[str | None, typer.Option("--ago", metavar="DURATION", help="How long ago: 20m.")]
Start = Annotated[str | None, typer.Option("--start", metavar="TIME", help="When it began.")]
End = Annotated[str | None, typer.Option("--end", metavar="TIME", help="When it ended.")]
Duration = Annotated[
    str | None, typer.Option("--duration", metavar="DURATION", help="The time practised: 45m, 1h30m, 0:45:00.")
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; repeatable.", autocompletion=complete_tag)
]
Style = Annotated[
    str | None, typer.Option("--style", metavar="STYLE", help="Such as vinyasa.", autocompletion=complete_style)
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A note; - reads standard input.")]
Mood = Annotated[str | None, typer.Option("--mood", metavar="1-5", help="Your mood.")]
Energy = Annotated[str | None, typer.Option("--energy", metavar="1-5", help="Your energy.")]
Effort = Annotated[str | None, typer.Option("--effort", metavar="1-10", help="How hard it was.")]
Poses = Annotated[str | None, typer.Option("--poses", metavar="N", help="Steps practised, all rounds and sides.")]
Status = Annotated[
    str | None,
    typer.Option("--status", metavar="STATUS", help="completed, partial or abandoned.", autocompletion=complete_status),
]
Zone = Annotated[str | None, typer.Option("--zone", metavar="ZONE", help="The time zone: Europe/Berlin.")]
Overlap = Annotated[bool, typer.Option("--overlap", help="Allow an overlap with another session.")]
SequenceName = Annotated[
    str | None, typer.Argument(metavar="[SEQUENCE]", help="A sequence's name.", autocompletion=complete_sequence)
]
SequenceFilter = Annotated[
    str | None,
    typer.Option("--sequence", metavar="SEQUENCE", help="Only this sequence.", autocompletion=complete_sequence),
]
Session = Annotated[
    str | None,
    typer.Argument(metavar="[SESSION]", help="A session's number, or last.", autocompletion=complete_session),
]
PeriodText = Annotated[
    str | None,
    typer.Argument(metavar="[PERIOD]", help="today, this-week, last-month, 2026, 2026-11, 2026-W47, A..B, all."),
]
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="The first day.")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="The last day.")]
OutputFile = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; - is standard output.")
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file.")]
Csv = Annotated[bool, typer.Option("--csv", help="Answer as CSV.")]
Raw = Annotated[bool, typer.Option("--raw", help="Leave text cells that a spreadsheet would take for formulas.")]
BellTimes = Annotated[
    str | None, typer.Option("--bell", metavar="WHEN", help="When bells ring: steps, parts, ends, every:5m, none.")
]
Silent = Annotated[bool, typer.Option("--silent", help="No bells, no voice.")]
SpokenPoses = Annotated[bool, typer.Option("--voice", help="Say the next pose.")]
