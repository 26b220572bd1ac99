"""Head and foot of the article, as they are given on the command line."""

from __future__ import annotations

from dataclasses import replace

from pipeline.transcript.model import Source, Transcript


def with_header(
    transcript: Transcript, title: str | None, published: str | None, source: str | None, url: str | None
) -> Transcript:
    """The transcript with those header and footer lines replaced that were given."""
    old = transcript.source or Source()
    new = replace(old, name=source or old.name, url=url or old.url)
    return replace(
        transcript,
        title=title or transcript.title,
        published=published or transcript.published,
        source=new if new.name or new.url else transcript.source,
    )
