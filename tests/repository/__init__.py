"""Tests of the one file: its gate, its rules, and that nothing is written past the change log."""
