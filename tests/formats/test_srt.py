"""SubRip, read back by pysubs2 and by ourselves."""

from __future__ import annotations

import pysubs2
from hypothesis import given
from hypothesis import strategies as st

from pipeline import render
from pipeline.captions.captioning import captions_of
from pipeline.captions.style import CaptionNames, CaptionPreset, CaptionStyle
from pipeline.formats.srt import plain, read_srt
from pipeline.transcript.model import Transcript
from tests.support.drawing import dialogue
from tests.support.transcripts import letters, said_by, transcripts

_NAMED = st.builds(
    CaptionStyle,
    st.sampled_from(list(CaptionPreset)),
    st.sampled_from([CaptionNames.CHANGES, CaptionNames.ON]),
)


@given(transcripts(), _NAMED)
def test_another_library_reads_the_same_lines_and_times(transcript: Transcript, style: CaptionStyle) -> None:
    expected = captions_of(transcript, style)
    read = pysubs2.SSAFile.from_string(render(transcript, "srt", style), format_="srt")
    assert [(one.start, one.end) for one in read] == [(one.start, one.end) for one in expected]
    lines = ["".join(letters(plain(line.shown)) for line in one.lines) for one in expected]
    assert [letters(one.plaintext) for one in read] == lines


@given(transcripts(nasty=False, languages=("en", "de", "ja")), _NAMED)
def test_our_own_reader_gets_the_same_words_and_voices_back(
    transcript: Transcript, style: CaptionStyle
) -> None:
    back = read_srt(render(transcript, "srt", style).encode(), "'a.srt'")
    found = {_surname(back, label): text for label, text in said_by(back).items()}
    assert found == {_surname(transcript, label): text for label, text in said_by(transcript).items()}


def _surname(transcript: Transcript, label: str | None) -> str | None:
    """What of a name always fits into a line: its last word, cut."""
    speaker = transcript.speaker(label)
    if speaker is None:
        return None
    return (speaker.name or f"Voice {speaker.label[1:]}").split()[-1][:10]


def test_what_players_take_for_a_command_is_none() -> None:
    text = render(Transcript("en", dialogue(("S1", "<i>R&D</i> --> {\\an8} it."))), "srt")
    assert text == "1\n00:00:00,000 --> 00:00:02,000\nVoice 1: ‹i>R&D‹/i> → (\\an8} it.\n"


def test_a_file_of_nothing_is_one_empty_line() -> None:
    assert render(Transcript("en", ()), "srt") == "\n"
