"""The page to keep of a practice, and its calendar as a picture."""
