"""The balance of the practice: drawn, in plain words, as an object and as rows. No rich here."""

from collections.abc import Sequence
from textwrap import wrap

from yogaflow_cli.domain.session_columns import Cell
from yogaflow_cli.domain.statistics.balance import Absence, Balance, FamilyTime, PoseName, PoseSides
from yogaflow_cli.presentation.balance_words import (
    COUNTED,
    EVEN,
    NEGLECTED,
    POSES_NEGLECTED,
    TITLE,
    UNEVEN,
    ago_words,
    difference_words,
    family_words,
    has_sides,
    name_of,
    name_plain,
    nothing_words,
    period_words,
    summary,
)
from yogaflow_cli.presentation.charts import bars
from yogaflow_cli.presentation.dates import day_text
from yogaflow_cli.presentation.inks import Ink, Line, Span, beside, cells, line_of, padded
from yogaflow_cli.presentation.stats_lines import cropped, fitted, flowed, spread
from yogaflow_cli.presentation.stats_sections import aligned, aligned_times
from yogaflow_cli.presentation.stats_shares import percent_words
from yogaflow_cli.presentation.stats_words import time_words
from yogaflow_cli.text.cleaning import shown

COLUMNS = ("family", "practised_seconds", "left_seconds", "right_seconds", "last_practised")
WHOLE = "all"

MARGIN, GAP = 2, 4
WIDEST = 140
NARROW, WIDE = 56, 96
"""The rooms from which a side has more cells, and from which its times stand beside it."""

HALVES = (5, 12, 16)
LEAST_BAR = 6


def balance_lines(balance: Balance, width: int) -> list[Line]:
    """The page as it is drawn on a terminal of that width, at its ease from 60 on."""
    room = max(1, min(width, WIDEST) - 2 * MARGIN)
    if not balance.sessions:
        blocks = [sentences(nothing_words(balance, plain=False), room), absence_lines(balance, room)]
    else:
        blocks = [
            [*heading_lines(balance, room), *flowed((), [line_of(part) for part in summary(balance, False)], room)],
            family_lines(balance, room),
            *lists(balance, room),
            folded(COUNTED, room, Ink.QUIET),
        ]
    lines = [line for block in blocks if block for line in ((), *block)][1:]
    return [fitted((Span(" " * MARGIN), *line), max(1, width)) if line else () for line in lines]


def heading_lines(balance: Balance, room: int) -> list[Line]:
    """What the page is, and of which days."""
    title, days = line_of(TITLE, Ink.STRONG), line_of(period_words(balance, plain=False), Ink.QUIET)
    if cells(title) + 2 + cells(days) <= room:
        return [spread(title, days, room), line_of("─" * room, Ink.QUIET)]
    return [title, *folded(period_words(balance, plain=False), room, Ink.QUIET), line_of("─" * room, Ink.QUIET)]


def family_lines(balance: Balance, room: int) -> list[Line]:
    """A row a family, the longest bar for the most practised, and one for all."""
    sides = balance.sides
    whole = FamilyTime(WHOLE, balance.seconds, 1, sides.left_seconds, sides.right_seconds, balance.today)
    rows = [*balance.families, whole] if len(balance.families) > 1 else list(balance.families)
    if not has_sides(balance):
        return time_lines(rows, balance.seconds, room)
    right = side_lines(rows, room)
    left = room - max(map(cells, right)) - MARGIN
    return [
        (*padded(line, left + MARGIN), *side)
        for line, side in zip([(), *time_lines(rows, balance.seconds, left)], right, strict=True)
    ]


def time_lines(rows: Sequence[FamilyTime], seconds: int, room: int) -> list[Line]:
    """Name, bar, time and share of each; a narrow room has neither bars nor shares. The row of the whole has its time.

    `seconds` are those of the whole.
    """
    parts = [0 if row.name == WHOLE else row.seconds for row in rows]
    names = aligned_left([family_words(row.name) for row in rows])
    times = aligned_times([row.seconds for row in rows])
    percents = aligned([percent_words(part, seconds, plain=False) if part else "" for part in parts])
    bar_room = room - len(names[0]) - len(times[0]) - len(percents[0]) - 6
    if bar_room < LEAST_BAR:
        return [(Span(f"{name}  "), Span(time)) for name, time in zip(names, times, strict=True)]
    return [
        (Span(f"{name}  "), *padded(line_of(strip, Ink.ACCENT), bar_room + 2), Span(f"{time}  "), Span(part, Ink.QUIET))
        for name, strip, time, part in zip(names, bars(parts, bar_room), times, percents, strict=True)
    ]


