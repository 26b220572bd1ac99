"""Small things to test with, drawn or said in as few characters as possible."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from hypothesis import strategies as st

from pipeline.engines.diarization import Turn
from pipeline.engines.recognition import Hypothesis, Window
from pipeline.media.level import LevelCurve
from pipeline.media.waveform import SAMPLE_RATE, Waveform
from pipeline.transcript.model import Utterance, Word
from pipeline.transcript.span import Span

REPEATED = "and so on " * 30
"""What a recognizer writes when it has lost the thread."""


def turns(drawing: str, each: float = 1.0) -> tuple[Turn, ...]:
    """Time drawn as a string: `AAA..BB` is A from 0 to 3 and B from 5 to 7, `each` seconds a character."""
    found: list[Turn] = []
    position = 0
    for label, characters in groupby(drawing):
        length = len(list(characters))
        if label != ".":
            found.append(Turn(position * each, (position + length) * each, label))
        position += length
    return tuple(found)


def draw(spans: tuple[Turn, ...], each: float = 1.0) -> str:
    """The reverse of `turns`: the last character of every label, a dot where nobody speaks."""
    length = round(max((turn.end for turn in spans), default=0.0) / each)
    drawing = ["."] * length
    for turn in spans:
        for position in range(round(turn.start / each), round(turn.end / each)):
            drawing[position] = turn.label[-1:] or "-"
    return "".join(drawing)


def words(text: str, start: float = 0.0, each: float = 0.5) -> tuple[Word, ...]:
    """Words of equal length, one after the other. A dot standing alone is a pause as long as a word."""
    return tuple(
        Word(start + index * each, start + (index + 1) * each, written)
        for index, written in enumerate(text.split())
        if written != "."
    )


def utterance(speaker: str | None, text: str, start: float = 0.0, each: float = 0.5) -> Utterance:
    """What `speaker` says from `start` on, `each` seconds a word, every word with its time."""
    said = words(text, start, each)
    return Utterance(start, start + len(said) * each, speaker, text, words=said)


def dialogue(*lines: tuple[str | None, str]) -> tuple[Utterance, ...]:
    """What several voices say one after the other, without a pause."""
    said: list[Utterance] = []
    for speaker, text in lines:
        said.append(utterance(speaker, text, start=said[-1].end if said else 0.0))
    return tuple(said)


def waveform(drawing: str, each: float = 0.1) -> Waveform:
    """Sound drawn as a string: `#` is loud, `+` is 10 dB softer, `-` 30 dB, `.` is silent."""
    level = {"#": 0.5, "+": 0.158, "-": 0.0158, ".": 0.0}
    tone = np.sin(np.arange(round(each * SAMPLE_RATE)) * 2 * np.pi * 200 / SAMPLE_RATE)
    return Waveform(np.concatenate([tone * level[character] for character in drawing]).astype(np.float32))


def even_loudness(seconds: float) -> LevelCurve:
    """A recording without a pause."""
    return LevelCurve(np.full(round(seconds * 100), -20.0, dtype=np.float32))


def heard(text: str, start: float, end: float, *within: Turn, timed: tuple[Word, ...] = ()) -> Hypothesis:
    """What a recognizer made of the window from `start` to `end`."""
    return Hypothesis(Window((Span(start, end),), within), text, timed)


@st.composite
def exclusive_turns(draw_from: st.DrawFn, most: int = 8, longest: float = 90.0) -> tuple[Turn, ...]:
    """Turns in order that never overlap, with or without gaps between them."""
    moment = draw_from(st.floats(0.0, 5.0))
    found: list[Turn] = []
    for _ in range(draw_from(st.integers(1, most))):
        moment += draw_from(st.just(0.0) | st.floats(0.0, 6.0))
        end = moment + draw_from(st.floats(0.01, longest))
        found.append(Turn(moment, end, draw_from(st.sampled_from("ABC"))))
        moment = end
    return tuple(found)


@st.composite
def noisy_loudness(draw_from: st.DrawFn, seconds: float = 800.0) -> LevelCurve:
    """A recording in which loud and quiet moments follow no plan."""
    seed = draw_from(st.integers(0, 2**32 - 1))
    levels = np.random.default_rng(seed).choice([-20.0, -30.0, -70.0], size=round(seconds))
    return LevelCurve(np.repeat(levels, 100).astype(np.float32))
