"""The page itself: as it is served, and as one file that needs no server."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from mimetypes import guess_type

from pipeline.page.body import address, title
from pipeline.page.document import Sound
from pipeline.page.template import filled, inline_source
from pipeline.review.plain import plain_text, without_scripts
from pipeline.review.recording import MISSING, READY, recording_name
from pipeline.review.state_view import view_of
from pipeline.text.visible import one_line
from pipeline.transcript.model import Transcript

_PAGE, _LIST = "review.html", "programmes.html"
_MAIN, _LIST_MAIN = "main.js", "programmes.js"
_LOOK, _STYLE, _LIST_STYLE = "page.css", "review.css", "programmes.css"
_READ_ALONG, _REVIEW = "pipeline.page", "pipeline.review"
"""The packages in which a page's files lie; the look is that of the read-along."""
_IMPORT = re.compile(r'^import .* from "\./(?P<name>[a-z_]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; media-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
)
"""What a browser may do with a page that is served: nothing inline, nothing from elsewhere."""


def scripts(main: str = _MAIN) -> tuple[str, ...]:
    """The names of a page's scripts, each after those it imports."""
    found: dict[str, None] = {}

    def visit(name: str) -> None:
        for match in _IMPORT.finditer(_asset(name)):
            if match["name"] not in found:
                visit(match["name"])
        found.setdefault(name)

    visit(main)
    return tuple(found)


@cache
def assets() -> Mapping[str, str]:
    """Whatever a page loads: names of files, and the package of each."""
    names = (*scripts(), *scripts(_LIST_MAIN), _STYLE, _LIST_STYLE)
    return dict.fromkeys(names, _REVIEW) | {_LOOK: _READ_ALONG}


def review_page(transcript: Transcript) -> str:
    """The page that a server gives, which then asks for everything else."""
    return _page(transcript, POLICY, _linked(_STYLE, _MAIN), without_scripts(), "", "")


def list_page(name: str) -> str:
    """The list of an archive that is called `name`."""
    parts = {"policy": POLICY, "title": escape(one_line(name)), "head": _linked(_LIST_STYLE, _LIST_MAIN)}
    return filled(_asset(_LIST), parts)


def self_contained(transcript: Transcript, sound: Sound | None = None) -> str:
    """The same page in one file: text, style and scripts, with the corrections kept in the browser.

    It plays the file of the recording's name that lies beside it, or the `sound` it carries.
    """
    style = _asset(_LOOK, _READ_ALONG) + _asset(_STYLE)
    script = joined()
    policy = (
        f"default-src 'none'; script-src {inline_source(script)}; style-src {inline_source(style)}; "
        "media-src 'self' file: data: blob:; img-src data:; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'"
    )
    view = view_of(transcript)
    state = {
        "version": "file", "me": None, "paragraphs": view.paragraphs, "media": _media(transcript, sound),
        **view.lasting, **view.changing,
    }  # fmt: skip
    data = json.dumps(state, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    loaded = f'<script type="module">{script}</script>'
    return _page(transcript, policy, f"<style>{style}</style>", plain_text(transcript), data, loaded)


def _media(transcript: Transcript, sound: Sound | None) -> dict[str, str | None]:
    name = recording_name(transcript)
    is_video = sound is None and (guess_type(name)[0] or "").startswith("video/")
    url = sound.address if sound else address(name) if name else None
    return {
        "state": READY if url else MISSING, "kind": "video" if is_video else "audio", "name": name, "url": url
    }  # fmt: skip


def _page(transcript: Transcript, policy: str, head: str, plain: str, state: str, script: str) -> str:
    shown = escape(one_line(title(transcript)))
    parts = {"policy": policy, "title": shown, "head": head, "language": escape(transcript.language),
             "plain": plain, "state": state, "script": script}  # fmt: skip
    return filled(_asset(_PAGE), parts)


def _linked(style: str, main: str) -> str:
    styles = "".join(f'<link rel="stylesheet" href="assets/{name}">' for name in (_LOOK, style))
    return f'{styles}<script type="module" src="assets/{main}"></script>'


@cache
def joined() -> str:
    """All scripts in one, which imports nothing: browsers refuse modules from a disk."""
    return "".join(_EXPORT.sub("", _IMPORT.sub("", _asset(name))) for name in scripts())


@cache
def _asset(name: str, package: str = _REVIEW) -> str:
    return (files(package) / "assets" / name).read_text(encoding="utf-8")
