"""Windows that come out badly are decoded again at higher temperatures, those windows only."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from pipeline.engines.recognition import QualityFlag
from pipeline.engines.recognizers.whisper.decoded import Decoded, Settings, token_limit
from pipeline.engines.recognizers.whisper.model import Features, Model
from pipeline.engines.recognizers.whisper.placing import Piece
from pipeline.text.repetition import COMPRESSION, is_spoken_out

_TEMPERATURES = (0.2, 0.4, 0.6, 0.8, 1.0)
_LOG_PROBABILITY = -1.0
_NO_SPEECH = 0.6
"""openai-whisper's own steps and thresholds."""
_UNSURE = 0.5
"""Mean probability of words under which they are not believed where there may be no speech."""


def decode_with_fallback(
    model: Model[Features],
    features: Features,
    windows: Sequence[float],
    settings: Settings,
    seeds: Sequence[int],
) -> list[Decoded]:
    """The best of what each window gave: the first that stands, else the one with the fewest faults.

    `windows` are their lengths in seconds, which limit the tokens they can hold.
    """
    limits = [token_limit(seconds) for seconds in windows]
    best = model.decode(features, limits, settings)
    settled = _chants(model, features, windows, settings, best)
    for step, temperature in enumerate(_TEMPERATURES, start=1):
        rows = [row for row, decoded in enumerate(best) if row not in settled and _is_poor(decoded)]
        if not rows:
            break
        again = model.decode(
            model.rows(features, rows),
            [limits[row] for row in rows],
            settings,
            temperature,
            [seeds[row] + step for row in rows],
        )
        for row, decoded in zip(rows, again, strict=True):
            best[row] = min(best[row], decoded, key=lambda d: (_faults(d), -d.log_probability))
    return best


def _chants(
    model: Model[Features],
    features: Features,
    windows: Sequence[float],
    settings: Settings,
    decoded: Sequence[Decoded],
) -> set[int]:
    """Rows whose only fault is that they repeat themselves, and whose words all have a place in the sound."""
    rows = [row for row, result in enumerate(decoded) if result.compression > COMPRESSION]
    rows = [row for row in rows if decoded[row].complete and decoded[row].log_probability > _LOG_PROBABILITY]
    if not rows:
        return set()
    eot = model.tokenizer(settings.language).eot
    texts = [[token for token in decoded[row].tokens if token < eot] for row in rows]
    seconds = [windows[row] for row in rows]
    pieces = model.align(model.rows(features, rows), settings.language, texts, seconds)
    found = zip(rows, pieces, seconds, strict=True)
    return {row for row, placed, length in found if is_spoken_out(placed, length)}


def silent(decoded: Decoded) -> bool:
    """Whether the model itself says that nobody speaks, and is unsure of the words it wrote."""
    return decoded.no_speech > _NO_SPEECH and decoded.log_probability < _LOG_PROBABILITY


def doubt_of(decoded: Decoded, pieces: Sequence[Piece]) -> QualityFlag | None:
    """What the model's own figures say against a text; repetition is found in the text itself, later."""
    sure = statistics.fmean(piece.probability for piece in pieces) if pieces else 0.0
    if silent(decoded) or (decoded.no_speech > _NO_SPEECH and sure < _UNSURE):
        return QualityFlag("no speech, as far as the recognizer can tell", again=False)
    if not decoded.complete:
        return QualityFlag(
            "the text was cut off: more of it than speech of this length can have", believable=True
        )
    if decoded.log_probability < _LOG_PROBABILITY:
        return QualityFlag("the recognizer was unsure of its words", believable=True)
    if decoded.no_speech > _NO_SPEECH:
        # Whisper is often sure of what it made up: openai-whisper lets such text pass without a word.
        return QualityFlag("perhaps no speech: music or noise?", believable=True)
    return None


def _is_poor(decoded: Decoded) -> bool:
    return _faults(decoded) > 0 and not silent(decoded)


def _faults(decoded: Decoded) -> int:
    return (decoded.compression > COMPRESSION) + (decoded.log_probability < _LOG_PROBABILITY)
