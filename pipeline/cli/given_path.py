"""What sort of thing a path on the command line is, where it is not what the command works on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from urllib.parse import unquote

from pipeline.cli.suggestions import nearest
from pipeline.errors import DocumentError, InputError, OutputError

_ADDRESS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+):/+(?P<rest>[^/].*)", re.IGNORECASE | re.DOTALL)
_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\|[^/]*\\[^/]")
_PATTERN = re.compile(r"[*?]")
_QUOTES = "\"'\u2018\u2019\u201c\u201d"
_HEAD = 4096
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word file or a ZIP archive"),
    (b"\x1f\x8b", "a packed file"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"#EXTM3U", "a playlist"),
)
_SUBTITLES = re.compile(rb"\A(?:WEBVTT|\d+\s+\d\d:\d\d:\d\d[,.]\d{3} -->)")
_OF_WHISPER = re.compile(rb'\s*\{\s*"(?:text|segments)":')
_PAGE = re.compile(rb"\A\s*<(?:!doctype html|html)", re.IGNORECASE)


class Wanted(Enum):
    """What a command works on."""

    MEDIA = auto()
    TRANSCRIPT = auto()
    FOREIGN = auto()
    ARCHIVE = auto()
    TREE = auto()
    LIST = auto()
    REFERENCE = auto()


@contextmanager
def given(path: Path, wanted: Wanted) -> Iterator[None]:
    """Errors over `path` are told with what it is instead, and what to do about that.

    The kind of error, and so the exit code, stays; what is not known better is passed on.
    """
    try:
        yield
    except (InputError, DocumentError) as error:
        if (told := explained(path, wanted)) is None:
            raise
        message, hint = told
        raise type(error)(message or error.message, hint=hint) from None


def explained(path: Path, wanted: Wanted) -> tuple[str, str] | None:
    """A message, empty where the usual one is right, and a hint; None where nothing is wrong with `path`."""
    try:
        there, folder = path.exists(), path.is_dir()
    except (OSError, ValueError):
        return None
    if not there:
        return _missing(str(path), wanted)
    shown = repr(str(path))
    if folder and wanted is Wanted.MEDIA:
        return f"{shown} is a folder.", f"For a whole folder: `pipeline batch {path} ARCHIVE`."
    if folder and wanted is Wanted.TRANSCRIPT:
        return f"{shown} is a folder.", "Name one of the transcripts (.json) inside it."
    if folder and wanted is Wanted.FOREIGN:
        return f"{shown} is a folder.", "Name one of the files inside it."
    if not folder and wanted is Wanted.ARCHIVE:
        return f"{shown} is a file.", "Name the folder that `pipeline batch SRC DST` wrote: DST."
    if not folder and wanted is Wanted.TREE:
        return f"{shown} is a file.", f"For a single recording: `pipeline transcribe {path}`."
    if folder and wanted is Wanted.LIST:
        return f"{shown} is a folder.", "Name the file inside it."
    if not path.is_file() or wanted not in (Wanted.MEDIA, Wanted.TRANSCRIPT):  # opening a pipe would wait
        return None
    return _other_content(path, wanted, shown)


def refuse_file(folder: Path) -> None:
    """Raise OutputError where results would go into a folder that is a file."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{str(folder)!r} is a file, no folder.", hint="Name a folder for the results.")


def _missing(text: str, wanted: Wanted) -> tuple[str, str]:
    """What may have been meant by a path that leads nowhere."""
    if address := _ADDRESS.fullmatch(text):
        if address["scheme"].lower() == "file":
            whole, meant = f"file:///{address['rest']}", unquote(f"/{address['rest']}")
            return f"{whole!r} is an address.", f"Write the path: {meant!r}."
        whole = f"{address['scheme']}://{address['rest']}"
        return f"{whole!r} is an address, no file.", "Download it first; nothing here uses the network."
    if text == "-":
        return "Nothing is read from a pipe.", "Save it to a file first, and name that."
    if (bare := text.strip().strip(_QUOTES).strip()) != text and os.path.lexists(bare):
        return "", f"Without the quotes or blanks around it there is {bare!r}."
    if text.startswith("~") and (home := _at_home(text)) != text:
        return "", f"In quotes ~ stays a ~: write {home!r}."
    if text.startswith("-"):
        return "", "Options stand before --; after it everything is a file."
    if os.sep == "/" and _WINDOWS.match(text):
        return "", "This looks like a path of Windows; folders are parted by / here."
    if _PATTERN.search(text):
        return "", "No file fits this pattern; for a whole folder: `pipeline batch SRC DST`."
    return "", _neighbour(Path(text), wanted)


def _at_home(text: str) -> str:
    with suppress(RuntimeError):  # ~ and the name of nobody on this machine
        return str(Path(text).expanduser())
    return text


def _neighbour(path: Path, wanted: Wanted) -> str:
    if not path.parent.is_dir():
        return f"There is no folder {str(path.parent)!r} either."
    names: list[str] = []
    with suppress(OSError):
        names = [other.name for other in path.parent.iterdir()]
    if found := nearest(path.name, names):
        return f"Did you mean {str(path.with_name(found))!r}?"
    if wanted is Wanted.LIST and not path.suffix:
        return "This option wants the name of a file."
    return "Check the name and the folder."


def _other_content(path: Path, wanted: Wanted, shown: str) -> tuple[str, str] | None:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return None
    if not head:
        return None
    kind = _kind(head)
    if wanted is Wanted.MEDIA:
        if kind == "a transcript":
            return (
                "",
                f"It is a transcript: `pipeline render {path}` and `pipeline relabel {path}` work on it.",
            )
        return ("", f"It is {kind}: name the sound or video file.") if kind else None
    if kind is None:
        return f"{shown} is no transcript.", f"A recording? `pipeline transcribe {path} -o DIR` makes one."
    if _OF_WHISPER.match(head):
        return f"{shown} is a transcript of another program.", f"`pipeline import {path}` takes it over."
    sibling = path.with_suffix(".json")
    if kind != "a transcript" and sibling != path and sibling.is_file():
        return f"{shown} is {kind}, no transcript.", f"The transcript beside it is {str(sibling)!r}."
    if kind != "a transcript" and path.suffix != ".json":
        hint = "Give the .json file that `pipeline transcribe -o DIR` writes."
        return f"{shown} is {kind}, no transcript.", hint
    return None


def _kind(head: bytes) -> str | None:
    """What begins so, None for what may be sound."""
    if found := next((name for magic, name in _MAGIC if head.startswith(magic)), None):
        return found
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _SUBTITLES.match(start):
        return "a file of subtitles"
    if _PAGE.match(start):
        return "a web page"
    if start.lstrip()[:1] == b"{":
        return "a transcript" if b"broadcast-transcript/" in head else "a JSON file"
    return "text" if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    with suppress(UnicodeDecodeError):
        head[:-4].decode("utf-8")
        return all(byte >= 32 or byte in b"\t\n\r\f" for byte in head)
    return False
