"""Who is anchor, correspondent or quoted expert, and what the evidence is. Pure."""

from pipeline.roles.assign import assign_roles
from pipeline.roles.same_person import SpeakerJoin, join_voices
from pipeline.roles.split_speakers import SpeakerSplit, part_voices
from pipeline.roles.weights import rules_digest

__all__ = ["SpeakerJoin", "SpeakerSplit", "assign_roles", "join_voices", "part_voices", "rules_digest"]
