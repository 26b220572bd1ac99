"""`python -m bench.diarizer [FOLDER]`: voices by frames that are encoded once, and by the plain way.

The plain way is pyannote.audio's own `SpeakerDiarization` with the same two models and parameters, its
windows 1 s apart. Both hear one recording after the other on one thread, so that a noisy machine is noisy
for both; what counts is the ratio. Weights come from the store, or from
`--weights SEGMENTATION CAMPPLUS`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bench.figures import json_option, reference_folder, write_figures
from bench.recordings import MEDIA
from pipeline.engines.contract import SpeakerCount
from pipeline.engines.diarization import Diarization, Turn
from pipeline.evaluation.der import diarization_errors
from pipeline.evaluation.error_rate import ErrorRate
from pipeline.evaluation.readers import read_materials
from pipeline.media import decode, probe
from pipeline.media.waveform import Waveform
from pipeline.models import ModelStore, Registry

_HEADS = ("recording", "s", "voices", "plain", "once", "plain, s", "once, s", "plain / once")
_FILE = click.Path(exists=True, path_type=Path)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one way made of one recording."""

    errors: ErrorRate
    seconds: float
    voices: int


@click.command()
@reference_folder
@click.option("--weights", type=(_FILE, _FILE), help="Files of segmentation-3.0 and of CAM++.")
@json_option
def main(folder: Path, weights: tuple[Path, Path] | None, json_file: Path | None) -> None:
    """Run both ways over every recording of FOLDER and of its `spoken` whose turns are known."""
    ways = _ways(*(weights or _stored(ModelStore.default())))
    table = Table(*_HEADS, title="Diarization")
    found: dict[str, tuple[_Heard, _Heard]] = {}
    for name, media, turns in _references(folder):
        waveform = decode(probe(media))
        plain, once = (_heard(way, waveform, turns) for way in ways)
        found[name] = (plain, once)
        voices = f"{len({turn.label for turn in turns})}: {plain.voices}, {once.voices}"
        table.add_row(name, f"{waveform.duration:.0f}", voices, *_cells(plain, once))
    if found:
        plain, once = (_overall([pair[way] for pair in found.values()]) for way in (0, 1))
        table.add_row("all", "", "", *_cells(plain, once))
        found["all"] = (plain, once)
    Console(width=110).print(table)
    figures = {name: {"plain": _figures(a), "once": _figures(b)} for name, (a, b) in found.items()}
    write_figures("bench.diarizer", figures, json_file)


def _ways(segmentation: Path, embedding: Path) -> tuple[Any, Any]:
    """The plain way, and the one with frames that are encoded once, on one thread."""
    import torch

    from pipeline.engines.diarizers.pyannote.starter import speaker_diarization

    torch.set_num_threads(1)
    plain, once = (speaker_diarization(segmentation, embedding, plain=plain) for plain in (True, False))
    return plain, once


def _references(folder: Path) -> Iterator[tuple[str, Path, tuple[Turn, ...]]]:
    """Recordings of the folder, and of `spoken` below it, whose turns are known in an .rttm or a .json."""
    for place in (folder, folder / "spoken"):
        for media in sorted(path for path in place.glob("*") if path.suffix in MEDIA):
            beside = [media.with_suffix(ending) for ending in (".rttm", ".json")]
            reference = next((path for path in beside if path.exists()), None)
            if reference is not None:
                (material,) = read_materials(reference).values()
                if material.voices:
                    yield media.stem, media, material.voices


def _heard(way: Any, waveform: Waveform, turns: tuple[Turn, ...]) -> _Heard:
    from pipeline.engines.diarizers.pyannote.run import diarization

    begun = time.perf_counter()
    found: Diarization = diarization(way, waveform, SpeakerCount(), lambda _: None)
    taken = time.perf_counter() - begun
    labels = {turn.label for turn in found.turns}
    return _Heard(diarization_errors(turns, found.turns), taken, len(labels))


def _overall(heard: list[_Heard]) -> _Heard:
    errors = sum((one.errors for one in heard), ErrorRate(0, 0))
    return _Heard(errors, sum(one.seconds for one in heard), 0)


def _cells(plain: _Heard, once: _Heard) -> tuple[str, ...]:
    times = (plain.seconds, once.seconds, plain.seconds / once.seconds)
    return (str(plain.errors), str(once.errors), *(f"{time:.1f}" for time in times))


def _figures(heard: _Heard) -> dict[str, float]:
    return {"errors": heard.errors.share, "taken_s": heard.seconds, "voices": heard.voices}


def _stored(store: ModelStore) -> tuple[Path, Path]:
    registry = Registry.load()
    files = [store.files(registry.model(name)) for name in ("segmentation-3.0", "campplus")]
    segmentation, embedding = (next(iter(each.values())) for each in files)
    return segmentation, embedding


if __name__ == "__main__":
    main()
