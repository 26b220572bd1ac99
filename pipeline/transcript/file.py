"""A transcript as a file: read with its mistakes told, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import DocumentError, InputError
from pipeline.storage.atomic import prepare_folder, write_whole
from pipeline.storage.input_file import check_file
from pipeline.storage.regular_file import read_regular
from pipeline.transcript.json_file import from_json, to_json
from pipeline.transcript.model import Transcript


def read_transcript(path: Path, *, as_recognised: bool = False) -> Transcript:
    """Raises InputError when the file cannot be read, DocumentError when it is not a transcript.

    `as_recognised` is that of `from_json`.
    """
    return parsed_transcript(path, content_of(path), as_recognised=as_recognised)


def content_of(path: Path) -> bytes:
    """What the file holds. Raises InputError."""
    check_file(path)
    try:
        return read_regular(path)
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror}.") from None


def parsed_transcript(path: Path, content: bytes, *, as_recognised: bool = False) -> Transcript:
    """The transcript that `content`, read from `path`, holds. Raises DocumentError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError(
            f"{str(path)!r} is not a transcript: it is not UTF-8 text.",
            hint="Give the .json file that `pipeline transcribe -o DIR` writes.",
        ) from None
    return from_json(text, repr(str(path)), as_recognised=as_recognised)


def write_transcript(transcript: Transcript, path: Path, *, force: bool = False) -> None:
    """Write it as JSON, making its folder. Raises OutputError, also where a file is there and not `force`."""
    prepare_folder(path.parent)
    write_whole(path, to_json(transcript), force=force)
