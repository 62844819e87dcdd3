"""Windows' access list of the machine's key, by texts of the form that ``icacls`` writes. Nothing here was tried on Windows."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.helseid.keys.machine_key import AccessVerdict, entries, judge, look, protecting, write_guarded

PATH = r"C:\ProgramData\Provesvar\machine-key.json"
END = "\nSuccessfully processed 1 files; Failed processing 0 files\n"
SET = ("NT AUTHORITY\\SYSTEM:(F)", "BUILTIN\\Administrators:(F)", r"KLINIKK\provesvar:(R)")
NORSK = ("NT-MYNDIGHET\\SYSTEM:(F)", "BUILTIN\\Administratorer:(F)", r"KLINIKK\provesvar:(R)")


def text(*lines: str) -> str:
    return f"{PATH} " + ("\n" + " " * 40).join(lines) + "\n" + END


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        (SET, AccessVerdict.AS_SET),
        (NORSK, AccessVerdict.AS_SET),
        (SET[:2], AccessVerdict.ODD),  # nobody may read it
        ((*SET, r"KLINIKK\legekontor:(R)"), AccessVerdict.ODD),
        ((*SET[:2], r"KLINIKK\provesvar:(I)(R)"), AccessVerdict.ODD),
        ((*SET, r"KLINIKK\vikar:(DENY)(R)"), AccessVerdict.ODD),
        ((SET[1], SET[2]), AccessVerdict.ODD),
        ((*SET[:2], "BUILTIN\\Users:(I)(RX)"), AccessVerdict.OPEN),
        ((*SET[:2], "BUILTIN\\Brukere:(R)"), AccessVerdict.OPEN),
        ((*SET, "Everyone:(R)"), AccessVerdict.OPEN),
        ((*SET, "Alle:(R)"), AccessVerdict.OPEN),
        ((*SET, "NT-MYNDIGHET\\Godkjente brukere:(RX)"), AccessVerdict.OPEN),
        ((*SET[:2], r"KLINIKK\provesvar:(M)"), AccessVerdict.OPEN),
        ((*SET[:2], r"KLINIKK\provesvar:(R,W)"), AccessVerdict.OPEN),
        ((*SET[:2], r"KLINIKK\provesvar:(RX,WD)"), AccessVerdict.OPEN),
        ((), AccessVerdict.UNREADABLE),
        (("something else altogether",), AccessVerdict.UNREADABLE),
    ],
)
def test_what_the_list_says(lines: Sequence[str], verdict: AccessVerdict) -> None:
    assert judge(entries(text(*lines), PATH)) is verdict


@given(st.text(max_size=400))
def test_any_text_is_judged(said: str) -> None:
    assert judge(entries(said, PATH)) in AccessVerdict


@given(st.sampled_from(["Everyone", "BUILTIN\\Brukere"]), st.permutations(SET), st.integers(0, 3))
def test_an_open_list_is_open_wherever_it_says_so(account: str, lines: list[str], at: int) -> None:
    lines.insert(at, f"{account}:(R)")
    assert judge(entries(text(*lines), PATH)) is AccessVerdict.OPEN


@pytest.mark.parametrize(
    "error", [FileNotFoundError(), subprocess.CalledProcessError(5, "icacls"), subprocess.TimeoutExpired("icacls", 1)]
)
def test_a_command_that_fails_is_unreadable(error: Exception) -> None:
    def run(command: Sequence[str]) -> str:
        assert list(command) == ["icacls", PATH]
        raise error

    assert look(Path(PATH), run) is AccessVerdict.UNREADABLE


def test_what_windows_is_asked_for(tmp_path: Path) -> None:
    command = protecting(tmp_path / "machine-key.json", "Leger")
    assert command[0] == "icacls"
    assert "/inheritance:r" in command
    assert command[-1] == "Leger:R"
    assert not [word for word in protecting(tmp_path) if word.endswith(":R")]


def test_nothing_is_in_the_file_before_it_is_protected(tmp_path: Path) -> None:
    path, steps = tmp_path / "machine-key.json", list[str]()
    path.write_bytes(b"old")

    def run(command: Sequence[str]) -> str:
        new = Path(command[1])
        assert new.parent == tmp_path
        assert new.read_bytes() == b""
        assert path.read_bytes() == b"old"
        steps.append("protect")
        return ""

    def swap(new: Path, old: Path) -> None:
        assert new.read_bytes() == b"new"
        steps.append("swap")
        new.replace(old)

    write_guarded(path, b"new", lambda new: run(protecting(new)), swap)
    assert steps == ["protect", "swap"]
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fails", ["protect", "swap"])
def test_a_failure_leaves_the_old_one_and_no_copy(tmp_path: Path, fails: str) -> None:
    path = tmp_path / "machine-key.json"
    path.write_bytes(b"old")

    def run(command: Sequence[str]) -> str:
        if fails == "protect":
            raise subprocess.CalledProcessError(5, list(command))
        return ""

    def swap(_new: Path, _old: Path) -> None:
        raise PermissionError

    with pytest.raises((OSError, subprocess.SubprocessError)):
        write_guarded(path, b"new", lambda new: run(protecting(new)), swap)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
