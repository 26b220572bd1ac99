"""Who is anchor, correspondent or quoted expert, and what the evidence is. Pure."""

from pipeline.roles.assign import assign_roles
from pipeline.roles.rules import rules_digest
from pipeline.roles.split_speakers import SpeakerSplit, part_voices

__all__ = ["SpeakerSplit", "assign_roles", "part_voices", "rules_digest"]
