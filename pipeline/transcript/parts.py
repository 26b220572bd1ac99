"""What a transcript is made of: words, utterances, paragraphs. All times are seconds from the start."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.transcript.doubt import Doubt
from pipeline.transcript.heard import HeardWord
from pipeline.transcript.open import SELDOM, Open, Timed


@dataclass(frozen=True, slots=True)
class Word(Timed):
    """One written word with its punctuation; `probability` is the recognizer's, where it gives one.

    `heard` are the words recognised in the place of one that the program writes otherwise, as the house
    spells a name; it is empty for words after the first that took the place of these. None of all others.
    """

    text: str
    probability: float | None = None
    heard: tuple[HeardWord, ...] | None = field(default=None, kw_only=True, metadata=SELDOM)


@dataclass(frozen=True, slots=True)
class Utterance(Timed):
    """Consecutive words of one voice. `speaker` is its label, or None where nobody can be named.

    `overlapped` says that another voice is heard at the same time, so the words deserve a second look.
    `language` is the code of what is spoken where that is another than the programme's. `heard` is the text
    as it was recognised where the program spells names in it otherwise and it has no words to say so. `id`
    and `digest` are those of `pipeline.transcript.marks`, empty until it is written.
    """

    speaker: str | None
    text: str
    overlapped: bool = False
    language: str | None = None
    words: tuple[Word, ...] = ()
    heard: str | None = field(default=None, kw_only=True, metadata=SELDOM)
    id: str = field(default="", compare=False, kw_only=True)
    digest: str = field(default="", compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Passage(Open):
    """Words `first` up to, but not with, `last` of the transcript's utterance number `utterance`, from 0."""

    utterance: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Paragraph(Timed):
    """One sentence of the article, or one whole quote (`quoted`), without quotation marks of its own.

    An `unsure` one is a whole statement of which nobody knows whether to quote it. `passages` say which words
    it is made of; `doubts` are the places in it to listen to before it is printed, the few of the whole
    programme at which a mistake would do most harm. `id` and `digest` are as in `Utterance`.
    """

    speaker: str | None
    text: str
    quoted: bool = False
    unsure: bool = False
    passages: tuple[Passage, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    id: str = field(default="", compare=False, kw_only=True)
    digest: str = field(default="", compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Source(Open):
    """The station and the address at the foot of the article."""

    name: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Excluded(Timed):
    """A stretch whose words are not printed. `kind` is `dropped` where a person left it out.

    Of kind `missing` or `doubtful` it is a hole of the media: what is heard there is printed, and a line
    tells of the hole. Where it ends as it begins, nobody knows how much is missing. `evidence` is how it was
    found.
    """

    kind: str
    evidence: str | None = field(default=None, kw_only=True, metadata=SELDOM)
