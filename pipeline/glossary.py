"""A newsroom's house spellings: a text file, one to a line."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import InputError

_LONGEST = 200
"""Characters of a line beyond which the file is not a list of names and terms."""


def read_glossary(path: Path) -> tuple[str, ...]:
    """The spellings in order, each once; empty lines and lines that begin with # are comments.

    Raises InputError for a file that cannot be read or is no list of spellings.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"The glossary {path} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise InputError(f"The glossary {path} is not a UTF-8 text file.", hint="Save it as UTF-8.") from None
    terms = [" ".join(line.split()) for line in lines]
    for number, term in enumerate(terms, start=1):
        if len(term) > _LONGEST:
            raise InputError(
                f"Line {number} of the glossary {path} has {len(term)} characters.",
                hint="Put one name or term on each line.",
            )
    return tuple(dict.fromkeys(term for term in terms if term and not term.startswith("#")))
