"""Transcripts as other programs hold them, and theirs as ours."""
