"""Corrections in the words of the page's history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from pipeline.page.times import short_clock
from pipeline.text.visible import one_line
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import Transcript
from pipeline.transcript.speaker import called

_LONGEST = 60
"""Letters of a text that are shown."""


def edit_words(edits: Iterable[Edit], transcript: Transcript) -> tuple[str, ...]:
    """What the edits of one step do, a line each; what is done in several places is told once."""
    lines = Counter(_line(edit, transcript) for edit in edits)
    return tuple(line if count == 1 else f"{line}, {count} places" for line, count in lines.items())


def _line(edit: Edit, transcript: Transcript) -> str:
    say = _SAID.get(str(edit.kind))
    return say(edit, transcript) if say else str(edit.kind)


def _words(edit: Edit, _: Transcript) -> str:
    return f"{_text(edit.before)} to {_text(edit.after)}" if edit.after else f"{_text(edit.before)} taken out"


def _printed(edit: Edit, _: Transcript) -> str:
    return f"{short_clock(edit.start)} reads {_text(edit.after)}"


def _speaker(edit: Edit, transcript: Transcript) -> str:
    return f"{_text(edit.words)} is said by {_who(edit.after, transcript)}"


def _merge(edit: Edit, transcript: Transcript) -> str:
    return f"{called(edit.before or '')} is {_who(edit.after, transcript)}"


def _name(edit: Edit, _: Transcript) -> str:
    return (
        f"{called(edit.label or '')} is {edit.after}"
        if edit.after
        else f"{called(edit.label or '')}: no name"
    )


def _role(edit: Edit, transcript: Transcript) -> str:
    role = "role not known" if edit.after == "unknown" else edit.after
    return f"{_who(edit.label, transcript)}: {role}"


def _checked(edit: Edit, _: Transcript) -> str:
    what = f"{edit.after}, " if edit.after else ""
    return f"Settled: {what}{short_clock(edit.start)}"


def _of_paragraph(words: str) -> Callable[[Edit, Transcript], str]:
    return lambda edit, _: f"{words}: {_text(edit.words)}"


def _of_place(words: str) -> Callable[[Edit, Transcript], str]:
    return lambda edit, _: f"{words}, {short_clock(edit.start)}"


def _of_stretch(words: str) -> Callable[[Edit, Transcript], str]:
    return lambda edit, _: (
        f"{words}, {short_clock(edit.start)} to {short_clock(edit.end)}: {_text(edit.words)}"
    )


def _of_head(words: str) -> Callable[[Edit, Transcript], str]:
    return lambda edit, _: f"{words}: {one_line(edit.after) if edit.after else 'none'}"


_SAID: Mapping[str, Callable[[Edit, Transcript], str]] = {
    EditKind.WORDS: _words,
    EditKind.PRINTED: _printed,
    EditKind.SPEAKER: _speaker,
    EditKind.MERGE: _merge,
    EditKind.NAME: _name,
    EditKind.ROLE: _role,
    EditKind.CHECKED: _checked,
    EditKind.QUOTE: _of_paragraph("A quote"),
    EditKind.UNQUOTE: _of_paragraph("Not a quote"),
    EditKind.JOIN: _of_place("Joined"),
    EditKind.DIVIDE: _of_place("Divided"),
    EditKind.DROP: _of_stretch("Left out"),
    EditKind.KEEP: _of_stretch("Taken back in"),
    EditKind.TITLE: _of_head("Title"),
    EditKind.PUBLISHED: _of_head("Published"),
    EditKind.SOURCE: _of_head("Source"),
    EditKind.URL: _of_head("Address"),
    EditKind.SIGNED: lambda *_: "Signed off",
}
"""By kind; of one that only a later version knows its name is told."""


def _who(label: str | None, transcript: Transcript) -> str:
    speaker = transcript.speaker(label)
    return (speaker.name if speaker else None) or called(label or "nobody")


def _text(text: str | None) -> str:
    line = one_line(text or "")
    return f"\u201c{line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + '…'}\u201d"
