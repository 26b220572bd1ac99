"""What a source is given when it is sent to fetch files."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.models.fetching.trip import Trip
from pipeline.models.model import Model, ModelFile
from pipeline.models.progress import Meter, Progress
from pipeline.models.source_errors import SourceError
from pipeline.models.writer import ModelWriter

_ELSEWHERE = 3.0
"""Seconds that a host is waited for where another source follows."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How long a download puts up with a bad line.

    `timeout` is in seconds, for connecting and for every wait for more bytes; `attempts` is how often in a
    row a connection may drop without bringing the file further; `pause` is in seconds, before the second
    attempt, doubled before each one after that. `insisted` says that the user wants exactly this.
    """

    timeout: float = 10.0
    attempts: int = 4
    pause: float = 0.5
    insisted: bool = False


@dataclass(frozen=True, slots=True)
class FetchContext:
    """For which model, into which folder, watched by whom, on what terms. `asked` is what the user typed.

    `hurried` says that another source follows, which a silent host must not keep waiting.
    """

    model: Model
    deposit: ModelWriter
    progress: Progress
    offline: bool
    patience: RetryPolicy
    asked: str
    trip: Trip
    hurried: bool = False

    @property
    def timeout(self) -> float:
        """Seconds to wait for an answer, and for more bytes."""
        short = self.hurried and not self.patience.insisted
        return min(self.patience.timeout, _ELSEWHERE) if short else self.patience.timeout

    @property
    def command(self) -> str:
        """What to type to try again."""
        return f"pipeline models pull {self.asked}"

    def forbid_offline(self) -> None:
        """Raise SourceError when nothing may be downloaded."""
        if self.offline:
            raise SourceError(
                "nothing is downloaded offline",
                hint="Pull it without `--offline`, or bring the files with `pipeline models import PATH`.",
            )

    def meter(self, file: ModelFile) -> Meter:
        """Reports the bytes of one file to whoever is watching."""

        def report(received: int, size: int | None) -> None:
            self.progress.receiving(self.model.name, file.name, received, size)

        return report
