"""Which files a snapshot is made of: written beside them when all are there, read before any is used."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.models.model import ModelFile
from pipeline.models.names import check_repo
from pipeline.models.writer import ModelWriter
from pipeline.storage.regular_file import read_regular

MANIFEST = "snapshot.json"
_SCHEMA = "broadcast-snapshot/1"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of `repo` as they were at `commit` (empty where not known), which `revision` led to."""

    repo: str
    revision: str
    commit: str
    files: tuple[ModelFile, ...]

    def __post_init__(self) -> None:
        check_repo(self.repo)
        if not self.files:
            raise ValueError("it lists no files")

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """The manifest in `folder`, None where there is none. Raises ModelError when it cannot be read."""
        path = folder / MANIFEST
        try:
            data = json.loads(read_regular(path))
            if data["schema"] != _SCHEMA:
                raise ValueError(f"its schema is {data['schema']!r}, not {_SCHEMA!r}")
            files = tuple(ModelFile(item["name"], item["sha256"], item["size"]) for item in data["files"])
            return cls(data["repo"], data["revision"], data["commit"], files)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                f"The list of files {path} is damaged: {error}.",
                hint="Pull or import the model again: `pipeline models list` shows its name.",
            ) from None

    def fits(self, revision: str) -> bool:
        """Whether somebody who asks for `revision` would be given these files. A commit may be shortened."""
        return revision == self.revision or (len(revision) >= 7 and self.commit.startswith(revision))

    def write(self, deposit: ModelWriter) -> None:
        """Put it into the snapshot's folder. Raises OutputError."""
        files = [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in self.files]
        top = {"schema": _SCHEMA, "repo": self.repo, "revision": self.revision, "commit": self.commit}
        content = (json.dumps({**top, "files": files}, indent=2) + "\n").encode()
        own = ModelFile(MANIFEST, hashlib.sha256(content).hexdigest(), len(content))
        deposit.put(own, io.BytesIO(content), lambda *_: None)
