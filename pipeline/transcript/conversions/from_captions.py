"""Captions of a file to a transcript: whose words they are, and utterances of one voice joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count, groupby, pairwise

from pipeline.errors import DocumentError
from pipeline.transcript.conversions import UNDETERMINED
from pipeline.transcript.model import Role, Speaker, Transcript, Utterance, Word
from pipeline.transcript.shown import shown, without_marks
from pipeline.transcript.speaker import called

_PAUSE = 2.0
"""Seconds without a caption that end an utterance."""
_NAME = re.compile(r"(?P<name>[^\W\d_][^:\n]{0,40}?)(?: \((?P<role>[a-z]+)\))?:(?:\s+|$)")
_PARTICLES = frozenset(
    ("al", "ap", "bin", "da", "de", "del", "der", "di", "dos", "du", "el", "ibn", "la", "le", "of", "van")
)
"""What has a small letter inside a name."""
_CHANGE = re.compile(r"(?:>|›){2,3}\s*")
_DASH = re.compile(r"[-–—‐]\s*(?=\S)")
_MOST_WORDS = 5
"""Of a name."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]")
"""Letters and marks of scripts that put no spaces between words."""
_END = re.compile(r"[.?!。？！؟।…][\"'”’»)）」]*$")
"""How a sentence ends, in scripts that captions are in."""
_LABEL = re.compile(r"(?:S|Voice )(\d+)")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of a caption; `voice` is whose it is where the file says so by a mark of its own."""

    text: str
    voice: str | None = None
    role: Role = Role.UNKNOWN


@dataclass(frozen=True, slots=True)
class ReadCaption:
    """A caption as it stands in a file; times in seconds."""

    start: float
    end: float
    lines: tuple[ReadLine, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    start: float
    end: float
    voice: str | None
    role: Role
    texts: tuple[str, ...]
    changes: bool
    """Whether the file says that another voice begins."""


def text_of_file(data: bytes, name: str) -> str:
    """The text of a file of captions. Raises DocumentError where it is in no Unicode encoding."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise DocumentError(f"{name} is not UTF-8 text.", hint="Save it as UTF-8, then try again.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def as_transcript(
    captions: Sequence[ReadCaption], language: str = UNDETERMINED, title: str | None = None
) -> Transcript:
    """The transcript. Words get times within their caption, spread by letters.

    A voice is what a mark of the file names, else a name and a colon before the words. A change of voice
    without a name (`>>`, or a dash before each line) begins an utterance of which nobody knows whose it is.
    """
    said = [part for part in _said(captions) if part.texts]
    labels = _labels(said)
    utterances = [_utterance(group, labels) for group in _together(said)]
    roles = {one.voice: one.role for one in said if one.role is not Role.UNKNOWN}
    speakers = (
        Speaker(label, roles.get(voice, Role.UNKNOWN), None if _LABEL.fullmatch(voice) else voice)
        for voice, label in labels.items()
    )
    return Transcript(language, tuple(utterances), title=title or None, speakers=tuple(speakers))


def _said(captions: Sequence[ReadCaption]) -> Iterator[_Said]:
    """What each voice says in each caption, in order.

    Where the file marks voices itself, a line without a mark is nobody's. Else it goes on with the voice
    before it, unless it is one of several behind dashes.
    """
    voice: str | None = None
    is_marked = any(line.voice is not None for one in captions for line in one.lines)
    for caption in sorted(captions, key=lambda one: (one.start, one.end)):
        dashed = len(caption.lines) > 1 and all(_DASH.match(line.text) for line in caption.lines)
        for place, line in enumerate(caption.lines):
            text = without_marks(shown(line.text))
            text = _DASH.sub("", text, count=1) if dashed else text
            mark = _CHANGE.match(text)
            changes = mark is not None or (dashed and place > 0)
            text = text[mark.end() :] if mark else text
            role, named = line.role, _named(text)
            if line.voice is not None:
                voice = line.voice
                text = text[named.end() :] if named and _is_short_for(named["name"], voice) else text
            elif named:
                voice, text = named["name"], text[named.end() :]
                role = Role(named["role"]) if named["role"] in set(Role) else Role.UNKNOWN
            elif changes or is_marked:
                voice = None
            yield _Said(caption.start, caption.end, voice, role, (text,) if text else (), changes)


def _named(text: str) -> re.Match[str] | None:
    """A name before the words: every word of it begins with a capital, where its script has any."""
    match = _NAME.match(text)
    if match is None or len(match["name"].split()) > _MOST_WORDS:
        return None
    small = (word for word in match["name"].split() if word[0].islower())
    return match if _PARTICLES.issuperset(small) else None


def _is_short_for(name: str, voice: str) -> bool:
    """Whether a name in the text is that of the mark, or what of it fitted into a line."""
    whole = called(voice)
    return name in (voice, whole) or whole.split()[-1:] == [name] or whole.split()[-1].startswith(name[:-1])


def _labels(said: Iterable[_Said]) -> dict[str, str]:
    """A label for each voice, its own where it is one."""
    voices = list(dict.fromkeys(one.voice for one in said if one.voice is not None))
    labels = {voice: f"S{match[1]}" for voice in voices if (match := _LABEL.fullmatch(voice))}
    free = (label for number in count(1) if (label := f"S{number}") not in set(labels.values()))
    return {voice: labels.get(voice) or next(free) for voice in voices}


def _together(said: Sequence[_Said]) -> Iterator[list[_Said]]:
    """What makes one utterance: of one voice, without a pause; of nobody, up to the end of a sentence."""
    held: list[_Said] = []
    for one in said:
        if held and not _goes_on(held[-1], one):
            yield held
            held = []
        held.append(one)
    if held:
        yield held


def _goes_on(one: _Said, two: _Said) -> bool:
    if one.voice != two.voice or (two.changes and two.voice is None) or two.start - one.end > _PAUSE:
        return False
    if one.start == two.start:
        return True
    return one.end <= two.start and (one.voice is not None or not _END.search(one.texts[-1]))


def _utterance(group: list[_Said], labels: dict[str, str]) -> Utterance:
    words: list[Word] = []
    for (start, end), lines in groupby(group, key=lambda one: (one.start, one.end)):
        words += _spread([text for line in lines for text in line.texts], start, end)
    text = words[0].text
    for one, two in pairwise(words):
        text += two.text if _meet(one.text, two.text) else f" {two.text}"
    end = max(one.end for one in group)
    return Utterance(group[0].start, end, labels.get(group[0].voice or ""), text, words=tuple(words))


def _spread(lines: Iterable[str], start: float, end: float) -> Iterator[Word]:
    texts = [word for line in lines for word in line.split()]
    total = sum(map(len, texts))
    edges = [
        min(end, start + (end - start) * letters / total)
        for letters in accumulate(map(len, texts), initial=0)
    ]
    for text, (since, until) in zip(texts, pairwise(edges), strict=True):
        yield Word(since, until, text)


def _meet(before: str, text: str) -> bool:
    """Whether no space belongs between two words, by their letters."""
    return all(_UNSPACED.match(letter) for letter in (before[-1], text[0]))
