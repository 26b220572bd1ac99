"""The article in Markdown: front matter, the speakers, and times that lead into the recording."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

from pipeline.formats.article import ArticleStyle, Timestamps, Unsure, article_styles, who_says
from pipeline.formats.format import Writer
from pipeline.formats.left_out import LeftOut, left_out
from pipeline.formats.media_name import media_name
from pipeline.formats.stamps import Stamp, stamps
from pipeline.text.visible import one_line
from pipeline.transcript.model import Paragraph, Speaker, Transcript

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&$^]")
"""Signs that mean something to some reader of Markdown; behind a backslash they are only shown."""
_OPENING = re.compile(r"[#\-+=]|(?<=\d)[.)]$")
"""Signs that mean something where a paragraph begins: a heading, a list."""
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def write_markdown(transcript: Transcript, style: ArticleStyle) -> str:
    """The document; its blocks are parted by one empty line."""
    return "\n\n".join([_front_matter(transcript), *_body(transcript, style), *_foot(transcript)]) + "\n"


def _front_matter(transcript: Transcript) -> str:
    """YAML, every text of it in JSON's quotes, which are YAML's too."""
    source = transcript.source
    told = {
        "title": transcript.title, "published": transcript.published, "language": transcript.language,
        "source": source and source.name, "url": source and source.url, "media": media_name(transcript),
    }  # fmt: skip
    lines = [f"{name}: {_quoted(text)}" for name, text in told.items() if text]
    if transcript.speakers:
        lines.append("speakers:")
        lines.extend(_speaker(one) for one in transcript.speakers)
    return "\n".join(["---", *lines, "---"])


def _speaker(speaker: Speaker) -> str:
    told = {"label": speaker.label, "role": speaker.role.value, "name": speaker.name}
    return f"  - {{{', '.join(f'{name}: {_quoted(text)}' for name, text in told.items() if text)}}}"


def _quoted(text: str) -> str:
    return json.dumps(one_line(text), ensure_ascii=False)


def _body(transcript: Transcript, style: ArticleStyle) -> Iterator[str]:
    if transcript.title:
        yield f"# {_escaped(transcript.title)}"
    link = _linked(media_name(transcript), stamps(transcript, timecode=style.timecode))
    missing = left_out(transcript, hide_left_out=style.hide_left_out, hide_missing=style.hide_missing)
    before: Paragraph | None = None
    for part in transcript.paragraphs:
        while missing and missing[0].start <= part.start:
            yield _note(missing.pop(0), style, link)
        opens = before is None or before.speaker != part.speaker
        yield _paragraph(transcript, part, link, style, opens=opens)
        before = part
    yield from (_note(one, style, link) for one in missing)


def _note(one: LeftOut, style: ArticleStyle, link: Stamp) -> str:
    timed = "" if style.timestamps is Timestamps.NONE else f"{link(one.start)} "
    return f"{timed}*{_escaped(one.told)}*"


def _paragraph(
    transcript: Transcript, part: Paragraph, link: Stamp, style: ArticleStyle, *, opens: bool
) -> str:
    speaker = transcript.speaker(part.speaker)
    pieces = []
    if style.timestamps is Timestamps.SENTENCE or (style.timestamps is Timestamps.TURN and opens):
        pieces.append(link(part.start))
    if opens and speaker is not None:
        pieces.append(f"**{_escaped(who_says(part, speaker))}:**")
    text = _escaped(part.text)
    pieces.append(f'"{text}"' if part.quoted or (part.unsure and style.unsure is Unsure.QUOTE) else text)
    whole = " ".join(pieces)
    return f"> {whole}" if part.quoted else whole


def _linked(media: str | None, stamp: Stamp) -> Stamp:
    """Times as links that play the recording beside the document from there on."""

    def link(seconds: float) -> str:
        shown = f"\\[{stamp(seconds)}\\]"
        return f"[{shown}]({quote(media)}#t={seconds:.2f})" if media else shown

    return link


def _foot(transcript: Transcript) -> Iterator[str]:
    source = transcript.source
    if source is None:
        return
    name, url = one_line(source.name or ""), one_line(source.url or "")
    if _ADDRESS.fullmatch(url):
        yield f"[{_escaped(name or url)}]({quote(url, safe=':/?#[]@!$&*+,;=%~-._')})"
    elif name or url:
        yield _escaped(" ".join(filter(None, (name, url))))


def _escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    shown = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    first, space, rest = shown.partition(" ")
    return _OPENING.sub(r"\\\g<0>", first) + space + rest if _opens_a_block(first) else shown


def _opens_a_block(word: str) -> bool:
    return word[0:1] in "#-+=" or (word[:-1].isdecimal() and word[-1:] in ".)")


WRITER = Writer(ArticleStyle, write_markdown, article_styles)
