"""Tests of the grammars that people type, and of the cleaning of hostile text."""
