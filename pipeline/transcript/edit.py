"""A correction that a person made, apart from what was recognised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.transcript.open import Timed
from pipeline.transcript.speaker import Role


class EditKind(StrEnum):
    """What a correction is about; `before` and `after` are what it says there."""

    WORDS = "words"
    """Words of an utterance, with their punctuation; nothing after is words taken out."""
    SPEAKER = "speaker"
    """The label of the words in the stretch; an utterance of which these are a part is split."""
    MERGE = "merge"
    """A label, everywhere."""
    NAME = "name"
    """The name of the voice `label`."""
    ROLE = "role"
    """The role of the voice `label`."""
    QUOTE = "quote"
    """The paragraph is a quote."""
    UNQUOTE = "unquote"
    """The paragraph is none."""
    JOIN = "join"
    """The paragraph is one with that before it."""
    DIVIDE = "divide"
    """A paragraph begins at `start`."""
    PRINTED = "printed"
    """The paragraph's text as it is printed, where its words do not tell: marks, capitals, figures."""
    DROP = "drop"
    """The stretch is not printed."""
    KEEP = "keep"
    """The stretch is printed after all."""
    TITLE = "title"
    PUBLISHED = "published"
    SOURCE = "source"
    URL = "url"
    CHECKED = "checked"
    """Somebody has listened to the paragraph; or, where `after` names a kind of doubt, has settled that one,
    which begins at `start`, and with it all others of the voice `label` or the word `before`."""
    SIGNED = "signed"
    """Somebody has signed the transcript off, as it was when it had the digest `after`."""


@dataclass(frozen=True, slots=True)
class Edit(Timed):
    """One correction. `start` and `end` say where; of a whole voice or the header, where it was seen.

    `id` is unique in the file. Edits made at once have the same `step`, and are undone at once. `at` is the
    time in UTC, `by` who made it. `label` is the voice concerned, `words` are those met in the stretch: by
    them, by the `context` (the words around it) and by the time an edit is found again in another
    recognition. `unplaced` says why it could not be; it is then kept, and changes nothing. A `stranded` one
    is of another recognition, and only in a further one there may be a place for it. One of a `kind`
    that only a later version knows is kept as it is.
    """

    kind: EditKind | str
    id: str
    at: str
    before: str | None = None
    after: str | None = None
    by: str | None = None
    step: int = 1
    label: str | None = None
    words: str | None = None
    context: tuple[str, str] | None = None
    unplaced: str | None = None
    stranded: bool = False

    def __post_init__(self) -> None:
        super(Edit, self).__post_init__()
        if self.kind in set(EditKind):
            object.__setattr__(self, "kind", EditKind(self.kind))
        try:
            datetime.fromisoformat(self.at)
        except ValueError:
            raise ValueError(f"an edit's time must be ISO 8601, got {self.at!r}") from None
        if self.kind is EditKind.ROLE and self.after not in set(Role):
            raise ValueError(f"{self.after!r} is no role")
        if self.kind is EditKind.MERGE and None in (self.before, self.after):
            raise ValueError("a merge needs two labels")
