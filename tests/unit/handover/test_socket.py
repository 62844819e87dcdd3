from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from provesvar_gui.platform.handover.place import Place, claim, find
from provesvar_gui.platform.handover.protocol import LIMIT, Act, HandOverRequest, send
from tests.kit.first_program import FirstProgram

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the socket is Linux'")
KARI = HandOverRequest(act=Act.PATIENT, number="13896900263")
LONG = 30.0  # s: no test waits for it


@pytest.mark.hazard("S103")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.skipif(shutil.which("perl", path="/usr/bin") is None, reason="takes a program that everybody may run")
def test_another_user_gets_to_neither_the_socket_nor_the_lock() -> None:
    """As the program lays them: the connection is refused by the system, and nothing can be put in their place."""
    with tempfile.TemporaryDirectory(prefix="pv") as runtime:
        place = find("program", {"XDG_RUNTIME_DIR": runtime, "DISPLAY": ":0"})
        assert isinstance(place, Place)
        os.chmod(runtime, 0o755)  # should that be open to all, the program's own folder is not
        claimed = claim(place)
        assert claimed is not None
        came: list[HandOverRequest] = []
        server = FirstProgram(place.address, came.append)
        code = (
            "socket(S, AF_UNIX, SOCK_STREAM, 0); print connect(S, sockaddr_un($ARGV[0])) ? 'in' : int($!), ' ';"
            "print opendir(D, $ARGV[2]) ? 'seen' : int($!), ' ';"
            "print unlink($_) ? 'gone' : int($!), ' ' for @ARGV[0, 1]; print open(F, '>>', $ARGV[1]) ? 'open' : int($!)"
        )
        try:
            run = subprocess.run(
                ["/usr/bin/perl", "-MSocket", "-e", code, place.address, place.lock, f"{runtime}/provesvar"],
                user=65534, group=65534, extra_groups=[], capture_output=True, text=True, check=False, cwd="/",
            )  # fmt: skip
            assert run.stdout.split() == [str(errno.EACCES)] * 5, run.stderr
            assert send(place.address, KARI, LONG) is True
        finally:
            server.stop()
            claimed.release()
    assert came == [KARI]


def test_a_program_that_is_no_answer(tmp_path: Path) -> None:
    """Something of ours listens there and says nothing, or something else."""
    address = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(address)
        other.listen()
        assert send(address, KARI, 0.05) is None, "it may take it yet"

        def babble() -> None:
            for _ in range(2):
                connection, _ = other.accept()
                with connection, suppress(OSError):
                    connection.sendall(b"x" * (2 * LIMIT))

        thread = threading.Thread(target=babble)
        thread.start()
        assert send(address, KARI, LONG) is False
        thread.join()
