"""Names where voices at once take turns: the breaker knows of the changes that end what a voice says only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.captions.caption import Draft, Line
from pipeline.captions.names import lead_before
from pipeline.captions.rules import Rules


def named_again(drafts: Iterable[Draft], named: Mapping[str, str], rules: Rules) -> Iterator[Draft]:
    """The captions in order, each with its name that has another voice before it.

    Where there is no room for the name, two lines become captions of their own.
    """
    before: str | None = ""
    for draft in drafts:
        first = draft.lines[0]
        lead = named.get(first.speaker or "", "")
        if first.lead or not lead or first.speaker == before:
            yield draft
        else:
            yield from _named(draft, lead_before(lead, draft.right_to_left), rules)
        before = draft.speaker


def _named(draft: Draft, lead: str, rules: Rules) -> Iterator[Draft]:
    first, *others = draft.lines
    led = replace(first, lead=lead)
    if led.width <= rules.characters:
        yield replace(draft, lines=(led, *others))
    elif others:
        turn = others[0].start
        yield from _named(replace(draft, lines=(first,), end=max(draft.start, turn)), lead, rules)
        yield replace(draft, lines=tuple(others), start=turn, end=max(turn, draft.end))
    else:
        yield replace(draft, lines=(Line(first.speaker, "", lead, first.start), first))
