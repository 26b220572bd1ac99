"""How far transcripts are from their references."""

from pipeline.evaluation.material import Material
from pipeline.evaluation.scores import Scores, score

__all__ = ["Material", "Scores", "score"]
