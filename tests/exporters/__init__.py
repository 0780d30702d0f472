"""Practices written in every format."""
