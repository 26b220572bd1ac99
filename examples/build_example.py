"""Build the sound of the example programme, and the truth about it, from its script.

    python examples/build_example.py

Needs Debian's `flite` (`apt install flite`; only its shared libraries are used), numpy, and ffmpeg: the one on
PATH, or else the one that comes with imageio-ffmpeg. Reads examples/harbour-bridge/script.json and writes beside it:

    segment.opus   the programme, spoken by four synthetic voices
    words.tsv      start, end, speaker and text of each written word, as the synthesizer placed it
    turns.rttm     who holds each turn

The same flite and ffmpeg give the same bytes on every run.
"""

import ctypes
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parent / "harbour-bridge"
RATE = 16_000
SENTENCE_PAUSES = (0.42, 0.30, 0.52, 0.36)  # seconds, taken in turn: varied, yet the same on every run
TURN_PAUSES = (0.55, 0.40, 0.70, 0.48)
EDGE = 0.6  # room tone before the first word and after the last
MARGIN = 0.06  # kept around a sentence, so that soft onsets and endings are not cut
SPEECH_DBFS, ROOM_DBFS = -20.0, -65.0
LARGEST_SHIFT = 0.005  # seconds the encoded sound may be early or late

Sound = NDArray[np.float64]


class BuildError(Exception):
    """Something the example needs is missing or did not hold."""


class Word(NamedTuple):
    start: float
    end: float
    speaker: str
    text: str


@dataclass(frozen=True)
class Style:
    """How a voice is spoken: its pace, its pitch in Hz (None: as built), and whether it was recorded outdoors."""

    stretch: float = 1.0
    pitch: float | None = None
    outdoors: bool = False


STYLES = {
    "slt": Style(),
    "rms": Style(),
    "awb": Style(outdoors=True),
    "kal16": Style(outdoors=True),
}


class _Wave(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    ]


class _Voice(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("features", ctypes.c_void_p)]  # the fields after these are not used


class Flite:
    """The few functions of the flite library that give speech and the time of each word in it."""

    def __init__(self) -> None:
        self._lib = _load("libflite.so.1")
        for name in ("libflite_cmulex.so.1", "libflite_usenglish.so.1"):
            _load(name)
        pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_float
        self._declare("flite_synth_text", pointer, text, pointer)
        self._declare("utt_wave", ctypes.POINTER(_Wave), pointer)
        self._declare("utt_relation", pointer, pointer, text)
        self._declare("relation_head", pointer, pointer)
        self._declare("item_next", pointer, pointer)
        self._declare("ffeature_string", text, pointer, text)
        self._declare("ffeature_float", number, pointer, text)
        self._declare("feat_set_float", None, pointer, text, number)
        self._declare("delete_utterance", None, pointer)
        self._lib.flite_init()

    def _declare(self, name: str, result: Any, *arguments: Any) -> None:
        function = getattr(self._lib, name)
        function.restype, function.argtypes = result, arguments

    def voice(self, name: str, style: Style) -> Any:
        register = getattr(_load(f"libflite_cmu_us_{name}.so.1"), f"register_cmu_us_{name}")
        register.restype, register.argtypes = ctypes.POINTER(_Voice), [ctypes.c_char_p]
        voice = register(None)
        features = voice.contents.features
        self._lib.feat_set_float(features, b"duration_stretch", style.stretch)
        if style.pitch is not None:
            self._lib.feat_set_float(features, b"int_f0_target_mean", style.pitch)
        return voice

    def speak(self, sentence: str, voice: Any) -> tuple[Sound, list[tuple[float, float]]]:
        """Return the sound of one sentence and the (start, end) of each of its whitespace-separated tokens."""
        utterance = self._lib.flite_synth_text(sentence.encode("ascii"), voice)
        wave = self._lib.utt_wave(utterance).contents
        if (wave.sample_rate, wave.num_channels) != (RATE, 1):
            raise BuildError(f"flite gave {wave.num_channels} x {wave.sample_rate} Hz, not 1 x {RATE} Hz")
        sound = np.ctypeslib.as_array(wave.samples, (wave.num_samples,)) / 32768.0
        spoken = self._tokens(utterance)
        self._lib.delete_utterance(utterance)
        # flite's own names for tokens lack their punctuation, so they are matched to the script by position.
        written = sentence.split()
        if len(spoken) != len(written) or any(name not in word for (name, *_), word in zip(spoken, written)):
            raise BuildError(f"flite reads other words than are written: {sentence}")
        return sound, [(start, end) for _, start, end in spoken]

    def _tokens(self, utterance: Any) -> list[tuple[str, float, float]]:
        # A written token may be several spoken words ("25"): from the first one's first sound to the last one's last.
        first = b"daughter1.R:SylStructure.daughter1.daughter1.R:Segment.p.end"
        last = b"daughtern.R:SylStructure.daughtern.daughtern.R:Segment.end"
        tokens = []
        item = self._lib.relation_head(self._lib.utt_relation(utterance, b"Token"))
        while item:
            name = self._lib.ffeature_string(item, b"name").decode("ascii")
            tokens.append((name, self._lib.ffeature_float(item, first), self._lib.ffeature_float(item, last)))
            item = self._lib.item_next(item)
        return tokens


def _load(name: str) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)  # flite's libraries find each other's symbols globally
    except OSError as error:
        raise BuildError(f"cannot load {name}; install Debian's flite (apt install flite): {error}") from None
