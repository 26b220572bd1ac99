"""Whether a file of an archive is what the program left, with people's corrections on top of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.archive.digest import digest_of
from pipeline.corrections.apply import apply, without_edits
from pipeline.corrections.by_hand import with_changes_by_hand
from pipeline.errors import DocumentError
from pipeline.formats.beside import beside
from pipeline.storage.atomic import as_bytes
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.json_file import from_json, to_json
from pipeline.transcript.model import Transcript


def is_corrected(
    folder: Path, name: str, transcript: str, ours: Mapping[str, tuple[str, ...]], *, by_hand: bool = True
) -> bool:
    """Whether `name` is the file `transcript` of the archive, corrected, or is made of it as it is now.

    Without its corrections the very same file comes back that the program left, one of those with the
    digests `ours`: that proves that nothing else was changed. What was changed by hand counts `by_hand`,
    where it leaves no doubt about what was there before.
    """
    try:
        data = read_regular(folder / transcript)
        found = from_json(data)
        corrected = with_changes_by_hand(found)
    except (DocumentError, OSError, ValueError):
        return False
    if corrected is not found and not by_hand:
        return False
    known = ours.get(transcript, ())
    if digest_of(data) not in known and digest_of(uncorrected(corrected)) not in known:
        return False
    path = folder / name
    if name == transcript:
        return bool(corrected.edits)
    return any(
        other.path == path and other.settings is not None for other in beside(folder / transcript, (found,))
    )


def uncorrected(transcript: Transcript) -> bytes:
    """The file that the program left, before it was corrected by whatever means."""
    return as_bytes(to_json(apply(without_edits(with_changes_by_hand(transcript)), ())))
