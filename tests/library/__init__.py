"""Tests of the shipped poses and sequences, and of the reading of own ones."""
