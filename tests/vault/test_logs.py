"""What the vault's libraries say at DEBUG over a real gnome-keyring, against the handler that writes the log.

They say little (keyring: which backends it loads; secretstorage and jeepney: nothing), so what a next version might say of the
same calls is said in their names: the message that goes over the bus, as jeepney has it, with the secret in it.
"""

from __future__ import annotations

import base64
import json
import logging
from typing import TYPE_CHECKING

import keyring.backend
import pytest
import secretstorage
from joserfc.jwk import RSAKey

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.vault import KeyVault, platform_store
from tests.e2e.traces import Scanner
from tests.kit.loop import run
from tests.unit.helseid.kit import client_jwk
from tests.unit.platform.every_log import everything, written

if TYPE_CHECKING:
    from tests.vault.conftest import Seat

SERVICE = "Prøvesvar-test"
PRIVATE = ("d", "p", "q", "dp", "dq", "qi", "k")


def everything_that_a_vault_does(seat: Seat, secrets: list[str]) -> None:
    """Kept, read, replaced, forgotten, as an entry and in a file; locked; not there."""
    for folder in (None, seat.home / "keys"):
        vault = KeyVault(SERVICE, folder=folder)
        with seat.keyring():
            for text in secrets:
                run(vault.store("me", text))
                assert run(vault.load("me")) == text
            bus = secretstorage.dbus_init()
            for item in secretstorage.get_default_collection(bus).get_all_items():
                said = item.get_secret()
                logging.getLogger("secretstorage.item").debug(
                    "get_secret %r %r %s", item.get_attributes(), said, item.get_label()
                )
                logging.getLogger("jeepney.io").debug("recv body=%r", (("/session/1", b"", list(said), "text/plain"),))
                logging.getLogger("jeepney.io").debug("recv body=%s", ("/session/1", said, "text/plain"))
            bus.close()
        with seat.keyring(None), pytest.raises(AppError) as caught:
            run(vault.load("me"))
        assert caught.value.code is ErrorCode.VAULT_LOCKED
        with pytest.raises(AppError):
            run(KeyVault(SERVICE, folder=folder).load("me"))
        with seat.keyring():
            run(vault.delete("me"))
            assert run(vault.load("me")) is None


@pytest.mark.hazard("S86")
@pytest.mark.requirement("R3")
def test_nothing_that_is_kept_gets_into_the_log(seat: Seat, capfd: pytest.CaptureFixture[str]) -> None:
    keys = [RSAKey.generate_key(2048).as_dict(private=True), client_jwk()]
    secrets = [json.dumps(key) for key in keys] + [base64.urlsafe_b64encode(b"a wrapping key, 32 bytes of that").decode()]
    marks = {str(key[name]) for key in keys for name in PRIVATE if name in key} | {secrets[-1].rstrip("=")}
    scanner = Scanner({"secret": marks})
    with everything(seat.home / "log") as (log, raw):
        logging.getLogger("asyncio").setLevel(logging.WARNING)  # tested elsewhere; a line for each loop
        keyring.backend._load_plugins()  # as keyring looks for a backend: what it says itself
        platform_store()
        everything_that_a_vault_does(seat, secrets)
    assert {"keyring", "secretstorage", "jeepney"} <= raw.names, "what is tested here"
    assert scanner.found_in("\n".join(raw.texts).encode()), "without redaction it would have been there"
    text = written(log)
    assert scanner.found_in(text.encode()) == set()
    for mark in marks:
        assert not any(mark[at : at + 12] in text for at in range(0, len(mark) - 12, 4)), "not a part of it either"
    for secret in secrets:
        assert str(list(secret.encode()))[1:40] not in text, "nor as numbers"
    assert "Loading" in text, "what is no secret stays"
    assert capfd.readouterr() == ("", "")
