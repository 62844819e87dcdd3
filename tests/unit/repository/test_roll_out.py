"""Machines' keys are taken to many hosts; a shell of this machine plays the remote command, and folders play the hosts."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.unit.repository.tools import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is for Linux and macOS")
# What ssh does: $1 is the host, $2 what is run there. A host says all that it hears, as loudly as it can.
REMOTE = """
case $1 in
down) exit 255;;
hanging) echo $$ > "$ROOM/hanging/pid"; sleep 1000 & echo $! >> "$ROOM/hanging/pid"; wait;;
esac
cd "$ROOM/$1" && exec sh -c "$2"
"""
TAKE = "echo begin >> ../order; tee got >&2; cat got; echo end >> ../order; exit $(cat status)"


@dataclass
class Room:
    folder: Path
    hosts: list[str] = field(default_factory=list)

    def host(self, name: str, status: int = 0) -> None:
        self.hosts.append(name)
        there = self.folder / name
        there.mkdir()
        (there / "status").write_text(str(status))
        self.file(name, f"secret of {name}")

    def file(self, host: str, content: str) -> Path:
        path = self.folder / "files" / f"{host}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
        path.chmod(0o600)
        return path

    def words(self, command: str = TAKE) -> list[str]:
        (self.folder / "remote.sh").write_text(REMOTE)
        (self.folder / "hosts").write_text("# ours\n\n" + "\n".join(self.hosts) + "\n")
        remote = f"sh {shlex.quote(str(self.folder / 'remote.sh'))} {{host}}"
        lists = [str(self.folder / "hosts"), str(self.folder / "files")]
        return [sys.executable, str(ROOT / "packaging/admin/roll_out.py"), *lists, "--remote", remote, "--command", command]

    def start(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            words, env={**os.environ, "ROOM": str(self.folder)}, capture_output=True, text=True, timeout=120, check=False
        )
        for text in (done.stdout, done.stderr, self.remembered()):
            assert "secret" not in text
        return done

    def run(self, *options: str, command: str = TAKE, status: int | None = None) -> dict[str, str]:
        done = self.start([*self.words(command), *options])
        if status is not None:
            assert done.returncode == status, done.stderr
        return dict(line.split(": ", 1) for line in done.stdout.splitlines())

    def remembered(self) -> str:
        path = self.folder / "hosts.done"
        return path.read_text() if path.exists() else ""

    def got(self, host: str) -> str:
        path = self.folder / host / "got"
        return path.read_text() if path.exists() else ""


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


@pytest.mark.hazard("S73")
@pytest.mark.requirement("R15")
def test_each_host_gets_its_own_and_nobody_hears_of_it(room: Room) -> None:
    for name in ("a.klinikk.example", "b", "root@c"):
        room.host(name)
    room.file("c", "secret of root@c")
    assert room.run(status=0) == dict.fromkeys(room.hosts, "done")
    assert [room.got(name) for name in room.hosts] == [f"secret of {name}" for name in room.hosts]


def test_what_is_done_is_left_out_the_next_time(room: Room) -> None:
    for name, status in (("good", 0), ("newer", 6), ("refusing", 3), ("down", 0), ("ours", 0)):
        room.host(name, status)
    assert room.run(status=1) == {
        "good": "done",
        "newer": "has a newer key of this client, left as it was",
        "refusing": "failed: the configuration file was refused",
        "down": "failed: not reached",
        "ours": "done",
    }
    for name in room.hosts:
        (room.folder / name / "got").unlink(missing_ok=True)
    (room.folder / "refusing" / "status").write_text("0")
    room.file("ours", "another secret")
    with (room.folder / "hosts.done").open("a") as file:
        file.write("down\t1:2\tdo")  # cut short by a crash
    again = room.run(status=1)
    assert again["good"] == again["newer"] == "done before, left out"
    assert again["refusing"] == again["ours"] == "done"
    assert again["down"] == "failed: not reached"
    assert [name for name in room.hosts if room.got(name)] == ["refusing", "ours"]
    assert room.run("--again", status=1)["good"] == "done"
    assert room.got("good")


def test_a_host_that_hangs_costs_its_time_and_nothing_else(room: Room) -> None:
    for name in ("hanging", "good"):
        room.host(name)
    said = room.run("--seconds", "5", "--parallel", "2", status=1)
    assert said == {"hanging": "failed: no answer within 5 s", "good": "done"}
    for pid in (room.folder / "hanging" / "pid").read_text().split():  # with all that it started
        assert not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]


def test_a_file_that_others_can_read_goes_nowhere(room: Room) -> None:
    room.host("h")
    room.hosts.append("without")
    (room.folder / "files" / "h.json").chmod(0o640)
    said = room.run(status=1)
    assert "can be read by others" in said["h"]
    assert "there is no configuration file" in said["without"]
    assert not room.got("h")


@pytest.mark.parametrize("line", ["-oProxyCommand=x", "a b", "a;b", "../a", "a/b", "$(a)", "{host}"])
def test_what_is_no_host_is_not_tried(room: Room, line: str) -> None:
    room.host("h")
    room.hosts.append(line)
    assert room.run(status=2) == {}
    assert not room.got("h")
