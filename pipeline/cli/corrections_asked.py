"""The corrections named on a command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from pipeline.cli.option_groups import grouped, option, section
from pipeline.cli.pairs import name_and_role, pair, stretch
from pipeline.cli.parameters import Header
from pipeline.corrections.correct import Corrections, correct
from pipeline.corrections.places import CorrectionError
from pipeline.transcript.header import with_header
from pipeline.transcript.model import Transcript


@dataclass(frozen=True, slots=True)
class Words:
    """Other words, and where."""

    replaces: tuple[str, ...] = ()
    at: str | None = None
    accepts: tuple[str, ...] = ()
    as_heard: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.at is not None and not self.replaces:
            raise ValueError("--at says where to --replace something")


@dataclass(frozen=True, slots=True)
class Voices:
    """Who somebody is, and whose words are whose."""

    merges: tuple[str, ...] = ()
    splits: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """What is a quote, and where paragraphs begin and end."""

    quotes: tuple[str, ...] = ()
    unquotes: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    divides: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


words_options = grouped(
    "words", Words, "Words",
    option("--replace", "replaces", multiple=True, metavar="OLD=NEW",
           help="Whole words by others: everywhere, in names too."),
    option("--at", metavar="TIME", help="Replace in the paragraph at that time only."),
    option("--accept", "accepts", multiple=True, metavar="N|all",
           help="Write the name that --list suggests under that number."),
    option("--as-heard", "as_heard", multiple=True, metavar="N|all",
           help="Take back the name that the program wrote, by its number in --list."),
)  # fmt: skip

voices_options = grouped(
    "voices", Voices, "Voices",
    option("--speaker", "speakers", multiple=True, metavar="LABEL=NAME, ROLE",
           help="Who it is: 'S2=Jane Doe, correspondent'; or only the name, or only the role."),
    option("--merge", "merges", multiple=True, metavar="LABEL=LABEL",
           help="S6=S2: what S6 says is said by S2."),
    option("--split", "splits", multiple=True, metavar="TIME=LABEL",
           help="What is said from that time to the end of the turn is said by LABEL, who may be new."),
)  # fmt: skip

paragraphs_options = grouped(
    "paragraphs", Paragraphs, "Paragraphs, by any time in them, as the article prints it",
    option("--quote", "quotes", multiple=True, metavar="TIME", help="It is a quote."),
    option("--unquote", "unquotes", multiple=True, metavar="TIME", help="It is no quote."),
    option("--join", "joins", multiple=True, metavar="TIME", help="It goes on with the one before it."),
    option("--divide", "divides", multiple=True, metavar="TIME",
           help="Another one begins with the word at that time."),
    option("--drop", "drops", multiple=True, metavar="TIME-TIME", help="Leave a stretch out of the article."),
    option("--keep", "keeps", multiple=True, metavar="TIME-TIME", help="Take a stretch back in."),
    option("--checked", "checks", multiple=True, metavar="TIME", help="It was listened to."),
)  # fmt: skip

run_options = section(
    "What to do with them",
    option("--from", "article", type=click.Path(path_type=Path), metavar="FILE",
           help="Take the corrections from an article (.txt, .md, .docx) that was corrected elsewhere, or "
                "from what a review page downloads (.json)."),
    option("--remember", type=click.Path(path_type=Path), metavar="PROFILE",
           help="Write what is replaced, accepted, named or left out into the show's profile (TOML), too."),
    option("--undo", is_flag=False, flag_value=1, type=click.IntRange(min=1), metavar="[N]",
           help="Take back the last correction, or the last N."),
    option("--list", "as_list", is_flag=True, help="List all corrections, and change nothing."),
    option("--dry-run", is_flag=True, help="Say what would change, and change nothing."),
    option("--by", metavar="NAME", help="Who corrects; kept with every correction."),
)  # fmt: skip


def corrected(
    state: Corrections, words: Words, voices: Voices, paragraphs: Paragraphs, header: Header
) -> Corrections:
    """All of them, one after the other. Raises click.UsageError for one that cannot be."""
    try:
        state = _voices(state, voices)
        for text in words.replaces:
            state = state.replace(*pair(text, "--replace", "Rut=Rudd"), at=words.at)
        state = _names(state, words)
        state = _paragraphs(state, paragraphs)
        return _header(state, header)
    except CorrectionError as error:
        raise click.UsageError(f"{error}. Nothing was changed.") from None


def headed(transcript: Transcript, header: Header) -> Transcript:
    """With head and foot as they are given; where people have corrected it, that is one more correction."""
    if not transcript.edits or header == Header():
        return with_header(transcript, **asdict(header))
    return _header(correct(transcript), header).transcript


def _voices(state: Corrections, voices: Voices) -> Corrections:
    for text in voices.merges:
        state = state.merge(*pair(text, "--merge", "S6=S2"))
    for text in voices.splits:
        state = state.split(*pair(text, "--split", "0:50=S4"))
    for text in voices.speakers:
        label, told = pair(text, "--speaker", "S2=Jane Doe, correspondent")
        name, role = name_and_role(told)
        if name is not None or role is None:
            state = state.rename(label, name)
        if role is not None:
            state = state.role(label, role)
    return state


def _names(state: Corrections, words: Words) -> Corrections:
    """By their numbers as they are listed; from the last, so that the others keep theirs."""
    for number in _numbers(words.accepts, "--accept"):
        state = state.accept(number)
    for number in _numbers(words.as_heard, "--as-heard"):
        state = state.as_heard(number)
    return state


def _numbers(texts: Sequence[str], option: str) -> Sequence[int | None]:
    if any(text.casefold() == "all" for text in texts):
        return [None]
    if not all(text.isdecimal() for text in texts):
        raise CorrectionError(f"{option} wants a number of --list, or all")
    return sorted(map(int, set(texts)), reverse=True)


def _paragraphs(state: Corrections, paragraphs: Paragraphs) -> Corrections:
    for time in paragraphs.unquotes:
        state = state.unquote(time)
    for time in paragraphs.quotes:
        state = state.quote(time)
    for time in paragraphs.divides:
        state = state.divide(time)
    for time in paragraphs.joins:
        state = state.join(time)
    for text in paragraphs.drops:
        state = state.drop(*stretch(text, "--drop"))
    for text in paragraphs.keeps:
        state = state.keep(*stretch(text, "--keep"))
    for time in paragraphs.checks:
        state = state.checked(time)
    return state


def _header(state: Corrections, header: Header) -> Corrections:
    if header.title is not None:
        state = state.title(header.title or None)
    if header.published is not None:
        state = state.published(header.published)
    if header.source is not None:
        state = state.source(header.source or None)
    if header.url is not None:
        state = state.url(header.url or None)
    return state
