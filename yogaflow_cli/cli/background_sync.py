"""The sync that follows a change where the setting `sync_after` asks for it; the answer was given before.

`python -m yogaflow_cli.cli.background_sync PROFILE` is that sync. How it ended is told by `yogaflow sync status`.
"""

import os
import sys
from contextlib import suppress

from yogaflow_cli.cli.manner import Manner
from yogaflow_cli.cli.sync_means import means_of
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import YogaflowError
from yogaflow_cli.services.syncing.running import sync_unless_another_waits


def main(profile: str) -> None:
    """Syncs the profile; what keeps it from that is kept for `sync status`, and the next change tries again."""
    workspace = Workspace(os.environ, Manner(profile=profile, no_input=True))
    workspace.syncs = True
    with suppress(YogaflowError):
        try:
            sync_unless_another_waits(means_of(workspace, workspace.log))
        finally:
            workspace.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
