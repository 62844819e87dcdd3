"""A workstation on a bad day: a resolver that hangs, a vault that never answers, ports that others hold."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from typing import TYPE_CHECKING

from joserfc.jwk import ECKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.desk import Desk

# Loaded by the program's interpreter at its start; the program itself knows nothing of it.
RESOLVER = """
import socket, threading
_real = socket.getaddrinfo
def getaddrinfo(host, *rest, **named):
    if host in (None, "localhost", b"localhost", "127.0.0.1", b"127.0.0.1", "::1", b"::1"):
        return _real(host, *rest, **named)
    {behaviour}
socket.getaddrinfo = getaddrinfo
"""
HANGS = "threading.Event().wait()"
KNOWS_NOBODY = "raise socket.gaierror(socket.EAI_NONAME, 'Name or service not known')"

SILENT_VAULT = """
import sys
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
connection = open_dbus_connection(sys.argv[1])
bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
connection.send_and_get_reply(new_method_call(bus, "RequestName", "su", ("org.freedesktop.secrets", 0)))
print("owned", flush=True)
while True:
    connection.receive()
"""


def resolver(home: Path, behaviour: str) -> dict[str, str]:
    """The environment in which names resolve like that."""
    folder = home / "site"
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(RESOLVER.format(behaviour=behaviour))
    return {"PYTHONPATH": str(folder)}


@contextmanager
def silent_vault(desk: Desk) -> Iterator[None]:
    """A Secret Service that takes every call and answers none."""
    address = desk.env["DBUS_SESSION_BUS_ADDRESS"]
    with subprocess.Popen([sys.executable, "-c", SILENT_VAULT, address], stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        assert service.stdout.readline() == "owned\n"
        try:
            yield
        finally:
            service.kill()


def client_file(home: Path) -> Path:
    """A configuration file as Selvbetjening hands it out: a key as a string, no kid, a BOM."""
    jwk = ECKey.generate_key("P-256").as_dict(private=True)
    jwk.pop("kid", None)
    path = home / "client.json"
    document = {"authority": "https://helseid-sts.test.nhn.no", "clientId": "test-client", "privateJwk": json.dumps(jwk)}
    path.write_text("\ufeff" + json.dumps(document), encoding="utf-8")
    return path


def settings(home: Path, helseid: str = "", *, raw: str | None = None) -> Path:
    """A settings file in English, so that the test reads the sources' words."""
    path = home / "settings.toml"
    written = textwrap.dedent(helseid)
    path.write_text(raw if raw is not None else f'[ui]\nlanguage = "en"\n[helseid]\nclient_id = "test-client"\n{written}')
    return path


@contextmanager
def busy_port() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]
