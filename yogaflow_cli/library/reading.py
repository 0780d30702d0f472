"""From the TOML text of a sequence file to its plan. The format is described in the README; unfolding is elsewhere."""

import tomllib

from yogaflow_cli.domain.sequence import Bell
from yogaflow_cli.domain.side import Side
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.library.fields import LONGEST_NAME, Fields, understood
from yogaflow_cli.library.lines import Place
from yogaflow_cli.library.page import Page
from yogaflow_cli.library.plan import MOST_STEPS, PartPlan, Plan, StepPlan, Title
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.steps import MOST_REPEATS, Hold, parse_hold, parse_step

FORMAT = 1
MOST_ROUNDS = 1000
MOST_DOTS = 200
LONGEST_MOVE_SECONDS = 600
LONGEST_PREPARE_SECONDS = 600
BREATH_SECONDS = (1, 60)
COUNTS = ("sanskrit", "numbers")
SIDES = {
    "left": (Side.LEFT,),
    "right": (Side.RIGHT,),
    "both": (Side.RIGHT, Side.LEFT),
}
PART_SIDES = {"right, left": (Side.RIGHT, Side.LEFT), "left, right": (Side.LEFT, Side.RIGHT)}
DEFAULT_HOLD = Hold(breaths=5.0)

HEAD_KEYS = ("format", "name", "sanskrit", "style", "level", "about", "breath", "move", "prepare", "bell", "props")
FILE_KEYS = (*HEAD_KEYS, "steps", "part")
PART_KEYS = ("name", "repeat", "sides", "rest", "use", "move", "count", "steps")
USE_KEYS = ("name", "repeat", "use")
STEP_KEYS = ("pose", "hold", "side", "repeat", "counted", "cue", "note", "bell")
EXAMPLE = 'Write: steps = ["cat-cow, 6 breaths", "savasana, 3m"]'


def read_plan(page: Page) -> Plan:
    """The plan that a file's text holds.

    Raises:
        InvalidValue: it is no TOML, or says something that has no meaning; the message begins with file and line.
    """
    fields = Fields(page, (), _toml(page))
    fields.refuse_unknown(FILE_KEYS, "a sequence")
    if fields.whole("format", 1, 1_000_000) not in (None, FORMAT):
        raise fields.mistake("format", "this file is for a newer yogaflow", f"Known here is format = {FORMAT}.")
    name = fields.text("name", LONGEST_NAME)
    if name is None:
        raise fields.mistake("name", "the name is missing", 'Write: name = "My evening"')
    bell, bell_every_milliseconds = _bell(fields)
    return Plan(
        page=page,
        name=name,
        parts=_parts(fields),
        sanskrit=fields.text("sanskrit", LONGEST_NAME),
        style=fields.text("style", LONGEST_NAME),
        level=fields.whole("level", 1, 3),
        about=fields.text("about"),
        breath_milliseconds=_or_default(fields.milliseconds("breath", *BREATH_SECONDS), 6000),
        move_milliseconds=_or_default(fields.milliseconds("move", 0, LONGEST_MOVE_SECONDS), 3000),
        prepare_milliseconds=_or_default(fields.milliseconds("prepare", 0, LONGEST_PREPARE_SECONDS), 10_000),
        bell=bell,
        bell_every_milliseconds=bell_every_milliseconds,
        props=fields.texts("props"),
    )


def read_title(page: Page) -> Title:
    """The title of a sound file, from what stands above its steps: reading all shipped files is slow for a list."""
    head = page.text.partition("\nsteps")[0].partition("\n[")[0]
    fields = Fields(page, (), tomllib.loads(head))
    return Title(
        slug=page.slug,
        name=fields.text("name") or page.slug,
        sanskrit=fields.text("sanskrit"),
        style=fields.text("style"),
        level=fields.whole("level", 1, 3),
        shipped=page.shipped,
    )


def _toml(page: Page) -> dict[str, object]:
    # tomllib's time grows with the square of the dots in a key: 20,000 take 8 seconds, and a file may hold more.
    for number, line in enumerate(page.text.split("\n"), start=1):
        if line.count(".") > MOST_DOTS:
            hint = "Break the line, one step to each."
            raise InvalidValue(f"{page.file}, line {number}: more than {MOST_DOTS} dots in one line", hint)
    try:
        return tomllib.loads(page.text)
    except (ValueError, RecursionError) as error:
        problem, _, where = str(error).rpartition(" (at ")
        line = where.removeprefix("line ").partition(",")[0]
        last = page.text.count("\n", 0, len(page.text.rstrip())) + 1
        shown = line if line.isdecimal() else str(last)
        hint = "Texts stand in quotes, lists in [ ] with a comma after each item."
        raise InvalidValue(f"{page.file}, line {shown}: {problem or 'this is no TOML'}", hint) from error


def _or_default(value: int | None, default: int) -> int:
    return default if value is None else value


