"""What is known of one recording, on either side of the comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.article.paragraphs import write_paragraphs
from pipeline.engines.diarization import Turn
from pipeline.transcript.model import Paragraph, Role, Speaker, Transcript, Utterance

WORDS_PER_SECOND = 2.7
"""Of broadcast speech; it only has to put turns in order and in proportion."""
_BETWEEN = 0.3


def in_order(lines: Iterable[tuple[str, str]]) -> tuple[Utterance, ...]:
    """Turns one after another from (speaker, text)."""
    moment, turns = 0.0, []
    for speaker, text in lines:
        end = moment + len(text.split()) / WORDS_PER_SECOND
        turns.append(Utterance(moment, end, speaker, text))
        moment = end + _BETWEEN
    return tuple(turns)


@dataclass(frozen=True, slots=True)
class Sample:
    """None, or empty `roles` and `names`, where a thing is not known.

    `said` are turns with words, in order; their times count only if `timed`. `turns` are those without.
    `starts` are words with the second at which they begin.
    """

    name: str
    language: str = "en"
    words: str | None = None
    turns: tuple[Turn, ...] | None = None
    said: tuple[Utterance, ...] | None = None
    timed: bool = True
    roles: Mapping[str, Role] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)
    """How sure the roles of voices are, 0 to 1."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of voices, as they are printed."""
    paragraphs: tuple[Paragraph, ...] | None = None
    starts: tuple[tuple[str, float], ...] | None = None

    @property
    def text(self) -> str | None:
        """All words in order."""
        if self.words is not None or self.said is None:
            return self.words
        return " ".join(utterance.text for utterance in self.said)

    @property
    def by_speaker(self) -> dict[str, str] | None:
        """The words of every voice."""
        if self.said is None:
            return None
        texts: dict[str, list[str]] = {}
        for utterance in self.said:
            texts.setdefault(utterance.speaker or "", []).append(utterance.text)
        return {speaker: " ".join(parts) for speaker, parts in texts.items()}

    @property
    def voices(self) -> tuple[Turn, ...] | None:
        """Who is heard when."""
        if self.turns is not None or self.said is None or not self.timed:
            return self.turns
        return tuple(Turn(u.start, u.end, u.speaker or "") for u in self.said)

    @property
    def printed(self) -> tuple[Paragraph, ...] | None:
        """The paragraphs, given or following from turns with roles."""
        if self.paragraphs is not None or self.said is None or not self.roles:
            return self.paragraphs
        speakers = [Speaker(label, role) for label, role in self.roles.items()]
        return write_paragraphs(self.said, speakers, self.language)


def with_transcript(known: Sample, transcript: Transcript) -> Sample:
    """What is known and all that the transcript says."""
    words = [word for utterance in transcript.utterances for word in utterance.words]
    return replace(
        known,
        language=transcript.language,
        said=transcript.utterances,
        roles={speaker.label: speaker.role for speaker in transcript.speakers},
        confidence={one.label: one.confidence for one in transcript.speakers if one.confidence is not None},
        names={one.label: one.name for one in transcript.speakers if one.name},
        paragraphs=transcript.paragraphs,
        starts=tuple((word.text, word.start) for word in words) or None,
    )
