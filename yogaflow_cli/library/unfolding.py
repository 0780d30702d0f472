"""From a plan to the sequence as it is practised: includes, rounds, sides, repetitions and rests written out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from yogaflow_cli.domain.sequence import BreathPhase, Sequence, Step
from yogaflow_cli.domain.side import Side
from yogaflow_cli.errors import InvalidValue, SequenceNotFound, StorageError
from yogaflow_cli.library.plan import MOST_STEPS, PartPlan, Plan, StepPlan
from yogaflow_cli.library.poses import PoseBook
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.steps import Hold

DEEPEST_USE = 8
MOST_POSE_WARNINGS = 20
LONGEST_MILLISECONDS = 4 * 60 * 60 * 1000
SANSKRIT_COUNTS = (
    *("ekam", "dve", "trīṇi", "catvāri", "pañca", "ṣaṭ", "sapta", "aṣṭau", "nava", "daśa"),
    *("ekādaśa", "dvādaśa", "trayodaśa", "caturdaśa", "pañcadaśa", "ṣoḍaśa", "saptadaśa"),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One part, written out; `written_part` counts, from 0, the parts of the file that it comes from."""

    name: str | None
    steps: tuple[Step, ...]
    written_part: int = 0


class Unfolding:
    """Unfolds one plan. `plan_of` finds the plan that a `use` names; `warnings` gathers what a person should know."""

    def __init__(self, poses: PoseBook, plan_of: Callable[[str], Plan]) -> None:
        self.warnings: list[str] = []
        self._poses = poses
        self._plan_of = plan_of
        self._unknown: set[str] = set()
        self._blocks_by_use: dict[tuple[str, int | None], list[Block]] = {}

    def sequence(self, plan: Plan, rounds: int | None = None) -> Sequence:
        """The sequence of the plan; `rounds` replaces those of a plan with one part, and repeats a longer one.

        Raises:
            InvalidValue: a `use` names nothing or leads back to itself, or the whole is too long; with file and line.
        """
        blocks = self._blocks(plan, rounds, (plan.page.slug,))
        self._refuse_too_long(plan, blocks)
        steps = [
            replace(step, part=block.name, part_number=number)
            for number, block in enumerate(blocks, start=1)
            for step in block.steps
        ]
        return Sequence(
            slug=plan.page.slug,
            name=plan.name,
            steps=tuple(steps),
            sanskrit=plan.sanskrit,
            style=plan.style,
            level=plan.level,
            about=plan.about,
            breath_milliseconds=plan.breath_milliseconds,
            prepare_milliseconds=plan.prepare_milliseconds,
            bell=plan.bell,
            bell_every_milliseconds=plan.bell_every_milliseconds,
            props=plan.props,
            shipped=plan.page.shipped,
        )

    def _blocks(self, plan: Plan, rounds: int | None, trail: tuple[str, ...]) -> list[Block]:
        """The parts of a plan in order, with `rounds` as in `sequence`."""
        blocks: list[Block] = []
        steps = 0
        single = len(plan.parts) == 1
        for index, part in enumerate(plan.parts):
            chosen = rounds if single and rounds is not None else part.rounds
            found = self._used(plan, part, chosen, trail) if part.use else [self._own(plan, part, chosen or 1)]
            blocks.extend(replace(block, written_part=index) for block in found)
            steps += sum(len(block.steps) for block in found)
            self._refuse_too_many(plan, part, steps)
        if single or rounds is None:
            return blocks
        self._refuse_too_many(plan, plan.parts[0], rounds * steps)
        return blocks * rounds

    def _used(self, plan: Plan, part: PartPlan, rounds: int | None, trail: tuple[str, ...]) -> list[Block]:
        place = (*part.place, "use")
        try:
            used = self._plan_of(part.use or "")
            longer = (*trail, used.page.slug)
            if used.page.slug in trail:
                raise InvalidValue(f"the sequence would use itself: {' → '.join(longer)}", "Take one of them out.")
            if len(longer) > DEEPEST_USE:
                raise InvalidValue(
                    f"at most {DEEPEST_USE} sequences can use one another in a row",
                    "Write out the steps of one of them.",
                )
            key = (used.page.slug, rounds)
            if key not in self._blocks_by_use:
                self._blocks_by_use[key] = self._blocks(used, rounds, longer)
        except (SequenceNotFound, InvalidValue, StorageError) as error:
            raise plan.page.mistake(
                place, f"cannot use {quoted(part.use or '')}: {error.message}", error.hint
            ) from error
        return _named(self._blocks_by_use[key], part.name)

    def _own(self, plan: Plan, part: PartPlan, rounds: int) -> Block:
        # Counted before anything is written out: a thousand rounds of a thousand repetitions must not fill the memory.
        steps_once = sum(written.repeat * max(1, len(written.sides)) + bool(part.rest) for written in part.steps)
        self._refuse_too_many(plan, part, rounds * steps_once * max(1, len(part.sides)))
        one_round = [bare for side in part.sides or (None,) for bare in self._pass(plan, part, side)]
        steps: list[Step] = []
        for number in range(1, rounds + 1):
            steps.extend(replace(step, round=number, rounds=rounds) for step in one_round)
        if steps[-1].rest:
            # It stands between the steps: none after the last.
            steps.pop()
        return Block(part.name, tuple(steps))

    def _pass(self, plan: Plan, part: PartPlan, side: Side | None) -> Iterator[Step]:
        """All written steps of a part once, on one side of the part; each is followed by the part's rest."""
        count = 0
        for written in part.steps:
            bare = self._bare_step(plan, part, written)
            sides = (side,) if written.follows_part else written.sides or (None,)
            for repetition in range(1, written.repeat + 1):
                for step_side in sides:
                    step = replace(bare, side=step_side, repetition=repetition, repetitions=written.repeat)
                    if part.count and written.counted:
                        count += 1
                        step = replace(step, count=count, count_word=_count_word(part.count, count))
                    yield step
            if part.rest:
                yield replace(self._bare_step(plan, part, part.rest), rest=True)

    def _bare_step(self, plan: Plan, part: PartPlan, written: StepPlan) -> Step:
        """The written step without side, round and count."""
        slug, english, sanskrit = self._pose(plan, written)
        hold = written.hold
        return Step(
            pose=slug,
            english=english,
            sanskrit=sanskrit,
            hold_milliseconds=_hold_milliseconds(hold, plan.breath_milliseconds),
            breath_milliseconds=plan.breath_milliseconds,
            transition_milliseconds=_first_given(part.move_milliseconds, plan.move_milliseconds),
            breaths=hold.breaths,
            breath_phase=BreathPhase(hold.breath_phase) if hold.breath_phase else None,
            pattern=hold.pattern,
            cue=written.cue,
            note=written.note,
            bell=written.bell,
        )

    def _pose(self, plan: Plan, written: StepPlan) -> tuple[str, str, str | None]:
        pose = self._poses.get(written.pose)
        if pose is not None:
            return pose.slug, pose.english, pose.sanskrit
        if written.pose not in self._unknown:
            self._unknown.add(written.pose)
            self._warn_of_unknown(plan, written)
        return written.pose, written.pose, None

    def _warn_of_unknown(self, plan: Plan, written: StepPlan) -> None:
        where = plan.page.at(written.place)
        if len(self._unknown) < MOST_POSE_WARNINGS:
            hint = self._poses.hint(written.pose)
            self.warnings.append(f"{where}: no pose {quoted(written.pose)}, kept as it is written. {hint}")
        elif len(self._unknown) == MOST_POSE_WARNINGS:
            self.warnings.append(f"{where}: no pose {quoted(written.pose)}; more unknown poses are not named")

    def _refuse_too_many(self, plan: Plan, part: PartPlan, steps: int) -> None:
        if steps > MOST_STEPS:
            hint = f"At most {MOST_STEPS} fit: repeat it less often."
            raise plan.page.mistake(part.place, f"{steps} steps are too many", hint)

    def _refuse_too_long(self, plan: Plan, blocks: list[Block]) -> None:
        lengths = [0] * len(plan.parts)
        for block in blocks:
            lengths[block.written_part] += sum(step.planned_milliseconds for step in block.steps)
        if sum(lengths) > LONGEST_MILLISECONDS:
            longest = plan.parts[lengths.index(max(lengths))]
            hours, minutes = divmod(-(-sum(lengths) // 60_000), 60)
            problem = f"the whole sequence lasts {hours} h {minutes} m, at most 4 h are possible"
            raise plan.page.mistake(longest.place, problem, "Take shorter holds, or fewer rounds.")


def _named(blocks: list[Block], name: str | None) -> list[Block]:
    """An included sequence of one part goes by the name that the including part gives; longer ones keep their own."""
    if name is None:
        return blocks
    if len(blocks) == 1:
        return [replace(blocks[0], name=name)]
    return [block if block.name else replace(block, name=name) for block in blocks]


def _first_given(value: int | None, default: int) -> int:
    return default if value is None else value


def _count_word(count: str, number: int) -> str:
    return SANSKRIT_COUNTS[number - 1] if count == "sanskrit" and number <= len(SANSKRIT_COUNTS) else str(number)


def _hold_milliseconds(hold: Hold, breath_milliseconds: int) -> int:
    """The length of a hold, rounded to the millisecond, half to even."""
    if hold.pattern is not None:
        return sum(hold.pattern) * 1000
    if hold.seconds is not None:
        return round(hold.seconds * 1000)
    return round((hold.breaths or 0) * breath_milliseconds)
