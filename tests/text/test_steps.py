"""One step of a sequence on one line."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.any_text import any_text, nearly
from yogaflow_cli.errors import InvalidValue, YogaflowError
from yogaflow_cli.text.steps import Hold, StepText, parse_hold, parse_step

HOLDS = {
    "30s": Hold(seconds=30),
    "2m": Hold(seconds=120),
    "1m30s": Hold(seconds=90),
    "0:01:30": Hold(seconds=90),
    "4h": Hold(seconds=14400),
    "5 breaths": Hold(breaths=5),
    "1 breath": Hold(breaths=1),
    "1000 breaths": Hold(breaths=1000),
    "in": Hold(breaths=0.5, breath_phase="in"),
    "out": Hold(breaths=0.5, breath_phase="out"),
    "4-4-4-4": Hold(pattern=(4, 4, 4, 4)),
    "4-0-6-0": Hold(pattern=(4, 0, 6, 0)),
    "5 Breaths": Hold(breaths=5),
}


@pytest.mark.parametrize("text", HOLDS)
def test_every_form_of_a_hold_is_read(text: str) -> None:
    """Facts 1.3."""
    assert parse_hold(text) == HOLDS[text]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "cannot read '' as a hold"),
        ("foo", "cannot read 'foo' as a hold"),
        ("1.5m", "cannot read"),
        ("5breaths", "cannot read"),
        ("5  breaths", "cannot read"),
        ("٥ breaths", "cannot read"),
        ("1_0 breaths", "cannot read"),
        ("4-4-4", "cannot read"),
        ("4-4-4-4-4", "cannot read"),
        ("4-4-4--4", "cannot read"),
        ("30", "30 what\\? 30s, 30m or 30 breaths"),
        ("-30s", "negative"),
        ("0s", "over 0 seconds"),
        ("0-0-0-0", "over 0 seconds"),
        ("5h", "longer than 4 hours"),
        ("9999-9999-9999-9999", "up to 4 hours"),
        ("0 breaths", "1 to 1,000 breaths"),
        ("1001 breaths", "1 to 1,000 breaths"),
    ],
)
def test_what_is_no_hold_is_refused_with_its_reason(text: str, message: str) -> None:
    """Over 0 and up to 4 hours, up to 1,000 breaths."""
    with pytest.raises(InvalidValue, match=message) as caught:
        parse_hold(text)
    assert caught.value.hint and "5 breaths" in caught.value.hint


def test_a_pose_alone_is_a_step() -> None:
    """Its hold and side are the sequence's matter."""
    assert parse_step(" Seated Forward Fold ") == StepText("Seated Forward Fold", None, None, 1, True)


def test_the_elements_come_in_any_order() -> None:
    """Facts 1.3: in any order after the pose."""
    expected = StepText("low-lunge", Hold(seconds=30), "both", 3, False)
    for elements in itertools.permutations(["30s", "both", "x3", "uncounted"]):
        assert parse_step(", ".join(["low-lunge", *elements])) == expected


@pytest.mark.parametrize("side", ["left", "right", "both", "side"])
def test_every_side_is_read(side: str) -> None:
    """Case and the spaces around commas do not matter."""
    assert parse_step(f"tree ,{side.title()}").side == side


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x, foo", "cannot read 'foo' in step 'x, foo'"),
        ("x, 30s, foo", "cannot read 'foo' in step 'x, 30s, foo'"),
        ("x,", "cannot read '' in step 'x,'"),
        ("x,,30s", "cannot read '' in step 'x,,30s'"),
        ("x, 30", "cannot read '30' in step 'x, 30': 30 what? 30s, 30m or 30 breaths"),
        ("x, 5h", "cannot read '5h' in step 'x, 5h': '5h' is longer than 4 hours"),
        ("x, x0", "cannot read 'x0' in step 'x, x0': a step can be done 1 to 100 times"),
        ("x, x101", "cannot read 'x101' in step 'x, x101': a step can be done 1 to 100 times"),
        ("x, x-1", "cannot read 'x-1' in step 'x, x-1'"),
        ("x, 3x", "cannot read '3x' in step 'x, 3x'"),
        ("x, 30s, 5 breaths", "a second hold, '5 breaths', in step 'x, 30s, 5 breaths'"),
        ("x, left, right", "a second side, 'right', in step 'x, left, right'"),
        ("x, x2, x3", "a second repeat, 'x3', in step 'x, x2, x3'"),
        ("x, uncounted, uncounted", "a second uncounted, 'uncounted', in step 'x, uncounted, uncounted'"),
        (", 30s", "the pose is missing in step ', 30s'"),
        (" ", "the step is empty"),
    ],
)
def test_a_slip_is_named_with_its_step(text: str, message: str) -> None:
    """The writer of a file must find it."""
    with pytest.raises(InvalidValue) as caught:
        parse_step(text)
    assert caught.value.message == message
    assert caught.value.hint


def test_a_step_with_a_hidden_character_is_refused() -> None:
    """A file from elsewhere must not act on the terminal."""
    with pytest.raises(InvalidValue, match="the step holds"):
        parse_step("tree\x1b[2J, 30s")


@given(nearly("x0123456789smh-, breathsinoutleft") | st.lists(st.sampled_from(list(HOLDS)) | any_text).map(",".join))
def test_no_text_ends_otherwise_than_in_a_step_or_a_refusal(text: str) -> None:
    """Contract 6: no input, however odd, ends in a traceback."""
    try:
        step = parse_step(text)
    except YogaflowError:
        return
    assert step.pose and 1 <= step.repeat <= 100
    if step.hold is not None:
        amounts = (step.hold.seconds, step.hold.breaths, step.hold.pattern)
        assert sum(amount is not None for amount in amounts) == 1


@given(nearly("0123456789smh-: breathinout"))
def test_no_text_ends_otherwise_than_in_a_hold_or_a_refusal(text: str) -> None:
    """As above, for a hold by itself."""
    try:
        hold = parse_hold(text)
    except YogaflowError:
        return
    assert hold.seconds or hold.breaths or sum(hold.pattern or ())
