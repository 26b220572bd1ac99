"""Transcripts as nobody would write them by hand: any words, any voices, over one another."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.transcript.model import Role, Speaker, Transcript, Utterance, Word
from pipeline.transcript.recording import Recording

_LETTERS = st.characters(categories=("L", "N", "P", "S"), exclude_characters="\u2028\u2029")
_WORDS = st.text(_LETTERS, min_size=1, max_size=8).filter(lambda text: any(map(str.isalnum, text)))
_TIMES = st.integers(0, 40_000).map(lambda milliseconds: milliseconds / 1000)


@st.composite
def words(draw: st.DrawFn, begin: float) -> tuple[Word, ...]:
    """Words in order of time."""
    found = []
    for text in draw(st.lists(_WORDS, min_size=1, max_size=6)):
        end = round(begin + draw(st.integers(1, 900)) / 1000, 3)
        found.append(Word(begin, end, text, draw(st.none() | st.sampled_from([0.0, 0.5, 0.875, 1.0]))))
        begin = end
    return tuple(found)


@st.composite
def utterances(draw: st.DrawFn) -> Utterance:
    """What one voice says, with or without times of its words."""
    said = draw(words(draw(_TIMES)))
    text = " ".join(word.text for word in said)
    own = said if draw(st.booleans()) else ()
    return Utterance(said[0].start, said[-1].end, draw(st.sampled_from([None, "S1", "S2"])), text, words=own)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Up to eight utterances, in any order and over one another."""
    said = tuple(draw(st.lists(utterances(), max_size=8)))
    speakers = (Speaker("S1", Role.ANCHOR, "Clara Hughes"), Speaker("S2", Role.EXPERT))
    end = max((one.end for one in said), default=1.0)
    recording = draw(st.none() | st.just(Recording("news/late show.mp4", "0" * 64, end)))
    return Transcript("en", said, recording=recording, title=draw(st.none() | _WORDS), speakers=speakers)
