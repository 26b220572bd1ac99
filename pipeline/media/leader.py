"""Where the programme begins: behind line-up tone, slate, black and silence at the head of a tape.

Sound alone tells: a pure tone that stays (EBU R 49 and SMPTE RP 82 have 1 kHz over colour bars), then
stillness under slate and black. Pictures would have to be decoded for it, which is kept shut. A slate with
somebody's voice on it is taken for the programme, so that no word can be lost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.media.waveform import SAMPLE_RATE

LOOKED_AT = 900.0
"""Seconds of the head that are looked at; colour bars of ten minutes are known."""
_STEP = SAMPLE_RATE // 10
_STEPS = 5
"""Steps of 0.1 s that are looked at together."""
_BLOCK = _STEPS * _STEP / SAMPLE_RATE
_NOTHING = -65.0
"""Decibels of full scale under which nothing is heard: the noise of 12 bits."""
_FAR_BELOW = 25.0
_STEADY = 4.0
"""Decibels: noise so far below what follows, and so steady, is that of tape. Speech swings by more."""
_PURE = 0.98
"""The part of the power at one frequency. A vowel has much of it in other overtones."""
_WIDTH = 3
"""Lines of the spectrum, 2 Hz each, to both sides of a tone, that the window spreads it over."""
_INTERRUPTED = 8.0
"""Decibels by which a tone may fall: by 6 where it is interrupted on one of two channels, as EBU's is."""
_TONE = 3.0
_SILENCE = 2.0
"""Seconds from which tone or silence belongs to a leader."""
_BEEP, _BEEP_WIDTH, _BEEP_PITCH = 0.8, 25, 350
"""A beep of one picture, and a tone that is cut, spread over 50 Hz to both sides; what hums below 700 Hz may
be a voice."""
_BETWEEN = 1.0
"""Seconds behind a beep within which it is still again."""
_EARLY = 0.2
"""Seconds of silence before the programme that are kept."""


@dataclass(frozen=True, slots=True)
class Leader:
    """What is before the programme: seconds in all, of tone, and of silence."""

    end: float
    tone: float
    silence: float

    @property
    def words(self) -> str:
        """For people, as in `tone (20 s) and silence (12 s)`."""
        parts = {"tone": self.tone, "silence": self.silence}
        return " and ".join(f"{name} ({seconds:.0f} s)" for name, seconds in parts.items() if seconds)


@dataclass(frozen=True, slots=True)
class _Blocks:
    """What each half second is: `still`, full of one tone (`pure`), or a part of one and still (`beep`)."""

    still: NDArray[np.bool_]
    pure: NDArray[np.bool_]
    beep: NDArray[np.bool_]


def leader_of(samples: NDArray[np.float32]) -> Leader | None:
    """Of a recording at SAMPLE_RATE; None where it begins at once, or is nothing else."""
    head = samples[: int(LOOKED_AT * SAMPLE_RATE)]
    count = len(head) // (_STEPS * _STEP)
    if not count:
        return None
    kinds = _kinds(head[: count * _STEPS * _STEP].reshape(count, _STEPS * _STEP))
    end = _end(kinds)
    if end == 0 or end == count:
        return None
    tone, silence = float(kinds.pure[:end].sum() * _BLOCK), float(kinds.still[:end].sum() * _BLOCK)
    if tone < _TONE and silence < _SILENCE:
        return None
    return Leader(end * _BLOCK - (_EARLY if kinds.still[end - 1] else 0.0), tone, silence)


def _kinds(blocks: NDArray[np.float32]) -> _Blocks:
    steps = blocks.reshape(len(blocks), _STEPS, _STEP)
    power = np.einsum("bsn,bsn->bs", steps, steps, dtype=np.float64) / _STEP
    levels = 10 * np.log10(np.maximum(power, 1e-10))
    loudest, swing = levels.max(axis=1), np.ptp(levels, axis=1)
    spectrum = np.abs(np.fft.rfft(blocks * np.hanning(blocks.shape[1]).astype(np.float32), axis=1)) ** 2
    pitch = spectrum.argmax(axis=1)
    heard = loudest > _NOTHING
    pure = heard & (_share(spectrum, pitch, _WIDTH) > _PURE) & (swing < _INTERRUPTED) & (pitch > _WIDTH)
    pure &= _as_beside(pitch, pure)
    faint = max(_NOTHING, np.percentile(loudest[~pure], 90) - _FAR_BELOW if not pure.all() else _NOTHING)
    still = ~heard | _lasting((loudest < faint) & (swing < _STEADY))
    beep = heard & (_share(spectrum, pitch, _BEEP_WIDTH) > _BEEP) & (pitch > _BEEP_PITCH)
    return _Blocks(still, pure, beep | _edges(levels < faint, pure))


def _edges(quiet: NDArray[np.bool_], pure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Blocks in which nothing but a tenth of a second belongs to the tone beside them: too short to tell."""
    ends = np.append(False, pure[:-1]) & quiet[:, 1:].all(axis=1)
    begins = np.append(pure[1:], False) & quiet[:, :-1].all(axis=1)
    return np.asarray(ends | begins)


def _share(spectrum: NDArray[np.float32], pitch: NDArray[np.intp], width: int) -> NDArray[np.float64]:
    """The part of the power of each block that lies within so many lines of its strongest."""
    near = np.abs(np.arange(spectrum.shape[1])[None, :] - pitch[:, None]) <= width
    return np.asarray(np.where(near, spectrum, 0).sum(axis=1) / np.maximum(spectrum.sum(axis=1), 1e-20))


def _as_beside(pitch: NDArray[np.intp], pure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a neighbour has the same tone."""
    same = (np.abs(np.diff(pitch)) <= 1) & pure[1:] & pure[:-1]
    return np.asarray(np.append(same, False) | np.append(False, same))


def _lasting(quiet: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where it is so for as long as silence must be."""
    most = round(_SILENCE / _BLOCK)
    runs = np.zeros(len(quiet), dtype=bool)
    for first in range(len(quiet) - most + 1):
        if quiet[first : first + most].all():
            runs[first : first + most] = True
    return runs


def _end(kinds: _Blocks) -> int:
    """The first block that is no leader. Tone may begin and end within a block, and be a beep."""
    nothing = kinds.still | kinds.pure
    between = round(_BETWEEN / _BLOCK)
    at = 0
    while at < len(nothing):
        passed = nothing[at] or (kinds.beep[at] and nothing[at + 1 : at + 1 + between].any())
        if not passed:
            break
        at += 1
    return at
