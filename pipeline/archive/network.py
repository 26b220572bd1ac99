"""Whether a folder lies on a disk of this machine."""

from __future__ import annotations

import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_ON_DISK = frozenset(
    {"apfs", "bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "jfs", "ntfs3", "overlay", "ramfs",
     "reiserfs", "tmpfs", "ufs", "xfs", "zfs"}
)  # fmt: skip
"""File systems that are certainly local; whatever is not listed may be shared."""


def is_local(path: Path, mounts: Path = _MOUNTS) -> bool:
    """True only where that is certain: Linux says how every folder is mounted, other systems do not."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    place = path.resolve()
    kinds = {}
    for line in lines:
        before, _, after = line.partition(" - ")
        point = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), before.split(" ")[4])
        if place.is_relative_to(point):
            kinds[point] = after.split(" ")[0]  # a later mount covers an earlier one
    return bool(kinds) and kinds[max(kinds, key=len)] in _ON_DISK
