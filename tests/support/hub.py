"""A made-up pyannote pipeline, and a server that offers it as the hub would."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.server import FaultyServer, Page

REPO = "nobody/diarization"
COMMIT = "c0ffee" + "0" * 34
CONFIG = """\
pipeline:
  name: pyannote.audio.pipelines.SpeakerDiarization
  params:
    clustering: VBxClustering
    segmentation: $model/segmentation
    embedding: $model/embedding
    plda: $model/plda
"""
BORROWING = """\
version: 3.1.0
pipeline:
  name: pyannote.audio.pipelines.SpeakerDiarization
  params:
    clustering: AgglomerativeClustering
    segmentation: nobody/segmentation
    embedding: {checkpoint: nobody/embedding}
"""
OTHER = "pipeline: {name: pyannote.audio.pipelines.VoiceActivityDetection}\n"
FILES = {
    "config.yaml": CONFIG.encode(),
    "LICENSE": b"Do what you like.",
    "segmentation/pytorch_model.bin": b"segmentation " * 9000,
    "embedding/pytorch_model.bin": b"embedding " * 9000,
    "plda/plda.npz": b"plda",
    "plda/xvec_transform.npz": b"transform",
}
SINGLE = {"config.yaml": b"model: {}\n", "pytorch_model.bin": b"one model"}


def lay(folder: Path, files: Mapping[str, bytes] = FILES) -> Path:
    """Write files below `folder`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def cache(hub: Path, repo: str, files: Mapping[str, bytes] = FILES, commit: str = COMMIT) -> Path:
    """Lay `repo` out as the hub's own cache does: links to files that are named by their content."""
    top = hub / f"models--{repo.replace('/', '--')}"
    (top / "blobs").mkdir(parents=True, exist_ok=True)
    (top / "refs").mkdir(exist_ok=True)
    (top / "refs" / "main").write_text(commit)
    for name, content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        (top / "blobs" / digest).write_bytes(content)
        link = top / "snapshots" / commit / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to("../" * (2 + name.count("/")) + f"blobs/{digest}")
    return top / "snapshots" / commit


def listing(files: Mapping[str, bytes] = FILES, commit: str = COMMIT) -> dict[str, Any]:
    """What the hub says about a repository with these files: weights are large, the others lie in git."""
    return {"sha": commit, "siblings": [_sibling(name, content) for name, content in files.items()]}


def listing_path(repo: str, revision: str = "main") -> str:
    """Where the hub says it."""
    return f"/api/models/{repo}/revision/{revision}?blobs=true"


def file_path(repo: str, name: str, commit: str = COMMIT) -> str:
    """Where the hub has a file."""
    return f"/{repo}/resolve/{commit}/{name}"


def offer(
    server: FaultyServer, repo: str = REPO, files: Mapping[str, bytes] = FILES, commit: str = COMMIT
) -> None:
    """Let the server answer for a repository."""
    server.serve(listing_path(repo), Page(json.dumps(listing(files, commit)).encode()))
    for name, content in files.items():
        server.serve(file_path(repo, name, commit), Page(content))


def _sibling(name: str, content: bytes) -> dict[str, Any]:
    entry: dict[str, Any] = {"rfilename": name, "size": len(content)}
    if name.endswith((".bin", ".npz")):
        return entry | {
            "blobId": "0" * 40,
            "lfs": {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 134},
        }
    return entry | {"blobId": hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()}
