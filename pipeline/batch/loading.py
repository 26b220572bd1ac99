"""How a worker comes by its engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.errors import ModelError
from pipeline.transcriber import Pipeline

Load = Callable[[], Pipeline]
"""Makes a worker's engines. Must be picklable: it runs in the worker."""


@dataclass(frozen=True, slots=True)
class EngineFactory:
    """Engines by their names on the command line."""

    asr: str
    diarizer: str
    language: str | None = None

    def __call__(self) -> Pipeline:
        """Load them. Raises ModelError, also for names and languages that do not exist."""
        try:
            newsroom = Pipeline.load(self.asr, self.diarizer, language=self.language)
            newsroom.check_language(self.language)
        except ValueError as error:
            raise ModelError(f"{error}.", hint="Check --asr, --diarizer and --language.") from None
        return newsroom
