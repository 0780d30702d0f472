"""The command line: the sole home of typer. Parses, asks the services, answers; no rule and no arithmetic."""
