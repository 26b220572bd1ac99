"""Every failure a user can meet, each with the exit code that scripts rely on.

PipelineError
├── InputError        3  missing, unreadable, without sound, without speech
├── MissingToolError  4  a program or package is not installed
├── ModelError        5  a model is missing, damaged or gated
├── EngineError       6  a recognizer or diarizer failed
├── OutputError       7  exists already, cannot be written
│   └── DiskError     7  nothing can be written there: full, gone or read-only
├── DocumentError     8  a damaged transcript, article or journal
├── PartlyFailed      9  several files were given and some could not be done
└── Interrupted     130  stopped by the user
    └── Cancelled   130  stopped by the program that called the library

A message says what happened and to which file; `hint` says what to do next. Errors travel between processes:
each must pickle, its hint included.
"""

from __future__ import annotations

from typing import ClassVar


class PipelineError(Exception):
    """Base of all errors raised on purpose. `str(error)` is the message and its hint, on one line."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


def unexpected(error: Exception) -> PipelineError:
    """A fault in the program, as an error that can be told like any other."""
    return PipelineError(f"Unexpected {type(error).__name__}: {error}.")


class InputError(PipelineError):
    """The media cannot be used: missing, not media, damaged, without sound or without speech."""

    exit_code = 3


class MissingToolError(PipelineError):
    """A program or Python package that this step needs is not installed."""

    exit_code = 4


class ModelError(PipelineError):
    """A model is not installed, does not match its checksum, or needs its conditions accepted."""

    exit_code = 5


class EngineError(PipelineError):
    """A recognizer or diarizer failed while running."""

    exit_code = 6


class OutputError(PipelineError):
    """A result cannot be written where it was asked for."""

    exit_code = 7


class DiskError(OutputError):
    """The place for results takes nothing more: it is full, gone or read-only."""


class DocumentError(PipelineError):
    """A transcript or article given as input is not what it claims to be."""

    exit_code = 8


class PartlyFailed(PipelineError):  # noqa: N818  # people catch it by this name
    """Several files were given; what could be done is done, some failed."""

    exit_code = 9


class Interrupted(PipelineError):  # noqa: N818  # people catch it by this name
    """The user stopped the run."""

    exit_code = 130


class Cancelled(Interrupted):
    """The program that asked for a transcript no longer wants it."""
