"""The recording behind a page: where it is, and the copy of one that no browser plays."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from pipeline.errors import PipelineError
from pipeline.media.browser_copy import BrowserForm, browser_form, copy_for_browser
from pipeline.media.probe import Media, probe
from pipeline.review.copies import copies_folder, copy_of, make_room
from pipeline.review.same_content import SameContent
from pipeline.transcript.model import Transcript
from pipeline.transcript.recording import Track

READY, MAKING, MISSING, UNPLAYABLE = "ready", "making", "missing", "unplayable"
_COPY = "mp4"


class MediaView(TypedDict):
    """How the recording stands: `progress` from 0 to 1 and seconds `left` while a copy is made.

    `same` is whether it is the one that was transcribed; None while that is not known.
    """

    state: str
    kind: str
    name: str
    progress: float | None
    left: float | None
    same: bool | None


@dataclass(frozen=True, slots=True)
class Served:
    """A file to be played, and its media type."""

    path: Path
    kind: str


class BehindPage:
    """The recording of one transcript. A copy is made in the background, when somebody first asks.

    `failed` is told why a recording cannot be played.
    """

    def __init__(
        self, transcript: Transcript, beside: Path, given: Path | None,
        failed: Callable[[PipelineError], None],
    ) -> None:  # fmt: skip
        self._path = _found(transcript, beside, given)
        self._name = recording_name(transcript)
        self._tracks = transcript.recording.tracks if transcript.recording else ()
        self._failed = failed
        self._lock = threading.Lock()
        self._served: Served | None = None
        self._view: MediaView | None = None
        told = transcript.recording
        self._same = SameContent(self._path, told.sha256) if self._path and told else None

    def view(self) -> MediaView:
        """How it stands by now; begins what has to be done."""
        with self._lock:
            if self._view is None:
                self._view = self._begun()
            view = self._view.copy()
        view["same"] = self._same.known() if self._same else None
        return view

    def served(self) -> Served | None:
        """What is to be played; None where there is nothing yet."""
        self.view()
        with self._lock:
            return self._served

    def _begun(self) -> MediaView:
        if self._path is None:
            return self._as(MISSING)
        try:
            media = _as_transcribed(probe(self._path), self._tracks)
            form = browser_form(media)
            if form.kind is not None:
                self._served = Served(self._path, form.kind)
                return self._as(READY, form)
            return self._copied(media, form)
        except PipelineError as error:
            self._failed(error)
            return self._as(UNPLAYABLE)

    def _copied(self, media: Media, form: BrowserForm) -> MediaView:
        folder = copies_folder()
        path = copy_of(media.path, folder)
        kind = f"{'video' if form.video else 'audio'}/{_COPY}"
        if path.is_file():
            self._served = Served(path, kind)
            return self._as(READY, form)
        work = threading.Thread(target=self._copy, args=(media, form, path, kind), daemon=True)
        work.start()
        return self._as(MAKING, form)

    def _copy(self, media: Media, form: BrowserForm, path: Path, kind: str) -> None:
        began = time.monotonic()

        def progress(seconds: float) -> None:
            share = min(1.0, seconds / media.duration) if media.duration else 0.0
            spent = time.monotonic() - began
            with self._lock:
                view = self._as(MAKING, form)
                view["progress"] = round(share, 3)
                view["left"] = round(spent * (1 - share) / share, 1) if share > 0 else None
                self._view = view

        try:
            make_room(path.parent)
            copy_for_browser(media, form, path, progress)
        except PipelineError as error:
            self._failed(error)
            with self._lock:
                self._view = self._as(UNPLAYABLE, form)
            return
        with self._lock:
            self._served = Served(path, kind)
            self._view = self._as(READY, form)

    def _as(self, state: str, form: BrowserForm | None = None) -> MediaView:
        kind = "video" if form is not None and form.video else "audio"
        return MediaView(state=state, kind=kind, name=self._name, progress=None, left=None, same=None)


def _as_transcribed(media: Media, tracks: Sequence[Track]) -> Media:
    """With the tracks and channels in use that were listened to, where these are the ones it has."""
    same = [(one.index, one.channels) for one in tracks] == [
        (one.index, one.channels) for one in media.tracks
    ]
    return replace(media, tracks=tuple(tracks)) if same and any(one.used for one in tracks) else media


def recording_name(transcript: Transcript) -> str:
    """The recording's name without its folders, whatever system it was made on; empty where none is told."""
    return transcript.recording.path.replace("\\", "/").rpartition("/")[2] if transcript.recording else ""


def _found(transcript: Transcript, beside: Path, given: Path | None) -> Path | None:
    """The file that was named, or one in a folder that was; else where the transcript says."""
    if given is not None and not given.is_dir():
        return given if given.is_file() else None
    name = recording_name(transcript)
    if transcript.recording is None or not name:
        return None
    told = Path(transcript.recording.path)
    folders = (given,) if given is not None else (Path(), beside.parent)
    places = (place for folder in folders for place in (folder / told, folder / name))
    return next((place for place in places if place.is_file()), None)
