"""A short programme to be corrected, and what is seen of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pipeline.article.derive import derive
from pipeline.corrections.correct import Corrections
from pipeline.transcript.json_file import from_json, to_json
from pipeline.transcript.marks import marked
from pipeline.transcript.model import Transcript, Utterance, Word
from pipeline.transcript.recording import Recording
from tests.support.drawing import dialogue

FERRY = marked(
    derive(
        Transcript(
            language="en",
            recording=Recording("ferry.wav", "5e" * 32, 60.0),
            utterances=dialogue(
                (
                    "S1",
                    "Good evening. The strike enters its second week. Lena Ford has more from the harbor.",
                ),
                ("S2", "The ships lie still, and Kevin Rut expects no quick end. Mr. Rut's crews are angry."),
                ("S3", "We want an answer. I think they owe us one."),
                ("S2", "The owners say they will meet the crews again in the course of the week."),
                ("S1", "Thank you, Lena. In other news, the museum shows its new hall tomorrow."),
            ),
        )
    )
)
"""Half a second a word, every paragraph begins at another second."""


def correcting(transcript: Transcript = FERRY) -> Corrections:
    """Corrections by somebody at a moment that stays."""
    return Corrections(transcript, "R. Ito", lambda: datetime(2025, 5, 2, 20, tzinfo=UTC))


def article(transcript: Transcript) -> list[str]:
    """The paragraphs as they are printed."""
    return [f'"{part.text}"' if part.quoted else part.text for part in transcript.paragraphs]


def through_a_file(transcript: Transcript) -> Transcript:
    """Written and read again."""
    return from_json(to_json(transcript))


def moved(transcript: Transcript, seconds: float) -> Transcript:
    """The same words, heard somewhat earlier or later."""

    def later(time: float) -> float:
        return max(0.0, round(time + seconds, 3))

    def word(one: Word) -> Word:
        return replace(one, start=later(one.start), end=later(one.end))

    def utterance(one: Utterance) -> Utterance:
        return replace(
            one,
            start=later(one.start),
            end=later(one.end),
            words=tuple(map(word, one.words)),
            id="",
            digest="",
        )

    said = tuple(map(utterance, transcript.utterances))
    return marked(derive(replace(transcript, utterances=said, speakers=(), paragraphs=())))
