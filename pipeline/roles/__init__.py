"""Who is anchor, correspondent or quoted expert, and what the evidence is. Pure."""

from pipeline.roles.assign import assign_roles
from pipeline.roles.rules import rules_digest

__all__ = ["assign_roles", "rules_digest"]
