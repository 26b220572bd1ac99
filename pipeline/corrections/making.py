"""New edits: numbered, dated, and with what they will be found by again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.text.spoken import Spoken, context_of, in_time, words_of
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.model import Paragraph, Transcript


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the edits of one step, for a transcript as it is shown at that moment.

    `stem` is what their ids begin with: `e3` for step 3 where nobody gave one.
    """

    transcript: Transcript
    at: str
    by: str | None
    step: int
    stem: str = ""

    @classmethod
    def of(cls, transcript: Transcript, at: str, by: str | None) -> Maker:
        """For the step after all there are."""
        return cls(transcript, at, by, next_step(transcript))

    def numbered(self, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        """Edits of this step, each with an id of its own."""
        return tuple(replace(edit, id=self._id(number)) for number, edit in enumerate(edits))

    def words(self, utterance: int, first: int, last: int, after: str, number: int = 0) -> Edit:
        """Words of an utterance, from `first` up to, but not with, `last`, that are to read `after`."""
        said = words_of(self.transcript.utterances[utterance])
        part = said[first:last]
        start, end, before = part[0].start, part[-1].end, " ".join(word.text for word in part)
        return Edit(
            start, end, EditKind.WORDS, self._id(number), self.at, before, after, self.by, self.step,
            context=context_of(said, first, last),
        )  # fmt: skip

    def speaker(self, words: Sequence[Spoken], before: str | None, after: str, number: int = 0) -> Edit:
        """Words that are another voice's."""
        text = " ".join(one.word.text for one in words)
        start, end = words[0].word.start, max(one.word.end for one in words)
        return Edit(
            start, end, EditKind.SPEAKER, self._id(number), self.at, before, after, self.by, self.step,
            words=text, context=self._around(words),
        )  # fmt: skip

    def voice(
        self, kind: EditKind, label: str, before: str | None, after: str | None, number: int = 0
    ) -> Edit:
        """Of a whole voice; seen where it says most."""
        said = self.transcript.said_by(label)
        longest = max(said, key=lambda one: one.duration, default=None)
        start, end = (longest.start, longest.end) if longest else (0.0, 0.0)
        return Edit(
            start, end, kind, self._id(number), self.at, before, after, self.by, self.step, label,
        )  # fmt: skip

    def paragraph(
        self, kind: EditKind, paragraph: Paragraph, before: str | None = None, after: str | None = None,
        number: int = 0,
    ) -> Edit:  # fmt: skip
        """Of a paragraph."""
        return Edit(
            paragraph.start, paragraph.end, kind, self._id(number), self.at, before, after, self.by,
            self.step, words=paragraph.text,
        )  # fmt: skip

    def settled(
        self, paragraph: Paragraph, time: float, kind: str, label: str | None, word: str | None
    ) -> Edit:
        """A doubt of this kind at `time` in the paragraph is none; nor are others of that voice or word."""
        return Edit(
            time, paragraph.end, EditKind.CHECKED, self._id(0), self.at, word, kind, self.by, self.step,
            label=label, words=paragraph.text,
        )  # fmt: skip

    def division(self, paragraph: Paragraph, word: Spoken) -> Edit:
        """A paragraph that begins at `word`."""
        return Edit(
            word.word.start, paragraph.end, EditKind.DIVIDE, self._id(0), self.at, None, word.word.text,
            self.by, self.step, words=paragraph.text,
        )  # fmt: skip

    def stretch(self, kind: EditKind, start: float, end: float, words: Sequence[Spoken]) -> Edit:
        """Of a stretch of time, in which there are words."""
        return Edit(
            start, end, kind, self._id(0), self.at, by=self.by, step=self.step,
            words=" ".join(one.word.text for one in words), context=self._around(words),
        )  # fmt: skip

    def header(self, kind: EditKind, before: str | None, after: str | None) -> Edit:
        """Of head or foot."""
        return Edit(0.0, 0.0, kind, self._id(0), self.at, before, after, self.by, self.step)

    def _around(self, words: Sequence[Spoken]) -> tuple[str, str]:
        """The words around others, whoever says them."""
        ordered = in_time(self.transcript.utterances)
        first, last = ordered.index(words[0]), ordered.index(words[-1]) + 1
        return context_of([one.word for one in ordered], first, last)

    def _id(self, number: int) -> str:
        """The `number`th after those of this step that there are."""
        taken = {edit.id for edit in self.transcript.edits}
        own = sum(edit.step == self.step for edit in self.transcript.edits)
        name = f"{self.stem or f'e{self.step}'}.{own + number + 1}"
        while name in taken:
            name += "x"
        return name


def next_step(transcript: Transcript) -> int:
    """The number after those of all steps there are."""
    return max((edit.step for edit in transcript.edits), default=0) + 1


def stem_of(edit: Edit) -> str:
    """What the ids of all edits of its step begin with."""
    return edit.id.rpartition(".")[0]
