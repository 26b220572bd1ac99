"""The engines of `transcribe` are scripted here, too."""

from tests.cli.conftest import recording, scripted

__all__ = ["recording", "scripted"]
