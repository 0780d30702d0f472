"""Measurements on an installed wheel. Run by hand: `python -m pytest tests/benchmark -m benchmark -s`."""
