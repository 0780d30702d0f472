"""A guided practice from its first picture to its last word: what is set up, how it ends, what is said then."""

import atexit
import errno
import signal
import sys
from contextlib import suppress
from datetime import timedelta
from typing import NoReturn

from yogaflow_cli.cli.answering import name_of, object_of, tell_of_session
from yogaflow_cli.cli.completion_answer import tell_of_completion
from yogaflow_cli.cli.guide_clock import GuideClock, speed_of
from yogaflow_cli.cli.guide_question import ask_how_it_was
from yogaflow_cli.cli.guide_signals import GuideSignals, Leaving
from yogaflow_cli.cli.guide_sounds import sounds_of
from yogaflow_cli.cli.guiding import Ending, Guide, Stage
from yogaflow_cli.cli.heard import Heard
from yogaflow_cli.cli.start_plan import Start
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.settings import SLEEP_COUNTS, SOUND, VOICE
from yogaflow_cli.errors import Interrupted, StorageError, Terminated
from yogaflow_cli.presentation import guide_ending_words, wording
from yogaflow_cli.presentation.guide_page import GuidePage
from yogaflow_cli.presentation.keyboard import NoKeyboard, TerminalGone, keyboard_of
from yogaflow_cli.repository.connection import BUSY_TIMEOUT_SECONDS
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import practice
from yogaflow_cli.services.guidance import BellChoice, Opened, first_mark, leading, opened_again, opened_first
from yogaflow_cli.services.guided_run import GuidedRun

SHORT_PATIENCE_SECONDS = 0.1
"""How long a save waits for another program: the picture stands still meanwhile, and the save is tried again."""


def lead_first(
    workspace: Workspace,
    log: PracticeLog,
    sequence: Sequence | None,
    every: timedelta | None,
    start: Start,
    heard: Heard,
) -> None:
    """Starts a practice and leads it. Raises as `lead`, and what `start` raises."""
    speed = speed_of(workspace.environment)
    practice.refuse_second(log)
    with leading(log):
        session = start(guide=first_mark(sequence, every, workspace.now))
        # A practice is there now: who ends the call leaves it, and is told how to go on.
        signals = listening()
        if not workspace.manner.json:
            tell_of_session(workspace, session, wording.started(session, workspace.viewer, name_of(workspace, session)))
        clock = GuideClock(workspace.moment(), speed)
        lead(workspace, opened_first(log, session, clock.now()), clock, heard, signals)


def lead_again(workspace: Workspace, log: PracticeLog, heard: Heard, bells: BellChoice | None = None) -> None:
    """Leads the open practice on. Raises as `lead` and `opened_again`."""
    clock = GuideClock(workspace.moment(), speed_of(workspace.environment))
    with leading(log):
        opened = opened_again(log, clock.now(), bells)
        lead(workspace, opened, clock, heard, listening())


def listening() -> GuideSignals:
    """The signals of a guide that begins."""
    signals = GuideSignals()
    signals.open()
    return signals


def lead(workspace: Workspace, opened: Opened, clock: GuideClock, heard: Heard, signals: GuideSignals) -> None:
    """Leads a run until it ends, however it ends, and says what has become of it.

    Raises:
        Interrupted, Terminated: it was left, and is saved as paused.
        StorageError: what was practised last could not be saved.
    """
    run = opened.run
    guide = guide_of(workspace, run, clock, heard, signals)
    # At the very end: once it is given back, another Ctrl-C drops what the terminal has not read of the last words.
    atexit.register(guide.keyboard.close)
    if isinstance(guide.keyboard, NoKeyboard) and run.is_paused:
        run.resume(clock.now())
    # Left or failed, the call ends deaf: a second Ctrl-C must not come between what is stored and what is said of it.
    ending = led_or_left(workspace, guide, opened)
    tell_of_ending(workspace, run, clock, ending)
    guide.keyboard.close()
    guide.signals.close()
    guide.sounds.end()
    if ending is Ending.COMPLETE and workspace.can_ask and sys.stdout.isatty():
        ask_how_it_was(workspace, run)


