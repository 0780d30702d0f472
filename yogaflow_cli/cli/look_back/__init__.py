"""What the commands that look back show once they are understood. Nothing here parses, as in `practise/`."""
