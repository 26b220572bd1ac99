"""`python -m bench.search [N]`: how fast an archive of N programmes (10,000) answers.

The programmes are made of invented words that are as common and as rare as words are (Zipf).
"""

from __future__ import annotations

import random
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any

import click

from bench.figures import json_option, write_figures
from pipeline.archive.index import Index, index_of
from pipeline.archive.query import Query
from pipeline.archive.search import search
from pipeline.transcript.model import Paragraph, Role, Source, Speaker, Transcript, Utterance
from pipeline.transcript.recording import Recording

_VOCABULARY = 50_000
_ASKED = 5
_QUERIES = {
    "the commonest word": Query("w0"),
    "two common words": Query("w1 w2"),
    "a rare word": Query("w40000"),
    "a phrase of common words": Query('"w0 w1"'),
    "a beginning": Query("w123*"),
    "a common word in one role": Query("w0", role=Role.EXPERT),
    "a common word in quotes": Query("w0", quoted=True),
    "a common word, one show": Query("w0", show="show 7"),
    "a common word, one month": Query("w0", since="2024-03", until="2024-03"),
    "a common word by one person": Query("w0", speaker="Person 17"),
    "a common word without another": Query("w0 -w1"),
}


def programme(number: int, chance: random.Random, weights: list[float]) -> Transcript:
    """Forty utterances and sixty paragraphs, nine voices."""

    def text(words: int) -> str:
        return " ".join(
            f"w{rank}" for rank in chance.choices(range(_VOCABULARY), cum_weights=weights, k=words)
        )

    speakers = tuple(
        Speaker(f"S{n}", chance.choice(list(Role)), f"Person {chance.randrange(500)}") for n in range(9)
    )
    said = [text(27) for _ in range(40)]
    written = [said[n * 2 // 3] for n in range(60)]
    label = [f"S{chance.randrange(9)}" for _ in range(60)]
    return Transcript(
        "en",
        tuple(Utterance(9.0 * n, 9.0 * n + 8, label[n], words) for n, words in enumerate(said)),
        recording=Recording(f"/shows/{number}.mp4", f"{number:064}", 360.0),
        title=f"Programme {number}",
        published=f"{2015 + number // 12 % 10}-{1 + number % 12:02}-{1 + number % 28:02}",
        source=Source(f"show {number % 20}"),
        speakers=speakers,
        paragraphs=tuple(
            Paragraph(6.0 * n, 6.0 * n + 5, label[n], words, quoted=n % 4 == 0)
            for n, words in enumerate(written)
        ),
    )


@click.command()
@click.argument("count", type=click.IntRange(min=1), default=10_000)
@json_option
def main(count: int, json_file: Path | None) -> None:
    """Index COUNT programmes, then ask each question five times."""
    with tempfile.TemporaryDirectory() as name:
        built = _build(Path(name), count)
        asked = {what: _ask(Path(name), what, query) for what, query in _QUERIES.items()}
    write_figures("bench.search", {"programmes": count, **built, "queries": asked}, json_file)


def _build(folder: Path, count: int) -> dict[str, float]:
    chance = random.Random(1)
    weights = list(accumulate(1 / (rank + 2) for rank in range(_VOCABULARY)))
    index_of(folder).parent.mkdir()
    index, seconds = Index.open(folder), 0.0
    for number in range(count):
        made = programme(number, chance, weights)
        begun = time.perf_counter()
        index.put(f"{number}.json", made)
        seconds += time.perf_counter() - begun
    index.close()
    size = index_of(folder).stat().st_size / 1e6
    print(f"{count} programmes: {seconds:.0f} s to build, {size:.0f} MB")
    return {"build_s": seconds, "size_mb": size}


def _ask(folder: Path, what: str, query: Query) -> dict[str, Any]:
    times = []
    for _ in range(_ASKED):
        begun = time.perf_counter()
        found = search(folder, query)
        times.append(time.perf_counter() - begun)
    hits = f"{'more than ' if found.more else ''}{found.total} hits"
    print(f"{what:32} median {median(times):.3f} s, longest {max(times):.3f} s, {hits}")
    return {"median_s": median(times), "longest_s": max(times), "hits": hits}


if __name__ == "__main__":
    main()
