"""The text of an article that was corrected in Word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from pipeline.errors import DocumentError, InputError

if TYPE_CHECKING:
    from docx.document import Document

_MOST = 200_000_000
"""Bytes that the parts of a document take unpacked; more is no article."""
_TAKEN_OUT = frozenset(("del", "moveFrom", "Fallback", "pPr", "rPr"))
"""What is no text of the document as it stands: deletions that Word keeps, and copies for other programs."""
_SPACES = frozenset(("tab", "br", "cr"))


def docx_text(path: Path) -> str:
    """The paragraphs of the body, an empty line between two, with tracked changes as if they were accepted.

    Raises InputError for a file that cannot be read, DocumentError for one that is no Word document.
    """
    body = _open(path).element.body
    texts = ("".join(_texts(one)) for one in body.iter() if _name(one) == "p" and not _is_inside(one))
    return "\n\n".join(text.strip() for text in texts if text.strip())


def _open(path: Path) -> Document:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        with ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > _MOST:
            raise DocumentError(f"The article {path} is too large for a Word document of one.")
        return docx.Document(str(path))
    except OSError as error:
        raise InputError(f"The article {path} cannot be read: {error.strerror or error}.") from None
    # SyntaxError is the XML parser's, the others come from parts that are missing or something else.
    except (
        BadZipFile,
        OpcError,
        SyntaxError,
        ValueError,
        KeyError,
        AttributeError,
        NotImplementedError,
        RuntimeError,
    ):
        raise DocumentError(
            f"The article {path} is no Word document, or a damaged one.",
            hint="Open it in Word and save it again as .docx, or save it as text.",
        ) from None


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SPACES:
            yield " "
        elif name not in _TAKEN_OUT and name != "p":
            yield from _texts(child)


def _is_inside(element: Any) -> bool:
    """Whether it is part of what was taken out."""
    return any(_name(above) in _TAKEN_OUT for above in element.iterancestors())


def _name(element: Any) -> str:
    """Without its namespace; comments and instructions have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
