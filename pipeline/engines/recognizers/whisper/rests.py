"""What windows left unread, packed together to be read at the price of one window, and taken apart again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.engines.recognition import Hypothesis, Window
from pipeline.text.print_style import joined


def together(rests: Sequence[Window], longest: float) -> Mapping[Window, tuple[Window, ...]]:
    """As few windows of at most `longest` seconds as will do, each with the rests that are in it."""
    packs: list[list[Window]] = []
    for rest in sorted(rests, key=lambda rest: rest.start):
        pack = packs[-1] if packs else None
        if pack and _fits(pack, rest, longest):
            pack.append(rest)
        else:
            packs.append([rest])
    return {_one(pack): tuple(pack) for pack in packs}


def apart(heard: Hypothesis, rests: Sequence[Window], language: str) -> list[Hypothesis]:
    """What was heard in a pack, rest by rest: they may lie minutes apart, with other windows between them."""
    kept = [rest for rest in rests if rest.start < heard.window.end]
    if len(kept) < 2:
        return [heard]
    parts: list[Hypothesis] = []
    for number, rest in enumerate(kept):
        upto = kept[number + 1].start if number + 1 < len(kept) else float("inf")
        words = tuple(word for word in heard.words if rest.start - 1e-3 <= word.start < upto - 1e-3)
        text = joined((word.text for word in words), language).strip()
        window = replace(rest, language=heard.window.language)
        parts.append(Hypothesis(window, text, words, heard.doubt if words else None))
    last = parts[-1].window
    unread = last.end - heard.window.end
    if unread > 0.0:  # its end is read again
        parts[-1] = replace(parts[-1], window=last.part(0.0, last.seconds - unread))
    return parts


def _fits(pack: Sequence[Window], rest: Window, longest: float) -> bool:
    seconds = sum(window.seconds for window in pack) + rest.seconds
    return seconds <= longest and pack[-1].language == rest.language and pack[-1].end <= rest.start


def _one(pack: Sequence[Window]) -> Window:
    whole = pack[0]
    for rest in pack[1:]:
        whole = whole.followed_by(rest)
    return whole
