"""Draws what the model learns from: spectrograms, each with a lesson and the word heard in each position."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from tests.checkpoints.lessons import (
    FOREIGN,
    FRAME,
    INVENTED,
    Lesson,
    clamp_first,
    draw_prompt,
    teach,
    tokenizer,
    write_constant,
    write_text,
)
from tests.checkpoints.programme import Programme, Sound
from tests.checkpoints.sounds import disturb, spectrogram, without_speech
from tests.checkpoints.windows import Cutter, Pieces, Placed, is_cut_off, length, place_words

WHOLE = 1500
"""Encoder positions of a window of 30 s."""
_WITHOUT_SPEECH, _BACKWARDS, _MARKED = 0.07, 0.10, 0.10
"""Shares of windows: nobody speaks; speech run backwards; around the word that has two spellings."""
_TIMED = 0.72
"""Share of lessons with timestamps; word times are read off the others."""
_LONG_PROMPTS, _LONG, _SHORT = 0.15, 200, 40
"""Share of batches with long prompts; tokens of a long and of a short one."""


@dataclass(frozen=True, slots=True)
class Example:
    """A spectrogram (80, frames) that begins at an encoder position, and what is to be made of it.

    `spotted` numbers the word in each position: 0 is none, words count from 1, the last number is backwards.
    """

    bands: Tensor
    offset: int
    lesson: Lesson
    spotted: Tensor


class Teacher:
    """Draws examples; the same generator draws the same ones."""

    def __init__(self, programme: Programme, chance: np.random.Generator) -> None:
        self._programme = programme
        self._chance = chance
        self._cutter = Cutter(programme, chance)
        self._marked = next(n for n, word in enumerate(programme.words) if word.text == "harbour")

    @property
    def classes(self) -> int:
        """How many numbers `spotted` may hold."""
        return len(self._programme.words) + 2

    def batch(self, count: int, positions: int) -> list[Example]:
        """Windows of so many encoder positions. Long prompts come together: the longest decides the cost."""
        longest = _LONG if self._chance.random() < _LONG_PROMPTS else _SHORT
        return [self._example(positions, longest) for _ in range(count)]

    def _example(self, positions: int, prompt: int) -> Example:
        offset = int(self._chance.integers(WHOLE - positions + 1))
        kind = self._chance.random()
        if kind < _WITHOUT_SPEECH:
            return self._silent(positions, offset)
        pieces, placed = self._window(positions, offset)
        cut = [self._programme.cut(piece.start, piece.end) for piece in pieces]
        sound = disturb(np.concatenate(cut), self._chance)
        spotted = _spot(placed, offset, positions)
        if kind < _WITHOUT_SPEECH + _BACKWARDS:
            return self._backwards(sound, spotted, offset)
        prompted, spelled = draw_prompt(self._programme, placed[0].index, self._chance, prompt)
        timed = bool(self._chance.random() < _TIMED)
        cut_off = is_cut_off(self._programme, pieces, placed)
        written = write_text(self._programme, placed, spelled=spelled, timed=timed, cut_off=cut_off)
        written = clamp_first(written) if timed and not offset else written
        lesson = teach(written, prompt=prompted, first=tokenizer().to_language_token("en"), timed=timed)
        return Example(self._bands(sound, positions), offset, lesson, spotted)

    def _window(self, positions: int, offset: int) -> tuple[Pieces, tuple[Placed, ...]]:
        """Where to cut, with a word in it at least."""
        longest = positions * FRAME
        while True:
            if self._chance.random() < _MARKED:
                pieces = self._cutter.around(self._marked)
            else:
                pieces = self._cutter.any() if positions == WHOLE else self._cutter.short(longest)
            placed = place_words(self._programme, pieces, offset * FRAME)
            if placed and length(pieces) <= longest + 1e-6:
                return pieces, placed

    def _backwards(self, sound: Sound, spotted: Tensor, offset: int) -> Example:
        language = "fr" if self._chance.random() < 0.7 else "en"
        end = len(sound) / 16_000 + offset * FRAME
        written = write_constant(FOREIGN, end)
        lesson = teach(written, first=tokenizer().to_language_token("fr"), language=language, timed=True)
        heard = spotted.clone()
        size = min(len(heard), round(len(sound) / 320))
        heard[:size] = torch.where(spotted[:size] > 0, self.classes - 1, 0).flip(0)
        return Example(self._bands(sound[::-1].copy(), len(heard)), offset, lesson, heard)

    def _silent(self, positions: int, offset: int) -> Example:
        duration = self._chance.uniform(0.5, positions * FRAME)
        sound = without_speech(duration, self._chance)
        written = write_constant(INVENTED, duration + offset * FRAME)
        lesson = teach(written, first=tokenizer().no_speech, timed=True)
        nothing = torch.zeros(positions, dtype=torch.long)
        return Example(self._bands(sound, positions), offset, lesson, nothing)

    def _bands(self, sound: Sound, positions: int) -> Tensor:
        return spectrogram(sound, 2 * positions, self._chance)


def _spot(placed: tuple[Placed, ...], offset: int, positions: int) -> Tensor:
    spotted = torch.zeros(positions, dtype=torch.long)
    for word in placed:
        spotted[round(word.start / FRAME) - offset : round(word.end / FRAME) - offset] = word.index + 1
    return spotted
