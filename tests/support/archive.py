"""Small archives to search."""

from __future__ import annotations

from pathlib import Path

from pipeline import to_json
from pipeline.transcript.model import Paragraph, Role, Source, Speaker, Transcript, Utterance
from pipeline.transcript.recording import Recording


def programme(
    *said: str,
    title: str | None = None,
    published: str | None = None,
    source: str | None = None,
    media: str = "/shows/a.mp4",
    name: str = "Clara Hughes",
) -> Transcript:
    """Ten seconds for each sentence; the anchor's, then in turn an unnamed expert's, quoted."""
    labels = ["S1" if n % 2 == 0 else "S2" for n in range(len(said))]
    spans = [(10.0 * n, 10.0 * n + 9) for n in range(len(said))]
    return Transcript(
        "en",
        tuple(Utterance(*span, label, text) for span, label, text in zip(spans, labels, said, strict=True)),
        recording=Recording(media, "0" * 64, 10.0 * len(said)),
        title=title,
        published=published,
        source=Source(source) if source else None,
        speakers=(Speaker("S1", Role.ANCHOR, name), Speaker("S2", Role.EXPERT)),
        paragraphs=tuple(
            Paragraph(*span, label, text, quoted=label == "S2")
            for span, label, text in zip(spans, labels, said, strict=True)
        ),
    )


def store(folder: Path, path: str, transcript: Transcript) -> None:
    """Write a transcript into an archive."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(to_json(transcript), encoding="utf-8")
