"""The values that travel through the pipeline: frozen, typed, checked when made.

All times are seconds from the start of the media, as floats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pipeline.transcript.dates import normal_published
from pipeline.transcript.doubt import Doubt as Doubt
from pipeline.transcript.edit import Edit as Edit
from pipeline.transcript.heard import HeardWord as HeardWord
from pipeline.transcript.heard import NameSuggestion as NameSuggestion
from pipeline.transcript.open import SELDOM, Open
from pipeline.transcript.parts import Excluded as Excluded
from pipeline.transcript.parts import Paragraph as Paragraph
from pipeline.transcript.parts import Passage as Passage
from pipeline.transcript.parts import Source as Source
from pipeline.transcript.parts import Utterance as Utterance
from pipeline.transcript.parts import Word as Word
from pipeline.transcript.provenance import Provenance
from pipeline.transcript.recording import Recording
from pipeline.transcript.speaker import Evidence as Evidence
from pipeline.transcript.speaker import Role as Role
from pipeline.transcript.speaker import Speaker as Speaker
from pipeline.transcript.speaker import Suggestion as Suggestion

if TYPE_CHECKING:
    from pandas import DataFrame
    from pyannote.core import Annotation
    from pysubs2 import SSAFile

    from pipeline.captions.style import CaptionStyle

SCHEMA_NAME = "broadcast-transcript/1"


@dataclass(frozen=True, slots=True)
class Recognised(Open):
    """What a transcript held before people corrected it: everything that an edit may change."""

    utterances: tuple[Utterance, ...]
    speakers: tuple[Speaker, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    title: str | None = None
    published: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Transcript(Open):
    """Everything known about a recording's words. The hinge: models before it, none after it.

    Where people corrected it, it is shown with their `edits` applied, and `recognised` holds it without.
    """

    language: str
    utterances: tuple[Utterance, ...]
    schema: str = SCHEMA_NAME
    recording: Recording | None = None
    title: str | None = None
    published: str | None = None
    source: Source | None = None
    metadata: Mapping[str, str] | None = field(default=None, metadata=SELDOM)
    speakers: tuple[Speaker, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    edits: tuple[Edit, ...] = ()
    name_suggestions: tuple[NameSuggestion, ...] = field(default=(), metadata=SELDOM)
    recognised: Recognised | None = None
    provenance: Provenance | None = None

    def __post_init__(self) -> None:
        if self.published is not None and normal_published(self.published) != self.published:
            raise ValueError(
                f"published must look like 2025-02-04T20:00 or 2025-02-04, got {self.published!r}"
            )

    def __repr__(self) -> str:
        """Short: a whole one would fill the screen."""
        voices, said = len(self.speakers), len(self.utterances)
        held = f"{voices} speaker{'s' * (voices != 1)}, {said} utterance{'s' * (said != 1)}"
        until = f" to {self.utterances[-1].end:.1f} s" if said else ""
        return f"<Transcript {self.title or 'without a title'!r}: {self.language}, {held}{until}>"

    def _repr_html_(self) -> str:
        """A notebook shows this: header, speakers with their roles, the beginning of the article."""
        from pipeline.transcript.notebook import as_html

        return as_html(self)

    @classmethod
    def load(cls, path: Path | str) -> Transcript:
        """Read a transcript file. Raises InputError when it cannot be read, DocumentError when it is none."""
        from pipeline.transcript.file import read_transcript

        return read_transcript(Path(path))

    def save(self, path: Path | str, *, force: bool = False) -> None:
        """Write the file whole or not at all. Raises OutputError, also where one is there and not `force`."""
        from pipeline.transcript.file import write_transcript

        write_transcript(self, Path(path), force=force)

    @classmethod
    def from_srt(cls, path: Path | str, *, language: str | None = None) -> Transcript:
        """Read a file of captions, `language` being what they are in: SubRip does not tell it.

        Names before the words, as in `CLARA HUGHES:`, become voices. Words get times within their caption,
        spread by letters. Raises InputError when it cannot be read, DocumentError when it is damaged.
        """
        from pipeline.transcript.conversions.caption_file import read_captions
        from pipeline.transcript.conversions.from_srt import read_srt

        return read_captions(Path(path), read_srt, language)

    @classmethod
    def from_vtt(cls, path: Path | str, *, language: str | None = None) -> Transcript:
        """As `from_srt`, from WebVTT: its voice spans become voices, with the roles of their classes."""
        from pipeline.transcript.conversions.caption_file import read_captions
        from pipeline.transcript.conversions.from_vtt import read_vtt

        return read_captions(Path(path), read_vtt, language)

    @classmethod
    def from_whisper(cls, result: Mapping[str, Any], *, language: str | None = None) -> Transcript:
        """What openai-whisper gave, as its `transcribe` returns it or its JSON holds it.

        `language` where it does not tell it. Raises DocumentError for anything else.
        """
        from pipeline.transcript.conversions.from_whisper import from_whisper

        return from_whisper(result, language=language)

    @classmethod
    def from_whisperx(cls, result: Mapping[str, Any], *, language: str | None = None) -> Transcript:
        """What WhisperX gave, aligned or not, with its speakers where it has some; as `from_whisper`."""
        from pipeline.transcript.conversions.from_whisper import from_whisper

        return from_whisper(result, language=language)

    def to_whisper(self) -> dict[str, Any]:
        """As openai-whisper gives its results: `text`, `segments` with `words`, `language`."""
        from pipeline.transcript.conversions.to_whisper import to_whisper

        return to_whisper(self)

    def to_pandas(self, rows: str = "words") -> DataFrame:
        """A table of its `words`, `utterances`, `paragraphs` or `quotes`. Raises MissingToolError."""
        from pipeline.transcript.conversions.tables import to_pandas

        return to_pandas(self, rows)

    def to_annotation(self) -> Annotation:
        """Who spoke when, as pyannote holds it."""
        from pipeline.transcript.conversions.annotation import to_annotation

        return to_annotation(self)

    def to_subtitles(self, style: CaptionStyle | None = None) -> SSAFile:
        """Its captions, as pysubs2 holds subtitles. Raises MissingToolError."""
        from pipeline.formats.subtitles import to_subtitles

        return to_subtitles(self, style)

    @property
    def words(self) -> tuple[Word, ...]:
        """All words with their times, utterance by utterance."""
        return tuple(word for utterance in self.utterances for word in utterance.words)

    @property
    def text(self) -> str:
        """What was said, a line for each utterance.

        >>> Transcript("en", (Utterance(0.0, 1.0, "S1", "Good evening."),)).text
        'Good evening.'
        """
        return "\n".join(utterance.text for utterance in self.utterances)

    def speaker(self, label: str | None) -> Speaker | None:
        """The speaker with this label; None where there is none."""
        return next((speaker for speaker in self.speakers if speaker.label == label), None)

    def said_by(self, label: str | None) -> tuple[Utterance, ...]:
        """What the voice `label` said, in order; of None, what nobody is known to have said.

        >>> news = Transcript("en", (Utterance(0.0, 1.0, "S1", "Evening."), Utterance(1.0, 2.0, "S2", "Hi.")))
        >>> [said.text for said in news.said_by("S2")]
        ['Hi.']
        """
        return tuple(utterance for utterance in self.utterances if utterance.speaker == label)

    def role_of(self, label: str | None) -> Role:
        """The role of the voice `label`; `unknown` when nobody gave it one."""
        speaker = self.speaker(label)
        return speaker.role if speaker else Role.UNKNOWN

    def with_speakers(self, speakers: tuple[Speaker, ...], paragraphs: tuple[Paragraph, ...]) -> Self:
        """The same words with other speakers and the paragraphs that follow from them."""
        return replace(self, speakers=speakers, paragraphs=paragraphs)
