"""Practices read from every format, whatever a file may hold."""
