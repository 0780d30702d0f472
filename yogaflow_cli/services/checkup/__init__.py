"""What `doctor` looks at, one file for each kind of thing: `examination.py` lists the checks, `mending.py` mends."""
