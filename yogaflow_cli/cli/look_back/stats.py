"""What practice adds up to, shown to a person."""

from yogaflow_cli.cli.looking_back import day_of, is_drawn, nothing_practised, period_of, show_lines, show_table, sign
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.statistics.grouping import GroupedBy
from yogaflow_cli.presentation.stats_plain import stats_plain
from yogaflow_cli.presentation.stats_screen import stats_screen
from yogaflow_cli.presentation.stats_table import groups_table, stats_table
from yogaflow_cli.services.review import overview, review
from yogaflow_cli.services.rhythm import EVER, Rhythm


def stats(workspace: Workspace, days: Period | None = None, by: GroupedBy | None = None) -> None:
    """Shows the figures of all days, or of some: on a screen, in words in plain mode, as tables elsewhere."""
    if days is None:
        days = period_of(workspace, None, None, None)
    if by is None and (is_drawn(workspace) or workspace.plain):
        show_overview(workspace, days)
        return
    found = review(workspace.log, days, day_of(workspace), by)
    if found.first is None:
        workspace.output.answer(nothing_practised(workspace))
        return
    show_table(workspace, stats_table(found, workspace.viewer))
    if by is not None:
        workspace.output.answer("")
        show_table(workspace, groups_table(found, by, workspace.viewer, bars=is_drawn(workspace)))
    sign(workspace)


def show_overview(workspace: Workspace, days: Period) -> None:
    """Shows the period at a glance."""
    seen = overview(workspace.log, days, day_of(workspace), workspace.zone())
    if seen.first is None:
        workspace.output.answer(nothing_practised(workspace))
        return
    headline = Rhythm(workspace.log).headline
    whole = days == EVER
    name = workspace.log.profile.profile.name if workspace.label else "yogaflow"
    show_lines(
        workspace,
        lambda canvas: stats_screen(seen, canvas.width, name=name, headline=headline, whole=whole),
        lambda: stats_plain(seen, headline=headline, whole=whole),
    )
