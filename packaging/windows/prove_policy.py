r"""What the program reads of Windows' registry, shown with Wine's.

    python -m packaging.windows.prove_policy

Every setting as Group Policy writes it by the template; the file below the registry; what is of the user does not count, and
what a 32-bit tool writes does; wrong types and values are told. The reader is the program's own, on this machine; the calls that
it makes are made in Wine by ``registry.c``. Needs wine, wine64, gcc-mingw-w64-x86-64. README.md: what it does not show.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from packaging.admx import DWORD, EXAMPLES, KEY, MULTI_SZ, SZ, applied
from packaging.policy_template import ROOT
from packaging.windows.prove_wine import hold, say, tool
from packaging.windows.registry import Opened, StandIn
from packaging.windows.wine_machine import wine_machine
from provesvar_gui.errors import AppError
from provesvar_gui.platform.places import Places, PolicyKey
from provesvar_gui.settings.policy import load_settings
from provesvar_gui.settings.settings import SETTINGS, SettingOrigin, builtin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from packaging.windows.wine_machine import WineMachine

EXPAND_SZ = 2
Values = dict[str, dict[str, tuple[Any, int]]]


class WineRegistry(StandIn):
    """A key is read whole when it is opened."""

    def __init__(self, machine: WineMachine) -> None:
        self._machine = machine

    @contextmanager
    def OpenKey(self, key: int, sub_key: str, reserved: int, access: int, /) -> Iterator[Opened]:  # noqa: N802
        """As asked for, in Wine."""
        hold((key, reserved) == (self.HKEY_LOCAL_MACHINE, 0), "the machine's, never the user's")
        done = self._machine.run(f"Z:{self._machine.place / 'registry.exe'}", f"{access:x}", sub_key)
        if done.returncode:
            raise {2: FileNotFoundError, 5: PermissionError}.get(done.returncode, OSError)(done.returncode, "")
        keys: list[str] = []
        values: list[tuple[str, Any, int]] = []
        for line in done.stdout.splitlines():
            kind, _, rest = line.partition(" ")
            if kind == "key":
                keys.append(rest)
            else:
                number, data, name = rest.split(" ", 2)
                values.append((name, decoded(int(number), bytes.fromhex(data[1:])), int(number)))
        yield keys, values


def decoded(kind: int, data: bytes) -> object:
    """As the module ``winreg`` gives it."""
    if kind == DWORD:
        return int.from_bytes(data, "little")
    if kind == MULTI_SZ:
        return data.decode("utf-16-le").rstrip("\0").split("\0")
    return data.decode("utf-16-le").rstrip("\0") if kind in (SZ, EXPAND_SZ) else data


def encoded(value: Any, kind: int) -> str:
    """As a .reg file has it."""
    if kind == DWORD:
        return f"dword:{value:08x}"
    text = "".join(f"{one}\0" for one in value) if kind == MULTI_SZ else str(value)
    return f"hex({kind:x}):" + ",".join(f"{byte:02x}" for byte in f"{text}\0".encode("utf-16-le"))


def writes(machine: WineMachine, values: Mapping[str, Mapping[str, tuple[Any, int]]], root: str = "HKEY_LOCAL_MACHINE") -> None:
    """In place of all that was there: of the program's own key, not of others."""
    lines = ["Windows Registry Editor Version 5.00", "", f"[-{root}\\{KEY}]"]
    for key, named in values.items():
        lines += ["", f"[{root}\\{key}]", *(f'"{name}"={encoded(*value)}' for name, value in named.items())]
    (machine.place / "policy.reg").write_text("\n".join([*lines, ""]), "utf-16", newline="\r\n")
    machine.run("regedit", "/S", f"Z:{machine.place / 'policy.reg'}").check_returncode()


def every_value() -> dict[str, Any]:
    """The built-in ones, and examples of the rest."""
    return {**builtin("prod", 2), **EXAMPLES, "ui.drill": False}


