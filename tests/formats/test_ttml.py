"""TTML, read back by ttconv and held against what EBU-TT-D allows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ttconv import model
from ttconv.imsc import reader
from ttconv.isd import ISD
from ttconv.style_properties import StyleProperties

from pipeline import render
from pipeline.captions.captioning import captions_of
from pipeline.captions.colours import Colour, colours
from pipeline.captions.style import CaptionStyle, caption_styles
from pipeline.transcript.model import Transcript, Utterance
from tests.golden import TRANSCRIPT
from tests.support.transcripts import SPEAKERS, letters, transcripts

_TT, _TTS = "{http://www.w3.org/ns/ttml}", "{http://www.w3.org/ns/ttml#styling}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_TTP, _EBUTTS = "{http://www.w3.org/ns/ttml#parameter}", "{urn:ebu:tt:style}"
_VOICE = "{urn:broadcast-transcript:voice}"
_TEXT_STYLES = (
    "direction", "fontFamily", "fontSize", "lineHeight", "textAlign", "color", "backgroundColor", "fontStyle",
)  # fmt: skip
_ALLOWED = {
    "tt": ({f"{_TTP}timeBase", f"{_XML}lang"}, {f"{_TTP}cellResolution", f"{_XML}space"}),
    "head": (set(), set()),
    "metadata": (set(), set()),
    "styling": (set(), set()),
    "style": (
        {f"{_XML}id"},
        {f"{_TTS}{name}" for name in _TEXT_STYLES} | {f"{_EBUTTS}linePadding", f"{_EBUTTS}multiRowAlign"},
    ),
    "layout": (set(), set()),
    "region": ({f"{_XML}id", f"{_TTS}origin", f"{_TTS}extent"}, {f"{_TTS}displayAlign", f"{_TTS}overflow"}),
    "body": (set(), {"style"}),
    "div": (set(), {"style", "region", f"{_XML}id", f"{_XML}lang"}),
    "p": ({f"{_XML}id"}, {"region", "style", "begin", "end", f"{_XML}lang", f"{_XML}space"}),
    "span": (set(), {"style", "begin", "end", f"{_XML}id", f"{_XML}lang", f"{_XML}space"}),
    "br": (set(), set()),
}  # fmt: skip
"""Elements of EBU Tech 3380 with the attributes that they need and those that they may have."""
_CHILDREN = {
    "tt": "head(,body)?", "head": "metadata,styling,layout", "metadata": ".+", "styling": "style(,style)*",
    "style": "", "layout": "region(,region)*", "region": "", "body": "div(,div)*", "div": "p(,p)*",
    "p": "span(,(br|span))*", "span": "(br(,br)*)?", "br": "",
}  # fmt: skip
"""Which elements each holds, in which order."""
_TIME = re.compile(r"\d{2,}:[0-5]\d:[0-5]\d\.\d{3}")
_COLOUR, _PERCENT = re.compile(r"#[0-9A-F]{6}"), re.compile(r"\d+(\.\d+)?%")
_VALUES = {
    f"{_TTP}timeBase": re.compile("media"),
    f"{_TTP}cellResolution": re.compile(r"[1-9]\d* [1-9]\d*"),
    f"{_TTS}color": _COLOUR,
    f"{_TTS}backgroundColor": _COLOUR,
    f"{_TTS}fontSize": _PERCENT,
    f"{_TTS}lineHeight": _PERCENT,
    f"{_TTS}direction": re.compile("ltr|rtl"),
    f"{_TTS}textAlign": re.compile("left|center|right|start|end"),
    f"{_TTS}displayAlign": re.compile("before|center|after"),
    f"{_TTS}overflow": re.compile("visible|hidden"),
    f"{_EBUTTS}linePadding": re.compile(r"\d+(\.\d+)?c"),
    "begin": _TIME,
    "end": _TIME,
}
"""How what is in an attribute is written."""
_STYLES = st.sampled_from(list(caption_styles()))


def _document(transcript: Transcript, style: CaptionStyle) -> ElementTree.Element:
    return ElementTree.fromstring(render(transcript, "ttml", style).encode())


@given(transcripts(), _STYLES)
def test_a_document_has_only_what_ebu_tt_d_allows(transcript: Transcript, style: CaptionStyle) -> None:
    root = _document(transcript, style)
    ids = [one.get(f"{_XML}id") for one in root.iter() if f"{_XML}id" in one.attrib]
    assert len(set(ids)) == len(ids)
    for element in root.iter():
        if not element.tag.startswith(_TT):
            assert element.tag.startswith("{urn:ebu:tt:metadata}")
            continue
        needed, allowed = _ALLOWED[element.tag.removeprefix(_TT)]
        given_ = {name for name in element.attrib if not name.startswith(_VOICE)}
        assert needed <= given_ <= needed | allowed
        for name, written in _VALUES.items():
            assert name not in element.attrib or written.fullmatch(element.attrib[name])
        held = ",".join(child.tag.removeprefix(_TT) for child in element)
        assert re.fullmatch(_CHILDREN[element.tag.removeprefix(_TT)], held)
        assert set((element.get("style") or "").split()) <= set(ids)
    for region in root.iter(f"{_TT}region"):
        start, size = (re.findall(r"[\d.]+", region.attrib[f"{_TTS}{name}"]) for name in ("origin", "extent"))
        assert all(float(one) + float(other) <= 100 for one, other in zip(start, size, strict=True))


def test_what_another_library_would_draw_at_any_time_is_the_caption_of_that_time() -> None:
    golden = Transcript.load(TRANSCRIPT)
    document = reader.to_model(ElementTree.ElementTree(_document(golden, CaptionStyle())))
    assert document is not None
    expected = captions_of(golden, CaptionStyle())
    for one in expected:
        drawn = ISD.from_model(document, Fraction(one.start + one.end, 2000))
        assert _drawn(drawn) == letters("".join(line.shown for line in one.lines))
    assert _drawn(ISD.from_model(document, Fraction(expected[-1].end, 1000))) == ""


def _drawn(moment: ISD) -> str:
    elements = (element for region in moment.iter_regions() for element in region.dfs_iterator())
    return letters("".join(one.get_text() for one in elements if isinstance(one, model.Text)))


@given(transcripts(), _STYLES)
def test_another_library_reads_the_same_lines_times_and_colours_and_has_nothing_to_complain_of(
    transcript: Transcript, style: CaptionStyle
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        complaints: list[object] = []
        patch.setattr(reader.LOGGER, "error", lambda *found: complaints.append(found))
        patch.setattr(reader.LOGGER, "warning", lambda *found: complaints.append(found))
        document = reader.to_model(ElementTree.ElementTree(_document(transcript, style)))
    assert complaints == []
    assert document is not None
    expected = captions_of(transcript, style)
    palette = colours(expected)
    shown = [
        tuple((letters(line.shown), palette.get(line.speaker or "", Colour.WHITE).rgb) for line in one.lines)
        for one in expected
    ]
    times = [(Fraction(one.start, 1000), Fraction(one.end, 1000)) for one in expected]
    assert list(_paragraphs(document)) == [(*time, lines) for time, lines in zip(times, shown, strict=True)]


def _paragraphs(document: model.ContentDocument) -> Iterator[tuple[object, ...]]:
    body = document.get_body()
    for element in [] if body is None else body.dfs_iterator():
        if isinstance(element, model.P):
            yield element.get_begin() or Fraction(0), element.get_end(), tuple(_lines(element))


def _lines(paragraph: model.P) -> Iterator[tuple[str, str]]:
    for span in paragraph:
        if not isinstance(span, model.Span):
            continue
        colour = span.get_style(StyleProperties.Color)
        rgb = "#" + "".join(f"{part:02X}" for part in colour.components[:3])
        parts = (one.get_text() if isinstance(one, model.Text) else "\n" for one in span)
        text = "".join(parts)
        yield from ((letters(line), rgb) for line in text.split("\n"))


@given(transcripts())
def test_each_voice_has_a_style_that_says_whose_it_is(transcript: Transcript) -> None:
    root = _document(transcript, CaptionStyle())
    styles = {one.get(f"{_XML}id"): one.get(f"{_VOICE}label") for one in root.iter(f"{_TT}style")}
    found: dict[str | None, int] = defaultdict(int)
    for span in root.iter(f"{_TT}span"):
        found[styles[span.get("style")]] += 1 + len(span.findall(f"{_TT}br"))
    lines = [line for one in captions_of(transcript, CaptionStyle()) for line in one.lines]
    assert found == {
        label: sum(line.speaker == label for line in lines) for label in {one.speaker for one in lines}
    }


def test_names_stand_in_the_styles() -> None:
    said = Utterance(0.0, 2.0, "S1", "Good evening.")
    text = render(Transcript("en", (said,), speakers=SPEAKERS), "ttml")
    assert 'voice:label="S1" voice:name="Clara Hughes" voice:role="anchor"' in text


def test_a_document_of_nothing_has_no_body() -> None:
    assert "<body" not in render(Transcript("en", ()), "ttml")
