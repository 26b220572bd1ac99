"""What a house always writes otherwise than it is heard: whole words, in capitals or small letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.names.tokens import Token
from pipeline.names.writing import Rewrite
from pipeline.profile.model import WritingRule


def rule_rewrites(tokens: Sequence[Token], rules: Sequence[WritingRule]) -> Iterator[Rewrite]:
    """Where they apply in an utterance, the longest first, none over another, and none where it is done."""
    taken: set[int] = set()
    said = [token.text.casefold() for token in tokens]
    for rule in sorted(rules, key=lambda rule: -len(rule.heard.split())):
        heard, written = rule.heard.casefold().split(), rule.written.split()
        done = set(_done(tokens, written))
        for first in _places(said, tokens, heard):
            places = set(range(first, first + len(heard)))
            if not places & (taken | done):
                taken |= places
                yield Rewrite(first, first + len(heard), rule.written)


def _places(said: Sequence[str], tokens: Sequence[Token], heard: Sequence[str]) -> Iterator[int]:
    for first in range(len(said) - len(heard) + 1):
        last = first + len(heard)
        whole = not any(token.tail or token.after for token in tokens[first : last - 1])
        if list(said[first:last]) == list(heard) and whole:
            yield first


def _done(tokens: Sequence[Token], written: Sequence[str]) -> Iterator[int]:
    """The places of words that read like the rule's already."""
    texts = [token.text for token in tokens]
    for first in range(len(texts) - len(written) + 1):
        if texts[first : first + len(written)] == list(written):
            yield from range(first, first + len(written))
