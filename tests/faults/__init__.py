"""Faults, tried on the installed program: kills, full disks, flipped bits, hostile text. `python -m tests.faults`."""
