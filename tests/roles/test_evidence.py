"""Evidence of all kinds, and its weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bench.roles.programme import WRITTEN, unseen, written
from pipeline.errors import ModelError
from pipeline.roles import evidence
from pipeline.roles.cues.base import Cue, Exchange, Link, SpokenCue
from pipeline.roles.cues.spoken import SPOKEN_CUES, spoken_cues
from pipeline.roles.evidence import CUES, LINKS, cues_of, merge_turns
from pipeline.roles.phrases import load_phrases
from pipeline.roles.weights import load_weights
from tests.support.drawing import dialogue

_ENGLISH = load_phrases("en")
_SCRIPTS = [*written(WRITTEN, "written"), *unseen()]


@pytest.mark.parametrize("cue", SPOKEN_CUES, ids=lambda cue: cue.read.__name__)
def test_a_reader_of_cues_gives_the_kinds_it_declares_and_no_others(cue: SpokenCue) -> None:
    found = [one for script in _SCRIPTS for one in spoken_cues(merge_turns(script.turns), _ENGLISH, (cue,))]
    assert {one.kind for one in found if isinstance(one, Cue)} <= set(cue.cues)
    assert {one.kind for one in found if isinstance(one, Link)} <= set(cue.links)
    assert found, "no script has such a cue"


def test_every_weight_is_of_a_kind_that_something_gives() -> None:
    weights = load_weights()
    assert weights.cues.keys() == {*CUES, *_ENGLISH.manners}
    assert weights.links.keys() == set(LINKS)


def test_a_kind_without_a_weight_is_refused_before_anybody_s_recording_meets_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weights = load_weights()
    without = {kind: row for kind, row in weights.cues.items() if kind != "is_thanked"}
    monkeypatch.setattr(evidence, "load_weights", lambda: replace(weights, cues=without))
    evidence._check_weights.cache_clear()
    with pytest.raises(ModelError, match=r"no weight: is_thanked\..*weights\.toml"):
        cues_of(dialogue(("S1", "Rain.")), "en")
    monkeypatch.undo()
    evidence._check_weights.cache_clear()


def test_a_new_kind_of_cue_is_one_function_and_one_line_of_the_table() -> None:
    def forecast(said: Exchange) -> Iterator[Cue | Link]:
        if "degrees" in said.turn.text:
            yield Cue("forecasts", said.label, "degrees")

    table = (*SPOKEN_CUES, SpokenCue(forecast, cues=("forecasts",)))
    turns = dialogue(("S1", "Twenty degrees today."), ("S2", "Thanks."))
    found = spoken_cues(turns, _ENGLISH, table)
    assert [(cue.kind, cue.label) for cue in found if isinstance(cue, Cue)][:1] == [("forecasts", "S1")]
