"""Files of captions from elsewhere as transcripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import DocumentError, InputError, Transcript, render
from pipeline.transcript.conversions.from_srt import is_srt, read_srt
from pipeline.transcript.conversions.from_vtt import is_vtt, read_vtt
from pipeline.transcript.model import Role


def srt(*captions: str) -> str:
    """Captions of two seconds, one after the other."""
    return "\n\n".join(
        f"{n}\n00:00:{2 * n:02d},000 --> 00:00:{2 * n + 2:02d},000\n{text}" for n, text in enumerate(captions)
    )


def said(text: str) -> list[tuple[str | None, str]]:
    """Who says what in a SubRip file, by name or label."""
    read = read_srt(text.encode(), "'a.srt'")
    names = {speaker.label: speaker.name or speaker.label for speaker in read.speakers}
    return [(names.get(one.speaker or ""), one.text) for one in read.utterances]


def test_a_name_before_the_words_is_a_voice_until_the_next() -> None:
    text = srt("CLARA HUGHES: Good evening.", "The bridge opens.", "Thomas van Dyke: Yes.")
    assert said(text) == [
        ("CLARA HUGHES", "Good evening. The bridge opens."),
        ("Thomas van Dyke", "Yes."),
    ]


def test_a_clause_with_a_colon_is_no_name() -> None:
    assert said(srt("He said: never again.")) == [(None, "He said: never again.")]


def test_behind_a_mark_of_change_without_a_name_nobody_knows_who_speaks() -> None:
    text = srt("ANNA: Is it open?", ">> Yes.", ">> BEN: No.")
    assert said(text) == [("ANNA", "Is it open?"), (None, "Yes."), ("BEN", "No.")]


def test_of_two_lines_behind_dashes_the_second_is_another_voice() -> None:
    assert said(srt("ANNA: Come in.", "- Is it open?\n- Yes.")) == [
        ("ANNA", "Come in. Is it open?"),
        (None, "Yes."),
    ]


def test_words_of_nobody_are_joined_up_to_the_end_of_their_sentence() -> None:
    assert said(srt("The bridge", "opens. It rains", "again.")) == [
        (None, "The bridge opens. It rains again."),
    ]
    assert said(srt("The bridge opens.", "It rains.")) == [(None, "The bridge opens."), (None, "It rains.")]


def test_words_have_times_within_their_caption() -> None:
    read = read_srt(srt("aa bb", "cccc").encode(), "'a.srt'")
    (one,) = read.utterances
    assert [(word.start, word.end, word.text) for word in one.words] == [
        (0.0, 1.0, "aa"), (1.0, 2.0, "bb"), (2.0, 4.0, "cccc"),
    ]  # fmt: skip


def test_tags_for_players_are_no_words() -> None:
    assert said(srt('<i>Good</i> <font color="red">evening</font>{\\an8}.')) == [(None, "Good evening.")]


def test_a_role_in_brackets_behind_the_name_is_the_voice_s() -> None:
    read = read_srt(srt("Clara Hughes (anchor): Good evening.").encode(), "'a.srt'")
    assert [(one.name, one.role) for one in read.speakers] == [("Clara Hughes", Role.ANCHOR)]


def test_captions_without_numbers_or_empty_lines_between_them_are_read() -> None:
    tight = "00:00:00,0 --> 00:00:01,0\none\n2\n00:00:01.000 --> 00:00:02.000 X1:1\r\ntwo"
    assert said(tight) == [(None, "one two")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1\n00:00:0a,000 --> 00:00:02,000\nx", r"line 2 has an arrow and no times"),
        ("1\n00:00:03,000 --> 00:00:02,000\nx", r"line 2 a caption ends before it begins"),
        ("Good evening.", r"no SubRip file"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(text: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=rf"^'a\.srt' .*{reason}"):
        read_srt(text.encode(), "'a.srt'")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(DocumentError, match="Save it as UTF-8"):
        read_srt(b"1\n\xff\xfa", "'a.srt'")


def test_utf_16_is_read_by_its_mark() -> None:
    assert len(read_srt(srt("Grüß Gott.").encode("utf-16"), "'a.srt'").utterances) == 1


def test_voice_spans_become_voices_with_the_roles_of_their_classes() -> None:
    text = (
        "WEBVTT - Kind: captions\nX: y\n\nSTYLE\n::cue { color: red }\n\nintro\n"
        "00:00.000 --> 00:02.000 line:0\n"
        "<v.loud.anchor Clara &amp; Co>Good <b>evening</b> &lt;all&gt;.</v>\n<v Ben>Hi.</v>\n\n"
        "NOTE nothing\n\n00:02.000 --> 00:03.000\nApplause.\n"
    )
    read = read_vtt(text.encode(), "'a.vtt'")
    assert [(one.label, one.name, one.role) for one in read.speakers] == [
        ("S1", "Clara & Co", Role.ANCHOR), ("S2", "Ben", Role.UNKNOWN),
    ]  # fmt: skip
    assert [(one.speaker, one.text, one.start) for one in read.utterances] == [
        ("S1", "Good evening <all>.", 0.0), ("S2", "Hi.", 0.0), (None, "Applause.", 2.0),
    ]  # fmt: skip


def test_labels_stay_what_they_are() -> None:
    read = read_vtt(b"WEBVTT\n\n00:00.000 --> 00:02.000\n<v S3>Yes.</v>\n<v Ben>No.</v>", "'a.vtt'")
    assert [(one.label, one.name) for one in read.speakers] == [("S3", None), ("S1", "Ben")]


def test_what_is_no_webvtt_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"'a\.vtt' is no WebVTT.*\.srt"):
        read_vtt(b"1\n00:00:00,000 --> 00:00:01,000\nx", "'a.vtt'")


def test_files_are_told_by_how_they_begin() -> None:
    assert is_vtt(b"\xef\xbb\xbfWEBVTT\n")
    assert is_srt(b"1\r\n00:00:00,000 --> 00:00:01,000\r\nx")
    assert not is_srt(b"WEBVTT\n\n00:00:00.000 --> 00:00:01.000")
    assert not is_vtt(b'{"schema": "x"}')


def test_a_file_from_the_disk_is_read_in_the_language_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "news.srt"
    path.write_text(srt("ANNA: Guten Abend."), "utf-8")
    read = Transcript.from_srt(path, language="de")
    assert (read.language, read.text) == ("de", "Guten Abend.")
    assert "Guten Abend." in render(read, "article")
    path.with_suffix(".vtt").write_text(render(read, "vtt"), "utf-8")
    assert Transcript.from_vtt(path.with_suffix(".vtt")).language == "de"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        Transcript.from_srt(tmp_path / "no.srt")
