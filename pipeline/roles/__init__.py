"""Who is anchor, correspondent or quoted expert, and what the evidence is. Pure."""

from pipeline.roles.assign import assign_roles
from pipeline.roles.parting import Parted, part_voices
from pipeline.roles.rules import rules_digest

__all__ = ["Parted", "assign_roles", "part_voices", "rules_digest"]
