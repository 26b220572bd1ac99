"""The words of a recording, each with its time: what the second half of the engines' work makes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from pipeline.engines.contract import Recognizer
from pipeline.engines.diarization import Diarization
from pipeline.engines.recognition import Hypothesis, RecognizerOptions, Window
from pipeline.media.level import measure
from pipeline.media.waveform import Waveform
from pipeline.options import Options
from pipeline.progress import ProgressCallback, Stage
from pipeline.recognition.recognize import recognize
from pipeline.recognition.seams import mend_seams
from pipeline.recognition.unread import read_unread
from pipeline.recognition.windows import pack_windows
from pipeline.recognition.word_times import out_of_pauses
from pipeline.text.print_style import without_marks
from pipeline.transcript.parts import Excluded
from pipeline.transcript.provenance import Skipped, Windows
from pipeline.transcript.recording import Track
from pipeline.transcript.span import Span, union


@dataclass(frozen=True, slots=True)
class RecordingWords:
    """What was said in a recording of `duration` seconds, window by window, and what is doubtful of it."""

    duration: float
    language: str
    heard: tuple[Hypothesis, ...]
    windows: Windows
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    holes: tuple[Excluded, ...] = ()
    """Stretches that are missing from the media, or damaged there."""
    tracks: tuple[Track, ...] = ()
    """Those of the media with what was listened to, where that was chosen."""
    guards: tuple[str, ...] = ()
    """Under which the media was decoded."""

    @property
    def trusted(self) -> float:
        """The share of the speech that was written without a doubt, 0 to 1."""
        doubted = sum(
            span.duration for span in union(Span(part.start, part.end) for part in self.skipped if part.text)
        )
        sure = sum(heard.window.seconds for heard in self.heard if not self._is_doubted(heard))
        return sure / (sure + doubted) if sure + doubted else 1.0

    def _is_doubted(self, heard: Hypothesis) -> bool:
        return any(part.start <= heard.window.start < part.end for part in self.skipped)


def recognize_recording(
    waveform: Waveform,
    diarization: Diarization,
    recognizer: Recognizer,
    options: Options,
    listener: ProgressCallback,
) -> RecordingWords:
    """Cut windows along the turns and recognise them. Raises EngineError."""
    loudness = measure(waveform)
    turns = diarization.exclusive
    windows = pack_windows(
        turns,
        loudness,
        duration=waveform.duration,
        longest=recognizer.longest,
        padding=options.padding,
    )
    request = RecognizerOptions(options.language, preferred_spellings(options), options.beam)
    progress = partial(listener, Stage.RECOGNIZE)
    first = recognize(recognizer, waveform, windows, loudness, request, progress)
    recognition = read_unread(first, turns, recognizer, waveform, loudness, request)
    listener(Stage.RECOGNIZE, 1.0)
    return RecordingWords(
        duration=round(waveform.duration, 3),
        language=recognition.language,
        heard=mend_seams(
            [out_of_pauses(_unmarked(heard, recognition.language), loudness) for heard in recognition.heard],
            recognition.language,
        ),
        windows=_filled(windows, recognizer.longest),
        skipped=recognition.skipped,
        notes=(*waveform.notes, *recognition.notes),
        holes=waveform.holes,
        tracks=waveform.tracks,
        guards=waveform.guards,
    )


def preferred_spellings(options: Options) -> tuple[str, ...]:
    """What the recognizer is told of the house: its spellings first, then its people."""
    house = options.house
    return tuple(dict.fromkeys((*house.spellings, *(person.name for person in house.people))))


def _filled(windows: tuple[Window, ...], longest: float) -> Windows:
    seconds = sum(window.seconds for window in windows)
    return Windows(len(windows), round(seconds / (len(windows) * longest), 3))


def _unmarked(heard: Hypothesis, programme: str) -> Hypothesis:
    language = heard.window.language or programme
    words = tuple(replace(word, text=without_marks(word.text, language)) for word in heard.words)
    return replace(
        heard,
        text=without_marks(heard.text, language).strip(),
        words=tuple(word for word in words if word.text),
    )
