"""Media found in a tree, by name only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.media.scan import Found, scan


def touch(top: Path, *names: str) -> None:
    """Make empty files with the folders that they lie in."""
    for name in names:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).touch()


def test_media_are_found_in_order_of_name_and_the_rest_is_counted(tmp_path: Path) -> None:
    touch(tmp_path, "b.MXF", "a/z.mp4", "a/list.txt", "a/cover.jpg", "c.wav")
    found = scan(tmp_path)
    assert [file.name for file in found.files] == ["a/z.mp4", "b.MXF", "c.wav"]
    assert found.others == {".txt": 1, ".jpg": 1}
    assert found.files[0].path == tmp_path / "a" / "z.mp4"


def test_hidden_files_and_folders_are_passed_by(tmp_path: Path) -> None:
    touch(tmp_path, ".a.wav", ".trash/b.wav", "._c.wav")
    assert scan(tmp_path) == Found(())


@pytest.mark.parametrize(
    "folder",
    ["@eaDir/a.wav", "#recycle", "$RECYCLE.BIN/S-1-5", "System Volume Information", "lost+found", "@Recycle",
     "#snapshot", "@tmp", "shows/#recycle", ".Trashes", ".AppleDouble", ".Spotlight-V100"],
)  # fmt: skip
def test_what_servers_and_disks_keep_for_themselves_is_no_programme(tmp_path: Path, folder: str) -> None:
    touch(tmp_path, f"{folder}/deleted.wav", "shows/news.wav")
    found = scan(tmp_path)
    assert [file.name for file in found.files] == ["shows/news.wav"]
    assert bool(found.systems) is not folder.startswith(".")


def test_folders_of_servers_are_named_once_and_their_files_are_not_counted(tmp_path: Path) -> None:
    touch(tmp_path, "@eaDir/a/b.jpg", "@eaDir/c.txt", "README")
    assert scan(tmp_path) == Found((), {"without ending": 1}, (), ("@eaDir",))


def test_a_show_may_be_called_almost_like_a_bin(tmp_path: Path) -> None:
    touch(tmp_path, "recycle/a.wav", "lost and found/b.wav")
    assert len(scan(tmp_path).files) == 2


def test_links_to_files_are_followed_and_links_to_folders_are_not(tmp_path: Path) -> None:
    touch(tmp_path, "in/a.wav", "in/.far/b.wav")
    (tmp_path / "in" / "b.wav").symlink_to(tmp_path / "in" / ".far" / "b.wav")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "nowhere.wav").symlink_to(tmp_path / "nothing")
    assert [file.name for file in scan(tmp_path / "in").files] == ["a.wav", "b.wav"]


def test_pipes_are_no_recordings(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "live.wav")
    assert scan(tmp_path).files == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the administrator")
def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    touch(tmp_path, "closed/a.wav", "b.wav")
    (tmp_path / "closed").chmod(0)
    found = scan(tmp_path)
    (tmp_path / "closed").chmod(0o700)
    assert found.closed == ("closed",)
    assert [file.name for file in found.files] == ["b.wav"]


def test_a_folder_that_is_closed_by_the_system_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "closed/a.wav", "b.wav")
    true = os.scandir

    def refusing(folder: Path) -> object:
        if Path(folder).name == "closed":
            raise PermissionError(13, "Permission denied")
        return true(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    assert scan(tmp_path).closed == ("closed",)


@pytest.mark.parametrize("name", ["nothing", "a.wav"])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    touch(tmp_path, "a.wav")
    with pytest.raises(InputError, match=r"does not exist|is a file"):
        scan(tmp_path / name)


def test_links_out_of_the_tree_are_passed_by_and_named_unless_they_are_asked_for(tmp_path: Path) -> None:
    top = tmp_path / "in"
    top.mkdir()
    (tmp_path / "outside.wav").write_bytes(b"x")
    (top / "inside.wav").write_bytes(b"x")
    (top / "near.wav").symlink_to(top / "inside.wav")
    (top / "far.wav").symlink_to(tmp_path / "outside.wav")
    found = scan(top)
    assert [file.name for file in found.files] == ["inside.wav", "near.wav"]
    assert found.links == ("far.wav",)
    assert [file.name for file in scan(top, follow_links=True).files] == ["far.wav", "inside.wav", "near.wav"]


def test_folders_deeper_than_anybody_can_name_are_told_and_break_nothing(tmp_path: Path) -> None:
    before = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(250):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.wav").write_bytes(b"x")
    finally:
        os.chdir(before)
    found = scan(tmp_path)
    assert found.files == ()
    assert [name.count("/") for name in found.closed] == [200]
