"""Tests of what the commands do, on real files."""
