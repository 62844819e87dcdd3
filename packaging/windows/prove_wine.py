"""What the Windows installer must do, shown with Wine's own Windows Installer, over stand-ins for the programs.

    python -m packaging.windows.prove_wine

Installs silently for the machine, starts the program by its shortcut, upgrades, goes down, repairs, removes; nothing is left but
what is promised. Needs wine, wine64, gcc-mingw-w64-x86-64, wixl. Not in CI: Wine is large. README.md: what Wine does not show.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from packaging.windows.msi_source import DESCRIPTION, MANUFACTURER, NAME, ROOT, guid
from packaging.windows.wine_machine import WineMachine, changed, wine_machine

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = "1.2.3", "1.3.0"
HERE = "Program Files/Provesvar"
POLICY = "ProgramData/Provesvar"
#: Wine knows no common start menu and desktop for an installer: it always takes the user's.
MENU, DESKTOP = (f"*/{place}/{NAME}.lnk" for place in ("Start Menu/Programs", "Desktop"))
UNINSTALL = "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\"
#: Which files each version has beside the two programs, and what is in them.
ALWAYS = {"policy-example.toml": "# example\n", "_internal/base_library.zip": "the same\n"}
FILES = {
    OLD: ALWAYS | {"_internal/PySide6/Qt6Core.dll": "older\n", "_internal/gone/old.dll": "old\n"},
    NEW: ALWAYS | {"_internal/PySide6/Qt6Core.dll": "newer\n", "_internal/come/new.dll": "new\n"},
}


def say(text: str) -> None:
    """A step that held."""
    sys.stdout.write(f"  {text}\n")
    sys.stdout.flush()


def hold(condition: bool, what: str) -> None:
    """Or end here."""
    if not condition:
        raise SystemExit(f"does not hold: {what}")


def tool(*command: str | Path) -> None:
    """One of this machine's."""
    subprocess.run(command, check=True)  # noqa: S603 - our own words


def build(place: Path, version: str) -> Path:
    """An installer, made as rehearse.sh makes it."""
    folder, out = place / version, place / f"{version}.msi"
    for path, text in FILES[version].items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    for program in ("Provesvar.exe", "provesvar-gui.exe"):
        shutil.copy(place / "stand_in.exe", folder / program)
    tool("bash", ROOT / "packaging/windows/rehearse.sh", folder, out, version)
    return out


class Proof:
    """One machine, and what is asked of it."""

    def __init__(self, machine: WineMachine) -> None:
        self.machine, self.place = machine, machine.place
        self.log = self.place / "msi.log"

    def installer(self, *given: str, ends: int = 0) -> None:
        """Silently; with the exit code that is promised."""
        code = self.machine.run("msiexec", *given, "/qn", "/norestart", "/l*v", f"Z:{self.log}").returncode
        hold(code == ends % 256, f"msiexec {' '.join(given)} ends with {ends} (it was {code} of 256)")

    def installs(self, msi: Path, *given: str, ends: int = 0) -> None:
        """``/i``."""
        self.installer("/i", f"Z:{msi}", *given, ends=ends)

    def shortcuts(self, which: str) -> list[str]:
        """Those on the disk."""
        return [str(path.relative_to(self.machine.drive)) for path in (self.machine.drive / "users").glob(f"**/{which[2:]}")]

    def reads(self, shortcut: str) -> list[str]:
        """Target, working folder, description, icon, its number."""
        answer = self.machine.run(f"Z:{self.place / 'stand_in.exe'}", "C:\\" + shortcut.replace("/", "\\"))
        return answer.stdout.splitlines()

    def is_installed(self, version: str, *, desktop: bool, folder: str = HERE) -> None:
        """This version, whole, alone, and shown as it should be."""
        drive, registry = self.machine.drive, self.machine.registry()
        found = {path.relative_to(drive / folder).as_posix() for path in (drive / folder).rglob("*") if path.is_file()}
        hold(found == {*FILES[version], "Provesvar.exe", "provesvar-gui.exe"}, f"the files of {version} alone: {sorted(found)}")
        for path, text in FILES[version].items():
            hold((drive / folder / path).read_text(encoding="utf-8") == text, f"{path} is that of {version}")
        hold((drive / POLICY).is_dir(), "the policy's folder is there")
        entries = [key for key in registry if key.startswith(UNINSTALL) and registry[key].get("DisplayName") == NAME]
        hold(entries == [UNINSTALL + guid("product", version)], f"one entry among the programs: {entries}")
        shown = registry[entries[0]]
        hold((shown["DisplayVersion"], shown["Publisher"]) == (version, MANUFACTURER), "with version and publisher")
        hold((shown["Comments"], shown["NoModify"]) == (DESCRIPTION, "dword:00000001"), "with its description")
        hold((len(self.shortcuts(MENU)), len(self.shortcuts(DESKTOP))) == (1, desktop), f"shortcuts; on the desktop: {desktop}")
        where = f"C:\\{folder}".replace("/", "\\")
        icon = f"C:\\windows\\Installer\\{guid('product', version)}\\Provesvar.ico"
        for one in (*self.shortcuts(MENU), *self.shortcuts(DESKTOP)):
            read = self.reads(one)
            hold(read == [f"{where}\\Provesvar.exe", f"{where}\\", DESCRIPTION, icon, "0"], f"what the shortcut says: {read}")
            shown_icon = (ROOT / "resources/icons/provesvar.ico").read_bytes()
            hold((drive / icon[3:].replace("\\", "/")).read_bytes() == shown_icon, "its icon")

    def left_out(self, version: str) -> bool:
        """Whether Windows Installer knows that the desktop's shortcut was not wanted."""
        asked = self.machine.run(f"Z:{self.place / 'stand_in.exe'}", guid("product", version), "DesktopShortcut")
        return asked.stdout.strip() == "2"  # INSTALLSTATE_ABSENT

    def starts(self, shortcut: str, folder: str = HERE) -> None:
        """The program, as a click does."""
        note = self.machine.drive / "users/Public/started.txt"
        note.unlink(missing_ok=True)
        self.machine.run("start", "/wait", "C:\\" + shortcut.replace("/", "\\"))
        self.machine.settle()
        where = f"C:\\{folder}".replace("/", "\\")
        told = note.read_text(encoding="utf-8").splitlines()
        hold(told == [f"{where}\\Provesvar.exe", where], f"where it starts: {told}")
        note.unlink()


