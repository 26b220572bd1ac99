"""An array of samples as a WAV file, its numbers as they are."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_INTEGER, _FLOAT = 1, 3
"""What a WAV header calls a format."""
_MOST_CHANNELS = 64
"""More are a sign that channels and samples were swapped: it is (samples, channels)."""
_LONGEST = 0xFFFFFFFF - 64
"""Bytes that a WAV header can count."""


def write_wave(samples: NDArray[Any], sample_rate: int, file: BinaryIO) -> None:
    """Write `samples`, (n,) or (n, channels), floats within ±1 or integers of 8 (unsigned), 16 or 32 bits.

    Raises TypeError for other numbers, ValueError for another shape or rate, InputError for samples that
    cannot be sound: NaN, infinite or beyond ±1.
    """
    import numpy as np

    if isinstance(sample_rate, bool) or sample_rate != int(sample_rate) or sample_rate < 1:
        raise ValueError(f"sample_rate must be a whole number of samples per second, got {sample_rate}")
    sound = np.asarray(samples)
    if (
        sound.ndim not in (1, 2)
        or not 1 <= (channels := sound.shape[1] if sound.ndim == 2 else 1) <= _MOST_CHANNELS
    ):
        raise ValueError(f"an array of sound is (samples,) or (samples, channels), not {sound.shape}")
    if not sound.size:
        raise InputError("The array holds no samples.")
    sound = _numbers(sound)
    if sound.nbytes > _LONGEST:
        raise InputError("The array is too long.", hint="Write it to a file, and give that.")
    form = _FLOAT if sound.dtype.kind == "f" else _INTEGER
    width = sound.dtype.itemsize
    file.write(struct.pack("<4sI4s", b"RIFF", 36 + sound.nbytes, b"WAVE"))
    rates = (int(sample_rate), int(sample_rate) * channels * width)
    file.write(struct.pack("<4sIHHIIHH", b"fmt ", 16, form, channels, *rates, channels * width, 8 * width))
    file.write(struct.pack("<4sI", b"data", sound.nbytes))
    file.write(np.ascontiguousarray(sound).data.cast("B"))


def _numbers(sound: NDArray[Any]) -> NDArray[Any]:
    """The samples in a format that WAV has, little-endian."""
    import numpy as np

    kind, width = sound.dtype.kind, sound.dtype.itemsize
    if (kind, width) in (("i", 2), ("i", 4), ("u", 1)):
        return sound.astype(sound.dtype.newbyteorder("<"), copy=False)
    if kind != "f":
        raise TypeError(f"samples must be float, int16, int32 or uint8, not {sound.dtype}")
    if not np.isfinite(sound).all():
        raise InputError("The array holds samples that are no numbers (NaN or infinite).")
    if (peak := float(np.abs(sound).max())) > 1.0:
        raise InputError(
            f"The array's samples reach {peak:g}; as floats they must lie within ±1.",
            hint="Divide by 32768 what was 16-bit, or by the peak.",
        )
    return sound.astype("<f4", copy=False)
