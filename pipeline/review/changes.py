"""What is other in one list of paragraphs than in another: one stretch that takes the place of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from pipeline.review.paragraph_view import ParagraphView


class Splice(TypedDict):
    """At number `at`, `gone` paragraphs are gone, and `now` stand there."""

    at: int
    gone: int
    now: tuple[ParagraphView, ...]


def splice(before: Sequence[ParagraphView], after: Sequence[ParagraphView]) -> Splice:
    """The shortest one that leads from `before` to `after`."""
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    tail = next((n for n in range(most - head) if before[-1 - n] != after[-1 - n]), most - head)
    return Splice(at=head, gone=len(before) - head - tail, now=tuple(after[head : len(after) - tail]))
