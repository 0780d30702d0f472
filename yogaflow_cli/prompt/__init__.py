"""The open practice for prompts and status bars: the state file, the small program and the shells' functions."""
