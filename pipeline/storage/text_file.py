"""Small text files that people write for the program."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import DocumentError, InputError
from pipeline.storage.regular_file import read_regular


def read_document(path: Path, kind: str) -> str:
    """The text of a file; `kind` is what messages call it, as in `cast`.

    Raises InputError for a file that cannot be read, DocumentError for one that is not UTF-8 text.
    """
    try:
        text = read_regular(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        raise InputError(f"The {kind} {path} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise DocumentError(
            f"The {kind} {path} is not a UTF-8 text file.", hint="Save it as UTF-8."
        ) from None
    if "\0" in text:
        raise DocumentError(f"The {kind} {path} is not a text file.", hint="Is it the right file?")
    return text