def compile_stand_in(place: Path) -> None:
    """For 64-bit Windows."""
    compiler = ("x86_64-w64-mingw32-gcc", "-municode", "-O2", "-s", "-Wall", "-Werror", "-o", place / "stand_in.exe")
    tool(*compiler, ROOT / "packaging/windows/stand_in.c", "-lmsi", "-lole32", "-lshell32", "-luuid")


def is_refused(proof: Proof, msi: Path) -> None:
    """By a Windows that is too old."""
    for old in ("win7", "win81"):
        proof.machine.run("winecfg", "/v", old)
        proof.installs(msi, ends=1603)
        hold(not (proof.machine.drive / HERE).exists(), "nothing on the disk of a Windows that is too old")
    proof.machine.run("winecfg", "/v", "win10")
    say("refused by Windows 7 and 8.1")


def goes_in(proof: Proof, old: Path) -> None:
    """Without the desktop's shortcut; then with it."""
    proof.installs(old, "DESKTOPSHORTCUT=0")
    proof.is_installed(OLD, desktop=False)
    proof.starts(proof.shortcuts(MENU)[0])
    # Wine does not carry out MigrateFeatureStates, by which the next version leaves it out too; this is what that reads.
    hold(proof.left_out(OLD), "the shortcut counts as left out, not as unknown")
    say("installed, DESKTOPSHORTCUT=0: files, policy's folder, start menu, icon, one entry; starts by its shortcut")
    proof.installs(old, "ADDLOCAL=ALL")
    proof.is_installed(OLD, desktop=True)
    proof.starts(proof.shortcuts(DESKTOP)[0])
    say("ADDLOCAL=ALL: the desktop's shortcut came, and starts it")


def goes_up_and_down(proof: Proof, old: Path, new: Path) -> None:
    """Each in the other's place."""
    proof.installs(new)
    proof.is_installed(NEW, desktop=True)
    say("a newer version took its place: old files and folders gone, one entry")
    proof.installs(old, ends=1603)
    proof.is_installed(NEW, desktop=True)
    say("an older one is refused, and nothing is changed by it")
    proof.installs(old, "ALLOWDOWNGRADE=1", "DESKTOPSHORTCUT=0")
    proof.is_installed(OLD, desktop=False)
    say("ALLOWDOWNGRADE=1: the older one took its place")


def is_repaired(proof: Proof, old: Path) -> None:
    """With what lies there."""
    drive = proof.machine.drive
    (drive / HERE / "policy-example.toml").write_text("damaged", encoding="utf-8")
    (drive / HERE / "_internal/PySide6/Qt6Core.dll").unlink()
    (drive / proof.shortcuts(MENU)[0]).unlink()
    proof.installs(old, "REINSTALL=ALL")
    proof.is_installed(OLD, desktop=False)
    say("repaired: a damaged file, a missing one, a missing shortcut")


def lies_elsewhere(proof: Proof, old: Path, new: Path) -> None:
    """In a folder of the administrator's, through an upgrade that says nothing of it; then in another."""
    proof.installs(old, "INSTALLFOLDER=C:\\Eget")
    proof.is_installed(OLD, desktop=True, folder="Eget")
    proof.installs(new)
    proof.is_installed(NEW, desktop=True, folder="Eget")
    proof.starts(proof.shortcuts(DESKTOP)[0], folder="Eget")
    hold(not (proof.machine.drive / HERE).exists(), "nothing in Program Files")
    say("INSTALLFOLDER: there, and the newer version there too")
    proof.installs(old, "ALLOWDOWNGRADE=1", "INSTALLFOLDER=C:\\Annet")
    proof.is_installed(OLD, desktop=True, folder="Annet")
    hold(not (proof.machine.drive / "Eget").exists(), "nothing where it lay")
    say("another INSTALLFOLDER with the next: moved")


def main() -> None:
    """All of it."""
    with wine_machine() as machine:
        compile_stand_in(machine.place)
        proof, old, new = Proof(machine), build(machine.place, OLD), build(machine.place, NEW)
        is_refused(proof, old)
        disk, registry = machine.disk(), machine.registry()

        def leaves(*promised: str) -> None:
            proof.installer("/x", f"Z:{old}")
            came = sorted(machine.disk() - disk)
            hold(came == list(promised), f"what is left on the disk: {came}")
            keys = changed(registry, machine.registry())
            hold(keys == [], f"nothing is left in the registry: {keys}")

        goes_in(proof, old)
        goes_up_and_down(proof, old, new)
        is_repaired(proof, old)
        leaves()
        say("removed: disk and registry are as before")
        lies_elsewhere(proof, old, new)
        (machine.drive / POLICY / "policy.toml").write_text("[profile]\n", encoding="utf-8")
        leaves(POLICY, f"{POLICY}/policy.toml")
        say("removed: the policy alone is left")


if __name__ == "__main__":
    main()
