"""Measurements: accuracy, time and memory. Nothing here is asserted; README.md says what each script does."""
