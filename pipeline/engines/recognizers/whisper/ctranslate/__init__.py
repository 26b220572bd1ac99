"""Whisper as CTranslate2 runs it."""
