"""The Hugging Face hub, or a mirror of it, asked with the user's own token; its refusals in words."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from pipeline.models.fetching.context import FetchContext
from pipeline.models.fetching.token import Token
from pipeline.models.fetching.url import fetch_url, read_url
from pipeline.models.model import ModelFile
from pipeline.models.source_errors import SourceError
from pipeline.models.sources import HubSource

_ENDPOINT = "https://huggingface.co"
_LISTING_LIMIT = 1 << 24
"""Bytes. The list of a repository with thousands of files is far below it."""


@dataclass(frozen=True, slots=True)
class Hub:
    """One repository on the hub, as one fetch sees it. Every method raises SourceError or OutputError."""

    repo: str
    revision: str
    context: FetchContext
    endpoint: str
    token: Token

    @classmethod
    def open(cls, repo: str, revision: str, context: FetchContext) -> Hub:
        """With the address and the token that the user's environment holds."""
        endpoint = (os.environ.get("HF_ENDPOINT") or _ENDPOINT).rstrip("/")
        return cls(repo, revision, context, endpoint, Token.find(context.timeout))

    def at(self, commit: str) -> Hub:
        """The same repository, held at one commit."""
        return Hub(self.repo, commit, self.context, self.endpoint, self.token)

    def listing(self) -> bytes:
        """What the hub says about the repository's files, in JSON."""
        path = f"api/models/{self.repo}/revision/{quote(self.revision, safe='')}?blobs=true"
        with self._explained(listing=True):
            return read_url(f"{self.endpoint}/{path}", _LISTING_LIMIT, self.context, self._headers)

    def read(self, path: str, size: int) -> bytes:
        """The content of a small file of the repository."""
        with self._explained():
            return read_url(self._address(path), size, self.context, self._headers)

    def fetch(self, path: str, file: ModelFile) -> None:
        """Put a file of the repository into the model's folder as `file`."""
        with self._explained():
            fetch_url(self._address(path), file, self.context, self._headers)

    def _address(self, path: str) -> str:
        return f"{self.endpoint}/{self.repo}/resolve/{quote(self.revision, safe='')}/{quote(path)}"

    @property
    def _headers(self) -> Mapping[str, str]:
        # `connection` takes this header off when a redirect leads to another host.
        return {"Authorization": f"Bearer {self.token.value}"} if self.token.value else {}

    @contextmanager
    def _explained(self, *, listing: bool = False) -> Iterator[None]:
        """Say what a refusal means. Without a login the hub answers 401 for what is not there, too."""
        try:
            yield
        except SourceError as failure:
            match failure.status:
                case HTTPStatus.NOT_FOUND if failure.code == "RevisionNotFound":
                    raise self._no_revision() from None
                case HTTPStatus.NOT_FOUND if listing:
                    raise self._unknown(failure) from None
                case HTTPStatus.UNAUTHORIZED if listing and failure.code != "GatedRepo":
                    raise self._unknown(failure) from None
                case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
                    raise self._gated(failure) from None
            raise

    def _gated(self, failure: SourceError) -> SourceError:
        return SourceError(
            f"{self.repo} is given only to people who have accepted its conditions (HTTP {failure.status})",
            hint=f"Accept the conditions once at {_ENDPOINT}/{self.repo}. {self.token.advice} "
            f"Then run `{self.context.command}` again. {_WAY_ROUND}",
            status=failure.status,
        )

    def _unknown(self, failure: SourceError) -> SourceError:
        return SourceError(
            f"it shows no {self.repo} to this machine (HTTP {failure.status}): the name is misspelt, or the "
            "model is not for everybody",
            hint=f"Names look like pyannote/speaker-diarization-community-1. If it is right, see what "
            f"{_ENDPOINT}/{self.repo} asks for. {self.token.advice} Then run `{self.context.command}` again. "
            f"{_WAY_ROUND}",
            status=failure.status,
        )

    def _no_revision(self) -> SourceError:
        return SourceError(
            f"{self.repo} has no branch, tag or commit {self.revision}",
            hint=f"{_ENDPOINT}/{self.repo}/commits/main lists them.",
        )


_WAY_ROUND = (
    "Or fetch it on another machine, and bring it with `pipeline models import FOLDER` or name it with "
    "`--diarizer pyannote:FOLDER`."
)


def fetch_hub(source: HubSource, files: tuple[ModelFile, ...], context: FetchContext) -> None:
    """Download `files` from their repository. Raises SourceError or OutputError."""
    context.forbid_offline()
    hub = Hub.open(source.repo, source.revision, context)
    for file in files:
        hub.fetch(source.paths[file.name], file)
