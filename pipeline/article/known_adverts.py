"""Adverts, promos and jingles that a newsroom has told the words of, wherever they run again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.article.adverts import ADVERT
from pipeline.text.spoken import Spoken, bare, in_time
from pipeline.transcript.model import Excluded, Utterance

KNOWN_ADVERT = "its words are in the profile"
"""Evidence of such a stretch."""
_ALIKE = 75.0
"""Likeness in % (letters to put in or take out) from which a stretch is the same advert. Among 3,000 pairs of
25 words and another programme none had more than 54; with every seventh word replaced by any other, the same
words had 71 to 100, half of them 87 and more."""
_RUN = 4
"""Letters in a row that are the same: fewer are by chance."""


def known_adverts(utterances: Sequence[Utterance], texts: Sequence[str]) -> tuple[Excluded, ...]:
    """Stretches in which one of `texts` is said, in order of time, whoever seems to say it."""
    if not texts:
        return ()
    words = [one for one in in_time(utterances) if _letters(one.word.text)]
    found = (
        span for text in dict.fromkeys(filter(None, map(_letters, texts))) for span in _said(words, text)
    )
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _said(words: Sequence[Spoken], text: str) -> Iterator[Excluded]:
    """Each time that `text` is said, spaces and marks aside: these differ, and some languages have none."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    owners = [n for n, one in enumerate(words) for _ in _letters(one.word.text)]
    line = "".join(_letters(one.word.text) for one in words)
    if len(line) < len(text):
        return
    found = partial_ratio_alignment(text, line, score_cutoff=_ALIKE)
    if found is None:
        return
    begin, end = _heard(text, line, found.dest_start, found.dest_end)
    first, last = owners[begin], owners[end - 1]
    yield from _said(words[:first], text)
    said = [one.word for one in words[first : last + 1]]
    yield Excluded(said[0].start, max(one.end for one in said), ADVERT, evidence=KNOWN_ADVERT)
    yield from _said(words[last + 1 :], text)


def _heard(text: str, line: str, begin: int, end: int) -> tuple[int, int]:
    """What of `line` from `begin` to `end` is `text`: where words of it are missing, others lie around it."""
    from rapidfuzz.distance import Indel

    same = [
        block
        for block in Indel.opcodes(text, line[begin:end])
        if block.tag == "equal" and block.dest_end - block.dest_start >= _RUN
    ]
    return (begin + same[0].dest_start, begin + same[-1].dest_end) if same else (begin, end)


def _letters(text: str) -> str:
    return "".join(character for character in bare(text) if character.isalnum())
