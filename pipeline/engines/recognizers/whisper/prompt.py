"""House spellings as the text that Whisper believes it wrote before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.engines.recognizers.whisper.model import Tokenizer


@dataclass(frozen=True, slots=True)
class Prompt:
    """The tokens put before every window, and the spellings for which there was no room."""

    tokens: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()


def glossary_prompt(glossary: Sequence[str], tokenizer: Tokenizer, room: int) -> Prompt:
    """As many spellings as fit into `room` tokens, from the first on."""
    for count in range(len(glossary), 0, -1):
        tokens = tokenizer.encode(" " + ", ".join(glossary[:count]) + ".")
        if len(tokens) <= room:
            return Prompt(tuple(tokens), tuple(glossary[count:]))
    return Prompt((), tuple(glossary))


def cut_note(prompt: Prompt, glossary: Sequence[str]) -> str:
    """What the user should know when not all spellings fitted."""
    used = len(glossary) - len(prompt.left_out)
    return (
        f"The glossary is too long for the recognizer: the first {used} of {len(glossary)} spellings were "
        f"used, from {prompt.left_out[0]!r} on they were not. Put the important ones first."
    )
