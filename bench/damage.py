"""`python -m bench.damage [FORM]...`: what is said of files that are cut or damaged, form by form.

Every form is written by ffmpeg, cut at eight places and damaged in four ways. A case is *refused*, *told* (a
hole is in the result), *silent* (the sound differs and nothing is said) or *harmless* (it sounds the same).
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from bench.figures import json_option, write_figures
from pipeline.errors import InputError
from pipeline.media import decode, probe
from pipeline.media.waveform import SAMPLE_RATE, Waveform
from tests.support.media_forms import CUTS, DAMAGES, FORMS, WITHOUT_CHECKS, form

_FRAME = SAMPLE_RATE // 10
_HEARD = 0.02
"""Share of full scale by which a sample must differ."""


@click.command()
@click.argument("names", metavar="FORM...", nargs=-1)
@json_option
def main(names: tuple[str, ...], json_file: Path | None) -> None:
    """Print a line a form, and the sums by class."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    silent: list[str] = []
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        for name, ends in pool.map(lambda name: (name, _cases(name, Path(folder))), names or FORMS):
            print(f"{name:14}  {'  '.join(f'{case}: {end}' for case, end in ends.items())}", flush=True)
            for case, end in ends.items():
                sums[_kind(name, case)][end] += 1
                silent += [f"{name}, {case}"] * (end == "silent")
    for kind, counts in sums.items():
        print(f"{kind:40} {dict(counts)}")
    print(f"silent: {'; '.join(silent) or 'none'}")
    write_figures("bench.damage", {kind: dict(counts) for kind, counts in sums.items()}, json_file)


def _kind(name: str, case: str) -> str:
    if case == "whole":
        return "whole files"
    if case in CUTS:
        return "cut off"
    return f"{case}, {'form without checks' if name in WITHOUT_CHECKS else 'form with structure'}"


def _cases(name: str, folder: Path) -> dict[str, str]:
    whole = _read(folder / name, form(name))
    ends = {"whole": "alarm" if isinstance(whole, str) or whole.holes else "no alarm"}
    if isinstance(whole, str):
        return ends
    for case, change in (*CUTS.items(), *DAMAGES.items()):
        ends[case] = _end(_read(folder / f"{case}-{name}".replace("%", ""), change(form(name))), whole)
    return ends


def _read(path: Path, content: bytes) -> Waveform | str:
    path.write_bytes(content)
    try:
        return decode(probe(path))
    except InputError as error:
        return error.message
    finally:
        path.unlink()


def _end(found: Waveform | str, whole: Waveform) -> str:
    if isinstance(found, str):
        return "refused"
    if found.holes:
        return "told"
    return "silent" if _differs(found.floats, whole.floats) else "harmless"


def _differs(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    if abs(len(one) - len(other)) > _FRAME:
        return True
    shorter = min(len(one), len(other))
    return bool(np.abs(one[:shorter] - other[:shorter]).max(initial=0.0) > _HEARD)


if __name__ == "__main__":
    main()
