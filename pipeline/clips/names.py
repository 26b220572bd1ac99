"""What a clip is called: by its time and its voice, and never by anything that leads out of its folder."""

from __future__ import annotations

import re
import unicodedata

from pipeline.transcript.model import Paragraph, Speaker

_OTHER = re.compile(r"[^\w]+")
_LONGEST = 40
"""Letters of a name; with time and ending any disk takes it."""


def clip_name(part: Paragraph, speaker: Speaker | None) -> str:
    """Hours, minutes, seconds and hundredths, then who speaks, in letters and figures only.

    >>> clip_name(Paragraph(41.77, 52.0, "S3", "We closed the gates."), Speaker("S3", name="Ines O'Kafor"))
    '00-00-41.77_Ines-O-Kafor'
    """
    hundredths = round(part.start * 100)
    minutes, rest = divmod(hundredths, 6000)
    time = f"{minutes // 60:02}-{minutes % 60:02}-{rest // 100:02}.{rest % 100:02}"
    told = (speaker.name if speaker else None) or part.speaker or "nobody known"
    plain = _OTHER.sub("-", unicodedata.normalize("NFC", told)).strip("-")[:_LONGEST].strip("-")
    return f"{time}_{plain or 'voice'}"
