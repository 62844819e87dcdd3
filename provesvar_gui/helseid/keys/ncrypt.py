"""Windows' stores of keys, through ncrypt.dll: the TPM, and the system's own store. **Not seen on Windows**, see ``tests``.

A key is the user's, and its export policy 0: no call gives its private part away. Nothing is asked on the screen.
"""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_size_t, c_uint32, c_void_p, c_wchar_p
from functools import partial
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.keys.key_store import KeyStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Setting -> the store as it is shown, and its provider.
PROVIDERS = {
    "tpm": ("TPM", "Microsoft Platform Crypto Provider"),
    "windows": ("Windows", "Microsoft Software Key Storage Provider"),
}
_HANDLE, _HANDLE_OUT, _COUNT_OUT = c_size_t, POINTER(c_size_t), POINTER(c_uint32)
_ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "NCryptOpenStorageProvider": (_HANDLE_OUT, c_wchar_p, c_uint32),
    "NCryptCreatePersistedKey": (_HANDLE, _HANDLE_OUT, c_wchar_p, c_wchar_p, c_uint32, c_uint32),
    "NCryptSetProperty": (_HANDLE, c_wchar_p, c_char_p, c_uint32, c_uint32),
    "NCryptFinalizeKey": (_HANDLE, c_uint32),
    "NCryptExportKey": (_HANDLE, _HANDLE, c_wchar_p, c_void_p, c_char_p, c_uint32, _COUNT_OUT, c_uint32),
    "NCryptOpenKey": (_HANDLE, _HANDLE_OUT, c_wchar_p, c_uint32, c_uint32),
    "NCryptSignHash": (_HANDLE, c_void_p, c_char_p, c_uint32, c_char_p, c_uint32, _COUNT_OUT, c_uint32),
    "NCryptDeleteKey": (_HANDLE, c_uint32),
    "NCryptFreeObject": (_HANDLE,),
}
_SILENT = 0x40
_HEAD = b"ECS1" + (32).to_bytes(4, "little")  # BCRYPT_ECCKEY_BLOB, before x and y
_CODES = {
    # NTE_BAD_KEYSET, NTE_NO_KEY; then NTE_NOT_FOUND, NTE_PROV_DLL_NOT_FOUND, NTE_DEVICE_NOT_READY, NTE_DEVICE_NOT_FOUND,
    # TBS_E_TPM_NOT_FOUND; then TPM_E_DEFEND_LOCK_RUNNING, TPM_20_E_LOCKOUT.
    **dict.fromkeys((0x80090016, 0x8009000D), ErrorCode.KEY_MISSING),
    **dict.fromkeys((0x80090011, 0x8009001E, 0x80090030, 0x80090035, 0x8028400F), ErrorCode.KEY_STORE_ABSENT),
    **dict.fromkeys((0x80280803, 0x80280921), ErrorCode.KEY_STORE_LOCKED),
}


class NCryptStore(KeyStore):
    """``kind``: of ``PROVIDERS``. ``library``: opens ncrypt.dll, for tests something else."""

    def __init__(self, kind: str, library: Callable[[], Any] | None = None) -> None:
        self.kind, self._library = kind, library or partial(ctypes.CDLL, "ncrypt")
        self.title, self._provider = PROVIDERS[kind]

    def _make(self, name: str) -> bytes:
        with self._handle("NCryptCreatePersistedKey", "ECDSA_P256", name, 0, 0) as key:
            self._call("NCryptSetProperty", key, "Export Policy", bytes(4), 4, _SILENT)  # not exportable
            self._call("NCryptFinalizeKey", key, _SILENT)
            blob = self._bytes("NCryptExportKey", key, 0, "ECCPUBLICBLOB", None)
        if len(blob) != len(_HEAD) + 64 or not blob.startswith(_HEAD):
            raise self.error(ErrorCode.KEY_STORE_FAILED, "a public key of another form")
        return blob[len(_HEAD) :]

    def _sign(self, name: str, digest: bytes) -> bytes:
        with self._handle("NCryptOpenKey", name, 0, _SILENT) as key:
            return self._bytes("NCryptSignHash", key, None, digest, len(digest))

    def _delete(self, name: str) -> None:
        with self._handle("NCryptOpenKey", name, 0, _SILENT) as key:
            self._call("NCryptDeleteKey", key, _SILENT)
            key.value = 0  # it is freed with it

    @contextmanager
    def _handle(self, function: str, *arguments: object) -> Iterator[c_size_t]:
        """What a function of the provider opens; zero in it means that it is closed already."""
        provider, handle = c_size_t(), c_size_t()
        self._call("NCryptOpenStorageProvider", byref(provider), self._provider, 0)
        try:
            self._call(function, provider, byref(handle), *arguments)
            yield handle
        finally:
            for each in (handle, provider):
                if each.value:
                    self._call("NCryptFreeObject", each)

    def _bytes(self, function: str, *arguments: object) -> bytes:
        room, size = ctypes.create_string_buffer(1024), c_uint32()
        self._call(function, *arguments, room, len(room), byref(size), _SILENT)
        return room.raw[: size.value]

    def _call(self, function: str, *arguments: object) -> None:
        try:
            called = getattr(self._library(), function)
        except (OSError, AttributeError):
            raise self.error(ErrorCode.KEY_STORE_ABSENT, "no ncrypt.dll") from None
        called.argtypes, called.restype = _ARGUMENTS[function], c_uint32
        if status := called(*arguments):
            raise self.error(_CODES.get(status, ErrorCode.KEY_STORE_FAILED), f"{function}: {status:#010x}")
