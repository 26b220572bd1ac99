"""Transcripts as other programs hold them, and theirs as ours."""

UNDETERMINED = "und"
"""Code of the language of a text that does not tell it."""
