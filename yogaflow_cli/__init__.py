"""YogaFlow: a practice tracker for yoga on the command line."""

__version__ = "0.1.0"
