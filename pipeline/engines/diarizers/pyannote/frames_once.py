"""Speaker diarization by pyannote.audio, with the speaker encoder run once over the sound.

pyannote.audio (Bredin, Interspeech 2023) runs the encoder once for every window and local voice, though
windows overlap by nine tenths. An encoder gives one vector each 20 ms before it pools them. Here they are
made in anchor windows that do not overlap, for each local voice from its own frames alone, and put back at
their place on the recording's time line. Every window then pools, under each of its masks, the vectors that
lie below. A voice that hardly meets any is encoded directly, as pyannote.audio does.

Ours are the voices and the second look at what the segmentation took for one voice (`voice_runs`);
segmentation, clustering and the way back to turns are pyannote.audio's own.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from pyannote.audio.pipelines import SpeakerDiarization
from pyannote.core import SlidingWindowFeature
from torch import Tensor

from pipeline.engines.diarizers.campplus.encoder import DIMENSION, SHORTEST, STRIDE, WIDTH, CAMPlusPlus
from pipeline.engines.diarizers.pyannote.person_windows import PersonWindows
from pipeline.engines.diarizers.pyannote.voice_clustering import VoiceClustering
from pipeline.engines.diarizers.pyannote.voice_runs import parted
from pipeline.engines.diarizers.pyannote.voice_windows import VoiceWindows

_COVERED = SHORTEST // STRIDE // 2
"""Frame vectors (half of 0.4 s) under which a voice is encoded directly."""
_VOICES = "frames once/voices"
"""Where the voices wait, in pyannote's own table of a file, until it asks for them."""


class FramesOnce(SpeakerDiarization):
    """pyannote.audio's pipeline, cheaper; `embedding` must be a CAMPlusPlus, the segmentation a powerset."""

    takes_16_bits = True

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        self.clustering = VoiceClustering(metric=self._embedding.metric)

    def get_segmentations(self, file: Any, hook: Callable[..., Any] | None = None) -> SlidingWindowFeature:
        """As pyannote.audio's own, 0 or 1 in (windows, frames, speakers), with voices parted that are two."""
        segmentations = super().get_segmentations(file, hook)
        sound, _ = self._audio(file)
        encoder: CAMPlusPlus = self._embedding.model_
        windows = VoiceWindows(sound[0].to(encoder.device), segmentations, encoder.filterbank)
        with torch.inference_mode():
            told = [one for block in _blocks(encoder, windows, hook) for one in block.told()]
        width = max(len(parts) for parts, _ in told)
        voices = np.full((windows.count, width, DIMENSION), np.nan, dtype=np.float32)
        data = segmentations.data
        if width > data.shape[2]:
            data = np.zeros((*data.shape[:2], width), dtype=data.dtype)
        for row, (parts, heard) in enumerate(told):
            voices[row, : len(parts)] = heard
            if data is not segmentations.data:
                data[row, :, : len(parts)] = parts.T
        file[_VOICES] = voices
        return SlidingWindowFeature(data, segmentations.sliding_window)

    def get_embeddings(self, file: Any, *_: Any, **__: Any) -> NDArray[np.float32]:
        """One voice a window and local speaker (windows, speakers, 192); NaN where there is too little."""
        voices: NDArray[np.float32] = file[_VOICES]
        return voices

    def reconstruct(
        self,
        segmentations: SlidingWindowFeature,
        hard_clusters: NDArray[np.int64],
        count: SlidingWindowFeature,
    ) -> SlidingWindowFeature:
        """As pyannote.audio's own, 0 or 1 in (frames, persons), without all windows in memory again."""
        return self.to_diarization(PersonWindows(segmentations, hard_clusters), count)


def _blocks(encoder: CAMPlusPlus, windows: VoiceWindows, hook: Callable[..., Any] | None) -> Any:
    """The windows between two anchors at a time: of the frame vectors no more are held than they need."""
    anchors = windows.anchors
    behind: Sequence[_Stretch] = ()
    for number, (first, after) in enumerate(itertools.pairwise([*anchors, windows.count])):
        here = behind or _encoded(encoder, windows, first)
        behind = _encoded(encoder, windows, after) if after < windows.count else ()
        yield _Block(encoder, windows, range(first, after), [*here, *behind])
        if hook is not None:
            hook("embeddings", None, total=len(anchors), completed=number + 1)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Frame vectors (n, 512) of one voice and their places (n,) on the recording's time line, 20 ms apart."""

    places: Tensor
    vectors: Tensor


def _encoded(encoder: CAMPlusPlus, windows: VoiceWindows, anchor: int) -> list[_Stretch]:
    """What the encoder hears in each voice of an anchor window."""
    mels = windows.mels(anchor)
    found = []
    for mask in windows.alone(anchor):
        frames = mask.nonzero()[:, 0]
        if len(frames) >= SHORTEST:
            vectors = encoder.vectors_of_one(mels[frames])
            found.append(_Stretch((frames[::STRIDE] + anchor * windows.step) // STRIDE, vectors))
    return found


class _Block:
    """Windows that follow each other, and the frame vectors of all that they hear."""

    def __init__(
        self, encoder: CAMPlusPlus, windows: VoiceWindows, wanted: range, stretches: Sequence[_Stretch]
    ) -> None:
        self._encoder = encoder
        self._windows = windows
        self._wanted = wanted
        begin = wanted.start * windows.step // STRIDE
        length = (windows.step * (len(wanted) - 1) + windows.frames) // STRIDE + 1
        self._line = torch.zeros(length, WIDTH, device=encoder.device)
        self._filled = torch.zeros(length, dtype=torch.bool, device=encoder.device)
        # Where two anchors hear the same moment, the voice that was heard for longer comes last and stays.
        for stretch in sorted(stretches, key=lambda stretch: len(stretch.places)):
            inside = (stretch.places >= begin) & (stretch.places < begin + length)
            self._line[stretch.places[inside] - begin] = stretch.vectors[inside]
            self._filled[stretch.places[inside] - begin] = True
        self._squares = self._line.square()

    def told(self) -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """For every window, whose frames are whose (speakers, frames), and the voices (speakers, 192)."""
        return [self._window(window) for window in self._wanted]

    def _window(self, window: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        windows = self._windows

        def tell(masks: NDArray[np.float32]) -> NDArray[np.float32]:
            return self._voices(window, windows.telling(window, masks))

        active = windows.active(window)
        parts = [parted(mask, windows.seconds_a_frame, tell) for mask in active]
        # What was one voice keeps its place; what was two takes places behind the last.
        masks = np.concatenate([*(part[:1] for part in parts), *(part[1:] for part in parts)])
        return masks, tell(masks)

    def _voices(self, window: int, masks: Tensor) -> NDArray[np.float32]:
        """Voices (masks, 192) under masks (masks, frames)."""
        first = (window - self._wanted.start) * self._windows.step // STRIDE
        under = masks[:, ::STRIDE]
        part = slice(first, first + under.shape[1])
        heard = (under & self._filled[part]).float()
        count = heard.sum(dim=1, keepdim=True)
        mean = heard @ self._line[part] / count
        variance = (heard @ self._squares[part] / count - mean.square()) * count / (count - 1)
        voices = self._encoder.projected(torch.cat([mean, variance.clamp(min=0.0).sqrt()], dim=1))
        for row, mask in enumerate(masks):
            if mask.sum() < SHORTEST:
                voices[row] = torch.nan
            elif count[row] < _COVERED:
                alone = self._encoder.vectors_of_one(self._windows.mels(window)[mask])
                voices[row] = self._encoder.pooled(alone.T[None])[0]
        told: NDArray[np.float32] = voices.cpu().numpy()
        return told
