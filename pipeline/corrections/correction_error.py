"""The error of a correction."""

from __future__ import annotations


class CorrectionError(ValueError):
    """A correction that cannot be made as it was asked for: nothing was changed. Ends without a full stop."""
