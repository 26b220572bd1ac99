"""The fit of `pipeline.roles.model`: how voices speak, and what they say.

Rows are voices and turns of every programme and of its `variations.copies`, each counted so that families of
many programmes do not drown the others, and roles count alike within a family: one in which everybody who
answers is a guest must not teach that answering means guest.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bench.roles.material import Material, Turns
from pipeline.roles.crf import ROLES
from pipeline.roles.features import GROUPS, feature_names
from pipeline.roles.logistic import Numbers, fit, nothing
from pipeline.roles.model import RoleModel
from pipeline.roles.text_model import AFTER, BEFORE, CLOSING, OPENING, SHAPE, TextModel
from pipeline.roles.voice_model import VoiceModel, standardised

_VOICE_STRENGTH = 0.006
"""How much rows count against the prior; from 0.003 to 0.01 families left out were judged alike."""
_TEXT_STRENGTH = 0.3
_WORDINGS = 1500
_FAMILIES, _PROGRAMMES = 3, 5
"""In so many a wording must occur: a name or a topic does not."""
_COMMON = 3
"""So many times as often in small letters as with a capital: names are not."""
_MARKS = OPENING + CLOSING + BEFORE + AFTER


def fitted_model(items: Sequence[Material]) -> RoleModel:
    """The model under which the known roles are most probable, and the weights near zero."""
    return RoleModel(
        voice=_fitted_voices(items, np.arange(len(feature_names(with_words=True)))),
        text=_fitted_text(items),
        airtime=_fitted_voices(items, np.array(_wordless())),
    )


def _wordless() -> list[int]:
    """Columns of features for which no word need be known."""
    needs = [group.needs_words for group in GROUPS for _ in group.names]
    return [column for column, needed in enumerate(needs) if not needed]


def _fitted_voices(items: Sequence[Material], columns: NDArray[np.int64]) -> VoiceModel:
    features = np.concatenate([item.voices.features for item in items])[:, columns]
    roles = np.concatenate([item.voices.roles for item in items])
    words = np.concatenate([item.voices.words for item in items])
    families = [item.family for item in items for _ in item.voices.roles]
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    mean, scale = np.round(mean, 3), np.maximum(np.round(scale, 3), 0.001)
    regression = fit(
        standardised(features, mean, scale),
        roles,
        balanced(families, roles, words),
        _VOICE_STRENGTH,
        nothing(len(columns)),
    )
    names = feature_names(with_words=True)
    return VoiceModel(tuple(names[column] for column in columns), mean, scale, regression)


def _fitted_text(items: Sequence[Material]) -> TextModel:
    grams = {gram: place for place, gram in enumerate(_wordings(items))}
    readings = [turns for item in items for turns in item.turns]
    plain = [wording for turns in readings if turns.first for wording in turns.wordings]
    seen = Counter(gram for wording in plain for gram in wording)
    rarity = np.round([math.log(len(plain) / seen[gram]) for gram in grams], 3)
    empty = TextModel(grams, rarity, nothing(len(grams) + len(SHAPE)))
    rows = sparse.csr_matrix(np.concatenate([_rows(turns, empty) for turns in readings]))
    known = np.concatenate([turns.roles for turns in readings])
    words = np.concatenate([turns.words for turns in readings])
    families = np.array([item.family for item in items for turns in item.turns for _ in turns.roles])
    use = known >= 0
    counts = balanced(list(families[use]), known[use], words[use])
    regression = fit(rows[use], known[use], counts, _TEXT_STRENGTH, nothing(rows.shape[1]))
    return replace(empty, regression=regression)


def _wordings(items: Sequence[Material]) -> list[str]:
    """The most frequent ones that occur in several families and programmes and hold no name."""
    often: Counter[str] = Counter()
    programmes: Counter[str] = Counter()
    families: defaultdict[str, set[str]] = defaultdict(set)
    cased: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for item in items:
        plain = Counter(gram for turns in item.turns if turns.first for row in turns.wordings for gram in row)
        often += plain
        programmes.update(plain.keys())
        for gram in plain:
            families[gram].add(item.family)
        for word, (small_, capital) in item.cased.items():
            cased[word] = (cased[word][0] + small_, cased[word][1] + capital)
    fitting = (
        gram
        for gram in often
        if programmes[gram] >= _PROGRAMMES
        and len(families[gram]) >= _FAMILIES
        and all(_is_common(word, cased) for word in gram.lstrip(_MARKS).split())
    )
    return sorted(fitting, key=lambda gram: (-often[gram], gram))[:_WORDINGS]


def _is_common(word: str, cased: Mapping[str, tuple[int, int]]) -> bool:
    small_, capital = cased[word]
    return word in ("?", "i") or word.startswith("i'") or small_ > _COMMON * capital


def balanced(families: Sequence[str], roles: NDArray[np.int64], words: NDArray[np.int64]) -> Numbers:
    """How much each row counts: families by the root of their rows, roles alike within a family. Mean one."""
    worth = np.minimum(4.0, np.sqrt(np.maximum(1, words) / 40))
    counts = worth.copy()
    names = np.array(families)
    for family in set(families):
        inside = names == family
        for role in range(len(ROLES)):
            rows = inside & (roles == role)
            if rows.any():
                counts[rows] /= worth[rows].sum()
        counts[inside] *= math.sqrt(inside.sum())
    balanced_: Numbers = counts / counts.mean()
    return balanced_


def _rows(turns: Turns, model: TextModel) -> Numbers:
    table = np.zeros((len(turns.wordings), len(model.grams) + len(SHAPE)))
    for place, (wordings, shape) in enumerate(zip(turns.wordings, turns.shapes, strict=True)):
        table[place] = model.row(wordings, shape)
    return table
