"""Encoded windows to tokens: openai-whisper's own decoding, run on many windows at a time.

The library's task does the work. Replaced are the parts that go through a batch row by row: the timestamp
rules and the choice of the next token, which lets every window have its own limit and random numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from whisper.decoding import (
    ApplyTimestampRules,
    DecodingOptions,
    DecodingTask,
    LogitFilter,
    TokenDecoder,
)
from whisper.model import Whisper
from whisper.tokenizer import Tokenizer

from pipeline.engines.recognizers.whisper.decoded import Decoded, Settings
from pipeline.engines.recognizers.whisper.openai.batches import beam_batch_size
from pipeline.engines.recognizers.whisper.openai.beams import Beams, BeamTask
from pipeline.engines.recognizers.whisper.openai.checkpoint import number_format


def decode(
    model: Whisper,
    features: Tensor,
    limits: Sequence[int],
    settings: Settings,
    temperature: float = 0.0,
    seeds: Sequence[int] = (),
) -> list[Decoded]:
    """Decode encoded windows, `features` of shape (windows, frames, width).

    Above temperature 0 tokens are drawn, for each window from the random numbers of its own seed, so that the
    result does not depend on its neighbours. Beam search goes in batches that memory has room for.
    """
    if settings.beam > 1 and temperature == 0.0:
        size = beam_batch_size(model, settings.beam)
        return [
            decoded
            for at in range(0, len(limits), size)
            for decoded in _searched(model, features[at : at + size], limits[at : at + size], settings)
        ]
    task = _task(model, settings, limits, temperature, seeds)
    return _run(task, features, limits)


def _searched(model: Whisper, features: Tensor, limits: Sequence[int], settings: Settings) -> list[Decoded]:
    task = _task(model, settings, limits)
    task.decoder = Beams(settings.beam, task.tokenizer.eot, task.inference)
    return _run(task, features, limits)


def _task(
    model: Whisper,
    settings: Settings,
    limits: Sequence[int],
    temperature: float = 0.0,
    seeds: Sequence[int] = (),
) -> DecodingTask:
    beams = settings.beam if settings.beam > 1 and temperature == 0.0 else None
    options = DecodingOptions(
        language=settings.language,
        temperature=temperature,
        sample_len=max(limits) + 1,
        beam_size=beams,
        prompt=list(settings.prompt),
        fp16=number_format(model) is torch.float16,
    )
    task = BeamTask(model, options) if beams else DecodingTask(model, options)
    limit = _TokenLimit(limits, beams or 1, task.sample_begin, task.tokenizer.eot)
    kept = [f for f in task.logit_filters if not isinstance(f, ApplyTimestampRules)]
    first = round(options.max_initial_timestamp * model.dims.n_audio_ctx / 30)
    task.logit_filters = [*kept, _TimestampRules(task.tokenizer, task.sample_begin, first), limit]
    if beams is None:
        task.decoder = _Chooser(temperature, seeds, task.tokenizer.eot)
    return task


def _run(task: DecodingTask, features: Tensor, limits: Sequence[int]) -> list[Decoded]:
    return [
        Decoded(
            tokens=tuple(result.tokens),
            log_probability=result.avg_logprob,
            no_speech=result.no_speech_prob,
            compression=result.compression_ratio,
            temperature=result.temperature,
            complete=len(result.tokens) < limit,
        )
        for result, limit in zip(task.run(features), limits, strict=True)
    ]


class _TimestampRules(LogitFilter):  # type: ignore[misc]  # openai-whisper ships no types
    """The rules of `ApplyTimestampRules`, for all rows at once.

    Timestamps come in pairs, but for the last; they never go back; the first comes at once and early; and one
    is due where all of them together are likelier than any single word.
    """

    def __init__(self, tokenizer: Tokenizer, begin: int, latest_first: int) -> None:
        self._tokenizer = tokenizer
        self._begin = begin
        self._latest_first = latest_first

    def apply(self, logits: Tensor, tokens: Tensor) -> None:
        first, end = self._tokenizer.timestamp_begin, self._tokenizer.eot
        logits[:, self._tokenizer.no_timestamps] = -torch.inf
        said = tokens[:, self._begin :]
        if said.shape[1] == 0:
            logits[:, :first] = -torch.inf
            logits[:, first + self._latest_first + 1 :] = -torch.inf
            return
        was = said[:, -1] >= first
        before = said[:, -2] >= first if said.shape[1] > 1 else torch.ones_like(was)
        times, words = logits[:, first:], logits[:, :first]
        times.masked_fill_((was & before)[:, None], -torch.inf)
        logits[:, :end].masked_fill_((was & ~before)[:, None], -torch.inf)
        latest = said.where(said >= first, first - 1).max(dim=1).values
        allowed = torch.where(was & ~before, latest, latest + 1) - first
        moments = torch.arange(times.shape[1], device=logits.device)
        times.masked_fill_((moments < allowed[:, None]) & (latest >= first)[:, None], -torch.inf)
        due = times.logsumexp(dim=1) > words.max(dim=1).values
        words.masked_fill_(due[:, None], -torch.inf)


class _TokenLimit(LogitFilter):  # type: ignore[misc]  # openai-whisper ships no types
    """Ends the text of every window where its own limit is reached; `group` rows in turn share a limit."""

    def __init__(self, limits: Sequence[int], group: int, begin: int, end: int) -> None:
        self._limits = torch.tensor(limits).repeat_interleave(group)
        self._begin = begin
        self._end = end

    def apply(self, logits: Tensor, tokens: Tensor) -> None:
        over = (self._limits <= tokens.shape[1] - self._begin).to(logits.device)
        logits.masked_fill_(over[:, None], -torch.inf)
        logits[:, self._end].masked_fill_(over, 0.0)


class _Chooser(TokenDecoder):  # type: ignore[misc]  # openai-whisper ships no types
    """Takes the likeliest token, or draws one, and adds up log-probabilities."""

    def __init__(self, temperature: float, seeds: Sequence[int], end: int) -> None:
        self._temperature = temperature
        self._end = end
        self._dice = [torch.Generator().manual_seed(seed) for seed in seeds]

    def update(self, tokens: Tensor, logits: Tensor, sum_logprobs: Tensor) -> tuple[Tensor, bool]:
        chosen = logits.argmax(dim=-1) if self._temperature == 0.0 else self._draw(logits)
        going = tokens[:, -1] != self._end
        gain = logits.gather(1, chosen[:, None])[:, 0] - logits.logsumexp(dim=-1)
        sum_logprobs += torch.where(going, gain, 0.0)
        chosen = torch.where(going, chosen, self._end)
        return torch.cat([tokens, chosen[:, None]], dim=-1), bool((chosen == self._end).all())

    def finalize(self, tokens: Tensor, sum_logprobs: Tensor) -> tuple[Tensor, list[list[float]]]:
        return torch.nn.functional.pad(tokens, (0, 1), value=self._end), sum_logprobs.tolist()

    def _draw(self, logits: Tensor) -> Tensor:
        shares = (logits / self._temperature).softmax(dim=-1).cpu()
        drawn = [
            torch.multinomial(row, 1, generator=dice) for row, dice in zip(shares, self._dice, strict=True)
        ]
        return torch.cat(drawn).to(logits.device)
