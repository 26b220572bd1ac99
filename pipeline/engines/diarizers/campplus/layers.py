"""The layers of CAM++ (arXiv 2303.00332); sound goes through them as (batch, channels, time)."""

from __future__ import annotations

from collections import OrderedDict

import torch
from torch import Tensor, nn

from pipeline.engines.diarizers.campplus.filterbank import BANDS

_CHANNELS = 32
_BOTTLENECK = 128
_SEGMENT = 100
"""Frame vectors (2 s) over which a layer hears its near surroundings; the far ones are the whole sound."""


def timewise_norm(width: int, *, affine: bool = True, rectified: bool = True) -> nn.Sequential:
    """Batch normalisation over `width` channels, rectified unless told otherwise."""
    layers: OrderedDict[str, nn.Module] = OrderedDict(batchnorm=nn.BatchNorm1d(width, affine=affine))
    if rectified:
        layers["relu"] = nn.ReLU()
    return nn.Sequential(layers)


class FrontEnd(nn.Module):
    """Residual network over mel bands and time, (batch, 80, time) to (batch, 320, time).

    Bands are halved three times, time never.
    """

    width = _CHANNELS * BANDS // 8

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, _CHANNELS, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(_CHANNELS)
        self.layer1 = nn.Sequential(_Residual(halved=True), _Residual(halved=False))
        self.layer2 = nn.Sequential(_Residual(halved=True), _Residual(halved=False))
        self.conv2 = nn.Conv2d(_CHANNELS, _CHANNELS, 3, stride=(2, 1), padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(_CHANNELS)

    def forward(self, mels: Tensor) -> Tensor:
        heard = torch.relu(self.bn1(self.conv1(mels[:, None])))
        heard = torch.relu(self.bn2(self.conv2(self.layer2(self.layer1(heard)))))
        return heard.flatten(1, 2)


class _Residual(nn.Module):
    """Two convolutions and a way around them."""

    def __init__(self, *, halved: bool) -> None:
        super().__init__()
        stride = (2 if halved else 1, 1)
        self.conv1 = nn.Conv2d(_CHANNELS, _CHANNELS, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(_CHANNELS)
        self.conv2 = nn.Conv2d(_CHANNELS, _CHANNELS, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(_CHANNELS)
        self.shortcut = nn.Sequential()
        if halved:
            self.shortcut.append(nn.Conv2d(_CHANNELS, _CHANNELS, 1, stride=stride, bias=False))
            self.shortcut.append(nn.BatchNorm2d(_CHANNELS))

    def forward(self, heard: Tensor) -> Tensor:
        inner = torch.relu(self.bn1(self.conv1(heard)))
        return torch.relu(self.bn2(self.conv2(inner)) + self.shortcut(heard))


class NormedLinear(nn.Module):
    """A convolution over time, normalised and, unless told otherwise, rectified."""

    def __init__(
        self,
        width: int,
        out: int,
        *,
        kernel: int = 1,
        stride: int = 1,
        affine: bool = True,
        rectified: bool = True,
    ) -> None:
        super().__init__()
        self.linear = nn.Conv1d(width, out, kernel, stride=stride, padding=kernel // 2, bias=False)
        self.nonlinear = timewise_norm(out, affine=affine, rectified=rectified)

    def forward(self, heard: Tensor) -> Tensor:
        result: Tensor = self.nonlinear(self.linear(heard))
        return result


class DenseBlock(nn.ModuleDict):
    """Layers of which each hears all before it and adds `growth` channels."""

    def __init__(self, width: int, layers: int, growth: int, dilation: int) -> None:
        super().__init__()
        for number in range(layers):
            self[f"tdnnd{number + 1}"] = _DenseLayer(width + number * growth, growth, dilation)

    def forward(self, heard: Tensor) -> Tensor:
        for layer in self.values():
            heard = torch.cat([heard, layer(heard)], dim=1)
        return heard


class _DenseLayer(nn.Module):
    """A bottleneck, then the masked convolution."""

    def __init__(self, width: int, growth: int, dilation: int) -> None:
        super().__init__()
        self.nonlinear1 = timewise_norm(width)
        self.linear1 = nn.Conv1d(width, _BOTTLENECK, 1, bias=False)
        self.nonlinear2 = timewise_norm(_BOTTLENECK)
        self.cam_layer = _ContextMasked(_BOTTLENECK, growth, dilation)

    def forward(self, heard: Tensor) -> Tensor:
        narrow = self.nonlinear2(self.linear1(self.nonlinear1(heard)))
        result: Tensor = self.cam_layer(narrow)
        return result


class _ContextMasked(nn.Module):
    """A convolution whose channels are weighted, 0 to 1, by what is heard near and in the whole."""

    def __init__(self, width: int, out: int, dilation: int) -> None:
        super().__init__()
        self.linear_local = nn.Conv1d(width, out, 3, padding=dilation, dilation=dilation, bias=False)
        self.linear1 = nn.Conv1d(width, width // 2, 1)
        self.linear2 = nn.Conv1d(width // 2, out, 1)

    def forward(self, heard: Tensor) -> Tensor:
        near = nn.functional.avg_pool1d(heard, _SEGMENT, _SEGMENT, ceil_mode=True)
        around = near + heard.mean(dim=2, keepdim=True)
        mask = torch.sigmoid(self.linear2(torch.relu(self.linear1(around))))
        # The mask is the same all through a segment, so it is worked out once for each.
        weights = mask.repeat_interleave(_SEGMENT, dim=2)[..., : heard.shape[2]]
        result: Tensor = self.linear_local(heard) * weights
        return result


class Transition(nn.Module):
    """Normalised, rectified, then narrowed."""

    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.nonlinear = timewise_norm(width)
        self.linear = nn.Conv1d(width, out, 1, bias=False)

    def forward(self, heard: Tensor) -> Tensor:
        result: Tensor = self.linear(self.nonlinear(heard))
        return result
