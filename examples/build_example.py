"""Build the sound of the example programme, and the truth about it, from its script.

    python examples/build_example.py

Needs Debian's `flite` (`apt install flite`; only its shared libraries are used), numpy, and ffmpeg: the one
on PATH, or else imageio-ffmpeg's. Reads examples/harbour-bridge/script.json and writes beside it segment.opus
(the programme, spoken by synthetic voices), words.tsv (when each written word is spoken, and by whom) and
turns.rttm (who holds each turn). The same tools on the same kind of machine give the same bytes again.
"""

import ctypes
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parent / "harbour-bridge"
RATE = 16_000
SENTENCE_PAUSES = (0.42, 0.30, 0.52, 0.36)  # seconds, taken in rotation: varied, yet the same on every run
TURN_PAUSES = (0.55, 0.40, 0.70, 0.48)
EDGE = 0.6  # room tone before the first turn and after the last
MARGIN = 0.06  # kept around a sentence, so that soft onsets and endings are not cut
SPEECH_DBFS, ROOM_DBFS = -20.0, -65.0
LARGEST_SHIFT = 0.005  # seconds that the encoded sound may be early or late
STRETCH = {"slt": 1.06, "rms": 1.0, "awb": 1.1, "kal16": 1.06}  # these voices mumble at full speed
OUTDOORS = {"awb", "kal16"}  # voices heard in soundbites, recorded away from the studio

Sound = NDArray[np.float64]
Span = tuple[float, float]  # start and end in seconds
Word = tuple[float, float, str, str]  # start, end, speaker, text


class BuildError(Exception):
    """Something the example needs is missing, or something it promises did not hold."""


class _Wave(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_char_p),
        *((name, ctypes.c_int) for name in ("sample_rate", "num_samples", "num_channels")),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    )


class _Pointer(ctypes.c_void_p):
    """A pointer that ctypes hands on whole: a plain c_void_p comes back as a number, which is then cut."""


def load(part: str) -> ctypes.CDLL:
    """A library of flite. Raises BuildError where it is not installed."""
    try:  # global, because the parts use each other's symbols
        return ctypes.CDLL(f"libflite{part}.so.1", mode=ctypes.RTLD_GLOBAL)
    except OSError as error:
        raise BuildError(f"cannot load a library of Debian's flite (apt install flite): {error}") from None


class Flite:
    """The few functions of flite that give speech and the time of each written word in it."""

    def __init__(self) -> None:
        self._lib, *_ = [load(part) for part in ("", "_cmulex", "_usenglish")]
        for name in ("flite_synth_text", "utt_relation", "relation_head", "item_next"):
            getattr(self._lib, name).restype = _Pointer
        self._lib.utt_wave.restype = ctypes.POINTER(_Wave)
        self._lib.ffeature_string.restype = ctypes.c_char_p
        self._lib.ffeature_float.restype = ctypes.c_float
        self._lib.flite_init()

    def voice(self, name: str) -> Any:
        """A voice at its own pace, as flite wants it back."""
        register = getattr(load(f"_cmu_us_{name}"), f"register_cmu_us_{name}")
        register.restype = ctypes.POINTER(_Pointer)
        voice = register(None)  # it starts with two pointers: to its name and to its features
        self._lib.feat_set_float(voice[1], b"duration_stretch", ctypes.c_float(STRETCH[name]))
        return voice

    def speak(self, sentence: str, voice: Any) -> tuple[Sound, list[Span]]:
        """Return the sound of one sentence and the times of its whitespace-separated words."""
        utterance = self._lib.flite_synth_text(sentence.encode("ascii"), voice)
        wave = self._lib.utt_wave(utterance).contents
        if wave.sample_rate != RATE:
            raise BuildError(f"flite gave {wave.sample_rate} Hz, not {RATE} Hz")
        sound = np.ctypeslib.as_array(wave.samples, (wave.num_samples,)) / 32768
        names, spans = zip(*self._tokens(utterance), strict=True)
        self._lib.delete_utterance(utterance)
        if names != tuple(word.strip(".,?") for word in sentence.split()):
            raise BuildError(f"flite reads other words than are written: {sentence}")
        return sound, list(spans)

    def _tokens(self, utterance: Any) -> Iterator[tuple[str, Span]]:
        # One written word may be several spoken ones ("25"): start of the first, end of the last.
        start = b"daughter1.R:SylStructure.daughter1.daughter1.R:Segment.p.end"
        end = b"daughtern.R:SylStructure.daughtern.daughtern.R:Segment.end"
        item = self._lib.relation_head(self._lib.utt_relation(utterance, b"Token"))
        while item:
            span = (self._lib.ffeature_float(item, start), self._lib.ffeature_float(item, end))
            yield self._lib.ffeature_string(item, b"name").decode("ascii"), span
            item = self._lib.item_next(item)


def say(flite: Flite, text: str, voice: Any, pauses: Iterator[float]) -> tuple[Sound, list[Span]]:
    """Speak one turn, sentence by sentence."""
    line, spans = np.zeros(0), list[Span]()
    for sentence in re.split(r"(?<=[.?]) ", text):
        sound, spoken = flite.speak(sentence, voice)
        if spans:
            line = np.pad(line, (0, round((next(pauses) - 2 * MARGIN) * RATE)))
        begin, stop = (round(time * RATE) for time in (spoken[0][0] - MARGIN, spoken[-1][1] + MARGIN))
        shift = (len(line) - begin) / RATE
        spans += [(start + shift, end + shift) for start, end in spoken]
        line = np.append(line, sound[begin:stop])
    return line, spans


