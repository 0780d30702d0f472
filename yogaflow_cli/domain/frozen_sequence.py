"""A sequence read back from its plain values. Nothing is trusted: the record may come from an edited export."""

from dataclasses import fields

from yogaflow_cli.domain.plain_record import PlainRecord
from yogaflow_cli.domain.sequence import Bell, BreathPhase, Sequence, Step
from yogaflow_cli.domain.side import Side
from yogaflow_cli.errors import InvalidValue

SHORTEST_BELL_MILLISECONDS = 1000
STEP_KEYS = tuple(field.name for field in fields(Step))
SEQUENCE_KEYS = tuple(field.name for field in fields(Sequence))


def sequence_from_json(record: object) -> Sequence:
    """The sequence whose `as_json` is `record`.

    Raises:
        InvalidValue: a key is missing, unknown or of the wrong type, or there is no step.
    """
    plain = PlainRecord(record, "the sequence")
    plain.refuse_unknown(SEQUENCE_KEYS)
    steps = tuple(_step(item, number) for number, item in enumerate(plain.items("steps"), start=1))
    if not steps:
        raise InvalidValue("the sequence has no steps")
    every = plain.optional_whole("bell_every_milliseconds")
    bell = Bell(plain.choice("bell", tuple(Bell)) or Bell.PARTS)
    if (bell is Bell.EVERY) != bool(every):
        raise InvalidValue("the sequence: 'bell_every_milliseconds' goes with the bell 'every' and no other")
    if every is not None and every < SHORTEST_BELL_MILLISECONDS:
        raise InvalidValue("the sequence: 'bell_every_milliseconds' must be a second or more")
    return Sequence(
        slug=plain.text("slug"),
        name=plain.text("name"),
        steps=steps,
        sanskrit=plain.optional_text("sanskrit"),
        style=plain.optional_text("style"),
        level=plain.optional_whole("level"),
        about=plain.optional_text("about"),
        breath_milliseconds=plain.whole("breath_milliseconds", 6000),
        prepare_milliseconds=plain.whole("prepare_milliseconds", 10_000),
        bell=bell,
        bell_every_milliseconds=every,
        props=_texts(plain.items("props")),
        shipped=plain.flag("shipped"),
    )


def _step(item: object, number: int) -> Step:
    plain = PlainRecord(item, f"step {number}")
    plain.refuse_unknown(STEP_KEYS)
    side = plain.choice("side", tuple(Side))
    phase = plain.choice("breath_phase", tuple(BreathPhase))
    return Step(
        pose=plain.text("pose"),
        english=plain.text("english"),
        hold_milliseconds=plain.whole("hold_milliseconds"),
        breath_milliseconds=plain.whole("breath_milliseconds"),
        transition_milliseconds=plain.whole("transition_milliseconds", 0),
        sanskrit=plain.optional_text("sanskrit"),
        side=Side(side) if side else None,
        breaths=plain.optional_number("breaths"),
        breath_phase=BreathPhase(phase) if phase else None,
        pattern=_pattern(plain, number),
        count=plain.optional_whole("count"),
        count_word=plain.optional_text("count_word"),
        cue=plain.optional_text("cue"),
        note=plain.optional_text("note"),
        part=plain.optional_text("part"),
        part_number=plain.whole("part_number", 1),
        round=plain.whole("round", 1),
        rounds=plain.whole("rounds", 1),
        repetition=plain.whole("repetition", 1),
        repetitions=plain.whole("repetitions", 1),
        bell=plain.flag("bell"),
        rest=plain.flag("rest"),
    )


def _pattern(plain: PlainRecord, number: int) -> tuple[int, int, int, int] | None:
    counts = plain.items("pattern")
    if not counts:
        return None
    whole = [count for count in counts if isinstance(count, int) and not isinstance(count, bool) and count >= 0]
    if len(counts) != 4 or len(whole) != 4:
        raise InvalidValue(f"step {number}: 'pattern' must be four whole numbers of seconds")
    return whole[0], whole[1], whole[2], whole[3]


def _texts(items: list[object]) -> tuple[str, ...]:
    texts = tuple(item for item in items if isinstance(item, str))
    if len(texts) != len(items):
        raise InvalidValue("the sequence: 'props' must be a list of texts")
    return texts
