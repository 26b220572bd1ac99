"""Roles, names and paragraphs from a transcript's words again, with people's corrections on top."""

from __future__ import annotations

from pipeline.article.derive import derive
from pipeline.corrections.apply import apply, without_edits
from pipeline.corrections.by_hand import with_changes_by_hand
from pipeline.profile.cast import check_labels
from pipeline.profile.model import Profile
from pipeline.transcript.edit import EditKind
from pipeline.transcript.model import Transcript


def relabel(transcript: Transcript, *, reassign: bool = False, house: Profile | None = None) -> Transcript:
    """Fill in missing roles and names, write the paragraphs again, and correct them as people did before.

    Roles that the transcript gives are kept. With `reassign`, those this program decided itself, which carry
    evidence, are decided again. `house` is what the newsroom knows. What somebody changed in the file by hand
    becomes an edit. An edit that no longer fits is kept, and says why. Raises DocumentError where the house
    names a label that nobody has.
    """
    if house is not None:
        labels = dict.fromkeys(one.speaker for one in transcript.utterances if one.speaker is not None)
        labels |= dict.fromkeys(speaker.label for speaker in transcript.speakers)
        check_labels(house.seated, list(labels))
    transcript = with_changes_by_hand(transcript)
    told = {edit.label for edit in transcript.edits if edit.kind in (EditKind.ROLE, EditKind.NAME)}
    base = without_edits(transcript)
    heard = {utterance.speaker for utterance in base.utterances}
    said = [speaker for speaker in transcript.speakers if speaker.label in told & heard]
    derived = derive(base, reassign=reassign, house=house, told=said)
    return apply(derived, transcript.edits) if transcript.edits else derived


def complete(transcript: Transcript) -> Transcript:
    """The transcript as it is if it has paragraphs, else with everything that follows from its words."""
    return transcript if transcript.paragraphs else relabel(transcript)
