"""Where the installed program begins: before anything heavy is imported."""

import gc

# Python looks for garbage after every 700 new objects; a call makes 60,000 that all live until its end, and looking
# takes 7 of its 120 ms. Long work still collects.
gc.set_threshold(100_000)

from yogaflow_cli.cli.app import main  # noqa: E402

__all__ = ["main"]