def led_or_left(workspace: Workspace, guide: Guide, opened: Opened) -> Ending:
    """Leads; a guide that is told to end, or fails, leaves its practice paused. Raises as `lead`."""
    database = guide.run.log.database
    database.wait_at_most(SHORT_PATIENCE_SECONDS)
    try:
        return led(guide, opened)
    except Leaving as leaving:
        database.wait_at_most(BUSY_TIMEOUT_SECONDS)
        leave(workspace, guide.run, guide.clock, leaving.signal_number)
    except BaseException:
        with suppress(Exception):
            guide.run.leave()
        raise
    finally:
        database.wait_at_most(BUSY_TIMEOUT_SECONDS)


def guide_of(workspace: Workspace, run: GuidedRun, clock: GuideClock, heard: Heard, signals: GuideSignals) -> Guide:
    """The guide as this call, the settings and the terminal want it."""
    silent = heard.silent or workspace.setting(SOUND) == "off"
    voice = heard.voice or workspace.setting(VOICE) == "on"
    return Guide(
        run,
        stage_of(workspace),
        keyboard_of(sys.stdin.isatty() and not workspace.manner.no_input),
        sounds_of(workspace, silent, voice),
        clock,
        signals,
        sleep_counts=workspace.setting(SLEEP_COUNTS) == "true",
    )


def stage_of(workspace: Workspace) -> Stage:
    """The screen on a terminal that can draw one, else lines; beside a JSON answer these go to standard error."""
    drawn = sys.stdin.isatty() and sys.stdout.isatty() and workspace.environment.get("TERM") != "dumb"
    if drawn and not (workspace.plain or workspace.manner.json):
        # A seam: rich takes 50 ms to import.
        from yogaflow_cli.presentation.guide_screen import GuideScreen  # noqa: PLC0415

        return GuideScreen()
    if workspace.manner.quiet:
        return GuidePage(None)
    return GuidePage(sys.stderr if workspace.manner.json else sys.stdout)


def led(guide: Guide, opened: Opened) -> Ending:
    """Leads, and gives the screen back whatever happens. Raises Leaving."""
    try:
        # As with each picture: what is half taken, or half drawn, cannot be given back.
        with guide.signals.held():
            guide.keyboard.open()
            guide.stage.open()
        return guide.lead(opened.cues)
    except TerminalGone as error:
        raise Leaving(hang_up()) from error
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        raise Leaving(hang_up()) from error
    finally:
        guide.signals.be_deaf()
        with suppress(OSError):
            guide.stage.close()


def hang_up() -> int:
    """The signal of a terminal that is gone; Windows has none of its own."""
    return int(getattr(signal, "SIGHUP", signal.SIGTERM))


def leave(workspace: Workspace, run: GuidedRun, clock: GuideClock, signal_number: int) -> NoReturn:
    """Saves as paused, and ends the call with how to go on."""
    run.follow(clock.now())
    run.advance(clock.now())
    workspace.set_now(clock.now())
    try:
        run.leave()
    except StorageError as error:
        raise unsaved(error, workspace, run) from error
    kind = Interrupted if signal_number == signal.SIGINT else Terminated
    raise kind(guide_ending_words.left(run.session, run.course, workspace.viewer), guide_ending_words.TO_GO_ON)


def tell_of_ending(workspace: Workspace, run: GuidedRun, clock: GuideClock, ending: Ending) -> None:
    """Completes the practice and answers with what it adds up to, or says what another terminal did."""
    workspace.set_now(clock.now())
    if ending is Ending.COMPLETE:
        try:
            completion = run.complete(clock.now())
        except StorageError as error:
            raise unsaved(error, workspace, run) from error
        tell_of_completion(workspace, completion)
    elif workspace.manner.json:
        workspace.output.answer_json(object_of(workspace, run.session))
    else:
        words = guide_ending_words.ENDED_ELSEWHERE[ending is Ending.GONE]
        workspace.output.echo(words.format(number=run.session.number) + workspace.label)


def unsaved(error: StorageError, workspace: Workspace, run: GuidedRun) -> StorageError:
    """The failure to save at the end, with what is not saved and the way out."""
    told = guide_ending_words.unsaved(run.session, run.unsaved_since or run.saved_at, workspace.viewer)
    return type(error)(f"{error.message} {told}", f"{error.hint or ''} {guide_ending_words.TO_SAVE}".strip())
