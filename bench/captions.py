"""`python -m bench.captions FOLDER`: rules that captions break, beside those of two other programs' writers.

FOLDER has transcripts, as `bench.heard` writes them. The same words with the same times are given to each:
`ours` is this program without names; `whisper` is openai-whisper's own WebVTT writer with the preset's width
and two lines (`--max_line_width`, `--max_line_count`); `sentences` is what WhisperX writes by default: a
caption a sentence, in one line. Counted are captions that break a rule of the preset, and those that mix two
voices without a dash, for each 1,000 captions, and lines that end with a word that belongs to the next, for
each 1,000 lines. openai-whisper's defaults cannot be given: a caption is then what its model wrote at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import click
from whisper.utils import WriteVTT

from bench.figures import json_option, write_figures
from pipeline import Transcript
from pipeline.captions.caption import Caption, Draft, Line
from pipeline.captions.captioning import MILLISECONDS, captions_of, fitting_rules
from pipeline.captions.penalties import ends_sentence, penalties
from pipeline.captions.report import measured
from pipeline.captions.rules import Rules
from pipeline.captions.style import CaptionNames, CaptionPreset, CaptionStyle
from pipeline.captions.timing import tick
from pipeline.captions.tokens import Token
from pipeline.captions.width import columns
from pipeline.text.spoken import in_time

_BADLY = 1.5
"""Penalty behind a word that belongs to the next."""


@dataclass(frozen=True, slots=True)
class Said:
    """A word, and who says it."""

    start: float
    end: float
    text: str
    speaker: str | None


def _words(transcript: Transcript) -> list[Said]:
    said = transcript.utterances
    return [
        Said(one.word.start, one.word.end, one.word.text, said[one.utterance].speaker)
        for one in in_time(said)
    ]


def _whisper(words: Sequence[Said], rules: Rules) -> Iterator[list[list[Said]]]:
    """Lines of each caption of openai-whisper's writer: it is given the words and says where it breaks."""
    parts = [{"start": one.start, "end": one.end, "word": f" {one.text}"} for one in words]
    segments = [{"start": words[0].start, "end": words[-1].end, "text": "", "words": parts}]
    writer = WriteVTT(".")
    given = iter(words)
    options = {"max_line_width": rules.characters, "max_line_count": rules.lines}
    for _, _, text in writer.iterate_result({"segments": segments}, options):
        yield [[next(given) for _ in line.split()] for line in text.strip().split("\n")]


def _sentences(words: Sequence[Said], language: str) -> Iterator[list[list[Said]]]:
    line: list[Said] = []
    for one in words:
        if line and line[-1].speaker != one.speaker:
            yield [line]
            line = []
        line.append(one)
        if ends_sentence(one.text, language):
            yield [line]
            line = []
    if line:
        yield [line]


def _caption(lines: list[list[Said]]) -> Caption:
    """With the times of its words, as both writers give it."""
    words = [one for line in lines for one in line]
    start, end = words[0].start, words[-1].end
    shown = tuple(
        Line(line[0].speaker, " ".join(one.text for one in line), "", line[0].start, len(line))
        for line in lines
    )
    return Caption(tick(start, MILLISECONDS), tick(end, MILLISECONDS), Draft(start, end, shown))


def _mixed(lines: list[list[Said]]) -> bool:
    return len({one.speaker for line in lines for one in line}) > 1


def _held(captions: Sequence[Caption], language: str) -> tuple[int, int]:
    """Lines that end with a word that belongs to the next, and all lines."""
    texts = [word for one in captions for line in one.lines for word in line.text.split()]
    ends = [len(line.text.split()) for one in captions for line in one.lines]
    tokens = [Token(0.0, 0.0, text, True, columns(text)) for text in texts]
    costs = penalties(tokens, language)
    last, bad = -1, 0
    for count in ends:
        last += count
        bad += costs[last] >= _BADLY
    return bad, len(ends)


def _figures(captions: Sequence[Caption], mixed: int, rules: Rules, language: str) -> dict[str, int]:
    counts = asdict(measured(captions, rules, MILLISECONDS))
    bad, lines = _held(captions, language)
    return counts | {"mixed": mixed, "held": bad, "lines": lines}


def _measure(transcript: Transcript, preset: CaptionPreset) -> dict[str, dict[str, int]]:
    style = CaptionStyle(preset, CaptionNames.OFF)
    rules = fitting_rules(transcript, style)
    words, language = _words(transcript), transcript.language
    found = {"ours": _figures(captions_of(transcript, style), 0, rules, language)}
    for name, made in (("whisper", _whisper(words, rules)), ("sentences", _sentences(words, language))):
        captions = list(made)
        mixed = sum(map(_mixed, captions))
        found[name] = _figures([_caption(lines) for lines in captions], mixed, rules, language)
    return found


def _of_a_thousand(counts: dict[str, int]) -> dict[str, float]:
    rules = {name: count for name, count in counts.items() if name not in ("captions", "lines", "held")}
    rates = {name: 1000 * count / counts["captions"] for name, count in rules.items()}
    return rates | {"all": sum(rates.values()), "held": 1000 * counts["held"] / counts["lines"]}


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@json_option
def main(folder: Path, json_file: Path | None) -> None:
    """Measure the captions of the transcripts in FOLDER."""
    transcripts = [Transcript.load(path) for path in sorted(folder.glob("*.json"))]
    every = [(preset, _measure(one, preset)) for preset in CaptionPreset for one in transcripts]
    found: dict[str, Any] = {}
    for preset, group in groupby(every, key=lambda pair: pair[0]):
        measures = [one for _, one in group]
        for who in measures[0]:
            total = {name: sum(one[who][name] for one in measures) for name in measures[0][who]}
            rates = _of_a_thousand(total)
            found[f"{preset}_{who}"] = {"captions": total["captions"], **rates}
            shown = ", ".join(f"{name} {rate:.0f}" for name, rate in rates.items())
            print(f"{preset:9} {who:10} {total['captions']:5} captions: {shown}")
    write_figures("bench.captions", found, json_file)


if __name__ == "__main__":
    main()