def band_pass(sound: Sound, low: float = 180.0, high: float = 4200.0) -> Sound:
    """Thin a voice as a hand-held microphone would, by frequency, so that nothing moves in time."""
    size = len(sound) + RATE  # the added silence keeps the end from ringing into the beginning
    hertz = np.maximum(np.fft.rfftfreq(size, 1 / RATE), 1.0)
    gain = 1 / np.sqrt((1 + (low / hertz) ** 6) * (1 + (hertz / high) ** 6))
    return np.fft.irfft(np.fft.rfft(sound, size) * gain, size)[: len(sound)]


def perform(script: dict[str, Any]) -> tuple[Sound, list[list[Word]]]:
    """Speak every turn into one programme, all at the same level, over a faint room tone."""
    flite, pauses, gaps = Flite(), cycle(SENTENCE_PAUSES), cycle(TURN_PAUSES)
    voice_of = {speaker["label"]: speaker["voice"] for speaker in script["speakers"]}
    voices = {name: flite.voice(name) for name in voice_of.values()}
    programme, turns = np.zeros(round(EDGE * RATE)), list[list[Word]]()
    for speaker, text in ((turn["speaker"], turn["text"]) for turn in script["turns"]):
        if turns:
            programme = np.pad(programme, (0, round((next(gaps) - 2 * MARGIN) * RATE)))
        line, spans = say(flite, text, voices[voice_of[speaker]], pauses)
        if voice_of[speaker] in OUTDOORS:
            line = band_pass(line)
        line *= 10 ** (SPEECH_DBFS / 20) / np.sqrt(np.mean(line**2))
        at = len(programme) / RATE
        timed = zip(spans, text.split(" "), strict=True)
        turns.append([(start + at, end + at, speaker, word) for (start, end), word in timed])
        programme = np.append(programme, line)
    programme = np.pad(programme, (0, round(EDGE * RATE)))
    programme += np.random.default_rng(0).normal(0.0, 10 ** (ROOM_DBFS / 20), len(programme))
    return np.clip(programme, -1.0, 1.0), turns


def ffmpeg(*arguments: str, data: bytes = b"") -> bytes:
    """What ffmpeg writes when it is fed `data`."""
    program = shutil.which("ffmpeg")
    if program is None:
        from imageio_ffmpeg import get_ffmpeg_exe  # type: ignore[import-untyped,unused-ignore]

        program = get_ffmpeg_exe()
    command = [program, "-v", "error", "-y", *arguments]
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


def encode(sound: Sound, script: dict[str, Any], path: Path) -> None:
    """Write Opus with title, date and source, and make sure that decoding it moves nothing in time."""
    name, url = script["source"]["name"], script["source"]["url"]
    tags = {"title": script["title"], "date": script["published"], "publisher": name, "purl": url}
    metadata = [part for key, value in tags.items() for part in ("-metadata", f"{key}={value}")]
    exact = ("-fflags", "+bitexact", "-flags:a", "+bitexact")  # no encoder name, no random stream number
    raw = ("-f", "s16le", "-ar", str(RATE), "-ac", "1")
    pcm = np.round(sound * 32767).astype("<i2").tobytes()
    ffmpeg(*raw, "-i", "-", "-c:a", "libopus", "-b:a", "32k", *metadata, *exact, str(path), data=pcm)
    decoded = np.frombuffer(ffmpeg("-i", str(path), *raw, "-"), "<i2")
    size = len(sound) + len(decoded)
    match = np.fft.irfft(np.fft.rfft(decoded, size) * np.conj(np.fft.rfft(sound, size)), size)
    late = (int(np.argmax(match)) + size // 2) % size - size // 2
    if abs(late) > LARGEST_SHIFT * RATE:
        raise BuildError(f"{path.name} decodes {late / RATE:.3f} s late")


def write(path: Path, lines: list[str]) -> None:
    """The same bytes on every system."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def main() -> int:
    """Build the example; the exit code."""
    script = json.loads((FOLDER / "script.json").read_text("utf-8"))
    try:
        sound, turns = perform(script)
        encode(sound, script, FOLDER / "segment.opus")
    except (BuildError, ImportError, subprocess.CalledProcessError) as error:
        print(f"build_example: {error}", file=sys.stderr)
        return 1
    words = [f"{start:.3f}\t{end:.3f}\t{who}\t{word}" for turn in turns for start, end, who, word in turn]
    write(FOLDER / "words.tsv", ["start\tend\tspeaker\tword", *words])
    spans = [(turn[0][0], turn[-1][1], turn[0][2]) for turn in turns]
    times = [(f"{start:.3f} {end - start:.3f}", who) for start, end, who in spans]
    write(FOLDER / "turns.rttm", [f"SPEAKER segment 1 {t} <NA> <NA> {who} <NA> <NA>" for t, who in times])
    return 0


if __name__ == "__main__":
    sys.exit(main())
