"""The bowl, and the programs that play and speak."""
