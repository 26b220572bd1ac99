"""Every format with what somebody may have said, been called, or written into a file's tags."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator

import pytest

from pipeline import OutputError, Transcript, render
from pipeline.formats import FORMATS
from pipeline.formats.table import TableStyle
from pipeline.transcript.model import Role, Source, Speaker, Utterance, Word
from pipeline.transcript.recording import Recording
from pipeline.transcript.rows import Rows

_SAID = (
    "</script><img src=x> --> & ]]> \u202eback\u2066 \x1b[31mred\x07 \x00 \u2028 \ufffe =cmd() {\\an8} \x85 "
    "\x9b31m"
)
_NAME = '</v><b>Eve\u202e\x1b[2J, "x"\x9b'
_BREAKS = "\n\r\t"
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2028\u2029"
"""Marks that turn what follows, and breaks of lines that no program expects."""
_ISOLATES = "\u2066\u2067"
"""Those that only captions put around a name."""


def hostile(language: str = "en") -> Transcript:
    words = tuple(Word(n * 0.3, n * 0.3 + 0.2, word) for n, word in enumerate(_SAID.split()))
    return Transcript(
        language,
        (
            Utterance(0.0, 6.0, "S1", _SAID, words=words),
            Utterance(5.0, 9.0, "S2", "=1+2", overlapped=True),
            Utterance(9.0, 12.0, None, _SAID),
        ),
        recording=Recording("/x/../evil\x1b[31m</title>\u202e.mp4", "0" * 64, 12.0),
        title="</title><script>alert(1)</script>\x1b]0;pwn\x07\n\u202e",
        source=Source("=cmd</p>\u202e\x9b", "javascript:alert(1)\x1b"),
        speakers=(Speaker("S1", Role.ANCHOR, _NAME), Speaker("S2", Role.EXPERT, "=EVIL()")),
        metadata={"=id\x9b": "\u202e</b>"},
    )


def written(transcript: Transcript, name: str) -> Iterator[str]:
    """With every setting; the parts of a document of Word, with its defaults; nothing of what is no text."""
    writer = FORMATS[name].writer
    for settings in (writer.options(),) if name == "docx" else writer.settings():
        found = render(transcript, name, settings)
        if isinstance(found, str):
            yield found
        elif name == "docx":
            with zipfile.ZipFile(io.BytesIO(found)) as parts:
                yield from (parts.read(one).decode() for one in parts.namelist() if one.endswith(".xml"))


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "stl"])
def test_nothing_commands_a_terminal_or_turns_a_line_round(name: str, language: str) -> None:
    forbidden = _TURNS if name in ("vtt", "srt", "ttml") else _TURNS + _ISOLATES
    for text in written(hostile(language), name):
        found = [c for c in text if (unicodedata.category(c) == "Cc" and c not in _BREAKS) or c in forbidden]
        assert found == []
        assert "\ufffe" not in text


@pytest.mark.parametrize("name", ["html", "docx", "ttml", "fcpxml"])
def test_nothing_that_is_said_or_called_is_markup(name: str) -> None:
    for text in written(hostile(), name):
        assert not re.search(r"<img src|<script>alert|<b>Eve", text)


@pytest.mark.parametrize("rows", Rows)
def test_no_cell_of_a_table_is_a_formula(rows: Rows) -> None:
    for row in csv.reader(io.StringIO(render(hostile(), "csv", TableStyle(rows)))):
        assert not [cell for cell in row if re.match(r"[=+@\t]|-(?![\d.]+$)", cell)]


def _odd(kind: str) -> Transcript:
    said = {
        "nothing": (),
        "one word": (Utterance(0.0, 0.3, "S1", "Yes.", words=(Word(0.0, 0.3, "Yes."),)),),
        "no times": (Utterance(1.0, 3.0, None, "Nobody knows who said it."),),
        "no length": (Utterance(2.0, 2.0, "S1", "Hm.", words=(Word(2.0, 2.0, "Hm."),)),),
        "over one another": (
            Utterance(0.0, 5.0, "S1", "I was about to say.", overlapped=True),
            Utterance(1.0, 3.0, "S2", "No, listen.", overlapped=True),
        ),
        "right to left": (Utterance(0.0, 4.0, "S1", "يفتح الجسر BBC من جديد يوم الاثنين، ٢٥."),),
        "without spaces": (Utterance(0.0, 4.0, "S1", "橋が今日再開しました。「はい」と彼は言った。"),),
    }[kind]
    language = {"right to left": "ar", "without spaces": "ja"}.get(kind, "en")
    return Transcript(language, said)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "kind",
    ["nothing", "one word", "no times", "no length", "over one another", "right to left", "without spaces"],
)
def test_odd_transcripts_are_written_with_all_that_is_said(name: str, kind: str) -> None:
    transcript = _odd(kind)
    if name == "stl" and kind == "without spaces":
        with pytest.raises(OutputError, match="cannot hold the letter"):
            render(transcript, name)
        return
    content = render(transcript, name)
    assert isinstance(content, str | bytes)
    if isinstance(content, bytes) or name in ("rttm", "edl"):  # no text, or times only
        return
    marked = name in ("ttml", "html", "vtt")
    letters = re.sub(r"<[^<>]*>|\W" if marked else r"\W", "", content)
    for word in (word for said in transcript.utterances for word in said.text.split()):
        assert re.sub(r"\W", "", word) in letters
