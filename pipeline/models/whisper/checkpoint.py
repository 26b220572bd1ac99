"""One Whisper model in two forms: CTranslate2's container, and the state dict of openai-whisper.

The numbers are the same. The container stacks query, key and value of one attention into one matrix, with a
bias for the key that is zero; openai-whisper keeps three, and no bias for the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.models.whisper.container import Container, ContainerError, written

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[np.generic]]

_SPECIFICATION = "WhisperSpec"
_REVISION = 3
_ALIASES = (("decoder/projection/weight", "decoder/embeddings/weight"),)
_BYTES = {
    "decoder/activation": 3,  # the number that CTranslate2 gives to GELU
    "decoder/alibi": 0,
    "decoder/pre_norm": 1,
    "decoder/scale_embeddings": 0,
    "decoder/start_from_zero_embedding": 0,
}
_SHORTS = {"decoder/alignment_heads": 1, "decoder/alignment_layer": -1}
"""Settings that every Whisper model has alike: numbers of 8 and of 16 bits."""
_SINGLE = (
    ("encoder/position_encodings/encodings", "encoder.positional_embedding"),
    ("decoder/position_encodings/encodings", "decoder.positional_embedding"),
    ("decoder/embeddings/weight", "decoder.token_embedding.weight"),
)
_NORM = (("gamma", "weight"), ("beta", "bias"))
_LINEAR = (("weight", "weight"), ("bias", "bias"))


def dimensions(container: Container) -> dict[str, int]:
    """The sizes that openai-whisper's `ModelDimensions` takes. Raises ContainerError if it is no Whisper."""
    _require_whisper(container)
    n_mels = _shape(container, "encoder/conv1/weight", 3)[1]
    n_audio_ctx, n_audio_state = _shape(container, "encoder/position_encodings/encodings", 2)
    n_text_ctx, n_text_state = _shape(container, "decoder/position_encodings/encodings", 2)
    return {
        "n_mels": n_mels,
        "n_audio_ctx": n_audio_ctx,
        "n_audio_state": n_audio_state,
        "n_audio_head": _scalar(container, "encoder/num_heads"),
        "n_audio_layer": _layers(container, "encoder"),
        "n_vocab": _shape(container, "decoder/embeddings/weight", 2)[0],
        "n_text_ctx": n_text_ctx,
        "n_text_state": n_text_state,
        "n_text_head": _scalar(container, "decoder/num_heads"),
        "n_text_layer": _layers(container, "decoder"),
    }


def state_dict(container: Container) -> dict[str, NDArray[np.float16]]:
    """The tensors by openai-whisper's names, all that `load_state_dict` wants; they stay on the disk.

    Raises ContainerError when one is missing or is not in float16.
    """
    import numpy as np

    _require_whisper(container)
    state: dict[str, NDArray[np.float16]] = {}
    for variable, names in _layout(_layers(container, "encoder"), _layers(container, "decoder")):
        if variable not in container.variables:
            raise ContainerError(f"{variable} is missing")
        array = container.array(variable)
        if array.dtype != np.float16:
            raise ContainerError(f"{variable} is in {array.dtype}, and only float16 can be used")
        if not array.ndim or array.shape[0] % len(names):
            raise ContainerError(f"{variable} has the shape {array.shape}")
        for name, piece in zip(names, np.split(array, len(names)), strict=True):
            if name:
                state[name] = piece
            elif piece.any():
                raise ContainerError(f"{variable} has a bias for the key, which Whisper has not")
    return state


