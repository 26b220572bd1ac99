"""A transcript on the desk: read once, corrected step by step, and in its file before anybody is answered."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from pipeline.corrections.correct import Corrections
from pipeline.corrections.perform import perform
from pipeline.corrections.reword import TextConflict
from pipeline.corrections.step import Step
from pipeline.errors import PipelineError
from pipeline.formats.transcript_file import TranscriptFile
from pipeline.review.changes import Splice, splice
from pipeline.review.made_beside import MadeBeside
from pipeline.review.state_view import Changing, View, view_of
from pipeline.transcript.model import Transcript

_REMEMBERED = 50
"""Versions of which the paragraphs are kept, so that a page is told only what changed since."""


class UnknownVersionError(Exception):
    """Nothing is remembered of the version that a page has: it has to ask for the whole."""


@dataclass(frozen=True, slots=True)
class News:
    """What has changed from the version that a page has to `version`, and by whom."""

    version: str
    paragraphs: Splice
    changing: Changing
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """To steps that a page sent: what has changed, by whomever, what could not be made, and what met."""

    news: News
    refused: tuple[tuple[str, str], ...]
    conflicts: tuple[TextConflict, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """A version: how it was shown, and who made its edits, by their ids."""

    view: View
    makers: Mapping[str, str | None]


class Desk:
    """One transcript file for any number of pages. Its methods may be called from several threads.

    The file is the truth: what somebody else has written into it meanwhile is taken up before anything is
    done. All raise InputError, DocumentError and OutputError for what is wrong with the file; `failed` is
    told what could not be written beside it.
    """

    def __init__(self, path: Path, failed: Callable[[PipelineError], None]) -> None:
        self._lock = threading.Lock()
        self._run = uuid4().hex[:8]
        self._count = 0
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._file = TranscriptFile.read(path)
        self._shown = self._file.begun(None).transcript
        self._beside = MadeBeside(self._file, failed)
        self._remember(view_of(self._shown))

    @property
    def path(self) -> Path:
        """Where the transcript is."""
        return self._file.path

    def transcript(self) -> Transcript:
        """As it is shown by now."""
        with self._lock:
            self._take_up()
            return self._shown

    def whole(self) -> tuple[str, View]:
        """The version, and everything that is shown."""
        with self._lock:
            self._take_up()
            return self._version, self._known[self._version].view

    def news(self, base: str) -> News | None:
        """What changed since the version `base`; None for nothing. Raises UnknownVersionError."""
        with self._lock:
            self._take_up()
            return None if base == self._version else self._news(base)

    def make(self, base: str, by: str | None, steps: Sequence[Step]) -> Answer:
        """Make steps, and write the file. Raises UnknownVersionError, and keeps nothing where it raises."""
        with self._lock:
            self._take_up()
            if base not in self._known:
                raise UnknownVersionError(base)
            state = Corrections(self._shown, by)
            done = perform(state, tuple(steps))
            if done.corrections.transcript != state.transcript:
                self._file = self._file.written(done.corrections.transcript)
                self._show(done.corrections.transcript)
                self._beside.wait_for_quiet(self._shown)
            return Answer(self._news(base), tuple(done.refused.items()), done.conflicts)

    def close(self) -> None:
        """Write what is still to be written beside the transcript."""
        self._beside.write()

    @property
    def _version(self) -> str:
        return f"{self._run}-{self._count}"

    def _take_up(self) -> None:
        """What somebody else has written."""
        if self._file.is_on_disk():
            return
        self._file = TranscriptFile.read(self._file.path)
        self._show(self._file.begun(None).transcript)
        self._beside.follow(self._file, self._shown)

    def _show(self, transcript: Transcript) -> None:
        before = self._known[self._version].view
        self._shown = transcript
        self._count += 1
        self._remember(view_of(transcript, before))

    def _remember(self, view: View) -> None:
        makers = {edit.id: edit.by for edit in self._shown.edits}
        self._known[self._version] = _Known(view, makers)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def _news(self, base: str) -> News:
        if base not in self._known:
            raise UnknownVersionError(base)
        before, now = self._known[base], self._known[self._version]
        changes = splice(before.view.paragraphs, now.view.paragraphs)
        makers = {by or "Somebody" for name, by in now.makers.items() if name not in before.makers}
        return News(self._version, changes, now.view.changing, tuple(sorted(makers)))
