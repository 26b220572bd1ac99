"""The library's front door: engines that load once, and recordings through them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from pipeline.engines.contract import Diarizer, Recognizer
from pipeline.engines.load import load_diarizer, load_recognizer
from pipeline.models import ModelStore
from pipeline.options import Options
from pipeline.progress import ProgressCallback, no_progress
from pipeline.run import Keep, Known, forget, run
from pipeline.transcript.model import Transcript


class Pipeline:
    """Turns recordings into transcripts, keeping its engines loaded from one to the next.

    Not for use by two threads at once; give each its own.
    """

    def __init__(self, recognizer: Recognizer, diarizer: Diarizer) -> None:
        self.recognizer = recognizer
        self.diarizer = diarizer

    @classmethod
    def load(
        cls,
        asr: str = "auto",
        diarizer: str = "auto",
        store: ModelStore | None = None,
        language: str | None = None,
    ) -> Self:
        """Load engines by name, with `auto` the most accurate installed ones that this machine can run.

        `language` is what will be spoken, if that is known: `auto` then takes a recognizer that writes it.
        Never downloads. Raises ModelError when a model is missing or damaged, ValueError for a name that does
        not exist.
        """
        store = store or ModelStore.default()
        recognizer = load_recognizer(asr, store, language)
        return cls(recognizer, load_diarizer(diarizer, store))

    def transcribe(
        self,
        media: str | os.PathLike[str],
        options: Options | None = None,
        listener: ProgressCallback = no_progress,
        known: Known | None = None,
        keep: Keep = forget,
        **settings: Any,
    ) -> Transcript:
        """One media file to a transcript; `settings` are fields of Options, as in `title="..."`.

        `known` are results of an earlier run that need not be found again, `keep` is given new ones.

        Raises InputError for media that cannot be used, EngineError when an engine fails, ValueError for a
        language that the recognizer does not write.
        """
        chosen = replace(options or Options(), **settings)
        self.check_language(chosen.language)
        return run(Path(media), self.recognizer, self.diarizer, chosen, listener, known, keep)

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
