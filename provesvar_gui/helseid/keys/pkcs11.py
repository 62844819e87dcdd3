"""A PKCS#11 token (OASIS, version 2.40), through the C interface of its module: a card, a USB token, an HSM. Not on Windows.

Each piece of work starts and ends the module, so that a token may be taken out and put in again. The PIN lies in the vault. Since
a token locks itself after a few wrong ones, it is not logged in to while it says that the last one was wrong, and a PIN that it
refused is kept no more.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from contextlib import contextmanager, suppress
from ctypes import Structure, byref, c_char, c_char_p, c_ubyte, c_ulong, c_void_p
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_store import KeyStore
from provesvar_gui.platform.files import why_others_can_write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from provesvar_gui.helseid.keys.vault import KeyVault

T = TypeVar("T")
Call = Callable[..., None]
# Places in CK_FUNCTION_LIST: the one thing that every module gives away.
_PLACES = {
    "Initialize": 0, "Finalize": 1, "GetSlotList": 4, "GetTokenInfo": 6, "OpenSession": 12, "Login": 18, "DestroyObject": 22,
    "GetAttributeValue": 24, "FindObjectsInit": 26, "FindObjects": 27, "FindObjectsFinal": 28, "SignInit": 42, "Sign": 43,
    "GenerateKeyPair": 59,
}  # fmt: skip
_CLASS, _TOKEN, _PRIVATE, _LABEL, _ID, _SENSITIVE, _SIGN, _VERIFY = 0x0, 0x1, 0x2, 0x3, 0x102, 0x103, 0x108, 0x10A
_EXTRACTABLE, _EC_PARAMS, _EC_POINT = 0x162, 0x180, 0x181
_PUBLIC_CLASS, _PRIVATE_CLASS, _USER, _TO_WRITE, _MAKE_EC, _ECDSA = 2, 3, 1, 0x2 | 0x4, 0x1040, 0x1041
_P256 = bytes.fromhex("06082a8648ce3d030107")  # its object identifier, in DER
_NEEDS_LOGIN, _PIN_WAS_WRONG, _PIN_LAST_TRY, _PIN_LOCKED = 0x4, 0x10000 | 0x20000, 0x20000, 0x40000
_YES, _NO = b"\x01", b"\x00"
_FINE = (0x0, 0x100, 0x191)  # OK, somebody is logged in already, it was initialised already
_CODES = {
    **dict.fromkeys((0x3, 0x32, 0xE0, 0xE1), ErrorCode.KEY_STORE_ABSENT),  # no slot, taken out, no token, not recognised
    **dict.fromkeys((0xA0, 0xA1, 0xA2), ErrorCode.KEY_STORE_PIN_REFUSED),  # wrong, invalid, its length
    0x102: ErrorCode.KEY_STORE_PIN,  # the token has none yet
    **dict.fromkeys((0xA3, 0xA4), ErrorCode.KEY_STORE_LOCKED),  # expired, locked
}


class _Functions(Structure):
    _fields_ = (("version", c_ubyte * 2), ("at", c_void_p * 60))


class _TokenInfo(Structure):  # its texts by their names in RFC 7512
    _fields_ = (
        ("token", c_char * 32), ("manufacturer", c_char * 32), ("model", c_char * 16), ("serial", c_char * 16),
        ("flags", c_ulong), ("more", c_char * 256),
    )  # fmt: skip


class _Entry(Structure):  # CK_ATTRIBUTE, and CK_MECHANISM, which is of the same form
    _fields_ = (("kind", c_ulong), ("value", c_char_p), ("size", c_ulong))


def _template(*pairs: tuple[int, bytes]) -> tuple[Any, c_ulong]:
    entries = [_Entry(kind, value, len(value)) for kind, value in pairs]
    return (_Entry * len(entries))(*entries), c_ulong(len(entries))


class Pkcs11Store(KeyStore):
    """``module``: path of the module; ``token``: its label and other attributes (RFC 7512). ``vault``: where its PIN is."""

    kind = "pkcs11"

    def __init__(self, module: str, token: Mapping[str, str], vault: KeyVault) -> None:
        self.title = f"PKCS#11 {token.get('token', '')}"
        self._module, self._token, self._vault = module, token, vault
        self._pin = ""  # for as long as the session that uses the key

    async def run(self, work: Callable[[], T]) -> T:
        try:
            self._pin = await self._vault.load(self.title) or ""  # each time: another one may be kept meanwhile
        except AppError:
            if not self._pin:  # else a vault that is locked meanwhile ends no session
                raise
        try:
            return await super().run(work)
        except AppError as error:
            if error.code is ErrorCode.KEY_STORE_PIN_REFUSED:  # not every token says so when asked
                self._pin = ""
                with suppress(AppError):
                    await self._vault.delete(self.title)
            raise

    async def keep_pin(self, pin: str) -> None:
        """Try a PIN at the token, whatever it said of the last one, and keep it in the vault if it is right."""

        def log_in() -> None:
            with self._session(tries=True):
                pass

        if not pin.isprintable():
            raise self.error(ErrorCode.KEY_STORE_PIN, "no PIN has such characters")
        self._pin = pin
        await super().run(log_in)
        await self._vault.store(self.title, pin)

    def _make(self, name: str) -> bytes:
        common = ((_TOKEN, _YES), (_LABEL, b"Provesvar"), (_ID, name.encode()))
        public = _template(*common, (_VERIFY, _YES), (_EC_PARAMS, _P256))
        private = _template(*common, (_PRIVATE, _YES), (_SENSITIVE, _YES), (_EXTRACTABLE, _NO), (_SIGN, _YES))
        of_public, of_private, room = c_ulong(), c_ulong(), ctypes.create_string_buffer(256)
        with self._session() as call:
            call("GenerateKeyPair", byref(_Entry(_MAKE_EC, None, 0)), *public, *private, byref(of_public), byref(of_private))
            point = _Entry(_EC_POINT, ctypes.cast(room, c_char_p), len(room))
            call("GetAttributeValue", of_public, byref(point), c_ulong(1))
        return room.raw[: point.size][-64:]  # x and y; before them how the point is written

    def _sign(self, name: str, digest: bytes) -> bytes:
        room, size = ctypes.create_string_buffer(256), c_ulong(256)
        with self._session() as call:
            keys = self._find(call, name, _PRIVATE_CLASS)
            if not keys:
                raise self.error(ErrorCode.KEY_MISSING, "the key is not in it")
            call("SignInit", byref(_Entry(_ECDSA, None, 0)), keys[0])
            call("Sign", digest, c_ulong(len(digest)), room, byref(size))
        return room.raw[: size.value]

    def _delete(self, name: str) -> None:
        with self._session() as call:
            for kind in (_PRIVATE_CLASS, _PUBLIC_CLASS):
                for key in self._find(call, name, kind):
                    call("DestroyObject", key)

    def _find(self, call: Call, name: str, kind: int) -> list[c_ulong]:
        found, count = (c_ulong * 8)(), c_ulong()
        call("FindObjectsInit", *_template((_CLASS, bytes(c_ulong(kind))), (_ID, name.encode())))
        call("FindObjects", found, c_ulong(len(found)), byref(count))
        call("FindObjectsFinal")
        return [c_ulong(each) for each in found[: count.value]]

    @contextmanager
    def _session(self, *, tries: bool = False) -> Iterator[Call]:
        """Calls in a session that is logged in. ``tries``: even if the token says that the last PIN was wrong."""
        functions, session = self._functions(), c_ulong()

        def invoke(name: str, *arguments: object) -> None:
            code = ctypes.CFUNCTYPE(c_ulong)(functions[_PLACES[name]])(*arguments)
            if code not in _FINE:
                raise self.error(_CODES.get(code, ErrorCode.KEY_STORE_FAILED), f"C_{name}: {code:#x}")

        invoke("Initialize", None)
        try:
            slot, flags = self._slot(invoke)
            invoke("OpenSession", slot, c_ulong(_TO_WRITE), None, None, byref(session))
            if flags & _NEEDS_LOGIN:
                if flags & _PIN_LOCKED:
                    raise self.error(ErrorCode.KEY_STORE_LOCKED, "its PIN is locked")
                if not self._pin or (flags & _PIN_WAS_WRONG and not tries):
                    raise self.error(ErrorCode.KEY_STORE_PIN, "no PIN, or the last one was wrong")
                self._log_in(invoke, session)
            yield lambda name, *arguments: invoke(name, session, *arguments)
        finally:  # of sessions and logins, too
            with suppress(AppError):  # it may have been taken out
                invoke("Finalize", None)

    def _log_in(self, invoke: Call, session: c_ulong) -> None:
        pin = self._pin.encode()
        try:
            invoke("Login", session, c_ulong(_USER), pin, c_ulong(len(pin)))
        except AppError as error:
            if error.code is ErrorCode.KEY_STORE_PIN_REFUSED and self._slot(invoke)[1] & _PIN_LAST_TRY:
                raise self.error(error.code, "PIN refused, one try is left", tries="1") from None
            raise

    def _functions(self) -> Any:
        try:
            if why := why_others_can_write(Path(self._module)):
                raise self.error(ErrorCode.KEY_STORE_FAILED, f"its module: {why}")
            # On Windows its structures are packed: there are other stores.
            library, table = ctypes.CDLL(self._module if os.name == "posix" else ""), ctypes.POINTER(_Functions)()
            library.C_GetFunctionList(byref(table))
        except (OSError, AttributeError):
            raise self.error(ErrorCode.KEY_STORE_ABSENT, "no such module") from None
        return table.contents.at

    def _slot(self, invoke: Call) -> tuple[c_ulong, int]:
        slots, count, info, found = (c_ulong * 64)(), c_ulong(64), _TokenInfo(), []
        invoke("GetSlotList", c_ubyte(1), slots, byref(count))
        for slot in slots[: count.value]:
            invoke("GetTokenInfo", c_ulong(slot), byref(info))
            if all(getattr(info, name).decode(errors="replace").rstrip() == value for name, value in self._token.items()):
                found.append((c_ulong(slot), info.flags))
        if len(found) > 1:
            raise self.error(ErrorCode.KEY_STORE_FAILED, "more than one such token")  # one's PIN is wrong for another
        if not found:
            raise self.error(ErrorCode.KEY_STORE_ABSENT, "no such token")
        return found[0]
