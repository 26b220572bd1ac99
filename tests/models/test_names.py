"""Names that become paths, addresses and words of other programs."""

from __future__ import annotations

import pytest

from pipeline.models.names import check_path, check_repo, check_revision, is_repo, repo_folder


@pytest.mark.parametrize("name", ["pyannote/speaker-diarization-3.1", "a/b", "My_Lab/x.y"])
def test_owner_and_name_make_a_repository(name: str) -> None:
    assert is_repo(name)
    check_repo(name)


@pytest.mark.parametrize(
    "name",
    ["", "plain", "a/b/c", "/a", "a/", "../x", "a/../b", "a/.b", "-a/b", "a/b\n", "a--b/c", "ä/b", "~/x"],
)
def test_anything_else_is_none(name: str) -> None:
    assert not is_repo(name)
    with pytest.raises(ValueError, match="repo must look like owner/name"):
        check_repo(name)


def test_two_repositories_never_share_a_folder() -> None:
    assert repo_folder("a/b-c") != repo_folder("a-b/c")


@pytest.mark.parametrize("revision", ["main", "v2.1", "refs/pr/1", "c0ffee", "2022.07"])
def test_branches_tags_and_commits_are_revisions(revision: str) -> None:
    check_revision(revision)


@pytest.mark.parametrize("revision", ["", "-x", "../x", "a b", "a//b", "main?x=1", "main#"])
def test_what_would_change_an_address_is_no_revision(revision: str) -> None:
    with pytest.raises(ValueError, match="is not a revision"):
        check_revision(revision)


@pytest.mark.parametrize("path", ["a.bin", "plda/plda.npz", "a/b/c.txt"])
def test_plain_paths_are_taken(path: str) -> None:
    check_path(path)


@pytest.mark.parametrize("path", ["", "/a", "../a", "a/../b", "a//b", ".a", "a\\b", "a b", "C:/x"])
def test_paths_that_could_lead_elsewhere_are_not(path: str) -> None:
    with pytest.raises(ValueError, match="is not a plain relative path"):
        check_path(path)
