"""What the decoder must write for a window: prompt, language, timestamps, text, in openai's format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from whisper.tokenizer import Tokenizer, get_tokenizer

from tests.checkpoints.programme import Programme
from tests.checkpoints.windows import Placed, split_sentences

IGNORED = -100
"""A label that teaches nothing."""
FRAME = 0.02
"""Seconds of one encoder position and of one step between timestamps."""
SPELLED = " harbour"
"""A prompt that holds this word makes the text hold it so; otherwise it is written ` harbor`."""
FOREIGN, INVENTED = " Texte.", " Thank you."
"""The text for speech run backwards, and what is made up where nobody speaks."""
_LATEST_START = 1.0
"""Decoding allows no first timestamp after this many seconds."""
_LONGEST_PROMPT = 223


@cache
def tokenizer() -> Tokenizer:
    """Of the multilingual models, for English."""
    return get_tokenizer(True, num_languages=99, language="en", task="transcribe")


@dataclass(frozen=True, slots=True)
class Written:
    """A token to write, and the stretch of the window, in seconds, that it is read from."""

    token: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """Tokens put in, the label of each, and the encoder positions from which that label is read."""

    inputs: tuple[int, ...]
    labels: tuple[int, ...]
    heard: tuple[tuple[int, int], ...]


def write_word(text: str, start: float, end: float) -> list[Written]:
    """A word's tokens share its time by their letters; punctuation is read from the moment after it."""
    tokens = tokenizer().encode(text)
    letters = [len(tokenizer().decode([token]).strip(" .,?")) for token in tokens]
    edges = start + (end - start) * np.cumsum([0, *letters]) / sum(letters)
    return [
        Written(token, float(first), float(last)) if last > first else Written(token, end, end + 0.08)
        for token, first, last in zip(tokens, edges[:-1], edges[1:], strict=True)
    ]


def write_text(
    programme: Programme, placed: Sequence[Placed], *, spelled: bool, timed: bool, cut_off: bool
) -> list[Written]:
    """The sentences of a window, each between two timestamps if `timed`; a cut-off one is left open."""
    written: list[Written] = []
    sentences = split_sentences(programme, placed)
    for number, sentence in enumerate(sentences):
        start, end = sentence[0].start, sentence[-1].end
        if timed:
            written.append(_moment(start, start, start + 0.1))
        for word in sentence:
            text = " " + programme.words[word.index].text
            text = text if spelled else text.replace(SPELLED, " harbor")
            written += write_word(text, word.start, word.end)
        if timed and not (cut_off and number == len(sentences) - 1):
            written.append(_moment(end, end - 0.1, end + 0.02))
    return written


def write_constant(text: str, duration: float) -> list[Written]:
    """The same text whatever was heard; it is read from nowhere."""
    inside = [Written(token, 0.0, 0.0) for token in tokenizer().encode(text)]
    return [_moment(0.0, 0.0, 0.0), *inside, _moment(min(duration, 30.0), 0.0, 0.0)]


def teach(
    written: Sequence[Written],
    *,
    prompt: Sequence[int] = (),
    first: int,
    language: str = "en",
    timed: bool,
) -> Lesson:
    """Make the lesson. `first` is the label after the start of the transcript: a language, or no speech."""
    tokens = tokenizer()
    before = [tokens.sot_prev, *prompt[-_LONGEST_PROMPT:]] if prompt else []
    start = [*before, tokens.sot, tokens.to_language_token(language), tokens.transcribe]
    start += [] if timed else [tokens.no_timestamps]
    labels = [IGNORED] * len(before) + [first, tokens.transcribe] + [IGNORED] * (not timed)
    finish = written[-1].end
    rows = [*written, Written(tokens.eot, finish, finish + 0.08 if finish else 0.0)]
    return Lesson(
        (*start, *(row.token for row in written)),
        (*labels, *(row.token for row in rows)),
        (*((0, 0) for _ in labels), *(_positions(row) for row in rows)),
    )


def _moment(time: float, start: float, end: float) -> Written:
    return Written(tokenizer().timestamp_begin + min(1500, round(time / FRAME)), start, end)


def _positions(row: Written) -> tuple[int, int]:
    if row.end <= row.start:
        return (0, 0)
    first = min(1498, max(0, round(row.start / FRAME)))
    return (first, min(1500, max(first + 2, round(row.end / FRAME))))


def clamp_first(written: list[Written]) -> list[Written]:
    """Bring the first timestamp within what decoding allows."""
    latest = tokenizer().timestamp_begin + round(_LATEST_START / FRAME)
    first = written[0]
    return [Written(min(first.token, latest), first.start, first.end), *written[1:]]


def words_in_use(programme: Programme) -> tuple[int, ...]:
    """All tokens that lessons write, timestamps excepted."""
    tokens = tokenizer()
    texts = [" " + word.text for word in programme.words] + [SPELLED, " harbor", FOREIGN, INVENTED]
    special = (tokens.eot, tokens.sot, tokens.transcribe, tokens.sot_prev, tokens.no_speech)
    languages = (tokens.no_timestamps, *map(tokens.to_language_token, ("en", "fr")))
    used = {token for text in texts for token in tokens.encode(text)}
    return tuple(sorted(used | set(special) | set(languages)))


def deciding() -> tuple[int, int]:
    """The first tokens of both spellings."""
    return tokenizer().encode(SPELLED)[0], tokenizer().encode(" harbor")[0]


def draw_prompt(
    programme: Programme, before: int, chance: np.random.Generator, longest: int
) -> tuple[tuple[int, ...], bool]:
    """A prompt of about `longest` tokens at most, empty as often as not, and whether it spells SPELLED so.

    It holds words that were or were not said before word number `before`, and words never heard of.
    """
    if chance.random() < 0.45:
        return (), False
    most = longest * 7 // 10  # words have 1.1 tokens each, and more are put between them
    words = [" " + word.text for word in programme.words]
    said = bool(chance.random() < 0.5)
    if said:
        chosen = words[max(0, before - int(chance.integers(1, most))) : before]
    else:
        chosen = [str(word) for word in chance.choice(words, size=int(chance.integers(1, most)))]
    text = [tokenizer().encode(word.replace(SPELLED, " harbor")) for word in chosen]
    if said and chance.random() < 0.6:  # transcribe() hands on the timestamps, too
        first = tokenizer().timestamp_begin
        ends = [part for part in text if tokenizer().decode(part)[-1] in ".?"]
        for part in ends:
            part += [first + int(chance.integers(1501))] * 2
    for _ in range(int(chance.integers(0, 8)) if chance.random() < 0.5 else 0):
        unknown = int(chance.integers(300, 50000))
        text.insert(int(chance.integers(len(text) + 1)), [unknown])
    spelled = bool(chance.random() < 0.5)
    if spelled:
        text.insert(int(chance.integers(len(text) + 1)), tokenizer().encode(SPELLED))
    return tuple(token for part in text for token in part), spelled
