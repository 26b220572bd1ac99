"""WebVTT, read back by webvtt-py and by ourselves."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from io import StringIO

import webvtt
from hypothesis import given
from hypothesis import strategies as st

from pipeline import render
from pipeline.captions.captioning import captions_of
from pipeline.captions.names import voices_called
from pipeline.captions.style import CaptionNames, CaptionStyle, caption_styles
from pipeline.formats.vtt import read_vtt
from pipeline.transcript.model import Role, Source, Speaker, Transcript, Utterance
from tests.support.drawing import dialogue
from tests.support.transcripts import letters, said_by, transcripts

_CUE = re.compile(
    r"\d{2,}:[0-5]\d:[0-5]\d\.\d{3} --> \d{2,}:[0-5]\d:[0-5]\d\.\d{3}\n"
    r"(?:(?:<v\.[a-z]+ [^<>\n&]*(?:&\w+;[^<>\n&]*)*>)?(?:[^<>&\n]|&(?:amp|lt|gt);)+(?:</v>)?(?:\n(?!$)|$))+"
)
"""What the standard lets a cue of ours be: no bare mark, no empty line."""
_PLAIN = CaptionStyle(caption_names=CaptionNames.OFF)
_NEWS = Transcript(
    "en",
    dialogue(("S1", "Good evening & welcome."), ("S2", "R&D <b> --> that is it.")),
    title="Toll --> bridge",
    published="2025-03-14T18:30",
    source=Source("Example News", "https://news.example/"),
    speakers=(Speaker("S1", Role.ANCHOR, "Clara <Hughes>"), Speaker("S2", Role.EXPERT)),
)


def _milliseconds(text: str) -> int:
    hours, minutes, seconds, rest = map(int, re.split(r"[:.]", text))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


@given(transcripts(), st.sampled_from(list(caption_styles())))
def test_every_block_is_one_that_the_standard_allows(transcript: Transcript, style: CaptionStyle) -> None:
    text = render(transcript, "vtt", style)
    head, note, *cues = text.removesuffix("\n").split("\n\n")
    assert head == "WEBVTT"
    assert re.match(r"NOTE\n", note)
    assert "-->" not in note
    for cue in cues:
        assert _CUE.fullmatch(cue), cue


@given(transcripts())
def test_another_library_reads_the_same_words_times_and_voices(transcript: Transcript) -> None:
    read = webvtt.from_buffer(StringIO(render(transcript, "vtt", _PLAIN)))
    names = {name: label for label, name in voices_called(transcript).items()}
    found: dict[str | None, str] = defaultdict(str)
    for cue in read.captions:
        for line in re.split(r"\n(?=<v)|(?<=</v>)\n", cue.raw_text):
            voice = re.match(r"<v\.\w+ ([^>]*)>", line)
            bare = re.sub(r"^-", "", html.unescape(re.sub(r"<[^>]*>", "", line)))
            bare = bare if len(cue.lines) > 1 else html.unescape(re.sub(r"<[^>]*>", "", line))
            found[names[html.unescape(voice[1])] if voice else None] += letters(bare)
    expected = captions_of(transcript, _PLAIN)
    times = [(one.start, one.end) for one in expected]
    assert [(_milliseconds(cue.start), _milliseconds(cue.end)) for cue in read.captions] == times
    undashed = {label: text.replace("-", "") for label, text in said_by(transcript).items()}
    assert {label: text.replace("-", "") for label, text in found.items()} == undashed


@given(transcripts(nasty=False), st.sampled_from(list(caption_styles())))
def test_our_own_reader_gets_the_same_words_and_voices_back(
    transcript: Transcript, style: CaptionStyle
) -> None:
    back = read_vtt(render(transcript, "vtt", style).encode(), "'a.vtt'")
    names = {speaker.label: speaker.name or speaker.label for speaker in back.speakers}
    found = {names.get(label or ""): text for label, text in said_by(back).items()}
    known = voices_called(transcript)
    assert found == {known.get(label or ""): text for label, text in said_by(transcript).items()}
    assert back.language == transcript.language


def test_names_words_and_notes_cannot_break_the_file() -> None:
    text = render(_NEWS, "vtt", CaptionStyle())
    assert text.startswith(
        "WEBVTT\n\nNOTE\nTitle: Toll → bridge\nPublished: 2025/03/14 18:30\n"
        "Source: Example News https://news.example/\nLanguage: en\n\n00:00:00.000 --> "
    )
    assert "<v.anchor Clara &lt;Hughes&gt;>" in text
    assert "R&amp;D &lt;b&gt; --&gt; that is it.</v>" in text


def test_a_file_of_nothing_is_a_file() -> None:
    assert render(Transcript("en", ()), "vtt") == "WEBVTT\n\nNOTE\nLanguage: en\n"


def test_almost_a_minute_is_written_as_a_minute() -> None:
    said = Utterance(59.9996, 62.0, "S1", "Good evening.")
    assert "00:01:00.000 --> 00:01:02.000" in render(Transcript("en", (said,)), "vtt")
