"""What a line of the table of features says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.roles.features.conversation import Conversation
from pipeline.roles.features.lists import WordLists


@dataclass(frozen=True, slots=True)
class FeatureGroup:
    """Numbers about a voice that are measured together.

    `measure` is given the conversation, the number of the voice and the language's lists, and returns one
    number for each of `names`, all of them finite.
    """

    names: tuple[str, ...]
    measure: Callable[[Conversation, int, WordLists], Sequence[float]]
    needs_words: bool = True
    """Whether it says anything only in a language that has lists."""
