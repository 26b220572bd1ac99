"""What of a recording is missing or doubtful: what it declares, what ffmpeg said, what its own end says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.media.decoder_log import DecoderLog, Jump
from pipeline.media.ends.end import cut_off
from pipeline.media.ends.frames import Lump, lumps
from pipeline.media.probe import Media
from pipeline.media.waveform import SAMPLE_RATE
from pipeline.transcript.holes import DOUBTFUL, MISSING
from pipeline.transcript.parts import Excluded

_TAIL = 0.2
"""Seconds by which the sound of whole files may end early: of 53 kinds that ffmpeg writes, up to 0.03."""
_LEAST = 0.5
"""Seconds that are doubtful from a complaint on: what was decoded then is heard with what follows."""
_STOPPED = "Error during demuxing"
"""How ffmpeg calls it that nothing more can be read."""
_AROUND = 1.5
"""Seconds around a hole within which complaints are about it."""
_TAKEN_FOR_LOST = 0.1
"""Seconds from which bytes that are no frames stand for lost sound."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """What became of the sound: its length in seconds, what ffmpeg said, the lumps between frames."""

    duration: float
    log: DecoderLog
    lead: float = 0.0
    """Seconds before the sound begins."""
    media_end: float | None = None
    """When the sound should end."""
    lumps: tuple[Lump, ...] = ()
    no_numbers: tuple[Excluded, ...] = ()
    """In the time of the decoded sound, without the lead."""
    given_up: str | None = None
    """Why ffmpeg ended before the file did."""

    @property
    def shift(self) -> float:
        """Seconds by which the log's times are early."""
        return max(0.0, self.lead - (self.log.first or 0.0))


def lumps_of(media: Media) -> tuple[Lump, ...]:
    """Those of a bare stream; none where the file cannot be read again."""
    try:
        return tuple(lumps(media.path, media.format_name))
    except (OSError, ValueError):
        return ()


def silences(found: Sequence[Lump]) -> tuple[tuple[float, float], ...]:
    """Time and length of the sound that lumps inside the recording stand for."""
    return tuple((one.time, one.seconds) for one in found if not one.last and one.seconds >= _TAKEN_FOR_LOST)


def holes(media: Media, decoded: Decoded) -> tuple[Excluded, ...]:
    """All of them, in order of time; where nothing is wrong, none."""
    jumps = later(list(_of_jumps(decoded.log.jumps)), decoded.shift)
    lost = [*jumps, *_of_lumps(decoded.lumps), *_at_end(media, decoded)]
    doubted = [one for one in later(list(_of_complaints(decoded)), decoded.shift) if not _is_about(one, lost)]
    found = [*lost, *doubted]
    if not found and decoded.log.unplaced:
        said = decoded.log.unplaced[0]
        found.append(Excluded(0.0, round(decoded.duration, 3), DOUBTFUL, evidence=f"ffmpeg: {said}"))
    found += later(decoded.no_numbers, decoded.lead)
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def no_numbers(samples: NDArray[np.float32], at: float) -> list[Excluded]:
    """Where a few seconds of sound that begin at `at` are NaN or infinite: in one stretch, or none.

    They become silence here: one silences a network.
    """
    places = np.flatnonzero(~np.isfinite(samples))
    if not len(places):
        return []
    np.nan_to_num(samples, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
    start, end = at + places[0] / SAMPLE_RATE, at + (places[-1] + 1) / SAMPLE_RATE
    return [_hole(float(start), float(end), DOUBTFUL, "samples that are no numbers")]


def later(found: Sequence[Excluded], seconds: float) -> tuple[Excluded, ...]:
    """The same so much later."""
    return tuple(
        replace(one, start=round(one.start + seconds, 3), end=round(one.end + seconds, 3)) for one in found
    )


def _of_jumps(jumps: Sequence[Jump]) -> Iterator[Excluded]:
    for jump in jumps:
        if jump.start > jump.end:
            yield _hole(jump.end, jump.start, MISSING, "the times in the file jump ahead")
        else:
            back = jump.end - jump.start
            yield _hole(jump.start, jump.end, DOUBTFUL, f"the times in the file jump back by {back:.1f} s")


def _of_lumps(found: Sequence[Lump]) -> Iterator[Excluded]:
    """Bytes of which FFmpeg says nothing; each hole moves all that follow it."""
    moved = 0.0
    for lump in found:
        at = lump.time + moved
        if lump.last:
            yield _hole(at, at, MISSING, "its last frame is incomplete")
        elif lump.seconds >= _TAKEN_FOR_LOST:
            yield _hole(at, at + lump.seconds, MISSING, "what is stored there is no sound")
            moved += lump.seconds
        else:
            yield _hole(at, at + lump.seconds, DOUBTFUL, "what is stored there is no sound")


def _at_end(media: Media, decoded: Decoded) -> Iterator[Excluded]:
    end = decoded.duration
    announced = max(media.sound_end or 0.0, end * media.announced_share)
    if announced > end + _TAIL:
        yield _hole(end, announced, MISSING, f"it announces {announced:.1f} s and holds {end:.1f} s")
    elif media.announced_share > 1.0:
        yield _hole(end, end, MISSING, "its header announces more than there is")
    elif any(one.last for one in decoded.lumps):
        return
    elif why := _cut_off(media):
        yield _hole(end, end, MISSING, why)
    if media.joined:
        joined = "another WAV file is joined to it, which is not read"
        yield _hole(end, end + media.joined, MISSING, joined)
    if decoded.given_up:
        yield _hole(end, end, DOUBTFUL, decoded.given_up)


def _cut_off(media: Media) -> str | None:
    try:
        return cut_off(media.path, media.format_name)
    except (OSError, ValueError, IndexError):  # cut within a header, which FFmpeg has read otherwise
        return None


def _of_complaints(decoded: Decoded) -> Iterator[Excluded]:
    whole = decoded.media_end is not None and decoded.duration >= decoded.media_end
    for one in decoded.log.complaints:
        if not (whole and one.first.startswith(_STOPPED)):  # all that was announced is there
            start = min(one.start, decoded.duration)
            end = max(start, min(max(one.end, start + _LEAST), decoded.duration))
            yield _hole(start, end, DOUBTFUL, f"ffmpeg: {one.first}")


def _is_about(doubted: Excluded, lost: Sequence[Excluded]) -> bool:
    """Whether a hole tells of it already."""
    return any(one.start - _AROUND <= doubted.start and doubted.end <= one.end + _AROUND for one in lost)


def _hole(start: float, end: float, kind: str, evidence: str) -> Excluded:
    return Excluded(round(max(0.0, start), 3), round(max(0.0, start, end), 3), kind, evidence=evidence)
