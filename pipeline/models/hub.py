"""Files from the Hugging Face hub, or a mirror of it, with the user's own token."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

from pipeline.models.download import fetch_url
from pipeline.models.entry import HubSource, ModelFile
from pipeline.models.errand import Errand
from pipeline.models.failure import SourceFailed

_DEFAULT_ENDPOINT = "https://huggingface.co"


def fetch_hub(source: HubSource, files: tuple[ModelFile, ...], errand: Errand) -> None:
    """Download `files` from their repository. Raises SourceFailed or OutputError."""
    endpoint = (os.environ.get("HF_ENDPOINT") or _DEFAULT_ENDPOINT).rstrip("/")
    token = _token()
    # `connection` takes this header off when a redirect leads to another host.
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    for file in files:
        path = quote(source.paths[file.name])
        try:
            fetch_url(f"{endpoint}/{source.repo}/resolve/{source.revision}/{path}", file, errand, headers)
        except SourceFailed as failure:
            if failure.status in (401, 403):
                raise _gated(f"{endpoint}/{source.repo}", errand.model.name, failure, bool(token)) from None
            raise


def _gated(page: str, model: str, failure: SourceFailed, with_token: bool) -> SourceFailed:
    token = (
        "check that your access token belongs to that account"
        if with_token
        else "set HF_TOKEN to an access token of that account"
    )
    return SourceFailed(
        f"{failure.reason}: its conditions must be accepted once",
        hint=f"Accept the conditions at {page}, {token}, and run `pipeline models pull {model}` again; "
        "or bring the files from another machine with `pipeline models import PATH`.",
        status=failure.status,
    )


def _token() -> str:
    """The user's access token from the environment or the hub's own token file; empty when there is none."""
    token = os.environ.get("HF_TOKEN") or os.environ.get("HUGGING_FACE_HUB_TOKEN") or _kept_token()
    # Anything else could not be a token, and would break the request that carries it.
    return token.strip() if re.fullmatch(r"\s*[!-~]+\s*", token) else ""


def _kept_token() -> str:
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    home = os.environ.get("HF_HOME") or f"{cache}/huggingface"
    try:
        return (Path(home).expanduser() / "token").read_text(encoding="utf-8")
    except (OSError, ValueError, RuntimeError):
        return ""