def container_blocks(state: Arrays, sizes: Mapping[str, int]) -> Iterator[bytes]:
    """The container of openai-whisper's state dict and dimensions, in blocks of bytes.

    Weights are rounded to float16, as they were published. Raises ContainerError when a tensor is missing.
    """
    import numpy as np

    arrays: dict[str, NDArray[np.generic]] = {
        **{name: np.array(value, "|i1") for name, value in _BYTES.items()},
        **{name: np.array(value, "<i2") for name, value in _SHORTS.items()},
    }
    try:
        arrays["encoder/num_heads"] = np.array(sizes["n_audio_head"], "<i2")
        arrays["decoder/num_heads"] = np.array(sizes["n_text_head"], "<i2")
        for variable, names in _layout(sizes["n_audio_layer"], sizes["n_text_layer"]):
            length = len(next(state[name] for name in names if name))
            pieces = [state[name] if name else np.zeros(length) for name in names]
            arrays[variable] = np.concatenate(pieces).astype("<f2")
    except KeyError as error:
        raise ContainerError(f"{error.args[0]} is missing") from None
    except (ValueError, TypeError, OverflowError) as error:
        raise ContainerError(f"a tensor has the wrong shape ({error})") from None
    return written(_SPECIFICATION, _REVISION, arrays, _ALIASES)


def _layout(audio_layers: int, text_layers: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each variable, and the names of the tensors stacked in it; "" stands for zeros."""
    for variable, name in _SINGLE:
        yield variable, (name,)
    yield from _pairs("encoder/conv1", "encoder.conv1", _LINEAR)
    yield from _pairs("encoder/conv2", "encoder.conv2", _LINEAR)
    yield from _pairs("encoder/layer_norm", "encoder.ln_post", _NORM)
    yield from _pairs("decoder/layer_norm", "decoder.ln", _NORM)
    for part, layers in zip(("encoder", "decoder"), (audio_layers, text_layers), strict=True):
        for number in range(layers):
            yield from _layer(f"{part}/layer_{number}", f"{part}.blocks.{number}", part == "decoder")


def _layer(there: str, here: str, crossing: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    own, query, key, value = f"{here}.attn", "query", "key", "value"
    yield from _stacked(f"{there}/self_attention/linear_0", own, (query, key, value))
    yield from _pairs(f"{there}/self_attention/linear_1", f"{own}.out", _LINEAR)
    yield from _pairs(f"{there}/self_attention/layer_norm", f"{here}.attn_ln", _NORM)
    if crossing:
        other = f"{here}.cross_attn"
        yield from _stacked(f"{there}/attention/linear_0", other, (query,))
        yield from _stacked(f"{there}/attention/linear_1", other, (key, value))
        yield from _pairs(f"{there}/attention/linear_2", f"{other}.out", _LINEAR)
        yield from _pairs(f"{there}/attention/layer_norm", f"{here}.cross_attn_ln", _NORM)
    yield from _pairs(f"{there}/ffn/linear_0", f"{here}.mlp.0", _LINEAR)
    yield from _pairs(f"{there}/ffn/linear_1", f"{here}.mlp.2", _LINEAR)
    yield from _pairs(f"{there}/ffn/layer_norm", f"{here}.mlp_ln", _NORM)


def _pairs(there: str, here: str, ends: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((f"{there}/{end}", (f"{here}.{name}",)) for end, name in ends)


def _stacked(there: str, here: str, roles: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield f"{there}/weight", tuple(f"{here}.{role}.weight" for role in roles)
    yield f"{there}/bias", tuple("" if role == "key" else f"{here}.{role}.bias" for role in roles)


def _require_whisper(container: Container) -> None:
    if container.specification != _SPECIFICATION:
        raise ContainerError(f"it holds a {container.specification}, not Whisper")


def _shape(container: Container, name: str, rank: int) -> tuple[int, ...]:
    variable = container.variables.get(name)
    if variable is None or len(variable.shape) != rank:
        raise ContainerError(f"{name} is missing or has not {rank} dimensions")
    return variable.shape


def _scalar(container: Container, name: str) -> int:
    _shape(container, name, 0)
    return int(container.array(name))


def _layers(container: Container, part: str) -> int:
    numbers = range(len(container.variables))
    return sum(f"{part}/layer_{number}/ffn/linear_0/weight" in container.variables for number in numbers)
