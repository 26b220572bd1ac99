"""What may name a model, a repository, a file. Names become paths on the user's disk, so each is checked."""

from __future__ import annotations

import re

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_PATH_PART = re.compile(r"(?!\.)[A-Za-z0-9._+-]+")
_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
_REVISION = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)*", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9][\w.+!-]*", re.ASCII)


def check_name(name: str) -> None:
    """Raise ValueError unless `name` can name a model or a set, and so a folder."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a name: lower-case letters, digits, dots, hyphens")


def check_path(path: str) -> None:
    """Raise ValueError unless `path` is relative, with forward slashes, and stays inside its folder."""
    if not all(_PATH_PART.fullmatch(part) for part in path.split("/")):
        raise ValueError(f"{path!r} is not a plain relative path")


def check_repo(repo: str) -> None:
    """Raise ValueError unless `repo` can be a repository on the hub."""
    if not is_repo(repo):
        raise ValueError(f"repo must look like owner/name, got {repo!r}")


def check_revision(revision: str) -> None:
    """Raise ValueError unless `revision` can be a branch, a tag or a commit."""
    if not _REVISION.fullmatch(revision):
        raise ValueError(f"{revision!r} is not a revision: a branch, a tag or a commit is expected")


def check_word(what: str, word: str) -> None:
    """Raise ValueError unless `word` can be handed to another program without being read as an option."""
    if not _WORD.fullmatch(word):
        raise ValueError(f"{what} must be plain words, got {word!r}")


def is_repo(name: str) -> bool:
    """Whether `name` looks like `owner/name`, as repositories on the hub are called."""
    # The hub allows no `--` in names, which is why it can stand for the slash in names of folders.
    return _REPO.fullmatch(name) is not None and "--" not in name


def repo_folder(repo: str) -> str:
    """The name of the folder in which files of a repository lie."""
    return repo.replace("/", "--")
