"""One history on several machines: the changes of each device, folded into one state, and their way through Git."""
