"""`python -m bench.names [FOLDER] [--heard TRANSCRIPTS]`: what names in the body gain, and what they break.

Three things: changes that 200 foreign names make in texts in which none of them occurs; changes that the
right names of a text, and 50 of others, make in it as it is spelt (there should be none of either); and how
many names are put right that were misheard. Mishearings are made here, by rules of spelling (`misheard`).
With TRANSCRIPTS, which `bench.heard` writes, the names that a recognizer wrote are counted as well, before
and after, beside those that were said.

Thresholds were chosen on every other text; figures are of the halves `chosen on` and `held out`.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from bench.figures import json_option, reference_folder, write_figures
from bench.made_names import foreign_names, misheard
from pipeline.names.listing import written_names
from pipeline.names.spelling import spelt
from pipeline.profile.model import Profile
from pipeline.transcript.json_file import from_json
from pipeline.transcript.model import Transcript, Utterance


@dataclass(frozen=True, slots=True)
class Text:
    """A reference text, and the names of people that occur in it."""

    name: str
    transcript: Transcript
    people: tuple[str, ...]


_FULL = re.compile(r"\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2}\b")


def texts(folder: Path) -> Iterator[Text]:
    """All of them; the names are those of its voices, as far as they are said."""
    for path in sorted([*folder.glob("*/*.json")]):
        data = json.loads(path.read_text(encoding="utf-8"))
        turns = [turn for turn in data.get("turns", ()) if turn.get("text")]
        said = tuple(
            Utterance(10.0 * n, 10.0 * n + 9, str(turn["speaker"]), " ".join(turn["text"].split()))
            for n, turn in enumerate(turns)
        )
        whole = " ".join(one.text for one in said)
        voices = {_person(str(turn["speaker"])) for turn in turns}
        people = tuple(sorted(v for v in voices if _FULL.fullmatch(v) and v.casefold() in whole.casefold()))
        yield Text(f"{path.parent.name}/{path.stem}", Transcript("en", said), people)
    for path in sorted(folder.glob("*.txt")):
        if not path.name.endswith(".machine.txt"):
            lines = path.read_text(encoding="utf-8").splitlines()
            said = tuple(Utterance(10.0 * n, 10.0 * n + 9, "S1", one) for n, one in enumerate(lines) if one)
            yield Text(path.stem, Transcript("en", said), ())


def _person(speaker: str) -> str:
    """`kevin_rudd` is Kevin Rudd; what is written in capitals is written so no more."""
    plain = speaker.replace("_", " ")
    return plain.title() if plain.islower() or plain.isupper() else plain


@dataclass(frozen=True, slots=True)
class Counts:
    """Names misheard, those put right, suggested, and made something else; and changes that are false."""

    misheard: int = 0
    right: int = 0
    suggested: int = 0
    wrong: int = 0
    false: int = 0
    foreign: int = 0
    foreign_suggested: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))


def measured(text: Text, foreign: Sequence[str], others: Sequence[str], verbose: bool) -> Counts:
    """One text, as it is spelt and misheard."""
    abroad = [n for n in foreign if not _occurs(n, text)]
    strange = spelt(text.transcript, Profile(spellings=tuple(abroad)))
    one = _changes(text, strange, verbose, "foreign")
    house = Profile(spellings=(*text.people, *others))
    two = _changes(text, spelt(text.transcript, house), verbose, "false")
    counts = Counts(foreign=one, foreign_suggested=len(strange.name_suggestions), false=two)
    return counts + _misheard(text, house, verbose)


def _changes(text: Text, changed: Transcript, verbose: bool, kind: str) -> int:
    found = [(n.heard, n.written) for n in written_names(changed.utterances) for _ in n.places]
    if verbose:
        for pair in dict.fromkeys(found):
            click.echo(f"{kind} {text.name}: {pair[0]} -> {pair[1]}")
    return len(found)


def _occurs(name: str, text: Text) -> bool:
    said = " ".join(one.text for one in text.transcript.utterances).casefold()
    return name.split()[-1].casefold() in re.findall(r"[\w'-]+", said)


def _misheard(text: Text, house: Profile, verbose: bool) -> Counts:
    chance = random.Random(text.name)
    wrong = {name: misheard(name, chance) for name in text.people}
    counts = Counts()
    for name, bad in wrong.items():
        if bad == name:
            continue
        family, other = name.split()[-1], bad.split()[-1]
        pattern = re.compile(rf"\b{re.escape(family)}\b", re.IGNORECASE)
        said = tuple(_other(one, pattern, other) for one in text.transcript.utterances)
        many = sum(len(pattern.findall(one.text)) for one in text.transcript.utterances)
        found = spelt(Transcript("en", said), house)
        now = sum(len(pattern.findall(one.text)) for one in found.utterances)
        suggested = sum(len(s.times) for s in found.name_suggestions if s.name.split()[-1] == family)
        left = sum(len(re.findall(rf"\b{re.escape(other)}\b", one.text, re.I)) for one in found.utterances)
        counts += Counts(many, now, min(suggested, left), max(0, many - now - left))
        if verbose and left and not suggested:
            click.echo(f"left {text.name}: {bad} ({name}) {left} of {many}")
    return counts


def _other(one: Utterance, pattern: re.Pattern[str], other: str) -> Utterance:
    words = pattern.sub(lambda m: other.upper() if m[0].isupper() and len(m[0]) > 1 else other, one.text)
    return Utterance(one.start, one.end, one.speaker, words)


_UNNAMED = {"bnews-3055877": ("Anna Bligh", "Campbell Newman")}
"""People who are mentioned where the reference is in capitals, so that names cannot be found in it."""
_MENTIONED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+ [A-Z][A-Za-z-]+\b")
"""A full name, of a person or a place, inside a sentence."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Names said in recordings, those that a recognizer wrote right, those that are right then; too many."""

    said: int = 0
    before: int = 0
    after: int = 0
    too_many: int = 0

    def __add__(self, other: Recognised) -> Recognised:
        return Recognised(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))


