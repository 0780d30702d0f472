"""One history on several machines: the fold, the seal, and the way through Git."""
