"""Rows and domain objects: the sole home of yogaflow.db and of sqlite_utils."""