def side_lines(rows: Sequence[FamilyTime], room: int) -> list[Line]:
    """A heading, and the sides of each row from the middle outwards; the longer one is drawn whole."""
    half = HALVES[(room >= NARROW) + (room >= WIDE)]
    lefts = aligned_times([row.left_seconds for row in rows])
    rights = aligned_times([row.right_seconds for row in rows])
    flank = len(lefts[0]) + 1 if room >= WIDE else 0
    lines = [line_of(f"{'left ':>{flank + half}} right", Ink.QUIET)]
    for row, left, right in zip(rows, lefts, rights, strict=True):
        drawn = centred(row.left_seconds, row.right_seconds, half)
        times = (Span(f"{left} ", Ink.QUIET), Span(f" {right}", Ink.QUIET)) if flank else (Span(""), Span(""))
        lines.append((times[0], *drawn, times[1]))
    return lines


def centred(left_seconds: int, right_seconds: int, room: int) -> Line:
    """Two bars that meet in the middle, each of `room` cells at most; without any time only the middle."""
    most = max(left_seconds, right_seconds, 1)
    left, right = halves(left_seconds / most, room), halves(right_seconds / most, room)
    return (
        Span(f"{left.replace('▌', '▐')[::-1]:>{room}}", Ink.ACCENT),
        Span("│", Ink.QUIET),
        Span(f"{right:<{room}}", Ink.ACCENT),
    )


