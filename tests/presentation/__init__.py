"""What people read, before it reaches a terminal."""
