"""EBU STL (EBU Tech 3264): teletext subtitles as bytes, rows of 37 characters, a colour for each voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.captions.caption import Caption, Line
from pipeline.captions.captioning import captions_of, fitting_rules
from pipeline.captions.code_tables import UnwritableError, encoded, table_for
from pipeline.captions.colours import Colour, colours
from pipeline.captions.report import measured, told
from pipeline.captions.style import CaptionStyle, caption_styles
from pipeline.errors import OutputError
from pipeline.formats.format import Writer
from pipeline.text.language import base_language
from pipeline.transcript.model import Transcript
from pipeline.transcript.shown import without_marks

_FRAMES = 25
"""Frames a second; the other rate that the standard knows, 30, is no station's in Europe."""
_ROW = 37
"""Characters of a row of teletext beside its colour and the two codes that open a box."""
_LAST_ROW = 22
"""The lowest of the 23 rows, one above the edge."""
_TEXT_FIELD = 112
_UNUSED, _NEW_LINE, _START_BOX, _END_BOX = b"\x8f", b"\x8a", b"\x0b\x0b", b"\x0a\x0a"
_LAST_BLOCK = 0xFF
_CENTRED = 2
_MOST = 65_535
"""Subtitles that a file can number."""
_DAY = 24 * 3600 * _FRAMES
_LANGUAGES = {
    "sq": "01", "br": "02", "ca": "03", "hr": "04", "cy": "05", "cs": "06", "da": "07", "de": "08",
    "en": "09", "es": "0A", "eo": "0B", "et": "0C", "eu": "0D", "fo": "0E", "fr": "0F", "fy": "10",
    "ga": "11", "gd": "12", "gl": "13", "is": "14", "it": "15", "la": "17", "lv": "18", "lb": "19",
    "lt": "1A", "hu": "1B", "mt": "1C", "nl": "1D", "no": "1E", "nb": "1E", "nn": "1E", "oc": "1F",
    "pl": "20", "pt": "21", "ro": "22", "rm": "23", "sr": "24", "sk": "25", "sl": "26", "fi": "27",
    "sv": "28", "tr": "29", "wa": "2B", "uk": "49", "ru": "56", "el": "70", "he": "6C", "fa": "5A",
    "ar": "7E", "bg": "77", "mk": "63", "ur": "48",
}  # fmt: skip
"""Language codes of the standard's third appendix, as far as a code table is for their script."""
_UNKNOWN = "00"


def write_stl(transcript: Transcript, style: CaptionStyle) -> bytes:
    """A block about the file and one or more for each caption.

    Times are those of the media, behind the recording's timecode where it has one of 25 frames. Raises
    OutputError for letters that no table has, for more captions than it can number, and beyond midnight.
    """
    captions = captions_of(transcript, style, _FRAMES, _ROW)
    start = _start(transcript)
    if len(captions) > _MOST or (captions and start + captions[-1].end > _DAY):
        raise OutputError(
            f"EBU STL holds {_MOST} subtitles and 24 hours at most.", hint="Choose vtt, srt or ttml instead."
        )
    table = table_for(line.shown for one in captions for line in one.lines)
    palette = colours(captions)
    blocks = [
        block
        for number, one in enumerate(captions)
        for block in _subtitle(one, number, start, table, palette)
    ]
    first = start + captions[0].start if captions else start
    return _general(transcript, table, len(blocks), len(captions), (start, first)) + b"".join(blocks)


def _start(transcript: Transcript) -> int:
    """The frame of the programme's clock at which the media begins."""
    timecode = transcript.recording.timecode if transcript.recording else None
    match = re.fullmatch(r"(\d\d):(\d\d):(\d\d):(\d\d)", timecode.start) if timecode else None
    if match is None or timecode is None or timecode.drop or timecode.rate != str(_FRAMES):
        return 0
    hours, minutes, seconds, frames = map(int, match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * _FRAMES + frames


def _subtitle(
    caption: Caption, number: int, start: int, table: str, palette: dict[str, Colour]
) -> Iterator[bytes]:
    """Its blocks: all but the last are extensions."""
    text = _NEW_LINE.join(_row(line, caption, table, palette) for line in caption.lines)
    parts = [text[at : at + _TEXT_FIELD] for at in range(0, len(text), _TEXT_FIELD)]
    times = b"".join(_time(start + tick) for tick in (caption.start, caption.end))
    row = _LAST_ROW - len(caption.lines) + 1
    for place, part in enumerate(parts):
        block = _LAST_BLOCK if place == len(parts) - 1 else place
        head = bytes([0, *number.to_bytes(2, "little"), block, 0]) + times + bytes([row, _CENTRED, 0])
        yield head + part.ljust(_TEXT_FIELD, _UNUSED)


def _row(line: Line, caption: Caption, table: str, palette: dict[str, Colour]) -> bytes:
    try:
        text = encoded(without_marks(line.shown), table)
    except UnwritableError as error:
        at = caption.start // _FRAMES
        raise OutputError(
            f"EBU STL cannot hold the letter {error.args[0]!r}, said at {at} s: its tables are Latin, "
            "Cyrillic, Arabic, Greek and Hebrew, one to a file.",
            hint="Choose vtt, srt or ttml instead.",
        ) from None
    colour = palette.get(line.speaker or "", Colour.WHITE)
    end = _END_BOX if line.width <= _ROW - len(_END_BOX) else b""
    return bytes([colour.code]) + _START_BOX + text + end


def _time(frames: int) -> bytes:
    """Hours, minutes, seconds and frames, a byte each."""
    seconds, rest = divmod(min(frames, _DAY - 1), _FRAMES)
    return bytes([seconds // 3600, seconds // 60 % 60, seconds % 60, rest])


def _general(transcript: Transcript, table: str, blocks: int, captions: int, times: tuple[int, int]) -> bytes:
    """The block about the file, 1024 bytes, in code page 850."""
    language = _LANGUAGES.get(base_language(transcript.language), _UNKNOWN)
    day = (transcript.published or "")[2:10].replace("-", "") or " " * 6
    title, station = transcript.title or "", (transcript.source.name if transcript.source else None) or ""
    begins, first = ("".join(f"{part:02d}" for part in _time(one)) for one in times)
    fields: Sequence[tuple[str, int]] = (
        ("850", 3), (f"STL{_FRAMES}.01", 8), ("1", 1), (table, 2), (language, 2), (title, 32),
        ("", 32 * 5), ("", 16), (day, 6), (day, 6), ("00", 2), (f"{blocks:05d}", 5), (f"{captions:05d}", 5),
        ("001", 3), (f"{_ROW + 3:02d}", 2), ("23", 2), ("1", 1), (begins, 8), (first, 8), ("1", 1), ("1", 1),
        ("", 3), (station, 32), ("", 64), ("", 75 + 576),
    )  # fmt: skip
    return b"".join(_field(text, width) for text, width in fields)


def _field(text: str, width: int) -> bytes:
    shown = "".join(c if c.isprintable() else " " for c in text)
    return shown.encode("cp850", errors="replace")[:width].ljust(width)


def remarks(transcript: Transcript, style: CaptionStyle) -> Iterator[str]:
    """A line for people where subtitles in these rows and frames cannot keep something."""
    rules = fitting_rules(transcript, style, _ROW)
    yield from told(measured(captions_of(transcript, style, _FRAMES, _ROW), rules, _FRAMES), rules)


WRITER = Writer(CaptionStyle, write_stl, caption_styles, remarks)
