"""How far transcripts are from their references."""

from pipeline.evaluation.sample import Sample
from pipeline.evaluation.scores import Scores, score

__all__ = ["Sample", "Scores", "score"]
