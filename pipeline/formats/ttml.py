"""TTML in a form that is EBU-TT-D (EBU Tech 3380) and text of IMSC 1.1 at once.

Both allow what is here: one region, styles by reference only, times of the media in hours, minutes, seconds
and thousandths. A voice has a style, which says in attributes of our own whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from pipeline.captions.caption import Caption, Line
from pipeline.captions.captioning import captions_of
from pipeline.captions.colours import Colour, colours
from pipeline.captions.names import voices_called
from pipeline.captions.report import remarks
from pipeline.captions.style import CaptionStyle, caption_styles
from pipeline.formats.format import Writer
from pipeline.formats.vtt import clock
from pipeline.transcript.model import Transcript
from pipeline.transcript.shown import is_right_to_left, shown

_ROOT = """<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
    xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ebuttm="urn:ebu:tt:metadata"
    xmlns:ebutts="urn:ebu:tt:style" xmlns:voice="urn:broadcast-transcript:voice"
    ttp:timeBase="media" ttp:cellResolution="32 15" """  # fmt: skip
_STANDARDS = ("urn:ebu:tt:distribution:2018-04", "http://www.w3.org/ns/ttml/profile/imsc1.1/text")
_TEXT = (
    'xml:id="text" tts:fontFamily="proportionalSansSerif" tts:fontSize="100%" tts:lineHeight="125%" '
    'tts:textAlign="center" ebutts:linePadding="0.5c"'
)
_RIGHT_TO_LEFT = 'xml:id="rightToLeft" tts:direction="rtl"'
_ON_BLACK = 'tts:backgroundColor="#000000"'
_REGION = (
    '<region xml:id="bottom" tts:origin="10% 10%" tts:extent="80% 80%" tts:displayAlign="after" '
    'tts:overflow="visible"/>'
)
_NOBODY = "nobody"


def write_ttml(transcript: Transcript, style: CaptionStyle) -> str:
    """A document; without a body where nothing is said."""
    captions = captions_of(transcript, style)
    palette = colours(captions)
    voices = {label: f"voice{number}" for number, label in enumerate(palette, 1)}
    language = escape(shown(transcript.language), {'"': "&quot;"})
    lines = [f'{_ROOT}xml:lang="{language}">', *_head(transcript, palette, voices)]
    if captions:
        lines += ["<body>", "<div>", *_body(captions, voices), "</div>", "</body>"]
    return "\n".join([*lines, "</tt>"]) + "\n"


def _head(transcript: Transcript, palette: dict[str, Colour], voices: dict[str, str]) -> Iterator[str]:
    yield from ("<head>", "<metadata>")
    for standard in _STANDARDS:
        yield f"<ebuttm:conformsToStandard>{standard}</ebuttm:conformsToStandard>"
    yield from ("</metadata>", "<styling>", f"<style {_TEXT}/>", f"<style {_RIGHT_TO_LEFT}/>")
    yield f'<style xml:id="{_NOBODY}" tts:color="{Colour.WHITE.rgb}" {_ON_BLACK}/>'
    names = voices_called(transcript)
    for label, colour in palette.items():
        known = f"voice:label={quoteattr(shown(label))} voice:name={quoteattr(names[label])}"
        known += f' voice:role="{transcript.role_of(label)}"'
        yield (f'<style xml:id="{voices[label]}" tts:color="{colour.rgb}" {_ON_BLACK} {known}/>')
    yield from ("</styling>", "<layout>", _REGION, "</layout>", "</head>")


def _body(captions: Iterable[Caption], voices: dict[str, str]) -> Iterator[str]:
    for number, one in enumerate(captions, 1):
        times = f'begin="{clock(one.start)}" end="{clock(one.end)}"'
        turned = " rightToLeft" * (is_right_to_left(" ".join(line.text for line in one.lines)) is True)
        spans = groupby(one.lines, key=lambda line: line.speaker)
        text = "<br/>".join(_span(list(lines), voices.get(label or "", _NOBODY)) for label, lines in spans)
        yield f'<p xml:id="caption{number}" region="bottom" style="text{turned}" {times}>{text}</p>'


def _span(lines: list[Line], style: str) -> str:
    return f'<span style="{style}">' + "<br/>".join(escape(line.shown) for line in lines) + "</span>"


WRITER = Writer(CaptionStyle, write_ttml, caption_styles, remarks)
