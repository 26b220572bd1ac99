"""Transcripts of any kind: voices that overlap, words without times, text that parsers trip over."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import strategies as st

from pipeline.transcript.model import Role, Speaker, Transcript, Utterance, Word
from pipeline.transcript.shown import shown, without_marks

_WORDS = {
    "en": ["the", "bridge", "reopens,", "and", "Hughes", "said.", "25", "percent", "it?"],
    "de": ["die", "Brücke,", "öffnet", "wieder.", "Straßenverkehrsbehörde", "und", "Müller"],
    "ja": ["今日", "は", "橋", "が", "再開", "しました。", "Tokyo", "「はい」", "、", "ーと"],
    "ar": ["الجسر", "يفتح", "من", "جديد.", "BBC", "قال", "٢٥"],
}
_NASTY = [
    "-->", "<b>", "a<b", "R&D]]>", "&amp;", "</v>", "{\\an8}", "x" * 95, "\x07ding", "\u202eback", "12:30",
    "e\u0301te\u0301", "https://news.example/view?id=1&page=2-of-the-very-long-list", "\u2028", "\ufffe",
]  # fmt: skip
SPEAKERS = (
    Speaker("S1", Role.ANCHOR, "Clara Hughes"),
    Speaker("S2", Role.CORRESPONDENT, "Thomas Baker"),
    Speaker("S3", Role.EXPERT),
    Speaker("S4", name="Bartholomew Featherstonehaugh-Cholmondeley"),
)


@st.composite
def transcripts(
    draw: st.DrawFn, *, nasty: bool = True, languages: tuple[str, ...] = tuple(_WORDS)
) -> Transcript:
    """A programme of some utterances. No voice overlaps itself."""
    language = draw(st.sampled_from(languages))
    words = st.sampled_from(_WORDS[language] + (_NASTY if nasty else []))
    said: list[Utterance] = []
    ends: dict[str | None, float] = defaultdict(float)
    moment = draw(st.sampled_from([0.0, 59.9996, 3599.99949]))
    for _ in range(draw(st.integers(0, 7))):
        speaker = draw(st.sampled_from([*(one.label for one in SPEAKERS), None]))
        moment = max(ends[speaker], moment + draw(st.floats(-2.0, 3.0)), said[-1].start if said else 0.0)
        texts = draw(st.lists(words, min_size=1, max_size=25))
        said.append(_utterance(draw, speaker, moment, texts))
        ends[speaker] = moment = said[-1].end
    return Transcript(language, tuple(said), speakers=SPEAKERS)


def _utterance(draw: st.DrawFn, speaker: str | None, start: float, texts: list[str]) -> Utterance:
    moment = start
    timed = []
    for text in texts:
        end = moment + draw(st.sampled_from([0.0, 0.08, 0.3, 0.5]))
        timed.append(Word(moment, end, text))
        moment = end + draw(st.sampled_from([0.0, 0.0, 0.04, 0.9]))
    kept = tuple(timed) if draw(st.booleans()) else ()
    return Utterance(start, max(moment, start), speaker, " ".join(texts), words=kept)


def letters(text: str) -> str:
    """What is to be read, without spaces and without marks for directions."""
    return "".join(without_marks(shown(text)).split())


def said_by(transcript: Transcript) -> dict[str | None, str]:
    """All letters of each voice, in order."""
    found: dict[str | None, str] = defaultdict(str)
    for said in transcript.utterances:
        found[said.speaker] += letters(said.text)
    return {speaker: text for speaker, text in found.items() if text}
