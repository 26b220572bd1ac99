"""The few places to listen to, and the paragraphs they lie in."""

from __future__ import annotations

from dataclasses import replace

from pipeline.article.places import ranked, with_doubts
from pipeline.transcript.doubt import DoubtKind
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import NameSuggestion, Paragraph, Transcript, Utterance, Word
from pipeline.transcript.provenance import Provenance, Skipped

_REASON = "no words recognised"


def programme(*missing: float, paragraphs: tuple[Paragraph, ...] | None = None) -> Transcript:
    """Paragraphs of a minute each, with something missing at some seconds, the longer the later."""
    if paragraphs is None:
        paragraphs = tuple(Paragraph(at, at + 60.0, "S1", "So it went.") for at in (0.0, 60.0, 120.0))
    skipped = tuple(Skipped(at, at + 1.0 + at / 100, _REASON) for at in missing)
    said = (Utterance(0.0, 180.0, "S1", "So it went."),)
    return Transcript("en", said, paragraphs=paragraphs, provenance=Provenance("1", "now", skipped=skipped))


def test_each_place_is_on_its_paragraph_with_its_rank_the_worst_first() -> None:
    first, second, third = with_doubts(programme(70.0, 10.0, 130.0)).paragraphs
    assert [(d.rank, d.time, d.kind, d.text) for d in third.doubts] == [
        (1, 130.0, DoubtKind.MISSING, _REASON)
    ]
    assert [(d.rank, d.time) for d in second.doubts] == [(2, 70.0)]
    assert [(d.rank, d.time) for d in first.doubts] == [(3, 10.0)]


def test_never_are_there_two_within_twenty_seconds_and_the_worse_one_is_kept() -> None:
    found = ranked(with_doubts(programme(0.0, 10.0, 25.0, 44.9, 100.0)))
    assert [doubt.time for doubt in found] == [100.0, 44.9, 10.0]


def test_a_place_from_which_more_is_heard_within_seconds_goes_before_a_worse_one_alone() -> None:
    alone, together = programme(100.0), programme(40.0, 43.0, 100.0)
    assert [doubt.time for doubt in ranked(with_doubts(alone))] == [100.0]
    assert [doubt.time for doubt in ranked(with_doubts(together))] == [40.0, 100.0]


def test_what_lies_before_or_between_paragraphs_is_told_with_the_nearest_before_it() -> None:
    late = (Paragraph(5.0, 10.0, "S1", "One."), Paragraph(50.0, 60.0, "S1", "Two."))
    first, second = with_doubts(programme(1.0, 30.0, paragraphs=late)).paragraphs
    assert [doubt.time for doubt in first.doubts] == [30.0, 1.0]
    assert second.doubts == ()


def test_doubts_take_the_place_of_those_before_and_nothing_is_a_place_where_nothing_is_printed() -> None:
    once = with_doubts(programme(70.0))
    assert with_doubts(once) == once
    assert ranked(with_doubts(replace(once, provenance=None))) == ()
    assert ranked(with_doubts(programme(70.0, paragraphs=()))) == ()


def test_what_somebody_has_checked_is_no_place_any_more() -> None:
    checked = Edit(60.0, 120.0, EditKind.CHECKED, "e1", "2025-02-04T20:00:00+00:00")
    for edit, expected in (
        (checked, [10.0]),
        (replace(checked, unplaced="it is gone"), [70.0, 10.0]),
        (replace(checked, kind=EditKind.QUOTE), [70.0, 10.0]),  # tells of the voice, not of what is missing
    ):
        found = ranked(with_doubts(replace(programme(10.0, 70.0), edits=(edit,))))
        assert [doubt.time for doubt in found] == expected


def test_a_place_that_was_settled_still_keeps_others_away_so_that_the_list_becomes_shorter() -> None:
    settled = Edit(70.0, 120.0, EditKind.CHECKED, "a.1", "2025-02-04T20:00:00+00:00", after="missing")
    found = ranked(with_doubts(replace(programme(10.0, 60.0, 70.0, 100.0), edits=(settled,))))
    assert [doubt.time for doubt in found] == [100.0, 10.0]


def test_a_name_that_was_settled_once_is_settled_wherever_it_stands_again() -> None:
    names = (
        Word(0.0, 1.0, "Met"), Word(1.0, 2.0, "Rott", 0.3), Word(50.0, 51.0, "and"),
        Word(51.0, 52.0, "Rott.", 0.3), Word(90.0, 91.0, "With"), Word(91.0, 92.0, "Weber.", 0.3),
    )  # fmt: skip
    said = Utterance(0.0, 92.0, "S1", "Met Rott and Rott. With Weber.", words=names)
    whole = Paragraph(0.0, 92.0, "S1", said.text)
    heard = Transcript("en", (said,), paragraphs=(whole,))
    assert [doubt.time for doubt in ranked(with_doubts(heard))] == [1.0, 51.0, 91.0]
    settled = Edit(1.0, 92.0, EditKind.CHECKED, "a.1", "2025-02-04T20:00:00+00:00", "rott", "name")
    assert [d.time for d in ranked(with_doubts(replace(heard, edits=(settled,))))] == [91.0]
    # A number that sounds the same is no name.
    other = replace(settled, after="number")
    assert [d.time for d in ranked(with_doubts(replace(heard, edits=(other,))))] == [51.0, 91.0]


def test_a_word_that_is_close_to_a_known_name_is_a_place_as_long_as_it_stands() -> None:
    words = (Word(0.0, 1.0, "Mr."), Word(1.0, 2.0, "Rott"))
    said = Utterance(0.0, 2.0, "S1", "Mr. Rott", words=words)
    suggested = NameSuggestion("Rott", "Roth", 0.8, "glossary", (1.0,))
    heard = Transcript(
        "en", (said,), paragraphs=(Paragraph(0.0, 2.0, "S1", said.text),), name_suggestions=(suggested,)
    )
    assert [(d.kind, d.time) for d in ranked(with_doubts(heard))] == [(DoubtKind.NAME, 1.0)]
    mended = replace(said, text="Mr. Roth", words=(words[0], replace(words[1], text="Roth")))
    assert ranked(with_doubts(replace(heard, utterances=(mended,)))) == ()
