"""The words of a recording, each with its time: what the second half of the engines' work makes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from pipeline.diarization import Diarization
from pipeline.engines.base import Aligner, Recognizer
from pipeline.hearing import Heard, Request, Window
from pipeline.loudness import Loudness, measure
from pipeline.options import Options
from pipeline.recognition import Recognition, recognize, skip
from pipeline.stage import Listener, Stage
from pipeline.types import Skipped, Windows
from pipeline.waveform import Waveform
from pipeline.windows import cut_windows, pack_windows
from pipeline.wording import without_marks
from pipeline.words import TimedWords, time_words


@dataclass(frozen=True, slots=True)
class TimedText:
    """What was said in a recording of `duration` seconds, window by window, and what is doubtful of it."""

    duration: float
    language: str
    words: tuple[TimedWords, ...]
    windows: Windows
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


def write_text(
    waveform: Waveform,
    diarization: Diarization,
    recognizer: Recognizer,
    aligner: Aligner | None,
    options: Options,
    listener: Listener,
) -> TimedText:
    """Cut windows at the turns, recognise them, time their words. Raises EngineError."""
    loudness = measure(waveform)
    windows = _windows(waveform, diarization, loudness, recognizer, options)
    recognition = _text(waveform, windows, loudness, recognizer, options, listener)
    timed = _words(waveform, recognition, loudness, aligner, listener)
    return TimedText(
        duration=round(waveform.duration, 3),
        language=recognition.language,
        words=timed,
        windows=_filled(windows, recognizer.longest),
        skipped=(*recognition.skipped, *_doubtful_times(timed)),
        notes=recognition.notes,
    )


def _windows(
    waveform: Waveform,
    diarization: Diarization,
    loudness: Loudness,
    recognizer: Recognizer,
    options: Options,
) -> tuple[Window, ...]:
    cut = pack_windows if recognizer.packs else cut_windows
    return cut(
        diarization.exclusive,
        loudness,
        duration=waveform.duration,
        longest=recognizer.longest,
        padding=options.padding,
    )


def _filled(windows: tuple[Window, ...], longest: float) -> Windows:
    seconds = sum(window.seconds for window in windows)
    return Windows(len(windows), round(seconds / (len(windows) * longest), 3))


def _text(
    waveform: Waveform,
    windows: tuple[Window, ...],
    loudness: Loudness,
    recognizer: Recognizer,
    options: Options,
    listener: Listener,
) -> Recognition:
    request = Request(options.language, preferred_spellings(options), options.beam)
    progress = partial(listener, Stage.RECOGNIZE)
    result = recognize(recognizer, waveform, windows, loudness, request, progress)
    listener(Stage.RECOGNIZE, 1.0)
    return replace(result, heard=tuple(_unmarked(heard) for heard in result.heard))


def preferred_spellings(options: Options) -> tuple[str, ...]:
    """What the recognizer is told of the house: its spellings first, then its people."""
    house = options.house
    return tuple(dict.fromkeys((*house.spellings, *(person.name for person in house.people))))


def _unmarked(heard: Heard) -> Heard:
    words = tuple(replace(word, text=without_marks(word.text)) for word in heard.words)
    return replace(heard, text=without_marks(heard.text), words=tuple(word for word in words if word.text))


def _words(
    waveform: Waveform,
    recognition: Recognition,
    loudness: Loudness,
    aligner: Aligner | None,
    listener: Listener,
) -> tuple[TimedWords, ...]:
    timed: list[TimedWords] = []
    for heard in recognition.heard:
        timed.append(time_words(heard, waveform, loudness, aligner))
        listener(Stage.ALIGN, len(timed) / len(recognition.heard))
    listener(Stage.ALIGN, 1.0)
    return tuple(timed)


def _doubtful_times(timed: tuple[TimedWords, ...]) -> tuple[Skipped, ...]:
    estimated = (words.heard for words in timed if words.estimated)
    return tuple(skip(heard, "word times estimated from letter counts") for heard in estimated)
