"""Why one source could not deliver. Stays inside the package: `pull` turns it into a ModelError."""

from __future__ import annotations


class SourceError(Exception):
    """One source did not deliver a file. `reason` is in plain words and fits behind "name of the source: ".

    `hint` is what the user can do about it, if that is special; `status` is the HTTP status, if any, and
    `code` the name that the hub gives to its refusal.
    """

    def __init__(self, reason: str, *, hint: str = "", status: int | None = None, code: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.status = status
        self.code = code


class UnreachableError(SourceError):
    """The host does not answer at all, so neither will it be asked for the next file.

    `brief` names the host and why, for messages that say the rest themselves.
    """

    def __init__(self, host: str, why: str, through: str = "") -> None:
        super().__init__(f"{host} cannot be reached{through} ({why})")
        self.brief = f"{host}{through}: {why}"


class WrongChecksumError(SourceError):
    """A source delivered a file that is not the one it should be."""

    def __init__(self, file: str, expected: str, got: str) -> None:
        super().__init__(f"wrong checksum for {file} (expected {short(expected)}, got {short(got)})")


def short(digest: str) -> str:
    """The beginning of a SHA-256, enough to tell two apart by eye."""
    return f"{digest[:12]}…"
