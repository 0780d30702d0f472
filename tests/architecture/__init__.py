"""The house: which file may know which."""
