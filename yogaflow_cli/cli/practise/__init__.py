"""What the commands of a practice do once they are understood. Nothing here parses: typed alone, they need no typer."""
