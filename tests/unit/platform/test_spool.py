from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from provesvar_gui.platform import spool
from provesvar_gui.platform.spool import Spool, is_memory

pytestmark = pytest.mark.skipif(not spool.NEEDED, reason="this system prints without a file of ours")


@pytest.mark.hazard("S105")
def test_a_job_has_a_private_folder_for_the_moment_it_needs_one(tmp_path: Path) -> None:
    environment = {"TMPDIR": "/usual"}
    folder = tmp_path / "run" / "print"
    with Spool(folder, environment).job() as opening:
        assert environment["TMPDIR"] == "/usual"
        with opening:
            here = Path(environment["TMPDIR"])
            assert here.parent == folder
            assert (folder.stat().st_mode & 0o777, here.stat().st_mode & 0o777) == (0o700, 0o700)
            (here / "document").write_text("patient")
        assert environment["TMPDIR"] == "/usual"
        assert (here / "document").exists()
    assert not list(folder.iterdir())


@pytest.mark.hazard("S106")
def test_a_job_that_fails_leaves_nothing(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    jobs = Spool(tmp_path / "print", environment)

    def fails() -> None:
        with jobs.job() as opening, opening:
            Path(environment["TMPDIR"], "document").write_text("patient")
            raise OSError("no printer")

    with pytest.raises(OSError, match="no printer"):
        fails()
    assert not list((tmp_path / "print").iterdir())
    assert environment["TMPDIR"] == "/tmp"  # what libcups takes where nothing is said


@pytest.mark.hazard("S106")
def test_of_half_a_document_nothing_is_left_to_hand_over(tmp_path: Path) -> None:
    """libcups opens it again by its name when the printer's painter ends."""
    environment: dict[str, str] = {}
    with Spool(tmp_path / "print", environment).job() as opening:
        with opening:
            document = Path(environment["TMPDIR"], "document")
            document.write_text("half of a patient")
        opening.discard()
        assert not document.exists()
        assert [each.name for each in document.parent.iterdir()] == ["lock"], "nobody sweeps it meanwhile"
    with Spool(None).job() as opening:
        opening.discard()


@pytest.mark.hazard("S105")
def test_two_at_once_leave_the_variable_as_it_was(tmp_path: Path) -> None:
    environment = {"TMPDIR": "/usual"}
    jobs = Spool(tmp_path / "print", environment)
    seen: list[str] = []

    def other() -> None:
        with jobs.job() as opening, opening:
            seen.append(environment["TMPDIR"])

    with jobs.job() as opening:
        with opening:
            first = environment["TMPDIR"]
            beside = threading.Thread(target=other)
            beside.start()
            assert not spool._ENVIRONMENT_LOCK.acquire(blocking=False)
            assert environment["TMPDIR"] == first
        beside.join(20)
    assert len(seen) == 1
    assert seen[0] != first
    assert environment["TMPDIR"] == "/usual"


KILLED = """
import os, sys
from pathlib import Path
from provesvar_gui.platform.spool import Spool
with Spool(Path(sys.argv[1]), os.environ).job() as opening:
    with opening:
        Path(os.environ["TMPDIR"], "document").write_text("patient")
    print(flush=True)
    sys.stdin.readline()
"""


@pytest.mark.hazard("S108")
@pytest.mark.requirement("R40")
def test_what_a_kill_leaves_is_removed_and_what_is_being_printed_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "print"
    command = [sys.executable, "-c", KILLED, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        Spool(folder, {}).sweep()
        [document] = folder.rglob("document")
        other.kill()
        other.wait()
        assert document.exists()
        Spool(folder, {}).sweep()
    assert not list(folder.iterdir())
    Spool(tmp_path / "nowhere", {}).sweep()


@pytest.mark.hazard("S107")
def test_the_end_of_the_program_does_not_wait_for_a_printer(tmp_path: Path) -> None:
    with Spool(tmp_path / "print", {}).job():
        assert list((tmp_path / "print").iterdir())
        spool.end()
        assert not list((tmp_path / "print").iterdir())


@pytest.mark.hazard("S105")
def test_a_folder_that_others_may_enter_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "print").mkdir()
    (tmp_path / "print").chmod(0o755)
    with pytest.raises(OSError, match="own"), Spool(tmp_path / "print", {}).job():
        raise AssertionError
    (tmp_path / "print").rmdir()
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "print").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="own"), Spool(tmp_path / "print", {}).job():
        raise AssertionError


@pytest.mark.hazard("S105")
def test_memory_of_the_session_and_nothing_else(tmp_path: Path) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    for said, in_memory in (
        (str(runtime), True),
        (str(tmp_path / "none"), True),
        ("", True),
        ("relative", True),
        (str(runtime), False),
    ):
        environment = {"XDG_RUNTIME_DIR": said}
        if said != str(runtime) or not in_memory:
            with pytest.raises(spool.NoMemoryFolderError):
                spool.of_this_user(environment, in_memory=lambda _folder, answer=in_memory: answer)  # type: ignore[misc]
            continue
        jobs = spool.of_this_user(environment, in_memory=lambda _folder: True)
        with jobs.job() as opening, opening:
            assert Path(environment["TMPDIR"]).parent == jobs.folder == runtime / "provesvar" / "print"
            assert jobs.folder.stat().st_mode & 0o777 == 0o700
    assert not list(tmp_path.rglob("job-*"))


@pytest.mark.hazard("S108")
def test_each_start_and_each_print_sweeps_what_a_killed_program_left(tmp_path: Path) -> None:
    left = tmp_path / "provesvar" / "print" / "job-a"
    for sweep in (lambda: spool.sweep({"XDG_RUNTIME_DIR": str(tmp_path)}), lambda: Spool(left.parent, {}).job().__enter__()):
        left.mkdir(parents=True, exist_ok=True)
        (left / "document").write_text("patient")
        left.parent.chmod(0o700)
        sweep()
        assert not left.exists()


@pytest.mark.hazard("S105")
def test_shared_memory_is_memory_and_the_kernels_tables_are_none() -> None:
    assert is_memory(Path("/dev/shm"))
    assert not is_memory(Path("/proc"))
