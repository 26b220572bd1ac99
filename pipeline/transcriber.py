"""The library's front door: engines that load once, and recordings through them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import NoReturn, Self, Unpack

from pipeline.engines.contract import Diarizer, Progress, Recognizer
from pipeline.engines.load import Loaded, load_diarizer, load_recognizer
from pipeline.engines.process import check_process, loading_engines
from pipeline.engines.recognition import RecognitionResult, RecognizerOptions, Window
from pipeline.engines.spec import diarizer_name, recognizer_name
from pipeline.media.incoming import MediaInput, as_file
from pipeline.media.waveform import Waveform
from pipeline.models import ModelStore
from pipeline.options import Options, TranscribeSettings, chosen_options
from pipeline.progress import Caller, ProgressCallback, Stop, no_progress
from pipeline.run import Keep, forget, run
from pipeline.transcript.model import Transcript
from pipeline.transcript.provenance import Engine, Reasons


class Pipeline:
    """Turns recordings into transcripts, keeping its engines loaded from one to the next.

    Threads may share one: recordings are decoded at once, and take turns with the engines. So do several
    Pipelines in one process. Not to be used in a fork of the process that loaded it, nor to be pickled.
    """

    def __init__(self, recognizer: Recognizer, diarizer: Diarizer) -> None:
        self.recognizer = recognizer
        self.diarizer = diarizer
        self._loaded_in: int | None = None
        self._loaded: tuple[Loaded[Recognizer], Loaded[Diarizer]] = (Loaded(recognizer), Loaded(diarizer))

    @classmethod
    def load(
        cls,
        asr: str = "auto",
        *,
        diarizer: str = "auto",
        store: ModelStore | None = None,
        language: str | None = None,
        trusted: Sequence[str] = (),
    ) -> Self:
        """Load engines by name, with `auto` the most accurate installed ones that this machine can run.

        `language` is what will be spoken, if that is known: `auto` then takes a recognizer that writes it.
        `trusted` are the SHA-256 of checkpoints that may run code when they are read.
        Never downloads, and needs no place to write. Raises ModelError when a model is missing or damaged,
        EngineError in a fork of a process that has loaded engines, ValueError, before anything is loaded, for
        a name that does not exist.
        """
        for parsed, name in ((recognizer_name, asr), (diarizer_name, diarizer)):
            parsed(name)  # the second, too, before the first takes its time to load
        with loading_engines() as process:
            store = store or ModelStore.default(trusted)
            engines = (load_recognizer(asr, store, language), load_diarizer(diarizer, store))
        newsroom = cls(engines[0].engine, engines[1].engine)
        newsroom._loaded = engines
        newsroom._loaded_in = process
        return newsroom

    @property
    def reasons(self) -> Reasons:
        """Why `load` chose these engines; nothing is said of one that was put in another's place."""
        recognizer, diarizer = self._loaded
        return Reasons(
            recognizer.reason if recognizer.engine is self.recognizer else None,
            diarizer.reason if diarizer.engine is self.diarizer else None,
        )

    def transcribe(
        self,
        media: MediaInput,
        options: Options | None = None,
        *,
        sample_rate: int | None = None,
        listener: ProgressCallback = no_progress,
        progress: Callable[[float], None] | None = None,
        found: Keep = forget,
        cancel: Callable[[], bool] | threading.Event | None = None,
        **settings: Unpack[TranscribeSettings],
    ) -> Transcript:
        """One recording to a transcript; `settings` are fields of Options, as in `title="..."`.

        `media` is a path; or bytes, or a file object open for bytes, of a media file; or an array of samples
        (n,) or (n, channels), which needs its `sample_rate`: floats within ±1, int16, int32 or uint8.

        `listener` is told the share done, 0 to 1, of each stage, `progress` that of the whole. `found` is
        given the turns (Diarization) as soon as they are there, then the words (RecordingWords). `cancel` is
        asked whenever there is progress, and ends the work. What any of them raises ends it, too, and comes
        out as it is. All are called in the thread that called this.

        Raises InputError for media that cannot be used, EngineError when an engine fails, Cancelled; before
        anything is read ValueError for a language that the recognizer does not write, TypeError for a setting
        that does not exist.
        """
        chosen = chosen_options(options, settings)
        self.check_language(chosen.language)
        if self._loaded_in is not None:
            check_process(self._loaded_in)
        caller = Caller(listener, progress, cancel)
        try:
            caller.check()
            with as_file(media, sample_rate) as file:
                return run(
                    file,
                    _Attended(self.recognizer, caller.check),
                    self.diarizer,
                    chosen,
                    caller,
                    keep=lambda result: caller.tell(found, result),
                    reasons=self.reasons,
                )
        except Stop as stop:
            raise stop.reason from None

    def check_language(self, language: str | None) -> None:
        """Raise ValueError unless the recognizer writes `language`; None is always right."""
        written = self.recognizer.languages
        if language is not None and language not in written:
            known = ", ".join(written) if len(written) < 4 else f"{len(written)} languages"
            remedy = (
                "; `pipeline models pull whisper-base` brings one for 99 languages" if known == "en" else ""
            )
            raise ValueError(
                f"the recognizer {self.recognizer.engine.name} writes {known}, not {language!r}{remedy}"
            )

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a Pipeline holds loaded engines and cannot be pickled or copied: load one in each process; "
            "transcripts, options and errors can be pickled"
        )

    def __repr__(self) -> str:
        return f"<Pipeline: {self.recognizer.engine.name}, {self.diarizer.engine.name}>"


class _Attended:
    """A recognizer that may be stopped also while it hears something again, of which no listener is told."""

    def __init__(self, recognizer: Recognizer, check: Callable[[], None]) -> None:
        self._recognizer = recognizer
        self._check = check
        self.longest = recognizer.longest

    @property
    def languages(self) -> Sequence[str]:
        return self._recognizer.languages

    @property
    def engine(self) -> Engine:
        return self._recognizer.engine

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        def attended(share: float) -> None:
            self._check()
            progress(share)

        self._check()
        return self._recognizer.recognize(waveform, windows, request, attended)
