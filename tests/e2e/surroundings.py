"""A workstation on a bad day: a resolver that hangs, vaults of every mood, ports that others hold; and its settings."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from joserfc.jwk import ECKey

from provesvar_gui.helseid.keys.key_ring import KeyRing, StoredKey, ring_text
from provesvar_gui.sandbox.server import Sandbox
from tests.e2e.display import Display, wait_until

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

# Takes a name on the bus and answers every call with one error; without one, not at all.
REFUSING = """
import sys
from jeepney import DBusAddress, MessageType, new_error, new_method_call
from jeepney.io.blocking import open_dbus_connection
connection = open_dbus_connection(sys.argv[1])
bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
connection.send_and_get_reply(new_method_call(bus, "RequestName", "su", (sys.argv[2], 0)))
print("owned", flush=True)
while True:
    message = connection.receive()
    if message.header.message_type is not MessageType.method_call:
        continue
    print("asked", flush=True)
    if sys.argv[3]:
        connection.send(new_error(message, sys.argv[3], "s", ("the vault's own words",)))
"""
BROKEN = "org.freedesktop.DBus.Error.Failed"
ABSENT = "org.freedesktop.DBus.Error.ServiceUnknown"  # what the bus itself says where nobody has the name

MACHINE_KEY = "machine-key.json"


def resolver(home: Path, behaviour: str) -> dict[str, str]:
    folder = home / "site"
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(RESOLVER.format(behaviour=behaviour))
    return {"PYTHONPATH": str(folder)}


@contextmanager
def refusing(display: Display, error: str, name: str = "org.freedesktop.secrets") -> Iterator[Path]:
    """A service of this name that answers everything with this error ("": nothing); a file with a line for each call."""
    command = [sys.executable, "-c", REFUSING, display.env["DBUS_SESSION_BUS_ADDRESS"], name, error]
    told = Path(display.env["HOME"], name)
    with told.open("w") as log, subprocess.Popen(command, stdout=log) as service:
        try:
            wait_until(lambda: told.read_text().startswith("owned\n"), "the service")
            yield told
        finally:
            service.kill()


@contextmanager
def locked_vault(display: Display, asking: str) -> Iterator[None]:
    """A real gnome-keyring that nobody has unlocked. ``asking``: what becomes of its question, see ``refusing``."""
    command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
    with (
        refusing(display, asking, "org.gnome.keyring.SystemPrompter"),
        subprocess.Popen(command, env=display.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon,
    ):
        assert daemon.stdout is not None
        daemon.stdout.readline()  # its address: it is there
        try:
            yield
        finally:
            daemon.terminate()


@contextmanager
def open_vault(display: Display) -> Iterator[None]:
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with subprocess.Popen(
        command, env=display.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        assert daemon.stdin is not None
        assert daemon.stdout is not None
        daemon.stdin.write("password")
        daemon.stdin.close()
        daemon.stdout.readline()  # its address: it is there
        try:
            yield
        finally:
            daemon.terminate()


def client_file(home: Path) -> Path:
    """A configuration file as Selvbetjening hands it out: a key as a string, no kid, a BOM."""
    jwk = ECKey.generate_key("P-256").as_dict(private=True)
    jwk.pop("kid", None)
    path = home / "client.json"
    document = {"authority": "https://helseid-sts.test.nhn.no", "clientId": "test-client", "privateJwk": json.dumps(jwk)}
    path.write_text("\ufeff" + json.dumps(document), encoding="utf-8")
    return path


def machine_key(home: Path, client_id: str = "test-client", private_jwk: str = "", *, name: str = MACHINE_KEY) -> str:
    """Provision a machine key, one of the test's own where none is given; the settings that name it."""
    key = private_jwk or json.dumps(ECKey.generate_key("P-256").as_dict(private=True))
    path = home / name
    path.write_text(ring_text(KeyRing(keys=(StoredKey(private_jwk=key),), client_id=client_id)))
    path.chmod(0o600)
    return f'key = "machine"\nmachine_key = "{path}"\n'


def settings(home: Path, helseid: str = "", *, raw: str | None = None) -> Path:
    """A settings file in English, so that the test reads the sources' words."""
    path = home / "settings.toml"
    written = textwrap.dedent(helseid)
    path.write_text(raw if raw is not None else f'[ui]\nlanguage = "en"\n[helseid]\nclient_id = "test-client"\n{written}')
    return path


def settings_for(sandbox: Sandbox, home: Path, results: str) -> Path:
    """A settings file for a sandbox of the test's own. ``results``: where the results service is."""
    key = machine_key(home, sandbox.client_file["clientId"], sandbox.client_file["privateJwk"])
    helseid = f'authority = "{sandbox.urls["helseid"]}"\n{key}redirect_uris = ["http://localhost:0/callback"]\n'
    services = f'[pps]\nbase_url = "{results}"\n[kodeverk]\nurl = "https://kodeverk.invalid/"\n'
    config = settings(home, helseid + services)
    config.write_text(config.read_text().replace("test-client", sandbox.client_file["clientId"]))
    return config


ANOTHER = "another program"
FIELD = f"""
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication([])
field = QLineEdit()
field.setWindowTitle({ANOTHER!r})
field.show()
application.exec()
"""


@contextmanager
def other_window(bench: Display) -> Iterator[None]:
    """Another program is in front before any key is pressed: a new window takes the focus. No screen reader hears it."""
    env = {name: value for name, value in bench.env.items() if name != "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"}
    env["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere"
    with subprocess.Popen([sys.executable, "-c", FIELD], env=env, stderr=subprocess.DEVNULL) as other:
        try:
            bench.come_to(ANOTHER)
            yield
        finally:
            other.kill()
