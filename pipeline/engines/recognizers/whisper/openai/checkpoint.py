"""A Whisper checkpoint file to a model on the right device, in the number format it computes in."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import torch
from torch import nn
from whisper import _ALIGNMENT_HEADS
from whisper.model import LayerNorm, ModelDimensions, Whisper

from pipeline.errors import ModelError

_FORM = "It should hold `dims` and `model_state_dict`, as OpenAI's own files do."


def load_checkpoint(path: Path, name: str | None, device: torch.device) -> Whisper:
    """Read a checkpoint without running anything in it. Raises ModelError when it is not one.

    `name` is OpenAI's for it, None for a file of the user's own. It selects the attention heads that follow
    the sound most closely; without it those of the last half of the layers serve, as in openai-whisper.
    """
    content = _read(path)
    try:
        known = {field.name for field in fields(ModelDimensions)}
        model = Whisper(ModelDimensions(**{key: int(content["dims"][key]) for key in known}))
        model.load_state_dict(content["model_state_dict"])
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"{path} is not a Whisper checkpoint: {reason}.", hint=_FORM) from None
    if name in _ALIGNMENT_HEADS:
        model.set_alignment_heads(_ALIGNMENT_HEADS[name])
    return ready(model, device)


def ready(model: Whisper, device: torch.device) -> Whisper:
    """A model with its weights, on its device and in the number format that it computes in there."""
    model.eval()
    if device.type == "cuda":
        _halve(model)
    return model.to(device)


def number_format(model: Whisper) -> torch.dtype:
    """The format in which features and attention are computed."""
    dtype: torch.dtype = model.encoder.conv1.weight.dtype
    return dtype


def _read(path: Path) -> Mapping[str, Any]:
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError:
        raise ModelError(
            f"{path} holds more than numbers, and opening it could run a program: it was not opened.",
            hint="A Whisper checkpoint holds weights only. Get the file from its maker again.",
        ) from None
    except FileNotFoundError:
        raise ModelError(f"There is no Whisper checkpoint {path}.") from None
    except (OSError, RuntimeError, EOFError, ValueError, KeyError) as error:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise ModelError(f"The Whisper checkpoint {path} cannot be read: {reason}.", hint=_FORM) from None
    if not isinstance(content, dict) or not isinstance(content.get("dims"), dict):
        raise ModelError(f"{path} is not a Whisper checkpoint.", hint=_FORM)
    return content


def _halve(model: Whisper) -> None:
    """Cast the large weights once. openai-whisper keeps them in float32 and casts them on every call.

    Layer norms stay as they are: the model computes them in float32 whatever comes in.
    """
    for module in model.modules():
        if isinstance(module, nn.Linear | nn.Conv1d | nn.Embedding) and not isinstance(module, LayerNorm):
            module.half()
    model.encoder.positional_embedding = model.encoder.positional_embedding.half()
    model.decoder.positional_embedding.data = model.decoder.positional_embedding.data.half()
