"""Corrections that are typed in two parts."""

from __future__ import annotations

from pipeline.corrections.places import CorrectionError
from pipeline.transcript.model import Role


def pair(text: str, option: str, example: str) -> tuple[str, str]:
    """The two sides of `OLD=NEW`. Raises CorrectionError."""
    before, mark, after = text.partition("=")
    if not mark or not before.strip():
        raise CorrectionError(f"{option} wants two sides, as in {option} {example!r}, got {text!r}")
    return before.strip(), after.strip()


def stretch(text: str, option: str) -> tuple[str, str]:
    """The two ends of `TIME-TIME`. Raises CorrectionError."""
    start, mark, end = text.partition("-")
    if not mark:
        raise CorrectionError(f"{option} wants two times, as in {option} 2:13-2:41, got {text!r}")
    return start, end


def name_and_role(text: str) -> tuple[str | None, Role | None]:
    """`Jane Doe, correspondent`, or one of the two."""
    name, mark, role = text.rpartition(",")
    last = (role if mark else text).strip().casefold()
    if last in set(Role):
        return name.strip() or None, Role(last)
    return text or None, None
