"""How sure a voice must be before its statements are quotes, or narration.

Chances are less calibrated on stations that nothing is known of: there a reporter who chats with the host for
minutes passes for a guest. Measured by `python -m bench.roles.measure` on families left out of the fit.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pipeline.roles.crf import ROLES, Unary
from pipeline.roles.cues import colleagues
from pipeline.transcript.model import Role

_EXPERT = ROLES.index(Role.EXPERT)


@dataclass(frozen=True, slots=True)
class Caution:
    """`quote_from` is the chance of being quoted, `narrate_from` that of being a journalist, 0 to 1."""

    quote_from: float
    narrate_from: float
    heeds_trade: bool
    """Whether nobody is quoted who was named with a journalist's trade."""

    def is_unsure(self, chances: Unary, kinds: Collection[str]) -> bool:
        """Whether a voice with these chances and cues is neither surely quoted nor a journalist's."""
        if chances[_EXPERT] >= self.quote_from:
            return self.heeds_trade and any(kind in kinds for kind in colleagues.CUES)
        return float(chances.sum() - chances[_EXPERT]) < self.narrate_from


STRICT = Caution(0.9, 0.8, heeds_trade=True)
"""For programmes of which nothing was told: of what is quoted 1 % is false, at 80 % of the true quotes."""
TOLD = Caution(0.7, 0.6, heeds_trade=True)
"""For those whose people are known, or from whose show something was learnt: 0.8 % false, at 90 %."""
