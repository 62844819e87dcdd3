from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from packaging.windows.registry import Opened, StandIn
from provesvar_gui.errors import AppError
from provesvar_gui.platform.places import Places
from provesvar_gui.platform.registry import PolicyKey
from provesvar_gui.settings.policy import load_settings

FULL = """
[profile]
name = "test"
[helseid]
client_id = "0a1b"
key = "machine"
scopes = ["openid", "nhn:pps/provesvar-read"]
redirect_uris = ["http://localhost:8089/callback", "http://127.0.0.1:0/"]
organisations = [{ orgnr = "974706490", name = "Legevakten" }, { orgnr = "987654325" }]
dpop_jkt = false
scope_on_refresh = false
[pps]
base_url = "http://127.0.0.1:8000/pps"
includes = []
[pps.outcomes]
General = { screen = "restricted", openable = true }
Ny = { screen = "unknown", openable = false }
[lock]
idle_seconds = 300
[network]
proxy = "http://user:jpsQnnGQmL@proxy.hf.no:8080"
ca_file = "/etc/ssl/hf.pem"
[ui]
language = "nn"
colour = "blue"
[future]
a = 1
"""


def make_places(root: Path) -> Places:
    return Places(config=root / "c", data=root / "d", state=root / "s", policy=root / "p" / "policy.toml")


def user(places: Places, text: str | bytes) -> None:
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    places.settings_file.write_bytes(text.encode() if isinstance(text, str) else text)


def policy(places: Places, text: str) -> None:
    assert places.policy is not None
    places.policy.parent.mkdir(parents=True, exist_ok=True)
    places.policy.write_text(text, encoding="utf-8")


def failure(places: Places, config: Path | None = None) -> AppError:
    with pytest.raises(AppError) as caught:
        load_settings(places, config)
    return caught.value


KEY = r"software\policies\provesvar"
Values = dict[str, dict[str, tuple[Any, int]]]


class Registry(StandIn):
    """``keys``: below HKLM, each with its values and their types. ``error``: of every call. ``writable``: key and right."""

    def __init__(self, keys: Values, *, error: type[OSError] | None = None, writable: tuple[str, int] = ("", 0)) -> None:
        keys = {key.lower(): values for key, values in keys.items()}
        self.keys = {KEY: {}, **keys} if keys else {}
        self.error, self.writable = error, writable

    @contextmanager
    def OpenKey(self, key: int, sub_key: str, reserved: int, access: int, /) -> Iterator[Opened]:  # noqa: N802
        assert (key, reserved, access & 0x0100) == (self.HKEY_LOCAL_MACHINE, 0, 0x0100)  # the machine's, in the 64-bit view
        if self.error is not None:
            raise self.error
        if sub_key.lower() not in self.keys:
            raise FileNotFoundError
        if access & 0xD0006 and (sub_key.lower(), access & 0xD0006) != self.writable:
            raise PermissionError
        places = [each.rpartition("\\") for each in self.keys]
        values = [(name, *value) for name, value in self.keys[sub_key.lower()].items()]
        yield [name for above, _, name in places if above == sub_key.lower()], values


def in_registry(places: Places, keys: Values, **how: Any) -> Places:
    named = {f"{KEY}\\{section}".rstrip("\\"): values for section, values in keys.items()}
    return places._replace(registry=PolicyKey(Registry(named, **how)))
