"""Whether an archive is still what the program left: results, recordings, and what ties them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.archive.corrected import is_corrected
from pipeline.archive.digest import digest_of
from pipeline.archive.journal import JournalEntry
from pipeline.archive.layout import transcripts_of
from pipeline.errors import DocumentError, InputError
from pipeline.storage.input_file import sha256
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.json_file import from_json
from pipeline.transcript.model import Transcript


class Finding(StrEnum):
    """What may be found out about a file, as programs are told it."""

    EDITED = "edited"
    GONE = "gone"
    DAMAGED = "damaged"
    MEDIA_GONE = "recording-gone"
    MEDIA_CHANGED = "recording-changed"
    UNTRACEABLE = "untraceable"

    @property
    def words(self) -> str:
        """The same for people."""
        return _WORDS[self]


_WORDS = {
    Finding.EDITED: "changed since it was written",
    Finding.GONE: "is gone",
    Finding.DAMAGED: "is damaged",
    Finding.MEDIA_GONE: "its recording is gone",
    Finding.MEDIA_CHANGED: "its recording is not the one that was transcribed",
    Finding.UNTRACEABLE: "does not say what it was made from",
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A file of the archive, by its path below it, and what does not match; `detail` says more."""

    path: str
    finding: Finding
    detail: str = ""


def verify(
    folder: Path,
    items: Mapping[str, JournalEntry],
    *,
    media: bool = True,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[Mismatch]:
    """Check every result against the journal, every transcript against its recording.

    With `media` the recordings are read again for their SHA-256, which takes as long as reading them takes;
    without, they must only be there. `progress` is called with the number of transcripts done.
    """
    written = {path: ours for item in items.values() for path, ours in item.written.items()}
    present = {path.relative_to(folder).as_posix(): path for path in transcripts_of(folder)}
    transcripts = {path: f"{item.base}.json" for item in items.values() if item.base for path in item.written}
    for name, ours in sorted(written.items()):
        found = tuple(_result(folder, name, ours))
        if not _is_only_corrected(folder, name, transcripts.get(name), written, found):
            yield from found
    for count, (name, path) in enumerate(sorted(present.items()), 1):
        yield from _transcript(name, path, media, known=name in written)
        progress(count)


def _is_only_corrected(
    folder: Path,
    name: str,
    transcript: str | None,
    written: Mapping[str, tuple[str, ...]],
    found: tuple[Mismatch, ...],
) -> bool:
    """Whether what differs are corrections made through the program, in the transcript or by its way."""
    if transcript is None or [mismatch.finding for mismatch in found] != [Finding.EDITED]:
        return False
    return is_corrected(folder, name, transcript, written, by_hand=False)


def _result(folder: Path, name: str, ours: tuple[str, ...]) -> Iterator[Mismatch]:
    try:
        data = read_regular(folder / name)
    except FileNotFoundError:
        yield Mismatch(name, Finding.GONE)
    except OSError as error:
        yield Mismatch(name, Finding.DAMAGED, error.strerror or "")
    else:
        if ours and digest_of(data) not in ours:  # a journal made anew does not know what was written
            yield Mismatch(name, Finding.EDITED)


def _transcript(name: str, path: Path, media: bool, *, known: bool) -> Iterator[Mismatch]:
    try:
        transcript = from_json(read_regular(path), name)
    except DocumentError as error:
        if known:  # other JSON files are nobody's business
            yield Mismatch(name, Finding.DAMAGED, error.message)
        return
    except OSError as error:
        yield Mismatch(name, Finding.DAMAGED, error.strerror or "")
        return
    yield from _recording(name, transcript, media)


def _recording(name: str, transcript: Transcript, media: bool) -> Iterator[Mismatch]:
    recording = transcript.recording
    if recording is None or transcript.provenance is None:
        yield Mismatch(name, Finding.UNTRACEABLE)
        return
    try:
        if not Path(recording.path).is_file():
            yield Mismatch(name, Finding.MEDIA_GONE, recording.path)
        elif media and sha256(Path(recording.path)) != recording.sha256:
            yield Mismatch(name, Finding.MEDIA_CHANGED, recording.path)
    except (InputError, OSError, ValueError) as error:
        yield Mismatch(name, Finding.MEDIA_GONE, str(error))
