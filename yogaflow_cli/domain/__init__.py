"""The practice itself: values and rules. Standard library only; no input or output, no clock, no SQL."""
