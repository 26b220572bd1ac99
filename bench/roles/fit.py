"""`python -m bench.roles.fit [FOLDER]`: fit what decides roles; `--write` puts it into the package.

The weights of cues are those of a conditional random field (see `pipeline.roles.crf`), fitted on the chances
of single voices, with a Gaussian prior around weights set by hand: the data may only move what the cues mean
by so much. Data are the reference items of FOLDER and the written programmes, each a second time in capitals
without punctuation. `bench.roles.model_fit` fits the rest on the same programmes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import click
import numpy as np

import pipeline.roles
from bench.figures import json_option, reference_folder, write_figures
from bench.roles import prior
from bench.roles.crf_fit import Field, Numbers, Vocabulary, field, fit
from bench.roles.material import material
from bench.roles.model_fit import fitted_model
from bench.roles.programme import Programme, programmes
from bench.roles.variations import bare
from pipeline.roles.crf import ROLES
from pipeline.roles.evidence import cues_of
from pipeline.roles.model import RoleModel
from pipeline.roles.model_file import write_text_model, write_voice_model
from pipeline.roles.weights import Weights, load_weights

_WORDS = Vocabulary(tuple(prior.CUES), tuple(prior.LINKS))
_LOOSENESS = 0.5
"""Standard deviation of the prior, in nats; for ties and numbers half of it."""


@click.command()
@reference_folder
@click.option("--write", is_flag=True, help="Put the weights into the package.")
@json_option
def main(folder: Path, write: bool, json_file: Path | None) -> None:
    """Fit on everything, and say how far the packaged weights are from that."""
    data = list(programmes(folder))
    weights = fitted(field for programme in data for field in fields_of(programme))
    packaged = dict(_named(load_weights()))
    moved = {name: value - packaged.get(name, 0.0) for name, value in _named(weights)}
    far = {name: by for name, by in moved.items() if abs(by) >= 0.01}
    print(f"{len(moved)} weights, {len(far)} of them 0.01 or more from the packaged ones")
    for name, by in sorted(far.items(), key=lambda item: -abs(item[1])):
        print(f"  {name:<40} {by:+.2f}")
    if write:
        target = Path(pipeline.roles.__file__).parent
        (target / "weights.toml").write_text(_toml(weights), encoding="utf-8")
        for name, table in _tables(fitted_model([material(programme) for programme in data])).items():
            (target / "learnt" / name).write_text(table, encoding="utf-8")
        print(f"written below {target}")
    write_figures("bench.roles.fit", asdict(weights), json_file)


def _tables(model: RoleModel) -> dict[str, str]:
    """The model as files."""
    return {
        "voice.tsv": write_voice_model(model.voice),
        "text.tsv": write_text_model(model.text),
        "airtime.tsv": write_voice_model(model.airtime),
    }


def fitted(fields: Iterable[Field]) -> Weights:
    """The weights under which the true roles are most probable."""
    return _WORDS.read(fit(list(fields), _centre(), _looseness()))


def fields_of(programme: Programme) -> tuple[Field, Field]:
    """A programme as the fit needs it: as it is, and bare."""
    return _field(programme), _field(bare(programme))


def milliseconds_of(programme: Programme) -> Counter[str]:
    """How long each voice speaks."""
    spoken: Counter[str] = Counter()
    for turn in programme.turns:
        spoken[turn.speaker or ""] += round(1000 * turn.duration)
    return spoken


def _field(programme: Programme) -> Field:
    cues, spoken = cues_of(programme.turns, "en"), milliseconds_of(programme)
    true = [
        ROLES.index(programme.roles[label]) if label in programme.roles else None for label in cues.labels
    ]
    return field(cues, true, [spoken[label] / 1000 for label in cues.labels], _WORDS)


def _centre() -> Numbers:
    """The weights set by hand."""
    rows = [prior.BIAS, *prior.CUES.values(), *(row for link in prior.LINKS.values() for row in link)]
    numbers = (*prior.NUMBERS_OF_ANCHORS, *prior.NUMBERS_OF_CORRESPONDENTS)
    return np.array([value for row in rows for value in row] + list(numbers))


def _looseness() -> Numbers:
    """How far each weight may move."""
    loose = np.full(_WORDS.size, _LOOSENESS)
    loose[_WORDS.of_link(_WORDS.links[0]) :] /= 2
    return loose


def _named(weights: Weights) -> Iterator[tuple[str, float]]:
    """Every single weight, rounded as in the package, under a name of its own."""
    rows = {"bias": weights.bias, "anchors": weights.anchors, "correspondents": weights.correspondents}
    rows |= weights.cues
    rows |= {
        f"{kind} {ROLES[i]}": row for kind, square in weights.links.items() for i, row in enumerate(square)
    }
    for name, row in rows.items():
        for place, number in enumerate(row):
            counted = name in ("anchors", "correspondents")
            yield f"{name} {place if counted else ROLES[place]}", round(number, 2)


def _toml(weights: Weights) -> str:
    def row(numbers: Numbers) -> str:
        return "[" + ", ".join(f"{round(number, 2) + 0.0:.2f}" for number in numbers) + "]"

    lines = [
        "# Written by `python -m bench.roles.fit --write`.",
        "# In nats; the order is anchor, correspondent, expert.",
        f"bias = {row(weights.bias)}",
        "# No, one, two, and more of them in a recording.",
        f"anchors = {row(weights.anchors)}",
        f"correspondents = {row(weights.correspondents)}",
        "",
        "[cues]",
        *(f"{kind} = {row(numbers)}" for kind, numbers in weights.cues.items()),
        "",
        "# The roles of the voice that does it down, of the other voice across.",
        "[links]",
        *(f"{kind} = [{', '.join(map(row, square))}]" for kind, square in weights.links.items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
