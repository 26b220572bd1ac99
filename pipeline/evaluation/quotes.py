"""Whether quotes are of quoted voices, and whether all that these said is quoted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from pipeline.evaluation.error_rate import ErrorRate
from pipeline.evaluation.measure import Measure
from pipeline.evaluation.sample import Sample
from pipeline.evaluation.wer import normal_words, plain, side_by_side

ALIKE = 0.8
"""Share of words in common (F1) from which two quotes are the same one, recognition errors aside."""


@dataclass(frozen=True, slots=True)
class QuoteScores:
    """Rates of errors: 0 where every quote is right.

    `false_quotes` counts those that are none of the reference, among all that were printed; `missed_quotes`
    those of the reference that were not printed, among all of it; `foreign` words inside quotes that another
    voice than a quoted one said, by word alignment; `unquoted` words of quoted voices that stand outside
    quotes, of all that were heard.
    """

    false_quotes: ErrorRate
    missed_quotes: ErrorRate
    foreign: ErrorRate
    unquoted: ErrorRate

    def __add__(self, other: QuoteScores) -> QuoteScores:
        return QuoteScores(
            self.false_quotes + other.false_quotes,
            self.missed_quotes + other.missed_quotes,
            self.foreign + other.foreign,
            self.unquoted + other.unquoted,
        )

    def cells(self) -> tuple[str, ...]:
        """The rates in this order."""
        return str(self.false_quotes), str(self.missed_quotes), str(self.foreign), str(self.unquoted)

    def plain(self) -> dict[str, Any]:
        """The rates by name."""
        return {
            "not_in_reference": self.false_quotes.plain(),
            "missing": self.missed_quotes.plain(),
            "foreign_words": self.foreign.plain(),
            "unquoted_words": self.unquoted.plain(),
        }


def quote_scores(reference: Sample, hypothesis: Sample) -> QuoteScores | None:
    """None where either side has no paragraphs, given or derived."""
    wanted, got = reference.printed, hypothesis.printed
    if wanted is None or got is None:
        return None
    true = [plain(p.text, reference.language).split() for p in wanted if p.quoted]
    said = [plain(p.text, hypothesis.language).split() for p in got if p.quoted]
    matched = _matches(true, said)
    words = normal_words(((p.text, p.quoted) for p in wanted), reference.language)
    printed = normal_words(((p.text, p.quoted) for p in got), hypothesis.language)
    pairs = [(ours, theirs) for ours, theirs, _ in side_by_side(words, printed)]
    inside = [true for true, quoted in pairs if quoted]
    spoken = [quoted for true, quoted in pairs if true]
    return QuoteScores(
        false_quotes=ErrorRate(len(said) - matched, len(said)),
        missed_quotes=ErrorRate(len(true) - matched, len(true)),
        foreign=ErrorRate(inside.count(False), len(inside)),
        unquoted=ErrorRate(spoken.count(False), len(spoken)),
    )


def _matches(true: list[list[str]], said: list[list[str]]) -> int:
    """Pairs of one quote each, the most alike first."""
    alike = sorted(
        ((_likeness(a, b), i, j) for i, a in enumerate(true) for j, b in enumerate(said)), reverse=True
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for likeness, i, j in alike:
        if likeness >= ALIKE and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
    return len(taken[0])


def _likeness(one: list[str], other: list[str]) -> float:
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other)) if one or other else 1.0


QUOTES = Measure(
    "quotes",
    ("quotes +", "quotes -", "foreign", "unquoted"),
    "quotes +: not in the reference, -: missing; foreign: words of others in quotes; unquoted: the reverse",
    lambda reference, hypothesis, _: quote_scores(reference, hypothesis),
)
