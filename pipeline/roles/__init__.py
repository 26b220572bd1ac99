"""Who is anchor, correspondent or quoted expert, and what the evidence is. Pure."""

from pipeline.roles.assign import assign_roles
from pipeline.roles.split_speakers import SpeakerSplit, part_voices
from pipeline.roles.weights import rules_digest

__all__ = ["SpeakerSplit", "assign_roles", "part_voices", "rules_digest"]
