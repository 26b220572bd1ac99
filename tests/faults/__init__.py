"""Whatever goes wrong, one oracle: a named state, no half-written file, the source as it was."""
