"""The state file and those who read it."""
