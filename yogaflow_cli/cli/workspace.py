"""The wiring of one call: folders, clock, vault and the log of the chosen profile. Nothing opens unasked."""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from yogaflow_cli.cli.manner import Manner
from yogaflow_cli.cli.output import Output
from yogaflow_cli.domain.settings import PLAIN, SYNC_AFTER, TIME_ZONE, Setting
from yogaflow_cli.errors import UsageMistake, YogaflowError
from yogaflow_cli.paths import Folders, folders
from yogaflow_cli.presentation.viewer import Viewer
from yogaflow_cli.prompt.state import STATE_FILE
from yogaflow_cli.repository.backup_names import has_daily
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.services.proving import chosen, prove
from yogaflow_cli.text.durations import parse_duration
from yogaflow_cli.text.instants import parse_ago, parse_instant, parse_iso_utc
from yogaflow_cli.text.names import profile_name
from yogaflow_cli.vault.vault import Vault
from yogaflow_cli.zones import system_zone_name, zone, zone_of_libc

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from yogaflow_cli.library.shelf import Shelf

PATIENCE_SECONDS = 5.0
PATIENCE_ON_A_TERMINAL_SECONDS = 60.0


class Workspace:
    """What a command works with; made once for each call."""

    def __init__(self, environment: Mapping[str, str], manner: Manner) -> None:
        self.environment = environment
        self.manner = manner
        self.opened: Database | None = None
        self.syncs = False
        """Whether this call is a sync itself, which no other follows."""

    @cached_property
    def now(self) -> datetime:
        """The instant of this call."""
        return self.moment()

    def moment(self) -> datetime:
        """The instant just now, to the millisecond; in tests YOGAFLOW_TEST_NOW, in UTC, is the clock."""
        fixed = self.environment.get("YOGAFLOW_TEST_NOW")
        now = parse_iso_utc(fixed) if fixed else datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def set_now(self, now: datetime) -> None:
        """Moves the instant of this call, which went on for as long as a practice."""
        self.now = now
        vars(self).pop("viewer", None)

    @cached_property
    def folders(self) -> Folders:
        """Where the files are."""
        return folders(self.environment)

    @property
    def database_path(self) -> Path:
        """The file that holds everything."""
        return self.folders.data / "yogaflow.db"

    @property
    def sequences_folder(self) -> Path:
        """Where the person's own sequences are, made or not."""
        return self.folders.data / "sequences"

    @property
    def state_file(self) -> Path:
        """The file that prompts read."""
        return self.folders.state / STATE_FILE

    @cached_property
    def output(self) -> Output:
        """Where answers and notices go."""
        return Output(self.manner)

    @cached_property
    def can_ask(self) -> bool:
        """Whether a question would reach a person."""
        return not (self.manner.no_input or self.manner.json) and sys.stdin.isatty() and sys.stderr.isatty()

    @cached_property
    def vault(self) -> Vault:
        """Where tokens come from."""
        on_a_terminal = sys.stdin.isatty() and sys.stderr.isatty() and not self.manner.no_input
        patience_seconds = PATIENCE_ON_A_TERMINAL_SECONDS if on_a_terminal else self.patience_seconds
        return Vault(self.environment, self.folders.data, patience_seconds, self.announce_waiting)

    @property
    def patience_seconds(self) -> float:
        """How long a keyring may take where nobody watches: 5 seconds, or what YOGAFLOW_KEYRING_PATIENCE says.

        Raises:
            InvalidValue: it says something that is no duration.
        """
        said = self.environment.get("YOGAFLOW_KEYRING_PATIENCE")
        return parse_duration(said).total_seconds() if said else PATIENCE_SECONDS

    def announce_waiting(self) -> None:
        """Says that a keyring takes its time."""
        self.output.notice("Waiting for your keyring... Ctrl-C stops")

    @property
    def wanted_profile(self) -> str | None:
        """The profile that the call names, in the form of a profile's name."""
        return None if self.manner.profile is None else profile_name(self.manner.profile)

    @property
    def require_keyring(self) -> bool:
        """Whether a token file was forbidden."""
        return self.environment.get("YOGAFLOW_REQUIRE_KEYRING", "") not in ("", "0")

    def existing_database(self) -> Database | None:
        """The database, None when nothing was recorded yet."""
        if self.opened is None:
            self.opened = Database.existing(self.database_path, self.publish)
        return self.opened

    def publish(self, database: Database) -> None:
        """Lets prompts see what was just written."""
        # A seam: a read needs none of it.
        from yogaflow_cli.repository.open_practices import publish  # noqa: PLC0415

        publish(self.state_file, database)

    def database(self) -> Database:
        """The database, made when there is none."""
        if self.opened is None:
            self.opened = Database.created(self.database_path, self.publish)
        return self.opened

    @cached_property
    def log(self) -> PracticeLog:
        """The proven profile's log; an empty one, which keeps nothing, when nobody practises here yet.

        Raises:
            ProfileNotFound, UsageMistake: as `services.proving.chosen`.
            NotProven: as `services.proving.prove`.
            StorageError: as `Database.existing`.
        """
        database = self.existing_database()
        profile = None if database is None else chosen(database, self.wanted_profile)
        if database is None or profile is None:
            # A seam, as in `log_from_first_use`: it runs only before the first practice.
            from yogaflow_cli.cli.first_use import empty_log  # noqa: PLC0415

            return empty_log(self)
        return PracticeLog(database, prove(database, self.vault, profile, self.now))

    def log_from_first_use(self) -> PracticeLog:
        """The proven profile's log; the first profile is made when nobody practises here yet. Raises as `log`."""
        if self.wanted_profile is not None and self.existing_database() is None:
            return self.log  # it refuses: a mistyped name is no wish for a profile
        database = self.database()
        if chosen(database, self.wanted_profile) is None:
            from yogaflow_cli.cli.first_use import make_first_profile  # noqa: PLC0415

            make_first_profile(self, database)
        if "log" in vars(self) and self.log.database is not database:
            # A time was read in the zone of somebody who had not begun; from here on the log is a person's.
            del self.log
        return self.log

    @cached_property
    def shelf(self) -> "Shelf":
        """The shipped sequences and the person's own."""
        # A seam: the library takes 20 ms to import, and most commands name no sequence.
        from yogaflow_cli.library.shelf import Shelf  # noqa: PLC0415

        return Shelf(self.sequences_folder)

    def zone_name(self, named: str | None = None) -> str:
        """The name of the zone that a practice happens in: the named one, else the setting, else the machine's.

        Raises:
            InvalidValue: there is no such zone.
        """
        name = self.zone_setting if named is None else named
        return name if name == zone_of_libc() else zone(name).key

    def zone(self, named: str | None = None) -> "ZoneInfo":
        """The zone that times are given in: the named one, else the setting, else the machine's."""
        name = self.zone_setting if named is None else named
        return zone(name)

    @cached_property
    def zone_setting(self) -> str:
        """The name of the zone that people see times in."""
        setting = self.setting(TIME_ZONE)
        return system_zone_name(self.environment) if setting == TIME_ZONE.default else setting

    def instant(self, at: str | None, ago: str | None = None, named_zone: str | None = None) -> datetime | None:
        """The instant of `--at` or `--ago`, None for neither.

        Raises:
            InvalidValue: it is no time, or lies in the future.
            UsageMistake: both were given.
        """
        if at is not None and ago is not None:
            raise UsageMistake("Both --at and --ago were given.", "Give one of them.")
        if ago is not None:
            return parse_ago(ago, now=self.now)
        return None if at is None else parse_instant(at, now=self.now, zone=self.zone(named_zone))

    @cached_property
    def viewer(self) -> Viewer:
        """The person who reads the answer: zone, moment and manner."""
        return Viewer(zone_name=self.zone_setting, now=self.now, plain=self.plain)

    @cached_property
    def plain(self) -> bool:
        """Whether the answer is to be without colour, boxes and bars."""
        return self.manner.plain or self.setting(PLAIN) == "true"

    def setting(self, setting: Setting) -> str:
        """A setting's value; its default where no profile is proven, for lists and pages that need none."""
        return self.stored_settings.get(setting.name, setting.default)

    @cached_property
    def stored_settings(self) -> Mapping[str, str]:
        """What the person set. Asked once: a keyring that stays silent is waited for once."""
        try:
            return self.log.settings.all_stored()
        except YogaflowError:
            return {}

    @cached_property
    def label(self) -> str:
        """What every echo ends with when several people practise here."""
        database = self.opened
        several = database is not None and len(Profiles(database.connection).all()) > 1
        return f" · {self.log.profile.profile.name}" if several else ""

    def close(self) -> None:
        """Lets go of the database, which the first write of a day backs up."""
        if self.opened is None:
            return
        try:
            if self.opened.has_written and not has_daily(self.opened.path, self.now):
                # A seam: all but the first write of a day need none of it.
                from yogaflow_cli.cli.daily_backup import back_up_after_write  # noqa: PLC0415

                back_up_after_write(self.opened, self.now, self.output)
            if self.opened.has_written and self.is_to_sync:
                # A seam: only who asked for it syncs after a write.
                from yogaflow_cli.cli.background import start_in_background  # noqa: PLC0415

                arguments = [self.log.profile.profile.name]
                start_in_background("yogaflow_cli.cli.background_sync", arguments, self.folders.data)
        finally:
            self.opened.close()

    @property
    def is_to_sync(self) -> bool:
        """Whether other machines are to know at once of what this call wrote."""
        is_proven = "log" in vars(self) and self.log.database is self.opened
        return is_proven and not self.syncs and self.log.syncs() and self.setting(SYNC_AFTER) == "true"
