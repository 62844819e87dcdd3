from __future__ import annotations

import sys
from pathlib import Path

import pytest

from provesvar_gui.platform.spool import is_memory

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux prints by way of a file of ours")


def mounted() -> list[tuple[Path, str]]:
    """Where filesystems are, and of what kind, as the kernel lists them; of several at one place the uppermost."""
    kinds: dict[Path, str] = {}
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        before, _, after = line.partition(" - ")
        kinds[Path(before.split()[4])] = after.split()[0]
    return list(kinds.items())


def test_it_says_what_the_kernels_own_list_says() -> None:
    seen = set()
    for folder, kind in mounted():
        hidden = any(folder != above and folder.is_relative_to(above) and above != Path("/") for above, _ in mounted())
        if folder.is_dir() and not hidden and "\\" not in str(folder):
            assert is_memory(folder) is (kind in ("tmpfs", "ramfs", "devtmpfs")), (folder, kind)
            seen.add(kind)
    assert len(seen) > 1


def test_what_is_not_there_and_what_is_no_filesystem_of_files() -> None:
    assert not is_memory(Path("/no/such/folder"))
    assert not is_memory(Path("/proc"))
