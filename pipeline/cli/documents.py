"""Transcript files given on the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.errors import DocumentError, InputError
from pipeline.storage.input_file import check_file
from pipeline.transcript.json_file import from_json
from pipeline.transcript.model import Source, Transcript


def read_transcript(path: Path) -> Transcript:
    """Raises InputError when the file cannot be read, DocumentError when it is not a transcript."""
    check_file(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError(
            f"{str(path)!r} is not a transcript: it is not UTF-8 text.",
            hint="Give the .json file that `pipeline transcribe -o DIR` writes.",
        ) from None
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror}.") from None
    return from_json(text, repr(str(path)))


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
