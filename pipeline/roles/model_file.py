"""Learnt weights as tables that can be read and compared: a line for each feature or wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from pipeline.roles.logistic import Numbers, Regression
from pipeline.roles.text_model import SHAPE, TextModel
from pipeline.roles.voice_model import VoiceModel

_BIAS = "(bias)"


def write_voice_model(model: VoiceModel) -> str:
    """Columns: feature, mean, scale, and the weights for anchor, correspondent and expert."""
    weights = model.regression.weights
    rows = zip(model.names, model.mean, model.scale, weights, strict=True)
    return _table(
        "feature\tmean\tscale\tanchor\tcorrespondent\texpert",
        ((name, (mean, scale, *row)) for name, mean, scale, row in rows),
        (0.0, 1.0, *model.regression.bias),
    )


def read_voice_model(text: str) -> VoiceModel:
    """The reverse. Raises ValueError for a table that is none."""
    names, numbers, bias = _rows(text)
    regression = Regression(numbers[:, 2:], bias[2:])
    return VoiceModel(names, numbers[:, 0], numbers[:, 1], regression)


def write_text_model(model: TextModel) -> str:
    """Columns: wording, inverse document frequency, and the weights; the turn's shape comes last."""
    weights = model.regression.weights
    rarities = [*model.rarity, *(1.0 for _ in SHAPE)]
    rows = zip((*model.grams, *SHAPE), rarities, weights, strict=True)
    return _table(
        "wording\trarity\tanchor\tcorrespondent\texpert",
        ((name, (rarity, *row)) for name, rarity, row in rows),
        (1.0, *model.regression.bias),
    )


def read_text_model(text: str) -> TextModel:
    """The reverse. Raises ValueError for a table that is none."""
    names, numbers, bias = _rows(text)
    if names[-len(SHAPE) :] != SHAPE:
        raise ValueError("the last rows of a table of wordings are those of the turn's shape")
    words = len(names) - len(SHAPE)
    grams = {name: place for place, name in enumerate(names[:words])}
    return TextModel(grams, numbers[:words, 0], Regression(numbers[:, 1:], bias[1:]))


def _table(header: str, rows: Iterable[tuple[str, Iterable[float]]], bias: Iterable[float]) -> str:
    lines = [header, *(_line(name, numbers) for name, numbers in rows), _line(_BIAS, bias)]
    return "\n".join(lines) + "\n"


def _line(name: str, numbers: Iterable[float]) -> str:
    return "\t".join([name, *(_short(number) for number in numbers)])


def _short(number: float) -> str:
    """Three places are less than what the fit can tell."""
    return (
        f"{round(number, 3) + 0.0:.3f}".rstrip("0").rstrip(".").replace("-0.", "-.").removeprefix("0") or "0"
    )


def _rows(text: str) -> tuple[tuple[str, ...], Numbers, Numbers]:
    """Names, their numbers, and those of the bias."""
    fields: Iterator[list[str]] = (line.split("\t") for line in text.splitlines()[1:])
    named = [(name, [float(number) for number in numbers]) for name, *numbers in fields]
    if not named or named[-1][0] != _BIAS:
        raise ValueError("a table of weights ends with its bias")
    return (
        tuple(name for name, _ in named[:-1]),
        np.array([row for _, row in named[:-1]]),
        np.array(named[-1][1]),
    )
