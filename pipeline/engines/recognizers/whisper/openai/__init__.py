"""Whisper by openai-whisper, on PyTorch."""
