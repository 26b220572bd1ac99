"""The words of a transcript that are printed, as paragraphs: all but those of excluded stretches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.article.omissions import Omissions, with_ellipses
from pipeline.article.paragraphs import write_paragraphs
from pipeline.article.signs import SIGNS, signs_in
from pipeline.text.spoken import Place, clipped, words_of
from pipeline.transcript.holes import without_holes
from pipeline.transcript.model import Excluded, Paragraph, Passage, Speaker, Utterance


def write_printed(
    utterances: Sequence[Utterance], speakers: Sequence[Speaker], language: str, excluded: Sequence[Excluded]
) -> tuple[Paragraph, ...]:
    """All paragraphs, of utterances that lie in an excluded stretch in part the rest.

    What was heard in holes of the media is printed.
    """
    excluded = without_holes(excluded)
    if not excluded:
        return write_paragraphs(utterances, speakers, language)
    places = printed(utterances, language, excluded)
    return write_places(utterances, places, speakers, language, excluded=excluded)


def printed(
    utterances: Sequence[Utterance], language: str, excluded: Collection[Excluded]
) -> tuple[Place, ...]:
    """Where the words stand that are printed, of each utterance in as few pieces as there are.

    In a stretch of signs that are no speech only these are left out, not what others say meanwhile.
    """
    signs = {
        (sign.place.utterance, index)
        for sign in (signs_in(utterances, language) if any(one.kind in SIGNS for one in excluded) else ())
        for index in range(sign.place.first, sign.place.last)
    }
    found: list[Place] = []
    for number, utterance in enumerate(utterances):
        middles = [word.middle for word in words_of(utterance)]
        first, last = min(middles, default=0.0), max(middles, default=0.0)
        near = [one for one in excluded if one.start <= last and first < one.end]
        left_out = [
            any(
                span.start <= middle < span.end and (span.kind not in SIGNS or (number, index) in signs)
                for span in near
            )
            for index, middle in enumerate(middles)
        ]
        found.extend(_pieces(number, left_out))
    return tuple(found)


def write_places(
    utterances: Sequence[Utterance], places: Sequence[Place], speakers: Sequence[Speaker], language: str,
    label: str | None = None, excluded: Sequence[Excluded] = (),
) -> tuple[Paragraph, ...]:  # fmt: skip
    """Paragraphs of these words alone, said by `label` where one is given; `excluded` lie beside them."""
    omissions = Omissions.found(utterances, places, without_holes(excluded), language)
    parts = [clipped(utterances[one.utterance], one.first, one.last, language) for one in places]
    if label is not None:
        parts = [replace(part, speaker=label) for part in parts]
    written = write_paragraphs(parts, speakers, language, apart=omissions.before)
    return tuple(
        replace(part, passages=tuple(_in_whole(passage, places) for passage in part.passages))
        for part in with_ellipses(written, parts, omissions, language)
    )


def without_signs(utterances: Sequence[Utterance], language: str) -> tuple[Utterance, ...]:
    """What is spoken, as it bears on who speaks."""
    signs = signs_in(utterances, language)
    if not signs:
        return tuple(utterances)
    found: list[Utterance] = []
    for number, utterance in enumerate(utterances):
        own = [sign.place for sign in signs if sign.place.utterance == number]
        left_out = [
            any(one.first <= index < one.last for one in own) for index in range(len(words_of(utterance)))
        ]
        pieces = _pieces(number, left_out) if own else None
        if pieces is None:
            found.append(utterance)
        else:
            found.extend(clipped(utterance, one.first, one.last, language) for one in pieces)
    return tuple(found)


def outside(
    utterances: Sequence[Utterance], spans: Sequence[Excluded], language: str
) -> tuple[Utterance, ...]:
    """What is said outside of `spans`; of an utterance that lies in one in part the rest."""
    if not spans:
        return tuple(utterances)
    return tuple(
        clipped(utterances[one.utterance], one.first, one.last, language)
        for one in printed(utterances, language, spans)
    )


def _pieces(number: int, left_out: Sequence[bool]) -> list[Place]:
    edges = [n for n in range(1, len(left_out)) if left_out[n] != left_out[n - 1]]
    pieces = zip([0, *edges], [*edges, len(left_out)], strict=True)
    return [Place(number, first, last) for first, last in pieces if first < last and not left_out[first]]


def _in_whole(passage: Passage, places: Sequence[Place]) -> Passage:
    """A passage of the parts, as one of the whole utterances."""
    place = places[passage.utterance]
    return Passage(place.utterance, place.first + passage.first, place.first + passage.last)
