"""Quotes, and the reasons to listen to them before they are printed."""

from __future__ import annotations

from dataclasses import replace

from pipeline.article.quotes import write_statement
from pipeline.text.stretch import NumberedUtterance
from pipeline.transcript.model import Passage, Role, Speaker, Utterance, Word
from pipeline.transcript.provenance import Skipped
from tests.support.drawing import utterance

_SURE = Speaker("S2", Role.EXPERT, confidence=0.97)
_SAID = utterance("S2", "We will rebuild.", start=10.0)


def doubts(said: Utterance, speaker: Speaker = _SURE, skipped: tuple[Skipped, ...] = ()) -> tuple[str, ...]:
    """Why a quote of `said` is to be listened to."""
    return write_statement([NumberedUtterance(0, said)], [], speaker, skipped, "en").doubts


def test_a_plain_statement_leaves_no_doubt() -> None:
    quote = write_statement([NumberedUtterance(3, _SAID)], [], _SURE, (), "en")
    assert (quote.text, quote.quoted, quote.doubts) == ("We will rebuild.", True, ())
    assert quote.passages == (Passage(3, 0, 3),)
    assert (quote.start, quote.end) == (_SAID.start, _SAID.end)


def test_two_voices_at_once_are_a_doubt() -> None:
    assert doubts(replace(_SAID, overlapped=True)) == ("another voice is heard at the same time",)


def test_words_the_recognizer_is_unsure_of_are_named() -> None:
    words = (Word(10.0, 10.5, "We", 0.9), Word(10.5, 11.0, "will", 0.2), Word(11.0, 11.5, "rebuild.", 0.3))
    assert doubts(replace(_SAID, words=words)) == ("doubtful words: will, rebuild.",)


def test_of_many_doubtful_words_some_are_named_and_the_rest_counted() -> None:
    words = tuple(Word(10.0 + i, 11.0 + i, f"w{i}", 0.1) for i in range(8))
    assert doubts(replace(_SAID, words=words)) == ("doubtful words: w0, w1, w2, w3, w4 and 3 more",)


def test_what_was_left_out_or_doubted_within_the_quote_is_told() -> None:
    inside = Skipped(11.0, 12.0, "doubtful: more words than fit into the time")
    outside = Skipped(90.0, 91.0, "music")
    assert doubts(_SAID, skipped=(inside, outside)) == (
        "at 11.0 s: doubtful: more words than fit into the time",
    )


def test_a_role_that_is_not_certain_is_a_doubt() -> None:
    assert doubts(_SAID, replace(_SURE, confidence=0.55)) == (
        "it is not certain that this is a quoted voice (0.55)",
    )
    assert doubts(_SAID, replace(_SURE, confidence=None)) == ()
