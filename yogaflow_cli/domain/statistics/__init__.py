"""What sessions add up to: one pure function a figure. No SQL, no printing."""
