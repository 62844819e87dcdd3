"""A session bus with a real gnome-keyring behind it, unlocked or not, for each test its own (helseid/README.md §11)."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from jeepney import MatchRule  # type: ignore[import-untyped]  # it carries no types
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]  # as above
from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]  # as above

from tests.e2e.display import folders

NEEDED = ("dbus-daemon", "gnome-keyring-daemon")
PASSWORD = "et passord til prøve"
# Nothing is started by the bus itself: what the machine has installed is not what is tested.
BUS = """<busconfig><type>session</type><listen>unix:path={path}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    for item in items:
        if item.path.parent == Path(__file__).parent and missing:
            item.add_marker(pytest.mark.skip(reason=f"this machine lacks {', '.join(missing)}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSession:
    """A user's session. ``env``: what a program needs to be in it."""

    home: Path
    env: dict[str, str]

    @contextmanager
    def keyring(self, password: str | None = PASSWORD) -> Iterator[None]:
        """The vault's daemon, unlocked with the password, or (None) as it is after a start that nobody unlocked."""
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        unlock = [] if password is None else ["--unlock"]
        pipe, log = subprocess.PIPE, (self.home / "keyring.log").open("ab")
        with log, subprocess.Popen([*command, *unlock], env=self.env, stdin=pipe, stdout=pipe, stderr=log) as daemon:
            try:
                assert daemon.stdin is not None
                daemon.stdin.write((password or "").encode())
                daemon.stdin.close()
                self._wait_for_it()
                yield
            finally:
                daemon.terminate()
                daemon.wait(10)

    def _wait_for_it(self) -> None:
        """The bus tells when the name has an owner."""
        name = "org.freedesktop.secrets"
        rule = MatchRule(type="signal", interface=message_bus.interface, member="NameOwnerChanged")
        rule.add_arg_condition(0, name)
        with open_dbus_connection(self.env["DBUS_SESSION_BUS_ADDRESS"]) as connection, connection.filter(rule) as owners:
            bus = Proxy(message_bus, connection)
            bus.AddMatch(rule)
            if not bus.NameHasOwner(name)[0]:
                connection.recv_until_filtered(owners, timeout=20)


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> Iterator[UserSession]:
    """This process is in the session too."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pv")))
        env = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG", "LC_ALL", "VIRTUAL_ENV"}}
        env |= folders(home)
        config = home / "bus.conf"
        config.write_text(BUS.format(path=home / "bus"))
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
        bus = stack.enter_context(subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True))
        stack.callback(bus.terminate)
        assert bus.stdout is not None
        env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        yield UserSession(home=home, env=env)
