"""What was recognised, with people's corrections: the transcript as it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.article.places import with_doubts
from pipeline.corrections.finding import EXACT
from pipeline.corrections.paragraph_edits import edit_paragraph
from pipeline.corrections.printing import write_all
from pipeline.corrections.stretch_edits import edit_dropped, edit_kept
from pipeline.corrections.unplaced import UnplacedError
from pipeline.corrections.utterance_edits import edit_merge, edit_speaker, edit_words
from pipeline.corrections.voice_edits import edit_header, edit_nothing, edit_voice, voices
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.marks import marked_anew
from pipeline.transcript.model import Recognised, Transcript

_Apply = Callable[[Transcript, Edit, float], tuple[Transcript, Edit]]

_OF_WORDS: Mapping[str, _Apply] = {
    EditKind.WORDS: edit_words,
    EditKind.SPEAKER: edit_speaker,
    EditKind.MERGE: edit_merge,
}
_OF_VOICES: Mapping[str, _Apply] = {
    EditKind.NAME: edit_voice,
    EditKind.ROLE: edit_voice,
    EditKind.TITLE: edit_header,
    EditKind.PUBLISHED: edit_header,
    EditKind.SOURCE: edit_header,
    EditKind.URL: edit_header,
    EditKind.SIGNED: edit_nothing,
    EditKind.DROP: edit_dropped,
    EditKind.KEEP: edit_kept,
}
_OF_PARAGRAPHS: Mapping[str, _Apply] = dict.fromkeys(
    (EditKind.QUOTE, EditKind.UNQUOTE, EditKind.JOIN, EditKind.DIVIDE, EditKind.PRINTED, EditKind.CHECKED),
    edit_paragraph,
)


def apply(base: Transcript, edits: Sequence[Edit], reach: float = EXACT) -> Transcript:
    """`base`, which has no edits, corrected; its paragraphs are written anew where they must be.

    Words first, then voices and header, then paragraphs, each in the order in which they were made. An edit
    that finds no place within `reach` seconds is kept with the reason, and changes nothing; so does one that
    had none before.
    """
    base = marked_anew(base)
    if not edits:
        return base
    placed: dict[str, Edit] = {}
    worded = _all(base, edits, _OF_WORDS, reach, placed)
    voiced = _all(voices(base, worded), edits, _OF_VOICES, reach, placed)
    if _is_written_otherwise(base, voiced):
        voiced = replace(voiced, paragraphs=write_all(voiced))
    shown = _all(voiced, edits, _OF_PARAGRAPHS, reach, placed)
    shown = replace(shown, edits=tuple(placed.get(edit.id, edit) for edit in edits), recognised=_told(base))
    return marked_anew(with_doubts(shown))


def without_edits(transcript: Transcript) -> Transcript:
    """What was recognised."""
    told = transcript.recognised
    if told is None:
        return replace(transcript, edits=())
    return replace(
        transcript, utterances=told.utterances, speakers=told.speakers, paragraphs=told.paragraphs,
        excluded=told.excluded, title=told.title, published=told.published, source=told.source,
        edits=(), recognised=None,
    )  # fmt: skip


def unplaced(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Those that wait for their place."""
    return tuple(edit for edit in edits if edit.unplaced is not None)


def _told(base: Transcript) -> Recognised:
    return Recognised(
        utterances=base.utterances, speakers=base.speakers, paragraphs=base.paragraphs,
        excluded=base.excluded, title=base.title, published=base.published, source=base.source,
    )  # fmt: skip


def _all(
    transcript: Transcript, edits: Sequence[Edit], kinds: Mapping[str, _Apply], reach: float,
    placed: dict[str, Edit],
) -> Transcript:  # fmt: skip
    for edit in edits:
        if edit.kind not in kinds:
            continue
        placed[edit.id] = edit
        if edit.stranded:
            continue
        edit = replace(edit, unplaced=None)
        try:
            transcript, moved = kinds[edit.kind](transcript, edit, reach)
            placed[edit.id] = moved if reach > EXACT else edit
        except UnplacedError as reason:
            placed[edit.id] = replace(edit, unplaced=str(reason))
    return transcript


def _is_written_otherwise(base: Transcript, changed: Transcript) -> bool:
    """Whether other paragraphs follow from what was changed: names and the header do not matter to them."""
    roles = {speaker.label: speaker.role for speaker in base.speakers}
    return (
        base.utterances != changed.utterances
        or base.excluded != changed.excluded
        or any(roles.get(one.label) is not one.role for one in changed.speakers)
    )
