"""People's corrections of a recording, placed again where it was recognised anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import NoReturn

from pipeline.corrections.apply import apply, without_edits
from pipeline.corrections.by_hand import with_changes_by_hand
from pipeline.corrections.finding import MOVED
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import Transcript, Utterance
from pipeline.transcript.span import Span

_MOST = 0.6
"""The share of a voice's time that must be another's for both to be the same person's."""
_OTHER = "it was made in another recording"
_Shares = dict[str | None, dict[str | None, float]]
"""Seconds that one label says while another does, by both."""
_VOICES = (EditKind.NAME, EditKind.ROLE)


def carry_over(fresh: Transcript, old: Transcript) -> Transcript:
    """`fresh`, which nobody has corrected, with the corrections of `old`, of the same recording.

    Words are found again by what they say, around where they were; voices by when they speak. What is found
    nowhere, or in more than one place, is kept, says why, and changes nothing.
    """
    old = with_changes_by_hand(old)
    if not old.edits:
        return fresh
    if old.recording and fresh.recording and old.recording.sha256 != fresh.recording.sha256:
        return apply(fresh, [replace(edit, unplaced=_OTHER, stranded=True) for edit in old.edits])
    labels = _Labels(without_edits(old), fresh, old.edits)
    shown = apply(fresh, [labels.told(edit) for edit in old.edits], MOVED)
    # Placed now; the next time it is the same recognition.
    placed = [replace(edit, stranded=edit.unplaced is not None) for edit in shown.edits]
    return apply(without_edits(shown), placed)


class _Labels:
    """Which label of a recognition is which of another."""

    def __init__(self, old: Transcript, fresh: Transcript, edits: Sequence[Edit]) -> None:
        merged = {edit.before: edit.after for edit in edits if edit.kind is EditKind.MERGE}
        self._known = {one.speaker for one in old.utterances}
        self._persons = {label: _last(label, merged) for label in self._known}
        self._said = fresh.utterances
        self._alone = _matched(old.utterances, fresh.utterances, {label: label for label in self._known})
        self._person = _matched(old.utterances, fresh.utterances, self._persons)
        self._taken = {one.speaker for one in fresh.utterances}
        self._new: dict[str, str] = {}

    def told(self, edit: Edit) -> Edit:
        """The edit with the labels of the new recognition; unplaced where they are not certain."""
        if edit.stranded and edit.kind in (*_VOICES, EditKind.MERGE, EditKind.SPEAKER):
            return edit  # its labels are those of a recognition that is gone
        edit = replace(edit, unplaced=None, stranded=False)
        try:
            if edit.kind in _VOICES:
                return replace(edit, label=self._of(edit.label))
            if edit.kind is EditKind.MERGE:
                return self._merge(edit)
            if edit.kind is EditKind.SPEAKER:
                return replace(edit, before=self._heard(edit), after=self._of(edit.after))
        except LookupError as unknown:
            why = f"it is not certain who {unknown.args[0]} is by now"
            return replace(edit, unplaced=why, stranded=True)
        return edit

    def _merge(self, edit: Edit) -> Edit:
        """Of two voices that are one by now nothing is left to be merged."""
        for label in (edit.before, edit.after):
            if label in self._known and label not in self._alone:
                raise LookupError(label)
        before, after = (self._alone.get(label) or self._of(label) for label in (edit.before, edit.after))
        return replace(edit, before=before, after=after)

    def _of(self, label: str | None) -> str | None:
        """The label by now of whoever had this one; a new one of somebody who was only told apart by hand."""
        if label is None:
            return None
        if label in self._known:
            return (
                self._person[self._persons[label]] if self._persons[label] in self._person else _fail(label)
            )
        if label not in self._new:
            names = chain((label,), (f"S{n}" for n in count(1)))
            self._new[label] = next(name for name in names if name not in self._taken)
            self._taken.add(self._new[label])
        return self._new[label]

    def _heard(self, edit: Edit) -> str | None:
        """Who says the words of an edit by now."""
        span = Span(edit.start, edit.end)
        shares: dict[str | None, float] = {}
        for one in self._said:
            shares[one.speaker] = shares.get(one.speaker, 0.0) + one.overlap(span)
        label = max(shares, key=lambda one: shares[one], default=None)
        if not shares or not shares[label] or shares[label] < _MOST * sum(shares.values()):
            _fail(edit.before)
        return label


def _fail(label: str | None) -> NoReturn:
    raise LookupError(label or "nobody")


def _last(label: str | None, merged: Mapping[str | None, str | None]) -> str | None:
    """Who a label was in the end."""
    seen = {label}
    while label in merged and merged[label] not in seen:
        label = merged[label]
        seen.add(label)
    return label


def _matched(
    old: Sequence[Utterance], fresh: Sequence[Utterance], persons: Mapping[str | None, str | None]
) -> dict[str | None, str | None]:
    """New labels by person: those who are mostly each other's."""
    shared: _Shares = {}
    back: _Shares = {}
    ordered = sorted(fresh, key=lambda one: one.start)
    starts = [one.start for one in ordered]
    longest = max((one.duration for one in fresh), default=0.0)
    for one in old:
        first = bisect_left(starts, one.start - longest)
        for other in ordered[first : bisect_left(starts, one.end)]:
            seconds = one.overlap(other)
            _add(shared, persons[one.speaker], other.speaker, seconds)
            _add(back, other.speaker, persons[one.speaker], seconds)
    found = {}
    for person, shares in shared.items():
        label, seconds = max(shares.items(), key=lambda share: share[1])
        whole, theirs = sum(shares.values()), sum(back[label].values())
        if seconds and seconds >= _MOST * whole and back[label][person] >= _MOST * theirs:
            found[person] = label
    return found


def _add(shares: _Shares, one: str | None, other: str | None, seconds: float) -> None:
    of_one = shares.setdefault(one, {})
    of_one[other] = of_one.get(other, 0.0) + seconds
