"""Where the installed program begins: before anything heavy is imported."""

import gc
import signal

# Python looks for garbage after every 700 new objects; a call makes 60,000 that all live until its end, and looking
# takes 7 of its 120 ms. Long work still collects.
gc.set_threshold(100_000)

# Until `main` listens, Ctrl-C ends the program as it ends any other: quietly, and not with a traceback of its imports.
if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from yogaflow_cli.cli.app import main  # noqa: E402

__all__ = ["main"]
