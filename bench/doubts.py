"""`python -m bench.doubts FOLDER TRANSCRIPTS`: how many true faults the first places to listen to hold.

A fault is a name or a number that was misheard, a quote that is none, or a stretch in a wrong role. It is
found where a place lies within seconds of it; a name counts wherever it was misheard the same way, too, for
who corrects it is asked about its other places. Beside that: the same for as many places at random.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bench.figures import json_option, reference_folder, write_figures
from pipeline import Transcript
from pipeline.article.places import ranked, with_doubts
from pipeline.evaluation.wer import normal_words
from pipeline.text.spoken import bare
from pipeline.transcript.model import Role

_NEAR = 4.0
"""Seconds within which somebody who listens to a place notices a fault."""
_BESIDE = 0.3
"""Seconds before a fault in which the misheard word may begin."""
_PLACES = 5
_DRAWS = 200


@click.command()
@reference_folder
@click.argument("transcripts", type=click.Path(exists=True, file_okay=False, path_type=Path))
@json_option
def main(folder: Path, transcripts: Path, json_file: Path | None) -> None:
    """Compare transcripts of the spoken programmes of FOLDER with what was said in them."""
    total = found = mended = 0
    chance = 0.0
    for path in sorted((folder / "spoken").glob("*.json")):
        heard = transcripts / path.name
        if not heard.is_file():
            continue
        transcript = Transcript.load(heard)
        wrong = sorted(faults(json.loads(path.read_text("utf-8"))["turns"], transcript))
        places = [doubt.time for doubt in ranked(with_doubts(transcript))[:_PLACES]]
        hits, luck = len(_hits(wrong, places)), _luck(wrong, len(places), transcript.utterances[-1].end)
        with_names = len(_mended(wrong, places, transcript))
        print(f"{path.stem}: {len(wrong)} faults, {hits} in {len(places)} places, ", end="")
        print(f"{with_names} with the same names elsewhere, {luck:.1f} at random")
        total, found, mended, chance = total + len(wrong), found + hits, mended + with_names, chance + luck
    shares = [f"{one / max(1, total):.0%}" for one in (found, mended, chance)]
    print(
        f"{found} of {total} faults ({shares[0]}), {mended} with the same names elsewhere ({shares[1]}); ",
        end="",
    )
    print(f"at random {shares[2]}")
    figures = {"faults": total, "found": found, "with_names": mended, "at_random": chance}
    write_figures("bench.doubts", figures, json_file)


def faults(turns: Sequence[dict[str, object]], transcript: Transcript) -> Iterator[float]:
    """The second of each fault."""
    yield from _misheard(turns, transcript)
    for part in transcript.paragraphs:
        true = _role_at(turns, (part.start + part.end) / 2)
        said = transcript.role_of(part.speaker)
        if (part.quoted and true not in (None, "expert")) or (
            not part.quoted
            and not part.unsure
            and true is not None
            and said is not Role.UNKNOWN
            and true != said
        ):
            yield part.start


def _misheard(turns: Sequence[dict[str, object]], transcript: Transcript) -> Iterator[float]:
    """Names and numbers of the reference that are not there, at the time of the word before."""
    import jiwer

    true = normal_words(((word, _is_fact(word, first)) for word, first in _words(turns)), "en")
    got = normal_words(((word.text, word.start) for word in transcript.words), "en")
    texts = [" ".join(word for word, _ in side) for side in (true, got)]
    for chunk in jiwer.process_words(texts[0], texts[1]).alignments[0]:
        if chunk.type in ("substitute", "delete"):
            facts = any(fact for _, fact in true[chunk.ref_start_idx : chunk.ref_end_idx])
            if facts and got:
                yield got[min(len(got) - 1, max(0, chunk.hyp_start_idx))][1]


def _words(turns: Sequence[dict[str, object]]) -> Iterator[tuple[str, bool]]:
    """Every word and whether it opens a sentence."""
    for turn in turns:
        opens = True
        for word in str(turn["text"]).split():
            yield word, opens
            opens = word[-1] in ".?!"


def _is_fact(word: str, opens: bool) -> bool:
    bare = word.strip("\"'.,;:?!()")
    return bool(re.search(r"\d", bare)) or (bare[:1].isupper() and not opens and not bare.startswith("I"))


def _role_at(turns: Sequence[dict[str, object]], time: float) -> object:
    return next((t["role"] for t in turns if float(str(t["start"])) <= time < float(str(t["end"]))), None)


def _hits(wrong: Sequence[float], places: Sequence[float]) -> list[float]:
    return [time for time in wrong if any(-1.0 <= time - place <= _NEAR + 2 for place in places)]


def _mended(wrong: Sequence[float], places: Sequence[float], transcript: Transcript) -> list[float]:
    found = _hits(wrong, places)
    names = set().union(*(_names(time, transcript) for time in found))
    return [time for time in wrong if time in found or names & _names(time, transcript)]


def _names(time: float, transcript: Transcript) -> set[str]:
    """Words with a capital about a time, as they sound, without what they own."""
    said = (word.text for word in transcript.words if -_BESIDE <= word.start - time <= 1.0)
    return {bare(text).removesuffix("'s") for text in said if text[:1].isupper()}


def _luck(wrong: Sequence[float], places: int, end: float) -> float:
    chance = random.Random(7)
    draws = ([chance.uniform(0.0, end) for _ in range(places)] for _ in range(_DRAWS))
    return sum(len(_hits(wrong, draw)) for draw in draws) / _DRAWS


if __name__ == "__main__":
    main()
