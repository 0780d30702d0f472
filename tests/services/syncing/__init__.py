"""A profile on several machines, with real databases."""