def recognised(text: Text, heard: Transcript, others: Sequence[str], verbose: bool) -> Recognised:
    """One recording: its names, and 50 that are not said in it, are known."""
    whole = " ".join(one.text for one in text.transcript.utterances)
    stem = text.name.rsplit("/", 1)[-1]
    names = tuple(dict.fromkeys((*text.people, *_UNNAMED.get(stem, ()), *_MENTIONED.findall(whole))))
    spelt_now = spelt(heard, Profile(spellings=(*names, *others)))
    _changes(text, spelt_now, verbose, "written")
    counts = Recognised()
    for surname in {name.split()[-1] for name in names}:
        pattern = re.compile(rf"\b{re.escape(surname)}\b", re.IGNORECASE)
        said = len(pattern.findall(whole))
        before, after = (_many(pattern, one) for one in (heard, spelt_now))
        too_many = max(0, after - max(said, before))
        counts += Recognised(said, min(said, before), min(said, after), too_many)
    return counts


def _words(path: Path) -> Transcript:
    """What was said only, whichever version wrote the rest."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return from_json(json.dumps({key: data[key] for key in ("schema", "language", "utterances")}))


def _many(pattern: re.Pattern[str], transcript: Transcript) -> int:
    return sum(len(pattern.findall(one.text)) for one in transcript.utterances)


@click.command()
@reference_folder
@click.option(
    "--heard",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Transcripts of the recordings, as a recognizer wrote them.",
)
@click.option("--each", is_flag=True, help="Say every change that is false, and every name that is left.")
@json_option
def main(folder: Path, heard: Path | None, each: bool, json_file: Path | None) -> None:
    """Measure names in the body."""
    material = list(texts(folder))
    everybody = sorted({name for text in material for name in text.people})
    halves = {"chosen on": Counts(), "held out": Counts()}
    size: Counter[str] = Counter()
    for number, text in enumerate(material):
        half = "held out" if number % 2 else "chosen on"
        others = [n for n in random.Random(number).sample(everybody, 50) if not _occurs(n, text)]
        halves[half] += measured(text, foreign_names(), others, each and half == "chosen on")
        size[half] += sum(len(one.text.split()) for one in text.transcript.utterances)
    figures: dict[str, dict[str, int]] = {
        half: {"words": size[half], **{n: getattr(c, n) for n in Counts.__slots__}}
        for half, c in halves.items()
    }
    for half, counts in figures.items():
        click.echo(f"{half}: " + ", ".join(f"{name} {value}" for name, value in counts.items()))
    if heard:
        total = Recognised()
        for text in material:
            path = heard / f"{text.name.rsplit('/', 1)[-1]}.json"
            if path.exists() and not text.name.startswith(("scripts/", "bnews-text/")):
                others = [n for n in random.Random(0).sample(everybody, 50) if not _occurs(n, text)]
                total += recognised(text, _words(path), others, each)
        figures["recognised"] = {name: getattr(total, name) for name in Recognised.__slots__}
        click.echo(f"recognised: {figures['recognised']}")
    write_figures("names", figures, json_file)


if __name__ == "__main__":
    main()
