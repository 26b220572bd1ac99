"""How long a frame of coded sound is, by its first bytes (ISO 11172-3, ISO 13818-7, ETSI TS 102 366)."""

from __future__ import annotations

from dataclasses import dataclass

_LAYER_3 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_LAYER_2 = (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384)
_LAYER_1 = (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448)
_LOW_1 = (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256)
_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""Kilobits a second, by the header's number; the last three of the lower sampling rates."""
_RATES = (44100, 48000, 32000)
_ADTS_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_AC3_RATES = (48000, 44100, 32000)
_AC3_BITS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640)
_BLOCKS = (1, 2, 3, 6)
"""Of 256 samples each."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`size` in bytes, and how long it sounds."""

    size: int
    seconds: float


def mpeg_frame(head: bytes) -> Frame | None:
    """MPEG-1, 2 and 2.5, all three layers; None where there is no such header."""
    if head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    number, rate, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer == 4 or number in (0, 15) or rate == 3:
        return None
    full = version == 3
    table = {1: _LAYER_1, 2: _LAYER_2, 3: _LAYER_3} if full else {1: _LOW_1, 2: _LOW, 3: _LOW}
    bits = table[layer][number] * 1000
    sampling = _RATES[rate] >> (0 if full else 1 if version == 2 else 2)
    if layer == 1:
        return Frame((12 * bits // sampling + padding) * 4, 384 / sampling)
    samples = 576 if layer == 3 and not full else 1152
    return Frame(samples // 8 * bits // sampling + padding, samples / sampling)


def adts_frame(head: bytes) -> Frame | None:
    """AAC with its own headers."""
    if head[0] != 0xFF or head[1] & 0xF6 != 0xF0 or head[2] >> 2 & 15 >= len(_ADTS_RATES):
        return None
    size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    seconds = 1024 * ((head[6] & 3) + 1) / _ADTS_RATES[head[2] >> 2 & 15]
    return Frame(size, seconds) if size > 7 else None


def ac3_frame(head: bytes) -> Frame | None:
    """AC-3 and E-AC-3."""
    if head[:2] != b"\x0b\x77":
        return None
    if head[5] >> 3 > 10:
        size = ((head[2] & 7) << 8 | head[3]) * 2 + 2
        rate, second = head[4] >> 6, head[4] >> 4 & 3
        if rate == 3:
            return None if second == 3 else Frame(size, 1536 / (_AC3_RATES[second] // 2))
        dependent = head[2] >> 6 == 1  # of another frame's time
        return Frame(size, 0.0 if dependent else 256 * _BLOCKS[second] / _AC3_RATES[rate])
    rate, number = head[4] >> 6, head[4] & 63
    if rate == 3 or number >= 2 * len(_AC3_BITS):
        return None
    sampling, bits = _AC3_RATES[rate], _AC3_BITS[number // 2]
    words = bits * 1536 * 1000 // 16 // sampling + (number & 1 if rate == 1 else 0)
    return Frame(words * 2, 1536 / sampling)
