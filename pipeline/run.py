"""One recording through all stages."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pipeline import __version__
from pipeline.diarization import Diarization
from pipeline.engines.base import Aligner, Diarizer, Recognizer, SpeakerCount
from pipeline.errors import InputError
from pipeline.hearing import Heard, Request, Window
from pipeline.loudness import Loudness, measure
from pipeline.media import Media, decode, probe
from pipeline.media.file import sha256
from pipeline.options import Options
from pipeline.paragraphs import write_paragraphs
from pipeline.published import normal_published
from pipeline.recognition import Recognition, recognize, skip
from pipeline.roles import assign_roles
from pipeline.turns import tidy
from pipeline.types import Provenance, Recording, Skipped, Source, Transcript, Windows
from pipeline.utterances import join_words
from pipeline.waveform import Waveform
from pipeline.windows import cut_windows, pack_windows
from pipeline.wording import without_quotes
from pipeline.words import TimedWords, time_words


class Stage(StrEnum):
    """The stages that take time, in order."""

    DECODE = "reading the sound"
    DIARIZE = "telling voices apart"
    RECOGNIZE = "writing the words"
    ALIGN = "timing the words"


Listener = Callable[[Stage, float], None]
"""Told the share done, 0 to 1, of each stage as it goes."""


def nobody(stage: Stage, share: float) -> None:
    """A listener that does not listen."""


def run(
    path: Path,
    recognizer: Recognizer,
    diarizer: Diarizer,
    aligner: Aligner | None,
    options: Options,
    listener: Listener = nobody,
) -> Transcript:
    """Media file to transcript. Raises InputError when the file cannot be used or nobody speaks in it."""
    media = probe(path)
    waveform, digest = _read(media, options, listener)
    loudness = measure(waveform)
    diarization = _turns(media, waveform, diarizer, options, listener)
    windows = _windows(waveform, diarization, loudness, recognizer, options)
    recognition = _text(waveform, windows, loudness, recognizer, options, listener)
    language = recognition.language
    timed = _words(waveform, recognition, loudness, aligner, listener)
    utterances = join_words(timed, diarization, language)
    if not utterances:
        raise _no_speech(media)
    speakers = assign_roles(utterances, language, house=options.house)
    skipped = (*recognition.skipped, *_doubtful_times(timed))
    return Transcript(
        language=language,
        recording=Recording(str(path), digest, round(waveform.duration, 3), tracks=media.tracks),
        title=options.title or _told(options, "title", path) or media.tags.title,
        published=options.published
        or _told(options, "published", path)
        or normal_published(media.tags.published or ""),
        source=_source(media, options),
        speakers=speakers,
        utterances=utterances,
        paragraphs=write_paragraphs(utterances, speakers, language, skipped),
        provenance=Provenance(
            version=__version__,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            recognizer=recognizer.engine,
            diarizer=diarizer.engine,
            options=_as_json(options),
            windows=_filled(windows, recognizer.longest),
            notes=recognition.notes,
            skipped=skipped,
        ),
    )


def _as_json(options: Options) -> dict[str, Any]:
    """The options with lists where there are tuples, as they come back from a file."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(options)))
    return plain


def _read(media: Media, options: Options, listener: Listener) -> tuple[Waveform, str]:
    """Decode and take the digest at the same time: one waits for ffmpeg, the other for the disk."""
    with ThreadPoolExecutor(1) as pool:
        digest = pool.submit(sha256, media.path)
        waveform = decode(media, partial=options.partial, progress=lambda x: listener(Stage.DECODE, x))
        listener(Stage.DECODE, 1.0)
        return waveform, digest.result()


def _turns(
    media: Media, waveform: Waveform, diarizer: Diarizer, options: Options, listener: Listener
) -> Diarization:
    count = SpeakerCount(options.speakers, options.min_speakers, options.max_speakers)
    heard = diarizer.diarize(waveform, count, lambda x: listener(Stage.DIARIZE, x))
    listener(Stage.DIARIZE, 1.0)
    if not heard.exclusive:
        raise _no_speech(media)
    return tidy(heard, flicker=options.flicker, join=options.join)


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
    house = options.house
    spellings = (*house.spellings, *(person.name for person in house.people))
    request = Request(options.language, tuple(dict.fromkeys(spellings)), options.beam)
    progress = partial(listener, Stage.RECOGNIZE)
    result = recognize(recognizer, waveform, windows, loudness, request, progress)
    listener(Stage.RECOGNIZE, 1.0)
    return replace(result, heard=tuple(_unquoted(heard) for heard in result.heard))


def _unquoted(heard: Heard) -> Heard:
    words = tuple(replace(word, text=without_quotes(word.text)) for word in heard.words)
    return replace(heard, text=without_quotes(heard.text), words=tuple(word for word in words if word.text))


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


def _told(options: Options, what: Literal["title", "published"], path: Path) -> str | None:
    """What the recording's name says, where the house has a form for names."""
    names = options.house.file_names
    if names is None:
        return None
    return names.title(path.stem) if what == "title" else names.published(path.stem)


def _source(media: Media, options: Options) -> Source | None:
    name = options.source or options.house.station or media.tags.source
    url = options.url or media.tags.url
    return Source(name, url) if name or url else None


def _no_speech(media: Media) -> InputError:
    return InputError(
        f"No speech was found in {str(media.path)!r}.",
        hint="Listen to it: is it silent, or music only? If it is stereo, is the sound in phase?",
    )
