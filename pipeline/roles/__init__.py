"""Who is anchor, correspondent or quoted expert, and what the evidence is. Pure."""

from pipeline.roles.assign import assign_roles

__all__ = ["assign_roles"]
