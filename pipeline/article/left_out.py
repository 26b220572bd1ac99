"""How people read of stretches that are not printed, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.article.adverts import ADVERT
from pipeline.article.signs import MUSIC, SOUND
from pipeline.transcript.holes import LEADER

WHAT_IT_IS: Mapping[str, str] = {
    ADVERT: "An advert", MUSIC: "Music", SOUND: "A sound", LEADER: "A leader",
}  # fmt: skip
"""Of the kinds that the program leaves out itself; of others those who left them out know."""
