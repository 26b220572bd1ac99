"""The sound of what a search found, cut out of the recordings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from pipeline.archive.index import indexed
from pipeline.archive.layout import transcripts_of
from pipeline.archive.search import Hit
from pipeline.clips.cutting import Cut, recording_of, write_clips
from pipeline.clips.sheet import Clip
from pipeline.corrections.relabel import complete
from pipeline.errors import InputError
from pipeline.transcript.file import read_transcript
from pipeline.transcript.model import Paragraph, Transcript

MOST_CLIPS = 500
"""More are asked for by accident, by a word that everybody says: an hour of work, and gigabytes."""


def by_programme(hits: Sequence[Hit]) -> Mapping[str, list[Hit]]:
    """Hits by the path of their transcript below the archive, in the order in which each is first found."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.programme.path, []).append(hit)
    return found


def cut_hits(archive: Path, path: str, hits: Sequence[Hit], folder: Path, *, force: bool) -> Iterator[Clip]:
    """Cut what was found in the transcript `path` of an archive, below `folder` at the same place.

    The names of the clips are paths from `folder`. Raises InputError where the recording is gone, is another
    one, or the transcript has changed since it was indexed; DocumentError and OutputError.
    """
    if not _is_below(path):
        raise InputError(f"{path!r} leads out of the archive.", hint="`--rebuild` makes the index anew.")
    transcript = complete(read_transcript(_file(archive, path)))
    parts = [_passage(transcript, hit) for hit in sorted(hits, key=lambda hit: hit.start)]
    place = PurePosixPath(path).with_suffix("")
    for clip in write_clips(transcript, recording_of(transcript), parts, folder / place, Cut(), force=force):
        yield replace(clip, name=str(place / clip.name))


def _file(archive: Path, path: str) -> Path:
    """Where the file lies whose path the index has: some systems write letters and their marks apart."""
    exact = archive / path
    if exact.is_file():
        return exact
    named = (one for one in transcripts_of(archive) if indexed(one.relative_to(archive).as_posix()) == path)
    return next(named, exact)


def _is_below(path: str) -> bool:
    """An index is a file that others may have written."""
    place = PurePosixPath(path)
    return not place.is_absolute() and ".." not in place.parts


def _passage(transcript: Transcript, hit: Hit) -> Paragraph:
    """The paragraph that was found, or the utterance, which is printed nowhere."""
    for part in transcript.paragraphs:
        if (part.start, part.end) == (hit.start, hit.end):
            return part
    for said in transcript.utterances:
        if (said.start, said.end) == (hit.start, hit.end):
            return Paragraph(said.start, said.end, said.speaker, said.text)
    raise InputError(
        f"{hit.programme.path!r} has changed since it was indexed.", hint="`--rebuild` makes the index anew."
    )
