"""Tests of the page to keep."""
