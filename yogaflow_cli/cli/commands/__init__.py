"""One file a command, or a noun with its verbs; loaded when it is called."""
