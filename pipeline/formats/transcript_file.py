"""A transcript file that is corrected in place, with what was made from it beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pipeline.corrections.apply import without_edits
from pipeline.corrections.correct import Corrections, correct
from pipeline.errors import InputError, OutputError
from pipeline.formats.beside import Beside, beside
from pipeline.storage.atomic import as_bytes, prepare_folder, write_bytes
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.file import content_of, parsed_transcript
from pipeline.transcript.json_file import to_json
from pipeline.transcript.model import Transcript


@dataclass(frozen=True, slots=True)
class TranscriptFile:
    """A transcript file as it was read or written last: `content` is what it holds."""

    path: Path
    content: bytes
    transcript: Transcript

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises InputError when it cannot be read, DocumentError when it is no transcript."""
        content = content_of(path)
        return cls(path, content, parsed_transcript(path, content))

    def begun(self, by: str | None) -> Corrections:
        """What is to be corrected by somebody; with what was changed in the file by hand."""
        return correct(self.transcript, by=by)

    def made_from_it(self) -> tuple[Beside, ...]:
        """What lies beside it, with the settings that give it of this transcript, corrected or not."""
        before = without_edits(correct(self.transcript).transcript)
        return tuple(beside(self.path, (self.transcript, before)))

    def is_on_disk(self) -> bool:
        """Whether the file still holds this. Raises InputError where it cannot be read."""
        try:
            return read_regular(self.path) == self.content
        except OSError as error:
            why = error.strerror or str(error)
            raise InputError(f"{str(self.path)!r} cannot be read any more: {why.lower()}.") from None

    def written(self, transcript: Transcript) -> TranscriptFile:
        """Write the file again. Raises OutputError, also where somebody else wrote it meanwhile."""
        prepare_folder(self.path.parent)
        if not self.is_on_disk():
            raise OutputError(
                f"{str(self.path)!r} was written by somebody else meanwhile.", hint="Correct it again."
            )
        content = as_bytes(to_json(transcript))
        write_bytes(self.path, content, force=True)
        return TranscriptFile(self.path, content, transcript)
