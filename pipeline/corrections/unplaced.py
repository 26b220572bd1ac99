"""Why a correction could not be made where it belongs."""

from __future__ import annotations


class UnplacedError(Exception):
    """Raised while an edit is applied; the message is the reason, without a full stop."""
