"""How people read of stretches that are not printed, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.article.adverts import ADVERT
from pipeline.article.signs import MUSIC, SOUND

WHAT_IT_IS: Mapping[str, str] = {ADVERT: "An advert", MUSIC: "Music", SOUND: "A sound"}
"""Of the kinds that the program leaves out itself; of others those who left them out know."""
