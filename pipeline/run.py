"""One recording through all stages."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from pipeline._version import __version__
from pipeline.article.derive import derive
from pipeline.diarization.missed_voices import marked, missed_voices
from pipeline.diarization.turns import clean_turns
from pipeline.diarization.utterances import attribute_words
from pipeline.engines.contract import Diarizer, Recognizer, SpeakerCount
from pipeline.engines.diarization import Diarization
from pipeline.engines.ear import ear_of
from pipeline.engines.process import engines_turn
from pipeline.errors import InputError
from pipeline.media import Media, MediaSource, decode, probe
from pipeline.media.sidecar import compare_sidecars
from pipeline.media.tracks.evidence import Ear
from pipeline.media.waveform import Waveform
from pipeline.options import Options
from pipeline.profile.cast import check_labels
from pipeline.progress import ProgressCallback, Stage, no_progress
from pipeline.recognition.transcribe import RecordingWords, recognize_recording
from pipeline.storage.input_file import sha256
from pipeline.told import contradicted, published_of, source_of, told_by_name
from pipeline.transcript.model import Transcript
from pipeline.transcript.provenance import Provenance, Reasons
from pipeline.transcript.recording import Recording


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a recording before the work on it begins; what is None is found out."""

    digest: str | None = None
    waveform: Waveform | None = None
    turns: Diarization | None = None
    text: RecordingWords | None = None
    """Used only where the turns are known too."""


_HARDLY = 0.3
"""Where a recognizer of English writes a smaller share of the speech without a doubt, it is no English."""

_NO_REASONS = Reasons()

Keep = Callable[[Diarization | RecordingWords], None]
"""Given the result of each stage with models as soon as it is there."""


def forget(result: Diarization | RecordingWords) -> None:
    """Keep nothing."""


def run(
    file: MediaSource,
    recognizer: Recognizer,
    diarizer: Diarizer,
    options: Options,
    listener: ProgressCallback = no_progress,
    known: Known | None = None,
    keep: Keep = forget,
    reasons: Reasons = _NO_REASONS,
) -> Transcript:
    """Media file to transcript. Raises InputError when the file cannot be used or nobody speaks in it."""
    media = probe(file.path, file.name)
    sound = _Sound(media, known or Known(), options, listener, ear_of(diarizer))
    diarization = _turns(sound, diarizer, keep)
    check_labels(options.house.seated, list(dict.fromkeys(turn.label for turn in diarization.exclusive)))
    text = _text(sound, diarization, recognizer, keep)
    joined = attribute_words(text.heard, diarization, text.language)
    if not joined:
        raise no_speech(media)
    missed = missed_voices(joined, diarization)
    skipped = tuple(sorted((*text.skipped, *missed), key=lambda place: place.start))
    sidecars = compare_sidecars(media.path, sound.digest)
    recognised = Transcript(
        language=text.language,
        recording=_recording(media, sound, text),
        title=options.title or told_by_name(options, "title", file) or media.tags.title,
        published=published_of(media, options, file),
        source=source_of(media, options),
        metadata=options.metadata,
        utterances=tuple(marked(joined, missed)),
        excluded=contradicted(text.duration, options.expect_duration, sidecars, text.holes),
        provenance=Provenance(
            version=__version__,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            recognizer=recognizer.engine.because(reasons.recognizer),
            diarizer=diarizer.engine.because(reasons.diarizer),
            options=as_json(options),
            windows=text.windows,
            notes=(*diarization.notes, *text.notes, *(one.unusable for one in sidecars if one.unusable)),
            skipped=skipped,
            guards=text.guards,
        ),
    )
    return derive(recognised, house=options.house)


class _Sound:
    """The sound of a recording and its digest, read when first wanted: kept results may make it needless."""

    def __init__(
        self, media: Media, known: Known, options: Options, listener: ProgressCallback, ear: Ear | None
    ) -> None:
        self.media = media
        self._ear = ear
        self.known = known
        self.options = options
        self.listener = listener
        self._digest = known.digest
        self._waveform = known.waveform

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        if self._digest is None:
            self._digest = sha256(self.media.path)
        return self._digest

    @property
    def waveform(self) -> Waveform:
        """The decoded sound; the digest is taken meanwhile: one waits for ffmpeg, the other for the disk."""
        if self._waveform is None:
            with ThreadPoolExecutor(1) as pool:
                digest = pool.submit(lambda: self.digest)
                self._waveform = decode(
                    self.media, partial=self.options.partial, tracks=self.options.listened, ear=self._ear,
                    begin=self.options.begin, end=self.options.end, limits=self.options.limits,
                    progress=lambda share: self.listener(Stage.DECODE, share),
                )  # fmt: skip
                digest.result()
        self.listener(Stage.DECODE, 1.0)
        return self._waveform


def _recording(media: Media, sound: _Sound, text: RecordingWords) -> Recording:
    tracks = text.tracks or media.tracks
    return Recording(media.name, sound.digest, text.duration, media.timecode, tracks)


def as_json(options: Options) -> dict[str, Any]:
    """The options with lists where there are tuples, as they come back from a file."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(options)))
    return plain


def no_speech(media: Media) -> InputError:
    """The error for a recording in which nobody says a word."""
    return InputError(
        f"No speech was found in {media.name!r}.",
        hint="Listen to it: is it silent, or music only? If it is stereo, is the sound in phase?",
    )


def _turns(sound: _Sound, diarizer: Diarizer, keep: Keep) -> Diarization:
    """The diarizer's own turns are kept, so that another way of tidying them needs no diarizer."""
    options, listener = sound.options, sound.listener
    heard = sound.known.turns
    if heard is None:
        count = SpeakerCount(options.speakers, options.min_speakers, options.max_speakers)
        waveform = sound.waveform  # decoded before it is this recording's turn
        with engines_turn(lambda: listener(Stage.DIARIZE, 0.0)):
            listener(Stage.DIARIZE, 0.0)  # its turn has come
            heard = diarizer.diarize(waveform, count, lambda share: listener(Stage.DIARIZE, share))
        keep(heard)
    listener(Stage.DIARIZE, 1.0)
    if not heard.exclusive:
        raise no_speech(sound.media)
    return clean_turns(heard, flicker=options.flicker, join=options.join)


def _text(sound: _Sound, diarization: Diarization, recognizer: Recognizer, keep: Keep) -> RecordingWords:
    known = sound.known
    if known.turns is not None and known.text is not None:
        sound.listener(Stage.RECOGNIZE, 1.0)
        return known.text
    waveform = sound.waveform
    with engines_turn(lambda: sound.listener(Stage.RECOGNIZE, 0.0)):
        sound.listener(Stage.RECOGNIZE, 0.0)
        text = recognize_recording(waveform, diarization, recognizer, sound.options, sound.listener)
    if sound.options.language is None and tuple(recognizer.languages) == ("en",) and text.trusted < _HARDLY:
        raise InputError(
            f"Hardly a word in {sound.media.name!r} can be trusted: {recognizer.engine.name} writes "
            "English only, and this does not sound like it.",
            hint="`pipeline models pull whisper-base` brings a recognizer for 99 languages; "
            "`--language en` keeps what was heard.",
        )
    keep(text)
    return text