def _bell(fields: Fields) -> tuple[Bell, int | None]:
    written = fields.text("bell")
    if written is None:
        return Bell.PARTS, None
    word, _, interval = written.partition(" ")
    if word == Bell.EVERY and interval:
        seconds = fields.understood("bell", lambda text: parse_hold(text).seconds, interval)
        if seconds is None or seconds < 1:
            raise fields.mistake(
                "bell", "the bell's interval must be a time of a second or more", 'Such as bell = "every 5m"'
            )
        return Bell.EVERY, round(seconds * 1000)
    if written not in (Bell.STEPS, Bell.PARTS, Bell.ENDS, Bell.NONE):
        raise fields.mistake(
            "bell", f"bell cannot be {quoted(written)}", "It is one of: steps, parts, ends, every 5m, none."
        )
    return Bell(written), None


def _parts(fields: Fields) -> tuple[PartPlan, ...]:
    if "part" not in fields:
        return (PartPlan(place=("steps",), steps=_steps(fields)),)
    if "steps" in fields:
        raise fields.mistake("steps", "steps stand both at the top and in parts", "Put them into a [[part]] as well.")
    tables = fields.anything("part")
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise fields.mistake("part", "part must be a table, once or more", "Begin each part with a line [[part]].")
    return tuple(_part(Fields(fields.page, ("part", index), table)) for index, table in enumerate(tables))


def _part(fields: Fields) -> PartPlan:
    fields.refuse_unknown(PART_KEYS, "a part", elsewhere=HEAD_KEYS)
    uses = fields.text("use", LONGEST_NAME)
    if uses is not None:
        fields.refuse_unknown(USE_KEYS, "a part that uses another sequence")
    sides = fields.text("sides")
    if sides is not None and sides not in PART_SIDES:
        raise fields.mistake(
            "sides", f"sides cannot be {quoted(sides)}", 'Write: sides = "right, left" or "left, right"'
        )
    return PartPlan(
        place=fields.place,
        name=fields.text("name", LONGEST_NAME),
        steps=() if uses else _steps(fields),
        use=uses,
        rounds=fields.whole("repeat", 1, MOST_ROUNDS),
        sides=PART_SIDES[sides] if sides else (),
        rest=_rest(fields),
        move_milliseconds=fields.milliseconds("move", 0, LONGEST_MOVE_SECONDS),
        count=fields.choice("count", COUNTS),
    )


def _steps(fields: Fields) -> tuple[StepPlan, ...]:
    written = fields.anything("steps")
    if written is None:
        raise fields.mistake("steps", "the steps are missing", EXAMPLE)
    if not isinstance(written, list) or not written:
        raise fields.mistake("steps", "steps must be a list with one step or more", EXAMPLE)
    if len(written) > MOST_STEPS:
        raise fields.mistake("steps", f"{len(written)} steps are too many", f"At most {MOST_STEPS} fit.")
    in_sides = "sides" in fields
    return tuple(
        _step(fields.page, (*fields.place, "steps", index), step, in_sides) for index, step in enumerate(written)
    )


def _step(page: Page, place: Place, written: object, in_sides: bool) -> StepPlan:
    if isinstance(written, str):
        plan = _step_from_text(page, place, written)
    elif isinstance(written, dict):
        plan = _step_from_table(Fields(page, place, written))
    else:
        raise page.mistake(place, "a step must be a text or a table", 'Such as "cat-cow, 6 breaths"')
    if plan.follows_part and not in_sides:
        raise page.mistake(
            place,
            "'side' has no meaning here: the part has no sides",
            'Give the part sides = "right, left", or write both.',
        )
    return plan


def _step_from_text(page: Page, place: Place, written: str) -> StepPlan:
    step = understood(page, place, parse_step, written)
    if len(step.pose) > LONGEST_NAME:
        raise page.mistake(
            place, f"the pose has {len(step.pose)} characters, at most {LONGEST_NAME} fit", "Shorten it."
        )
    return StepPlan(
        place=place,
        pose=step.pose,
        hold=step.hold or DEFAULT_HOLD,
        sides=SIDES.get(step.side or "", ()),
        follows_part=step.side == "side",
        repeat=step.repeat,
        counted=step.counted,
    )


def _step_from_table(fields: Fields) -> StepPlan:
    fields.refuse_unknown(STEP_KEYS, "a step")
    pose = fields.text("pose", LONGEST_NAME)
    if pose is None:
        raise fields.mistake("pose", "the pose is missing", 'Such as { pose = "cat-cow", hold = "6 breaths" }')
    side = "side" if fields.anything("side") is True else fields.choice("side", (*SIDES, "side"))
    return StepPlan(
        place=fields.place,
        pose=pose,
        hold=fields.hold("hold") or DEFAULT_HOLD,
        sides=SIDES.get(side or "", ()),
        follows_part=side == "side",
        repeat=_or_default(fields.whole("repeat", 1, MOST_REPEATS), 1),
        counted=fields.flag("counted") is not False,
        cue=fields.text("cue"),
        note=fields.text("note"),
        bell=fields.flag("bell") is True,
    )


def _rest(fields: Fields) -> StepPlan | None:
    written = fields.text("rest")
    if written is None:
        return None
    rest = _step_from_text(fields.page, (*fields.place, "rest"), written)
    if rest.sides or rest.follows_part or rest.repeat != 1:
        raise fields.mistake("rest", "a rest has a pose and a hold, nothing else", 'Such as rest = "corpse, 6 breaths"')
    return rest
