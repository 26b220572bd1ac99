"""What is made of each recording, and its fingerprint: results made for another one are out of date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline._version import __version__
from pipeline.errors import ModelError
from pipeline.options import Options
from pipeline.profile.sheet import Sheet
from pipeline.roles import rules_digest
from pipeline.run import as_json
from pipeline.transcriber import Pipeline

Load = Callable[[], Pipeline]
"""Makes a worker's engines. Must be picklable: it runs in the worker."""


@dataclass(frozen=True, slots=True)
class EngineFactory:
    """Engines by their names on the command line."""

    asr: str
    diarizer: str
    language: str | None = None
    trusted: tuple[str, ...] = ()

    def __call__(self) -> Pipeline:
        """Load them. Raises ModelError, also for names and languages that do not exist."""
        try:
            newsroom = Pipeline.load(
                self.asr, diarizer=self.diarizer, language=self.language, trusted=self.trusted
            )
            newsroom.check_language(self.language)
        except ValueError as error:
            raise ModelError(f"{error}.", hint="Check --asr, --diarizer and --language.") from None
        return newsroom


@dataclass(frozen=True, slots=True)
class JobSpec:
    """What a batch makes of every recording: with which engines, under which options, in which forms.

    The transcript itself is always written; `formats` are those beside it.
    """

    asr: str
    diarizer: str
    options: Options
    formats: tuple[str, ...] = ()
    styles: tuple[object, ...] = ()
    sheet: Sheet | None = None
    """What is known of each recording beforehand."""

    def options_of(self, name: str) -> Options:
        """For the recording with this path: what a sheet says of it comes before what is said of all."""
        row = self.sheet.of(name) if self.sheet else None
        if row is None:
            return self.options
        return replace(
            self.options, title=row.title or self.options.title,
            published=row.published or self.options.published, source=row.source or self.options.source,
            url=row.url or self.options.url, metadata=dict(row.others) or None,
            expect_duration=row.duration or self.options.expect_duration,
        )  # fmt: skip

    def fingerprint_of(self, name: str) -> str:
        """The same for the same request to the same rules, for the recording with this path.

        The models behind `auto` are no part of it: a better one that is installed later is no reason to do
        thousands of programmes again.
        """
        parts = [
            __version__, rules_digest(), self.asr, self.diarizer, as_json(self.options_of(name)),
            sorted(set(self.formats)), repr(self.styles),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
