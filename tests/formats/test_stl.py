"""EBU STL, byte by byte and as ttconv reads it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ttconv import model
from ttconv.stl import iso6937, reader

from pipeline import OutputError, render
from pipeline.captions.captioning import captions_of
from pipeline.captions.code_tables import encoded
from pipeline.captions.style import CaptionNames, CaptionStyle, caption_styles
from pipeline.transcript.model import Speaker, Transcript, Utterance
from pipeline.transcript.recording import Recording, Timecode
from tests.support.drawing import dialogue, utterance
from tests.support.transcripts import letters, transcripts

_PLAIN = CaptionStyle(caption_names=CaptionNames.OFF)


def _paragraphs(data: bytes) -> Iterator[tuple[object, object, str]]:
    document = reader.to_model(BytesIO(data))
    body = document.get_body()
    for element in body.dfs_iterator():
        if isinstance(element, model.P):
            text = "".join(one.get_text() for one in element.dfs_iterator() if isinstance(one, model.Text))
            yield element.get_begin() or Fraction(0), element.get_end(), letters(text)


@given(transcripts(nasty=False, languages=("en", "de")), st.sampled_from(list(caption_styles())))
def test_another_library_reads_the_same_words_and_times(transcript: Transcript, style: CaptionStyle) -> None:
    data = render(transcript, "stl", style)
    expected = [
        (Fraction(one.start, 25), Fraction(one.end, 25), "".join(letters(line.shown) for line in one.lines))
        for one in captions_of(transcript, style, 25, 37)
    ]
    assert [(begin, end, text.replace("…", ".")) for begin, end, text in _paragraphs(data)] == [
        (begin, end, text.replace("…", ".")) for begin, end, text in expected
    ]


@given(transcripts(languages=("en", "de")), st.sampled_from(list(caption_styles())))
def test_rows_have_forty_columns_at_most_and_blocks_their_size(
    transcript: Transcript, style: CaptionStyle
) -> None:
    data = render(transcript, "stl", style)
    assert (len(data) - 1024) % 128 == 0
    assert int(data[238:243]) == (len(data) - 1024) // 128
    text = b""
    for at in range(1024, len(data), 128):
        block = data[at : at + 128]
        text += block[16:].rstrip(b"\x8f")
        if block[3] != 0xFF:
            continue
        for row in text.split(b"\x8a"):
            shown = iso6937.decode(bytes(byte for byte in row if byte >= 0x20))[0]
            assert "\ufffd" not in shown
            assert len(shown) + sum(byte < 0x20 for byte in row) <= 40
            assert row[0] in (7, 3, 6, 2)
            assert row[1:3] == b"\x0b\x0b"
        text = b""


def test_the_block_about_the_file_says_what_is_in_it() -> None:
    news = Transcript("de", dialogue(("S1", "Guten Abend.")), title="Brücke", published="2025-03-14T18:30")
    data = render(news, "stl", _PLAIN)
    assert data[:16] == b"850STL25.0110008"
    assert data[16:48].decode("cp850").rstrip() == "Brücke"
    assert data[224:236] == b"250314250314"
    assert data[238:253] == b"000010000100140"[:15]
    assert (len(data), data[1024:1041]) == (
        1152,
        bytes([0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 1, 0, 22, 2, 0, 7]),
    )


def test_the_second_voice_has_another_colour() -> None:
    news = Transcript(
        "en", dialogue(("S1", "Good evening and welcome to all of you."), ("S2", "Yes, it is so."))
    )
    data = render(news, "stl", _PLAIN)
    assert {data[at + 16] for at in range(1024, len(data), 128)} == {7, 3}


@pytest.mark.parametrize(
    ("language", "text", "table", "codec"),
    [("ru", "Добрый вечер.", b"01", "iso8859_5"), ("el", "Καλησπέρα σας.", b"03", "iso8859_7")],
)
def test_other_scripts_take_their_own_table(language: str, text: str, table: bytes, codec: str) -> None:
    data = render(Transcript(language, dialogue(("S1", text))), "stl", _PLAIN)
    assert data[12:14] == table
    assert text.encode(codec) in data


def test_what_the_table_lacks_is_written_without_its_accent_and_signs_as_a_question_mark() -> None:
    data = render(Transcript("en", dialogue(("S1", "Ǻ café – 😀 “so”…"))), "stl", _PLAIN)
    assert b"A caf\xc2e - ? \xaaso\xba." in data


def test_figures_of_another_writing_are_those_that_every_table_has() -> None:
    assert encoded("\u0662\u0665 \u0627", "02") == b"25 \xc7"


def test_letters_of_no_table_are_refused_with_the_moment_and_what_to_do() -> None:
    with pytest.raises(OutputError, match=r"letter '東', said at 0 s.*Choose vtt"):
        render(Transcript("ja", dialogue(("S1", "東京"))), "stl")


def test_more_than_a_day_is_refused() -> None:
    said = utterance("S1", "Good evening.", start=86400.0)
    with pytest.raises(OutputError, match="24 hours"):
        render(Transcript("en", (said,)), "stl")


def test_times_stand_on_the_recording_s_timecode() -> None:
    code = Timecode("10:00:00:00", "25", False, "tmcd")
    news = Transcript("en", dialogue(("S1", "Good evening.")), recording=Recording("a", "0" * 64, 60.0, code))
    data = render(news, "stl", _PLAIN)
    assert data[256:272] == b"1000000010000000"
    assert data[1024 + 5 : 1024 + 9] == bytes([10, 0, 0, 0])


def test_a_long_row_of_accents_goes_on_in_an_extension_block() -> None:
    said = Utterance(0.0, 6.0, "S1", " ".join(["éééééééé"] * 8))
    data = render(Transcript("fr", (said,), speakers=(Speaker("S1"),)), "stl", _PLAIN)
    assert [data[at + 3] for at in range(1024, len(data), 128)] == [0, 255]
    assert [text for _, _, text in _paragraphs(data)] == ["é" * 64]
