"""What comes out of a pyannote pipeline, with a stand-in for the pipeline."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from pipeline.engines.contract import SpeakerCount
from pipeline.engines.diarization import Turn
from pipeline.engines.diarizers.pyannote.run import diarization
from pipeline.errors import EngineError
from pipeline.media.waveform import Waveform
from tests.support.drawing import draw, turns

TEN_SECONDS = Waveform(np.zeros(160_000, dtype=np.float32))


@dataclass
class Annotation:
    """As much of pyannote's as is asked for."""

    spoken: tuple[Turn, ...]

    def itertracks(self, *, yield_label: bool) -> Any:
        """Time, track and label."""
        assert yield_label
        return ((turn, "_", turn.label) for turn in self.spoken)


@dataclass
class Scripted:
    """Answers with `output`, after reporting `steps`; remembers what it was called with."""

    output: Any
    steps: tuple[tuple[str, int, int], ...] = ()
    called: dict[str, Any] = field(default_factory=dict)

    def __call__(self, file: dict[str, Any], **more: Any) -> Any:
        self.called = {"file": file, **more}
        more["hook"]("segmentation", None)
        for step, completed, total in self.steps:
            more["hook"](step, None, completed=completed, total=total, file=file)
        return self.output


def both(together: tuple[Turn, ...], alone: tuple[Turn, ...]) -> SimpleNamespace:
    """Pyannote's own result."""
    return SimpleNamespace(
        speaker_diarization=Annotation(together), exclusive_speaker_diarization=Annotation(alone)
    )


def heard(scripted: Scripted, count: SpeakerCount = SpeakerCount()) -> Any:  # noqa: B008  # frozen
    """Run it over ten seconds."""
    return diarization(scripted, TEN_SECONDS, count, lambda _: None)


def test_pyannotes_own_result_is_taken_as_it_is() -> None:
    found = heard(Scripted(both(turns("AAAA.."), turns("..BB"))))
    assert (draw(found.turns), draw(found.exclusive)) == ("AAAA", "..BB")


def test_a_bare_annotation_is_cut_so_that_nothing_overlaps() -> None:
    found = heard(Scripted(Annotation((*turns("AAAA"), *turns("..BB")))))
    assert found.turns == (*turns("AAAA"), *turns("..BB"))
    assert draw(found.exclusive) == "AABB"


def test_turns_end_with_the_recording_and_come_in_order() -> None:
    late = (Turn(9.0, 12.0, "B"), Turn(-0.5, 1.0, "A"), Turn(10.0, 11.0, "C"))
    found = heard(Scripted(Annotation(late)))
    assert found.turns == (Turn(0.0, 1.0, "A"), Turn(9.0, 10.0, "B"))


def test_numbers_of_speakers_and_the_sound_itself_are_passed_on() -> None:
    scripted = Scripted(Annotation(()))
    heard(scripted, SpeakerCount(exactly=2, at_least=1, at_most=4))
    assert [scripted.called[name] for name in ("num_speakers", "min_speakers", "max_speakers")] == [2, 1, 4]
    assert scripted.called["file"]["waveform"].shape == (1, 160_000)
    assert scripted.called["file"]["sample_rate"] == 16_000


@pytest.mark.parametrize(
    ("count", "notes"),
    [
        (SpeakerCount(), ()),
        (SpeakerCount(exactly=2), ()),
        (SpeakerCount(exactly=5), ("5 voices were asked for; 2 were found.",)),
        (SpeakerCount(exactly=1), ("1 voice was asked for; 2 were found.",)),
        (SpeakerCount(at_least=3, at_most=4), ("At least 3 voices were asked for; 2 were found.",)),
        (SpeakerCount(at_most=1), ("At most 1 voice was asked for; 2 were found.",)),
        (SpeakerCount(at_least=1, at_most=2), ()),
    ],
)
def test_a_number_of_voices_that_was_not_found_is_told(count: SpeakerCount, notes: tuple[str, ...]) -> None:
    assert heard(Scripted(Annotation((*turns("AAA.."), *turns("...BB")))), count).notes == notes


def test_pauses_that_pyannote_filled_while_somebody_spoke_are_given_back() -> None:
    found = heard(Scripted(both(turns("AAAA"), (*turns("AAAAAA"), *turns("..BB")))))
    assert draw(found.exclusive) == "AABBAA"


def test_progress_rises_to_one_and_no_further() -> None:
    """Pyannote counts a last batch that is not full as a full one."""
    shares: list[float] = []
    steps = (("segmentation", 0, 15), ("segmentation", 32, 15), ("embeddings", 1, 2), ("other", 5, 1))
    diarization(Scripted(Annotation(()), steps), TEN_SECONDS, SpeakerCount(), shares.append)
    assert shares == [0.0, 0.45, 0.7, 1.0]


def test_nothing_that_pyannote_prints_reaches_the_user(capsys: pytest.CaptureFixture[str]) -> None:
    importlib.import_module("pipeline.engines.diarizers.pyannote.starter")
    for name in ("pyannote.audio.pipelines.clustering", "pyannote.audio.utils.vbx"):
        own_print = vars(sys.modules[name])["print"]

        def chatty(*_: Any, say: Any = own_print, **__: Any) -> Annotation:
            say("chatter")
            return Annotation(())

        diarization(chatty, TEN_SECONDS, SpeakerCount(), lambda _: None)
        own_print("heard")
    assert capsys.readouterr().out == "heard\nheard\n"


@pytest.mark.parametrize(("count", "hint"), [(SpeakerCount(), ""), (SpeakerCount(exactly=9), "Try it")])
def test_a_failure_inside_pyannote_is_an_engine_error(count: SpeakerCount, hint: str) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("out of memory")

    with pytest.raises(EngineError, match=r"pyannote\.audio failed: out of memory\.") as raised:
        diarization(broken, TEN_SECONDS, count, lambda _: None)
    assert raised.value.hint.startswith(hint)
    assert raised.value.exit_code == 6
