"""Beam search over many windows at a time, which openai-whisper's own does over one.

The steps and what comes of them are those of the library's `BeamSearchDecoder`: at each, the likeliest
continuations of every beam, the best of them kept, finished ones set aside until there are enough. Here the
choice is made for all windows in one piece, so that a graphics card is asked once a step and not once a word.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from whisper.decoding import BeamSearchDecoder, DecodingTask

_Sequence = tuple[int, ...]


class BeamTask(DecodingTask):  # type: ignore[misc]  # openai-whisper ships no types
    """The library's task, with the features of each window once for every beam; those of one window share."""

    def _get_audio_features(self, mel: Tensor) -> Tensor:
        features: Tensor = super()._get_audio_features(mel)
        return features if len(features) == 1 else features.repeat_interleave(self.n_group, dim=0)

    def _detect_language(self, audio_features: Tensor, tokens: Tensor) -> tuple[list[str], object]:
        languages, chances = super()._detect_language(audio_features, tokens)
        return languages[:: self.n_group], chances


class Beams(BeamSearchDecoder):  # type: ignore[misc]  # openai-whisper ships no types
    """Rows are windows times beams, the beams of a window next to each other."""

    finished_sequences: list[dict[_Sequence, float]] | None
    """Of each window, with the sum of log-probabilities."""

    def update(self, tokens: Tensor, logits: Tensor, sum_logprobs: Tensor) -> tuple[Tensor, bool]:
        """Texts of shape (rows, tokens) one token longer, and whether every window has enough of them."""
        size = self.beam_size
        logs, words = logits.float().log_softmax(dim=-1).topk(size + 1, dim=-1)
        totals = (sum_logprobs[:, None] + logs).tolist()
        chosen = words.tolist()
        said = tokens.tolist()
        windows = range(len(said) // size)
        done = self.finished_sequences = self.finished_sequences or [{} for _ in windows]
        kept: list[tuple[_Sequence, float, int]] = []
        for window in windows:
            found: dict[_Sequence, tuple[float, int]] = {}
            for row in range(window * size, (window + 1) * size):
                for total, word in zip(totals[row], chosen[row], strict=True):
                    found[(*said[row], word)] = (total, row)
            going, finished = self._best(found)
            kept += going
            self._set_aside(done[window], finished)
        sequences, sums, sources = zip(*kept, strict=True)
        sum_logprobs.copy_(torch.tensor(sums))
        self.inference.rearrange_kv_cache(list(sources))
        enough = all(len(ended) >= self.max_candidates for ended in done)
        return torch.tensor(sequences, device=tokens.device), enough

    def _best(
        self, found: dict[_Sequence, tuple[float, int]]
    ) -> tuple[list[tuple[_Sequence, float, int]], list[tuple[_Sequence, float]]]:
        """The best that go on, as many as there are beams, and what is finished and better than the last."""
        going: list[tuple[_Sequence, float, int]] = []
        finished: list[tuple[_Sequence, float]] = []
        for sequence in sorted(found, key=lambda one: found[one][0], reverse=True):
            total, row = found[sequence]
            if sequence[-1] == self.eot:
                finished.append((sequence, total))
            else:
                going.append((sequence, total, row))
                if len(going) == self.beam_size:
                    break
        return going, finished

    def _set_aside(self, before: dict[_Sequence, float], finished: Sequence[tuple[_Sequence, float]]) -> None:
        for sequence, total in finished:
            if len(before) >= self.max_candidates:
                break
            before[sequence] = total
