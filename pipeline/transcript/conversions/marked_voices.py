"""Voices that a text marks itself, as captions do: `>>` where another begins, `CLARA HUGHES:` before hers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.transcript.model import Speaker, Transcript, Utterance, Word
from pipeline.transcript.words import pieces_of, words_of

_CHANGE = re.compile(r"(?:>|\u203a|&gt;){2,}")
_LONGEST = 4
"""Words of a name."""
_NO_NAMES = frozenset(
    ("ANCHOR", "ANNOUNCER", "AUDIENCE", "BOY", "CALLER", "CHILD", "CORRESPONDENT", "CROWD", "FEMALE", "GIRL",
     "GUEST", "HOST", "INTERPRETER", "INTERVIEWER", "MALE", "MAN", "MEN", "MODERATOR", "NARRATOR",
     "PRESENTER", "REPORTER", "SPEAKER", "TRANSLATION", "TRANSLATOR", "VOICE", "VOICEOVER", "VOICE-OVER",
     "WOMAN", "WOMEN")
)  # fmt: skip
"""What captions in English call a voice whose name they do not give."""


def with_marked_voices(transcript: Transcript) -> Transcript:
    """The transcript without such marks, its utterances cut at them, and the voices that they name.

    Only what has no speaker is read: whoever knew the voices has no need of marks. A voice goes on until
    the next mark; after `>>` without a name nobody knows who speaks.
    """
    said: list[Utterance] = []
    labels: dict[str, str] = {}
    taken = {speaker.label for speaker in transcript.speakers}
    now: str | None = None
    for utterance in transcript.utterances:
        if utterance.speaker is not None:
            said.append(utterance)
            continue
        for changes, name, part in _parts(utterance):
            if name is not None and name not in labels:
                labels[name] = _free(taken)
            now = labels[name] if name is not None else None if changes else now
            said.append(part if now is None else replace(part, speaker=now))
    voices = (Speaker(label, name=_as_name(name)) for name, label in labels.items())
    return replace(transcript, utterances=tuple(said), speakers=(*transcript.speakers, *voices))


def _free(taken: set[str]) -> str:
    number = 1
    while f"S{number}" in taken:
        number += 1
    taken.add(f"S{number}")
    return f"S{number}"


def _parts(utterance: Utterance) -> Iterator[tuple[bool, str | None, Utterance]]:
    """The parts between marks: whether another voice begins, its name if that is told, and the words."""
    words = words_of(utterance)
    starts = [number for number, word in enumerate(words) if _CHANGE.match(word.text)]
    edges = sorted({0, *starts, len(words)})
    for first, last in pairwise(edges):
        changes = first in starts
        name, bare = _without_name(_without_mark(words[first:last]), after_mark=changes)
        if not changes and name is None and len(edges) <= len((0, 1)):
            yield False, None, utterance
        elif bare:
            yield changes, name, _of_words(utterance, bare)


def _without_mark(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without `>>` at their beginning."""
    if not words or not (mark := _CHANGE.match(words[0].text)):
        return words
    rest = words[0].text[mark.end() :]
    return (replace(words[0], text=rest), *words[1:]) if rest else words[1:]


def _without_name(words: tuple[Word, ...], *, after_mark: bool) -> tuple[str | None, tuple[Word, ...]]:
    """What names the voice, and the words behind it.

    That is a few words with a colon: all in capitals, or several that each begin with one; behind `>>` a
    single one, too. `Update: ...` is no voice.
    """
    for number, word in enumerate(words[:_LONGEST], start=1):
        if not word.text.endswith((":", "\uff1a")) or number == len(words):
            continue
        parts = [*(one.text for one in words[: number - 1]), word.text[:-1]]
        letters = parts[:-1] if _is_numbered(parts) else parts
        shouted = all(part.isupper() and len(part) > 1 for part in letters)
        named = all(part[:1].isupper() and not any(map(str.isdigit, part)) for part in parts)
        if shouted or (named and (after_mark or len(parts) > 1)):
            return " ".join(parts), words[number:]
        break
    return None, words


def _is_numbered(parts: Sequence[str]) -> bool:
    """Whether it is one of several nameless voices: `WOMAN 2`."""
    return len(parts) > 1 and parts[-1].removeprefix("#").isdecimal() and parts[0] in _NO_NAMES


def _as_name(given: str) -> str | None:
    if _NO_NAMES & set(re.split(r"[\s#]+", given.upper())):
        return None
    return given.title() if given.isupper() else given


def _of_words(utterance: Utterance, words: tuple[Word, ...]) -> Utterance:
    text = "".join(pieces_of(utterance.text, words)).strip()
    own = words if utterance.words else ()
    return replace(
        utterance, start=words[0].start, end=max(words[-1].end, words[0].start), text=text, words=own
    )
