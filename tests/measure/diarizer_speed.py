"""`python -m tests.measure.diarizer_speed [FOLDER [SEGMENTATION CAMPPLUS]]`: frames once, and the plain way.

The plain way is pyannote.audio's own `SpeakerDiarization` with the same two models and parameters, its
windows 1 s apart. Both hear one recording after the other on one thread, so that a noisy machine is noisy
for both; what counts is the ratio. Weights come from the store, or from the two paths given.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pipeline.engines.contract import SpeakerCount
from pipeline.engines.diarization import Diarization, Turn
from pipeline.errors import InputError
from pipeline.evaluation.der import diarization_errors
from pipeline.evaluation.error_rate import ErrorRate
from pipeline.evaluation.readers import read_materials
from pipeline.media import decode, probe
from pipeline.media.waveform import Waveform
from pipeline.models import ModelStore, Registry

_MEDIA = (".wav", ".mp3", ".flac", ".opus")


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one way made of one recording."""

    errors: ErrorRate
    seconds: float
    voices: int


def main(folder: Path, segmentation: Path, embedding: Path) -> None:
    """Run both ways over everything that has turns, and print the table."""
    import torch

    from pipeline.engines.diarizers.pyannote.starter import speaker_diarization

    torch.set_num_threads(1)
    ways = [speaker_diarization(segmentation, embedding, plain=plain) for plain in (True, False)]
    table = Table(
        "recording",
        "s",
        "voices",
        "plain",
        "once",
        "plain, s",
        "once, s",
        "plain / once",
        title="Diarization",
    )
    found: list[tuple[_Heard, _Heard]] = []
    for name, media, turns in _references(folder):
        waveform = decode(probe(media))
        plain, once = (_heard(way, waveform, turns) for way in ways)
        found.append((plain, once))
        voices = f"{len({turn.label for turn in turns})}: {plain.voices}, {once.voices}"
        table.add_row(name, f"{waveform.duration:.0f}", voices, *_figures(plain, once))
    if found:
        plain, once = (_overall([pair[way] for pair in found]) for way in (0, 1))
        table.add_row("all", "", "", *_figures(plain, once))
    Console(width=110).print(table)


def _references(folder: Path) -> Iterator[tuple[str, Path, tuple[Turn, ...]]]:
    """Recordings of the folder, and of `spoken` below it, whose turns are known in an .rttm or a .json."""
    for place in (folder, folder / "spoken"):
        for media in sorted(path for path in place.glob("*") if path.suffix in _MEDIA):
            beside = [media.with_suffix(ending) for ending in (".rttm", ".json")]
            reference = next((path for path in beside if path.exists()), None)
            if reference is not None:
                (material,) = read_materials(reference).values()
                if material.voices:
                    yield media.stem, media, material.voices


def _heard(way: Any, waveform: Waveform, turns: tuple[Turn, ...]) -> _Heard:
    from pipeline.engines.diarizers.pyannote.run import diarization

    begun = time.perf_counter()
    found: Diarization = diarization(way, waveform, SpeakerCount(), lambda share: None)
    taken = time.perf_counter() - begun
    labels = {turn.label for turn in found.turns}
    return _Heard(diarization_errors(turns, found.turns), taken, len(labels))


def _overall(heard: list[_Heard]) -> _Heard:
    errors = sum((one.errors for one in heard), ErrorRate(0, 0))
    return _Heard(errors, sum(one.seconds for one in heard), 0)


def _figures(plain: _Heard, once: _Heard) -> tuple[str, ...]:
    times = (plain.seconds, once.seconds, plain.seconds / once.seconds)
    return (str(plain.errors), str(once.errors), *(f"{time:.1f}" for time in times))


def _stored(store: ModelStore) -> tuple[Path, Path]:
    registry = Registry.load()
    files = [store.files(registry.model(name)) for name in ("segmentation-3.0", "campplus")]
    segmentation, embedding = (next(iter(each.values())) for each in files)
    return segmentation, embedding


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    top = given[0] if given else Path("../shared/eval")
    if not top.is_dir():
        sys.exit(str(InputError(f"There is no folder {str(top)!r}.")))
    main(top, *(given[1:3] if len(given) > 2 else _stored(ModelStore.default())))
