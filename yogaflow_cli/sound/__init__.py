"""What a guided practice sounds like: a synthesised singing bowl, and a voice. Loaded by a running guide alone."""
