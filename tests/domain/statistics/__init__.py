"""Tests of what sessions add up to."""
