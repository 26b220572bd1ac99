"""A newsroom's house spellings: a text file, one to a line."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.storage.text_file import read_document

_LONGEST = 200
"""Characters of a line beyond which the file is not a list of names and terms."""


def read_glossary(path: Path) -> tuple[str, ...]:
    """The spellings in order, each once; empty lines and lines that begin with # are comments.

    Raises InputError for a file that cannot be read, DocumentError for one that is no list of spellings.
    """
    terms = [" ".join(line.split()) for line in read_document(path, "glossary").splitlines()]
    for number, term in enumerate(terms, start=1):
        if len(term) > _LONGEST:
            raise DocumentError(
                f"Line {number} of the glossary {path} has {len(term)} characters.",
                hint="Put one name or term on each line.",
            )
    return tuple(dict.fromkeys(term for term in terms if term and not term.startswith("#")))
