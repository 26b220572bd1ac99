"""Results of single stages, kept under a key of everything they depend on."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.engines.diarization import Diarization
from pipeline.errors import DiskError
from pipeline.options import Options
from pipeline.recognition.transcribe import RecordingWords, preferred_spellings
from pipeline.storage.atomic import write_bytes
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.provenance import Engine

_FORM = 2
"""Raised when a stage changes such that what was kept is no longer what it would make."""
_Result = TypeVar("_Result")
_TURNS = TypeAdapter(Diarization)
_TEXT = TypeAdapter(RecordingWords)


def turns_key(digest: str, diarizer: Engine, options: Options) -> str:
    """Key of a diarizer's turns in the media with this SHA-256; of a `diarizer` without why it was chosen."""
    count = (options.speakers, options.min_speakers, options.max_speakers)
    asked = {"tracks": options.listened, "begin": options.begin, "end": options.end}
    told = {name: value for name, value in asked.items() if value is not None}
    chosen = (told,) if told else ()  # keys without it are those of before
    return _key("turns", digest, options.partial, _identity(diarizer), count, *chosen)


def text_key(turns: str, recognizer: Engine, options: Options) -> str:
    """Key of the words recognised along the turns with the key `turns`."""
    tidying = (options.flicker, options.join, options.padding)
    asked = (options.language, preferred_spellings(options), options.beam)
    return _key("text", turns, tidying, asked, _identity(recognizer))


class StageCache:
    """A folder of stage results: compressed JSON, written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def turns(self, key: str) -> Diarization | None:
        """None where nothing is kept, or nothing that can be read."""
        return self._read(key, _TURNS)

    def text(self, key: str) -> RecordingWords | None:
        """None where nothing is kept, or nothing that can be read."""
        return self._read(key, _TEXT)

    def has(self, key: str) -> bool:
        """Whether something is kept, readable or not."""
        return self._path(key).exists()

    def put(self, key: str, result: Diarization | RecordingWords) -> None:
        """Keep `result`. Raises OutputError."""
        data = _TURNS.dump_json(result) if isinstance(result, Diarization) else _TEXT.dump_json(result)
        path = self._path(key)
        try:
            path.parent.mkdir(exist_ok=True)  # the folder above has gone if it is not there
        except OSError as error:
            raise DiskError(f"Cannot make {str(path.parent)!r}: {error.strerror}.") from None
        write_bytes(path, gzip.compress(data, compresslevel=6, mtime=0), force=True)

    def _read(self, key: str, form: TypeAdapter[_Result]) -> _Result | None:
        try:
            return form.validate_json(gzip.decompress(read_regular(self._path(key))))
        except (OSError, EOFError, zlib.error, ValidationError):
            return None  # made again

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json.gz"


def _identity(engine: Engine) -> dict[str, object]:
    return {
        "name": engine.name, "version": engine.version,
        "models": dict(engine.models), "extra": dict(engine.extra),
    }  # fmt: skip


def _key(*parts: object) -> str:
    return hashlib.sha256(json.dumps([_FORM, *parts], sort_keys=True).encode()).hexdigest()
