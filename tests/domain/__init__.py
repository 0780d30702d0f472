"""Tests of the values and rules of a practice."""
