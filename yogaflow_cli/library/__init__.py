"""The poses and sequences that are shipped, a person's own sequences beside them, and the reading of both."""
