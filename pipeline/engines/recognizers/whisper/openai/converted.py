"""A Whisper model converted for CTranslate2, loaded by openai-whisper: one file on disk for both."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from whisper import _ALIGNMENT_HEADS
from whisper.model import ModelDimensions, Whisper

from pipeline.engines.recognizers.whisper.openai.checkpoint import ready
from pipeline.errors import ModelError
from pipeline.models.whisper.checkpoint import dimensions, state_dict
from pipeline.models.whisper.container import Container, ContainerError

_HINT = "`whisper:` takes folders converted in float16 only; `faster-whisper:` takes others, too."


def load_converted(folder: Path, name: str | None, device: torch.device) -> Whisper:
    """Read `model.bin` and `config.json` of a converted folder. Raises ModelError.

    The attention heads that follow the sound are those of the configuration, else OpenAI's for `name`.
    """
    try:
        container = Container.read(folder / "model.bin")
        model = Whisper(ModelDimensions(**dimensions(container)))
        model.load_state_dict({key: torch.tensor(value) for key, value in state_dict(container).items()})
        heads = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("alignment_heads", [])
        _set_heads(model, heads, name)
    except (OSError, ContainerError, RuntimeError, ValueError, AttributeError, IndexError) as error:
        reason = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
        raise ModelError(f"{folder} cannot be loaded by openai-whisper: {reason}.", hint=_HINT) from None
    return ready(model, device)


def _set_heads(model: Whisper, heads: list[list[int]], name: str | None) -> None:
    if heads:
        mask = torch.zeros(model.dims.n_text_layer, model.dims.n_text_head, dtype=torch.bool)
        for layer, head in heads:
            mask[layer, head] = True
        model.register_buffer("alignment_heads", mask.to_sparse(), persistent=False)
    elif name in _ALIGNMENT_HEADS:
        model.set_alignment_heads(_ALIGNMENT_HEADS[name])
