"""The installed program, run as a process, as a person or a script meets it."""