def main() -> None:
    """All of it."""
    with wine_machine() as machine:
        compiler = ("x86_64-w64-mingw32-gcc", "-municode", "-O2", "-s", "-Wall", "-Werror", "-o", machine.place / "registry.exe")
        tool(*compiler, ROOT / "packaging/windows/registry.c")
        key = PolicyKey(WineRegistry(machine))
        home = machine.place / "home"
        places = Places(config=home, data=home, state=home, policy=home / "policy.toml", registry=key)
        home.mkdir()
        hold(key.read() is None, "no key, no policy")

        writes(machine, applied(every_value()))
        settings = load_settings(places)
        for name, value in every_value().items():
            wanted = SETTINGS[name].rule(value) if name in EXAMPLES else value
            hold(settings.value_of(name) == wanted, f"{name} is {wanted}: {settings.value_of(name)}")
            hold(settings.origin_of(name) is SettingOrigin.REGISTRY, f"{name} comes from the registry")
        say(f"every setting ({len(every_value())}), as Group Policy writes it, is in force")

        tables: Values = {
            rf"{KEY}\helseid": {"organisations": (['[{ orgnr = "994945688",', 'name = "Legevakten Ås" }]'], MULTI_SZ)},
            rf"{KEY}\Contact": {"Support": ('{ name = "IT", phone = "22 00 00 00" }', SZ)},
        }
        writes(machine, tables)
        settings = load_settings(places)
        hold(settings.helseid.organisations[0].name == "Legevakten Ås", "a table over two lines, with a letter beyond ASCII")
        hold(
            settings.contact.support is not None and settings.contact.support.phone == "22000000", "names in any case of letters"
        )
        say("tables as in a file; over lines, with Å; names in large and small letters")

        writes(machine, {rf"{KEY}\lock": {"idle_seconds": (90, DWORD)}})
        assert places.policy is not None  # noqa: S101 - as it was made above
        places.policy.write_text("[lock]\nidle_seconds = 300\nwipe_seconds = 900\n", "utf-8")
        settings = load_settings(places)
        hold(
            (settings.lock.idle_seconds, settings.lock.wipe_seconds) == (90, 900),
            "the registry wins, and leaves the rest to the file",
        )
        hold(settings.overruled == {"lock.idle_seconds": 300}, "what the file says otherwise is known")
        places.policy.unlink()
        say("the registry wins over the file")

        writes(machine, {})
        writes(machine, {rf"{KEY}\lock": {"idle_seconds": (90, DWORD)}}, "HKEY_CURRENT_USER")
        hold(load_settings(places).lock.idle_seconds == 120, "the user's own key does not count")
        said = ("/v", "idle_seconds", "/t", "REG_DWORD", "/d", "91", "/f", "/reg:32")
        machine.run("reg", "add", rf"HKLM\{KEY}\lock", *said).check_returncode()
        hold(load_settings(places).lock.idle_seconds == 91, "what a 32-bit tool writes there is the same key")
        say("HKCU does not count; a 32-bit tool writes the same key")

        for section, name, value in (
            ("lock", "idle_seconds", (59, DWORD)), ("lock", "idle_seconds", ("120", SZ)), ("lock", "bedside", (2, DWORD)),
            ("network", "ca_file", (r"%USERPROFILE%\ca.pem", EXPAND_SZ)), ("ui", "language", ("de", SZ)),
            ("helseid", "organisations", (["[{ orgnr ="], MULTI_SZ)), (r"pps\outcomes", "General", ("restricted", SZ)),
        ):  # fmt: skip
            writes(machine, {rf"{KEY}\{section}": {name: value}})
            place = section.replace("\\", ".") if "\\" in section else f"{section}.{name}"
            try:
                load_settings(places)
            except AppError as error:
                hold((error.params["setting"], error.params["file"]) == (place, rf"HKLM\{KEY}"), f"what is told: {error.params}")
                say(f"told: {place} in {error.params['file']}, allowed: {error.params['allowed'][:60]}")
            else:
                hold(condition=False, what=f"{place} = {value} is refused")
        writes(machine, {rf"{KEY}\lock": {"idle": (90, DWORD)}})
        hold(load_settings(places).unknown_keys == ("lock.idle",), "a name that nobody knows is told, and has no effect")
        say("an unknown name is told")


if __name__ == "__main__":
    main()
