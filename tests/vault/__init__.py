"""Tests of the vault: tokens and where they are kept."""
