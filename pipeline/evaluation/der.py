"""Diarization error."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.engines.diarization import Turn
from pipeline.evaluation.error_rate import ErrorRate
from pipeline.evaluation.measure import Measure
from pipeline.evaluation.sample import Sample

COLLAR = 0.25
"""Seconds on each side of a reference turn's edges that are not scored, as the field has it."""


def diarization_errors(reference: Sequence[Turn], heard: Sequence[Turn], collar: float = COLLAR) -> ErrorRate:
    """Seconds missed, invented or confused, from the first to the last reference turn, overlap included.

    pyannote.metrics takes the collar's whole width, so it is given twice `collar`.
    """
    from pyannote.core import Annotation, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate

    def annotation(turns: Sequence[Turn]) -> Annotation:
        from pyannote.core import Segment

        made = Annotation()
        for turn in turns:
            if turn.end > turn.start:
                time = Segment(turn.start, turn.end)
                made[time, made.new_track(time)] = turn.label
        return made

    wanted = annotation(reference)
    if not wanted:
        return ErrorRate(0, 0)
    metric = DiarizationErrorRate(collar=2 * collar)
    extent = Timeline([wanted.get_timeline().extent()])
    found = metric(wanted, annotation(heard), uem=extent, detailed=True)
    errors = found["missed detection"] + found["false alarm"] + found["confusion"]
    return ErrorRate(float(errors), float(found["total"]))


def _compare(reference: Sample, hypothesis: Sample, collar: float) -> ErrorRate | None:
    turns, voices = reference.voices, hypothesis.voices
    return None if not turns or voices is None else diarization_errors(turns, voices, collar)


DER = Measure(
    "diarization_errors", ("voices",), "voices: seconds of a wrong one, but for the collar", _compare
)
