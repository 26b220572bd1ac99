"""Captions of a transcript: words broken into lines and timed to a grid, by the rules of a preset."""
