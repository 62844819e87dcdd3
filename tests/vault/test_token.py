"""A PKCS#11 token for real: softhsm2, with a real vault for its PIN, the real commands and logins at the sandbox."""

from __future__ import annotations

import asyncio
import ctypes
import json
import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from ctypes import byref, c_ulong
from pathlib import Path

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose
from provesvar_gui.helseid.keys import pkcs11
from provesvar_gui.helseid.keys.key_store import store_signer
from provesvar_gui.helseid.keys.pkcs11 import Pkcs11Store
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.sandbox.server import Sandbox
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.rotating import registered
from tests.unit.helseid.windows_store import WindowsStore
from tests.vault.conftest import UserSession
from tests.vault.test_a_clients_life import command, logged_in, sandbox

__all__ = ["sandbox"]
MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "482917"
pytestmark = pytest.mark.skipif(not MODULE.exists(), reason="this machine lacks softhsm2")


@pytest.fixture
def label(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A new token, the only one there is."""
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        config = Path(folder) / "softhsm2.conf"
        config.write_text(f"directories.tokendir = {folder}\n")
        monkeypatch.setenv("SOFTHSM2_CONF", str(config))
        made = ["softhsm2-util", "--init-token", "--free", "--label", "Legekontoret", "--so-pin", "12345678", "--pin", PIN]
        subprocess.run(made, check=True, capture_output=True)
        yield "Legekontoret"


def serial_of(label: str) -> str:
    told = subprocess.run(["softhsm2-util", "--show-slots"], check=True, capture_output=True, text=True).stdout
    [token] = (slot for slot in told.split("Slot ") if re.search(rf"Label: +{label}\s", slot))
    [serial] = re.findall(r"Serial number: +(\w+)", token)
    return str(serial)


class Owner:
    """Somebody with a token. ``store``: what a start of the program has of it."""

    def __init__(self, label: str) -> None:
        self.label, self.more, entries = label, dict[str, str](), WindowsStore()
        self.vault = KeyVault("test", open_store=lambda: entries)

    @property
    def store(self) -> Pkcs11Store:
        return Pkcs11Store(str(MODULE), {"token": self.label, **self.more}, self.vault)


@pytest.fixture
def owner(label: str) -> Owner:
    owner = Owner(label)
    run(owner.store.keep_pin(PIN))
    return owner


@pytest.mark.hazard("S141")
@pytest.mark.requirement("R25")
def test_a_key_of_the_token_signs_and_cannot_be_read(owner: Owner) -> None:
    jwk = run(owner.store.make())
    key = store_signer(jwk, owner.store)
    token = run(key.signed({"typ": "x"}, {"a": 1}))
    assert jose.verify(token, [key.public_jwk], ["ES256"]).claims == {"a": 1}
    store, room = owner.store, ctypes.create_string_buffer(256)
    store._pin = PIN
    with store._session() as call:
        [private] = store._find(call, key.key_id or "", pkcs11._PRIVATE_CLASS)
        value = pkcs11._Entry(0x11, ctypes.cast(room, ctypes.c_char_p), len(room))  # CKA_VALUE
        with pytest.raises(AppError, match="0x11"):  # CKR_ATTRIBUTE_SENSITIVE
            call("GetAttributeValue", private, byref(value), c_ulong(1))
        wrapped = pkcs11._Entry(pkcs11._EXTRACTABLE, ctypes.cast(room, ctypes.c_char_p), len(room))
        call("GetAttributeValue", private, byref(wrapped), c_ulong(1))
        assert room.raw[: wrapped.size] == b"\0"
    run(owner.store.delete(key.key_id or ""))
    with app_error(ErrorCode.KEY_MISSING):
        run(key.signed({}, {}))


def test_many_at_once(owner: Owner) -> None:
    async def sign() -> list[str]:
        return await asyncio.gather(*(key.signed({}, {"n": each}) for each in range(20)))

    key = store_signer(run(owner.store.make()), owner.store)
    many = run(sign())
    assert [jose.verify(one, [key.public_jwk], ["ES256"]).claims["n"] for one in many] == list(range(20))


@pytest.mark.hazard("S142")
def test_a_wrong_pin_is_tried_once_and_never_again_by_itself(owner: Owner) -> None:
    jwk = run(owner.store.make())
    run(owner.vault.store(owner.store.title, "000000"))  # somebody has set another PIN at the token
    open_window = store_signer(jwk, owner.store)
    with app_error(ErrorCode.KEY_STORE_PIN_REFUSED):
        run(open_window.signed({}, {}))

    def try_it() -> str:
        with app_error(ErrorCode.KEY_STORE_PIN) as caught:
            run(store_signer(jwk, owner.store).signed({}, {}))  # a new start of the program each time
        return caught.value.detail

    assert run(owner.vault.load(owner.store.title)) is None  # what the token refused is nobody's to try again
    run(owner.vault.store(owner.store.title, PIN))
    assert "the last one was wrong" in try_it()  # the token was not asked, and the one that is kept is not lost by that
    with app_error(ErrorCode.KEY_STORE_PIN_REFUSED):
        run(owner.store.keep_pin("111111"))
    assert run(owner.vault.load(owner.store.title)) == PIN  # a wrong one is not kept
    run(owner.store.keep_pin(PIN))
    assert run(open_window.signed({}, {}))


@pytest.mark.hazard("S142")
def test_a_token_that_says_nothing_of_wrong_pins_is_not_locked(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    """PKCS#11 leaves the flags to the token (CKF_USER_PIN_COUNT_LOW may always be false)."""
    monkeypatch.setattr(pkcs11, "_PIN_WAS_WRONG", 0)
    jwk = run(owner.store.make())
    run(owner.vault.store(owner.store.title, "000000"))
    codes = []
    for _ in range(4):
        with pytest.raises(AppError) as caught:
            run(store_signer(jwk, owner.store).signed({}, {}))
        codes.append(caught.value.code)
    assert codes == [ErrorCode.KEY_STORE_PIN_REFUSED, *[ErrorCode.KEY_STORE_PIN] * 3]


@pytest.mark.hazard("S142")
def test_a_token_tells_that_one_try_is_left(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    """By CKF_USER_PIN_FINAL_TRY; softhsm2 sets but the flag that one was wrong, which stands in for it here."""
    monkeypatch.setattr(pkcs11, "_PIN_LAST_TRY", 0x10000)
    with pytest.raises(AppError, match="one try is left") as caught:
        run(owner.store.keep_pin("111111"))
    assert (caught.value.code, caught.value.params["tries"]) == (ErrorCode.KEY_STORE_PIN_REFUSED, "1")


async def locked(_name: str) -> str:
    raise AppError(ErrorCode.VAULT_LOCKED, "vault: locked")


@pytest.mark.hazard("S142")
def test_a_window_that_is_open_takes_the_new_pin(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    key, setting, new = store_signer(run(owner.store.make()), owner.store), owner.store, "731946"
    assert run(key.signed({}, {}))
    monkeypatch.setitem(pkcs11._PLACES, "SetPIN", 11)
    setting._pin = PIN
    with setting._session() as call:
        call("SetPIN", PIN.encode(), c_ulong(len(PIN)), new.encode(), c_ulong(len(new)))
    run(owner.store.keep_pin(new))
    assert run(key.signed({}, {}))
    monkeypatch.setattr(owner.vault, "load", locked)
    assert run(key.signed({}, {}))  # a vault that is locked meanwhile ends no session
    with app_error(ErrorCode.VAULT_LOCKED):
        run(owner.store.make())


@pytest.mark.hazard("S143")
def test_two_tokens_of_one_label(owner: Owner) -> None:
    """Neither is guessed at: the PIN of the one would be a wrong one of the other. Its serial number says which it is."""
    serial = serial_of(owner.label)
    made = ["softhsm2-util", "--init-token", "--free", "--label", owner.label, "--so-pin", "12345678", "--pin", "999999"]
    subprocess.run(made, check=True, capture_output=True)
    with pytest.raises(AppError) as caught:
        run(owner.store.make())
    assert (caught.value.code, "more than one" in caught.value.detail) == (ErrorCode.KEY_STORE_FAILED, True)
    owner.more = {"serial": serial}
    assert run(owner.store.make())


@pytest.mark.hazard("S143")
def test_another_token_of_the_label_is_not_shown_the_pin(owner: Owner) -> None:
    owner.more = {"serial": serial_of(owner.label)[::-1] + "x"}
    with pytest.raises(AppError) as caught:
        run(owner.store.make())
    assert (caught.value.code, "C_Login" in caught.value.detail) == (ErrorCode.KEY_STORE_ABSENT, False)
    owner.more = {}
    assert run(owner.store.make())  # and it does not say that a PIN was wrong


@pytest.mark.hazard("S144")
def test_a_key_that_is_given_up_while_it_is_made(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a cancelled draft, or a token that is too slow."""
    store, begun, go_on, made = owner.store, threading.Event(), threading.Event(), list[str]()
    make = store._make

    def slow(name: str) -> bytes:
        begun.set()
        assert go_on.wait(10)
        made.append(name)
        return make(name)

    async def give_up() -> None:
        task = asyncio.create_task(store.make())
        await asyncio.to_thread(begun.wait)
        task.cancel()
        await asyncio.sleep(0)
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    monkeypatch.setattr(store, "_make", slow)
    run(give_up())
    with app_error(ErrorCode.KEY_MISSING):
        run(owner.store.sign(made[0], bytes(32)))


@pytest.mark.hazard("S143")
def test_without_pin_token_or_module(owner: Owner, tmp_path: Path) -> None:
    def refused(store: Pkcs11Store) -> AppError:
        with pytest.raises(AppError) as caught:
            run(store.make())
        assert PIN not in str(caught.value)
        return caught.value

    empty = KeyVault("test", open_store=WindowsStore)
    token = {"token": owner.label}
    assert refused(Pkcs11Store(str(MODULE), token, empty)).code is ErrorCode.KEY_STORE_PIN
    assert refused(Pkcs11Store(str(MODULE), {"token": "another"}, owner.vault)).code is ErrorCode.KEY_STORE_ABSENT
    for module in ("", "/usr/lib/no-such-module.so", str(Path(os.__file__))):
        assert refused(Pkcs11Store(module, token, owner.vault)).code is ErrorCode.KEY_STORE_ABSENT
    loose = tmp_path / "module.so"
    loose.symlink_to(MODULE)
    tmp_path.chmod(0o777)
    assert "others can write" in refused(Pkcs11Store(str(loose), token, owner.vault)).detail


@pytest.mark.hazard("S141", "S142")
def test_import_pin_rotate_login_check_remove(user: UserSession, sandbox: Sandbox, label: str) -> None:
    """By the real commands, with a real vault."""
    client = sandbox.default_client = registered(sandbox)
    sandbox.faults.set("selvbetjening.replaces")
    settings_file = user.home / "settings.toml"
    where = {"authority": sandbox.urls["helseid"], "selvbetjening_url": sandbox.urls["selvbetjening"]}
    store = {"key_store": "pkcs11", "pkcs11": f"pkcs11:token={label};serial={serial_of(label)}?module-path={MODULE}"}
    lines = "".join(f'{name} = "{value}"\n' for name, value in {**where, **store}.items())
    settings_file.write_text(f'[helseid]\n{lines}[journal]\nenabled = false\n[network]\nproxy = "none"\n[ui]\nlanguage = "en"\n')
    file = user.home / "HelseId.json"
    file.write_text(json.dumps(client.file(sandbox.urls["helseid"])))
    file.chmod(0o600)
    user.env["SOFTHSM2_CONF"] = os.environ["SOFTHSM2_CONF"]
    with user.keyring():
        assert command(user, "--import-client", str(file), "--write-settings").returncode == 0
        done = command(user, "--rotate-key")
        assert (done.returncode, "key-store-pin" in done.stdout) == (1, True), done.stdout + done.stderr
        assert "There (RSA 2048, PS256), and not where helseid.key_store wants it." in command(user, "--self-check").stdout
        for pin, said in (("000000", "key-store-pin-refused"), (PIN, "The token takes the PIN")):
            assert said in command(user, "--token-pin", given=f"{pin}\n").stdout
        done = command(user, "--rotate-key", "--days", "30")
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"P-256, ES256, PKCS#11 {label}." in done.stdout
        assert f"There (P-256, ES256, PKCS#11 {label})." in command(user, "--self-check").stdout
        assert run(logged_in(settings_file, sandbox))[1]
        assert command(user, "--remove-client").returncode == 0
    [announced] = client.registered
    assert announced.key.as_dict(private=False)["crv"] == "P-256"
    token = Owner(label).store
    run(token.keep_pin(PIN))
    with app_error(ErrorCode.KEY_MISSING):  # it went with the client
        run(token.sign(announced.kid or "", bytes(32)))
