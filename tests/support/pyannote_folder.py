"""Small pyannote pipelines with seeded weights: real classes and real files, whose answers mean nothing.

(a) `community` lays out a folder as pyannote/speaker-diarization-community-1 is, (b) `three_one` the three
repositories of pyannote/speaker-diarization-3.1.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import yaml

from pipeline.engines.environment import quiet_libraries
from pipeline.engines.torchaudio_shim import import_torchaudio
from pipeline.privacy.telemetry import switch_off_telemetry

SEGMENTATION = "pyannote/segmentation-3.0"
EMBEDDING = "pyannote/wespeaker-voxceleb-resnet34-LM"
_NAME = "pyannote.audio.pipelines.SpeakerDiarization"
_DIMENSION = 256


def community(folder: Path) -> Path:
    """A folder with everything in it, clustering by VBx."""
    params = {
        "clustering": "VBxClustering",
        "segmentation": "$model/segmentation",
        "embedding": "$model/embedding",
        "embedding_exclude_overlap": True,
        "plda": "$model/plda",
    }
    chosen = {
        "clustering": {"threshold": 0.6, "Fa": 0.07, "Fb": 0.8},
        "segmentation": {"min_duration_off": 0.0},
    }
    configure(folder, params, chosen, dependencies={"pyannote.audio": "4.0.0"})
    save_segmentation(folder / "segmentation")
    save_embedding(folder / "embedding")
    save_plda(folder / "plda")
    return folder


def three_one(folder: Path) -> Path:
    """A folder with nothing but a configuration that names two repositories on the hub."""
    params = {
        "clustering": "AgglomerativeClustering",
        "segmentation": SEGMENTATION,
        "embedding": EMBEDDING,
        "embedding_exclude_overlap": True,
    }
    clustering = {"method": "centroid", "min_cluster_size": 12, "threshold": 0.7}
    chosen = {"clustering": clustering, "segmentation": {"min_duration_off": 0.0}}
    return configure(folder, params, chosen, version="3.1.0")


def configure(folder: Path, params: dict[str, Any], chosen: dict[str, Any], **more: Any) -> Path:
    """Write config.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {**more, "pipeline": {"name": _NAME, "params": params}, "params": chosen}
    (folder / "config.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return folder


def save_segmentation(folder: Path) -> Path:
    """A PyanNet for three voices, two at once, in windows of 5 s."""
    torch = _torch()
    from pyannote.audio.core.task import Problem, Resolution, Specifications
    from pyannote.audio.models.segmentation import PyanNet

    torch.manual_seed(1)
    model = PyanNet(lstm={"hidden_size": 16, "num_layers": 1}, linear={"hidden_size": 16, "num_layers": 1})
    model.specifications = Specifications(
        problem=Problem.MONO_LABEL_CLASSIFICATION,
        resolution=Resolution.FRAME,
        duration=5.0,
        classes=["speaker#1", "speaker#2", "speaker#3"],
        powerset_max_classes=2,
        permutation_invariant=True,
    )
    model.setup()  # type: ignore[no-untyped-call]  # pyannote has no types here
    with torch.no_grad():  # an untrained network leaves everything to one class: let loudness decide
        model.classifier.weight.mul_(40)
    return _save(model, folder)


def save_embedding(folder: Path) -> Path:
    """The smallest WeSpeaker network that pyannote has, on few bands: a fifth of the work."""
    torch = _torch()
    from pyannote.audio.core.task import Problem, Resolution, Specifications
    from pyannote.audio.models.embedding import WeSpeakerResNet34

    torch.manual_seed(2)
    model = WeSpeakerResNet34(num_mel_bins=16)
    model.specifications = Specifications(
        problem=Problem.REPRESENTATION, resolution=Resolution.CHUNK, duration=5.0
    )
    return _save(model, folder)


def save_plda(folder: Path) -> Path:
    """Transforms that change little."""
    random = np.random.default_rng(3)
    folder.mkdir(parents=True, exist_ok=True)
    lda = random.normal(size=(_DIMENSION, 128)) / 16
    np.savez(folder / "xvec_transform.npz", mean1=np.zeros(_DIMENSION), mean2=np.zeros(128), lda=lda)
    psi = np.sort(random.uniform(0.5, 2.0, 128))[::-1]
    np.savez(
        folder / "plda.npz", mu=np.zeros(128), tr=np.eye(128) + 0.01 * random.normal(size=(128, 128)), psi=psi
    )
    return folder


def _torch() -> ModuleType:
    """PyTorch, and all set for pyannote.audio to be imported: silent, and as an engine would do it."""
    switch_off_telemetry()
    import_torchaudio()
    with quiet_libraries():
        import pyannote.audio  # noqa: F401  # later imports of its parts warn no more
    import torch

    return torch


def _save(model: Any, folder: Path) -> Path:
    """As a Lightning checkpoint, with the section that pyannote adds to it."""
    import torch
    from lightning import __version__

    folder.mkdir(parents=True, exist_ok=True)
    checkpoint = {
        "state_dict": model.state_dict(),
        "hyper_parameters": dict(model.hparams),
        "pytorch-lightning_version": __version__,
        "epoch": 0,
        "global_step": 0,
    }
    model.on_save_checkpoint(checkpoint)
    torch.save(checkpoint, folder / "pytorch_model.bin")
    return folder
