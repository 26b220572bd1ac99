"""One run of a pyannote.audio diarization pipeline, and what it heard as turns of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.engines.contract import Progress, SpeakerCount
from pipeline.engines.diarization import Diarization, Turn
from pipeline.engines.diarizers.pyannote.exclusive import exclusive_turns
from pipeline.engines.environment import quiet_libraries
from pipeline.errors import EngineError
from pipeline.media.waveform import SAMPLE_RATE, Waveform

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pyannote.audio.core.plda import PLDA

TAKES_16_BITS = "takes_16_bits"
"""Attribute of pipelines whose models turn int16 into floats themselves, a few windows at a time."""
BATCH = 32
"""Windows that go through a network together."""
_SPOKEN = 0.5
"""Chance of a voice from which somebody speaks."""
_SHARE = {"segmentation": (0.0, 0.45), "embeddings": (0.45, 0.95)}
"""Where each of pyannote's reported steps begins and ends in the stage's progress."""


def diarization(
    pipeline: Callable[..., Any], waveform: Waveform, count: SpeakerCount, progress: Progress
) -> Diarization:
    """Turns of all voices, times clipped to the recording. Raises EngineError."""
    import torch

    # A waveform and never a path: pyannote.audio reads files many times over.
    file = {
        "waveform": torch.from_numpy(_sound(pipeline, waveform))[None],
        "sample_rate": SAMPLE_RATE,
        "uri": "-",
    }
    try:
        with quiet_libraries(), _precision_as_it_was():
            output = pipeline(
                file,
                num_speakers=count.exactly,
                min_speakers=count.at_least,
                max_speakers=count.at_most,
                hook=_hook(progress),
            )
    except Exception as error:
        fewer = "Try it without the number of speakers: there may be too little speech for so many."
        hint = fewer if count != SpeakerCount() else ""
        raise EngineError(f"pyannote.audio failed: {error}.", hint=hint) from error
    progress(1.0)
    heard = _heard(output, waveform.duration)
    return replace(heard, notes=_unmet(count, len({turn.label for turn in heard.turns})))


def speech_share(pipeline: Any, waveform: Waveform) -> float:
    """By the pipeline's segmentation alone, which is a small part of its work. Raises EngineError."""
    import numpy as np
    import torch
    from pyannote.audio.pipelines import SpeakerDiarization

    file = {
        "waveform": torch.from_numpy(_sound(pipeline, waveform))[None],
        "sample_rate": SAMPLE_RATE,
        "uri": "-",
    }
    try:
        with quiet_libraries(), _precision_as_it_was():
            heard = SpeakerDiarization.get_segmentations(pipeline, file)
    except Exception as error:
        raise EngineError(f"pyannote.audio failed: {error}.") from error
    spoken = np.nan_to_num(heard.data).max(axis=-1) > _SPOKEN
    # The last windows reach beyond the end, into silence.
    return float(min(1.0, spoken.mean() * spoken.size / max(1, _inside(heard, waveform.duration))))


def _sound(pipeline: Any, waveform: Waveform) -> NDArray[np.int16] | NDArray[np.float32]:
    """The samples as they are, where the pipeline's models take them so."""
    return waveform.samples if getattr(pipeline, TAKES_16_BITS, False) else waveform.floats


def _inside(heard: Any, duration: float) -> int:
    """Frames of all windows that lie inside the recording."""
    count, frames = heard.data.shape[:2]
    window = heard.sliding_window
    ends = (min(window.duration, max(0.0, duration - number * window.step)) for number in range(count))
    return int(sum(frames * end / window.duration for end in ends))


@contextmanager
def _precision_as_it_was() -> Iterator[None]:
    """pyannote.audio forbids a graphics card to round (TF32), for the whole process and for good."""
    from torch.backends import cuda, cudnn

    before = cuda.matmul.allow_tf32, cudnn.allow_tf32
    try:
        yield
    finally:
        cuda.matmul.allow_tf32, cudnn.allow_tf32 = before


def unused_plda() -> PLDA:
    """Takes the place of the PLDA that pyannote.audio 4.0.7 fetches from the hub even if it needs none."""
    from pyannote.audio.core.plda import PLDA

    return PLDA.__new__(PLDA)


def _heard(output: Any, duration: float) -> Diarization:
    """From pyannote's own result, or from the bare annotation that a pipeline made with `legacy` gives."""
    turns = _turns(getattr(output, "speaker_diarization", output), duration)
    alone = getattr(output, "exclusive_speaker_diarization", None)
    # pyannote.audio fills the short pauses of a voice after it cut the turns, whoever speaks in them.
    return Diarization(turns, exclusive_turns(turns if alone is None else _turns(alone, duration)))


def _unmet(count: SpeakerCount, found: int) -> tuple[str, ...]:
    """What the user must be told where another number of voices was asked for than `found`."""
    exactly, least, most = count.exactly, count.at_least, count.at_most
    bounds = ((exactly, "", exactly != found), (least, "at least ", least is not None and found < least))
    for wanted, how, unmet in (*bounds, (most, "at most ", most is not None and found > most)):
        if wanted is not None and unmet:
            asked = f"{how}{wanted} {'voice was' if wanted == 1 else 'voices were'} asked for"
            said = f"{asked[0].upper()}{asked[1:]}; {found or 'none'} {'was' if found < 2 else 'were'} found."
            return (said,)
    return ()


def _hook(progress: Progress) -> Any:
    def hook(step: str, *_: Any, total: int | None = None, completed: int | None = None, **__: Any) -> None:
        if step in _SHARE and total and completed is not None:
            begin, end = _SHARE[step]
            share = min(1.0, completed / total)  # pyannote counts a last batch that is not full as a full one
            progress(begin + (end - begin) * float(share))

    return hook


def _turns(annotation: Any, duration: float) -> tuple[Turn, ...]:
    found = (
        Turn(max(0.0, time.start), min(duration, time.end), str(label))
        for time, _, label in annotation.itertracks(yield_label=True)
        if time.start < duration
    )
    return tuple(sorted(found, key=lambda turn: (turn.start, turn.end)))
