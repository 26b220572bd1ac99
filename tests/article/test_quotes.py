"""Quotes: one paragraph of all that a voice says."""

from __future__ import annotations

from pipeline.article.quotes import write_statement
from pipeline.text.stretch import NumberedUtterance
from pipeline.transcript.model import Passage, Role, Speaker
from tests.support.drawing import utterance

_EXPERT = Speaker("S2", Role.EXPERT, confidence=0.97)
_SAID = utterance("S2", "We will rebuild.", start=10.0)


def test_a_statement_is_a_quote_of_its_words_in_its_time() -> None:
    quote = write_statement([NumberedUtterance(3, _SAID)], _EXPERT, "en")
    assert (quote.text, quote.quoted, quote.unsure) == ("We will rebuild.", True, False)
    assert quote.passages == (Passage(3, 0, 3),)
    assert (quote.start, quote.end) == (_SAID.start, _SAID.end)


def test_the_statement_of_an_unsure_voice_is_no_quote() -> None:
    unsure = Speaker("S2", Role.EXPERT, confidence=0.6, unsure=True)
    part = write_statement([NumberedUtterance(0, _SAID)], unsure, "en")
    assert (part.quoted, part.unsure) == (False, True)