def halves(share: float, room: int) -> str:
    """A bar to half a cell: the right half of a cell is in every font, its right eighth is not."""
    number = max(round(share * room * 2), 1 if share > 0 else 0)
    return "█" * (number // 2) + "▌" * (number % 2)


def lists(balance: Balance, room: int) -> list[list[Line]]:
    """What differs and what was not practised for a while, side by side where the room is wide."""
    if room < WIDE:
        return [uneven_lines(balance, room), absence_lines(balance, room)]
    left_room = (room - GAP) // 2
    right = absence_lines(balance, room - left_room - GAP)
    left = uneven_lines(balance, left_room)
    return [beside(left, right, left_room, GAP) if left else right]


def uneven_lines(balance: Balance, room: int) -> list[Line]:
    """The poses whose sides differ, or that none does; nothing where no pose has sides."""
    rows = [(name_of(each.pose, balance), difference_words(each, plain=False)) for each in balance.sides.uneven]
    if not rows:
        return folded(EVEN, room) if has_sides(balance) else []
    return [line_of(UNEVEN, Ink.STRONG), *listed(rows, room)]


def absence_lines(balance: Balance, room: int) -> list[Line]:
    """What was not practised for a while, families first."""
    absent = balance.neglected
    rows = [(PoseName(family_words(family.name), "family"), ago_words(family.days)) for family in absent.families]
    rows += [(name_of(pose.name, balance), ago_words(pose.days)) for pose in absent.poses]
    return [line_of(NEGLECTED, Ink.STRONG), *listed(rows, room)] if rows else []


def listed(rows: Sequence[tuple[PoseName, str]], room: int) -> list[Line]:
    """Names and what there is to say of each, in two columns."""
    most = max(1, room - 2 - max(len(words) for _, words in rows))
    names = [name_line(name, most) for name, _ in rows]
    column = max(map(cells, names)) + 2
    return [(*padded(name, column), Span(words, Ink.QUIET)) for name, (_, words) in zip(names, rows, strict=True)]


def name_line(name: PoseName, room: int) -> Line:
    """A name with its Sanskrit, where both fit."""
    whole = (Span(shown(name.english)), Span(f" · {shown(name.sanskrit or '')}", Ink.QUIET))
    if name.sanskrit is not None and cells(whole) <= room:
        return whole
    return line_of(cropped(shown(name.english), room))


def folded(text: str, room: int, ink: Ink = Ink.NORMAL) -> list[Line]:
    """Our own words in as many lines as they need."""
    return [line_of(line, ink) for line in wrap(text, room)]


def sentences(texts: Sequence[str], room: int) -> list[Line]:
    """Sentences on one line or, where that is too long, each on its own."""
    whole = " ".join(texts)
    return folded(whole, room) if len(whole) <= room else [line for text in texts for line in folded(text, room)]


def aligned_left(texts: Sequence[str]) -> list[str]:
    """Short texts, all as long as the longest."""
    longest = max(map(len, texts), default=0)
    return [text.ljust(longest) for text in texts]


def balance_plain(balance: Balance) -> list[str]:
    """The page in words, a sentence a line."""
    if not balance.sessions:
        return [" ".join(nothing_words(balance, plain=True)), *absence_plain(balance)]
    return [
        f"{TITLE}, {period_words(balance, plain=True)}.",
        f"{', '.join(summary(balance, plain=True))}.",
        *(family_plain(family, balance) for family in balance.families),
        *uneven_plain(balance),
        *absence_plain(balance),
        COUNTED,
    ]


def family_plain(family: FamilyTime, balance: Balance) -> str:
    """One family in words."""
    share = percent_words(family.seconds, balance.seconds, plain=True)
    line = f"{family_words(family.name)}: {time_words(family.seconds, plain=True)}, {share}."
    if not (family.left_seconds or family.right_seconds):
        return line
    left, right = time_words(family.left_seconds, plain=True), time_words(family.right_seconds, plain=True)
    return f"{line} Left {left}, right {right}."


def uneven_plain(balance: Balance) -> list[str]:
    """The poses whose sides differ, in words."""
    if not balance.sides.uneven:
        return [EVEN] if has_sides(balance) else []
    return [f"{name_plain(each.pose, balance)}: {difference_words(each, plain=True)}." for each in balance.sides.uneven]


def absence_plain(balance: Balance) -> list[str]:
    """What was not practised for a while, in words."""
    families = [f"{family_words(family.name)}, {ago_words(family.days)}" for family in balance.neglected.families]
    poses = [f"{name_plain(pose.name, balance)}, {ago_words(pose.days)}" for pose in balance.neglected.poses]
    told = ((NEGLECTED, families), (POSES_NEGLECTED, poses))
    return [f"{title}: {'; '.join(words)}." for title, words in told if words]


def balance_object(balance: Balance) -> dict[str, object]:
    """The answer of `balance --json`."""
    sides, neglected = balance.sides, balance.neglected
    return {
        "from": day_text(balance.first),
        "to": day_text(balance.last),
        "guided_sessions": balance.sessions,
        "practised_seconds": balance.seconds,
        "families": [family_object(family) for family in balance.families],
        "sides": {
            "left_seconds": sides.left_seconds,
            "right_seconds": sides.right_seconds,
            "uneven_poses": [sides_object(each, balance) for each in sides.uneven],
        },
        "neglected": {
            "families": [{"family": family.name, **absence_object(family)} for family in neglected.families],
            "poses": [{**pose_object(pose.name, balance), **absence_object(pose)} for pose in neglected.poses],
        },
    }


def family_object(family: FamilyTime) -> dict[str, object]:
    """One family for scripts; its share has one decimal."""
    return {
        "family": family.name,
        "practised_seconds": family.seconds,
        "share_percent": int(family.share * 1000 + 0.5) / 10,
        "left_seconds": family.left_seconds,
        "right_seconds": family.right_seconds,
        "last_practised": day_text(family.last_day),
    }


def sides_object(each: PoseSides, balance: Balance) -> dict[str, object]:
    """A pose whose sides differ, for scripts."""
    both = {"left_seconds": each.left_seconds, "right_seconds": each.right_seconds}
    return {**pose_object(each.pose, balance), **both}


def pose_object(pose: str, balance: Balance) -> dict[str, object]:
    """What a pose is called, for scripts."""
    name = name_of(pose, balance)
    return {"pose": pose, "english": name.english, "sanskrit": name.sanskrit}


def absence_object(absence: Absence) -> dict[str, object]:
    """When something was practised last, for scripts."""
    return {"last_practised": day_text(absence.last_day), "days_since": absence.days}


def balance_rows(balance: Balance) -> tuple[list[str], list[list[Cell]]]:
    """Heading and rows of `balance --csv`, a row a family."""
    rows: list[list[Cell]] = [
        [family.name, family.seconds, family.left_seconds, family.right_seconds, day_text(family.last_day)]
        for family in balance.families
    ]
    return list(COLUMNS), rows
