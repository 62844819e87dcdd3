"""A stand-in for Windows' ncrypt.dll: called through the C interface, so that a wrong argument is a wrong argument here too."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import POINTER, c_size_t, c_uint32
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature

TPM, SOFTWARE = "Microsoft Platform Crypto Provider", "Microsoft Software Key Storage Provider"
NOT_FOUND, BAD_KEYSET, EXISTS = 0x80090011, 0x80090016, 0x8009000F


class Key:
    def __init__(self, provider: str, name: str) -> None:
        self.provider, self.name, self.export_policy = provider, name, -1
        self.private = ec.generate_private_key(ec.SECP256R1())


class StandInNCrypt:
    """``providers``: those that there are. ``fails``: function -> status. ``open``: handles that are not closed yet."""

    def __init__(self, *providers: str) -> None:
        self.providers, self.keys = providers, dict[tuple[str, str], Key]()
        self.open: dict[int, Any] = {}
        self.fails: dict[str, int] = {}

    def __getattr__(self, name: str) -> _Function:
        if not name.startswith("NCrypt"):
            raise AttributeError(name)
        return _Function(self, name, getattr(self, f"_{name[6:]}"))

    def _handle(self, out: int, opened: object) -> int:
        handle = 0x1000 + 16 * len(self.open) + 1
        self.open[handle] = opened
        ctypes.cast(out, POINTER(c_size_t)).contents.value = handle
        return 0

    def _OpenStorageProvider(self, out: int, name: str, _flags: int) -> int:  # noqa: N802 - Windows' name
        return self._handle(out, name) if name in self.providers else NOT_FOUND

    def _CreatePersistedKey(self, provider: int, out: int, algorithm: str, name: str, spec: int, flags: int) -> int:  # noqa: N802
        assert (algorithm, spec, flags) == ("ECDSA_P256", 0, 0)
        return EXISTS if (self.open[provider], name) in self.keys else self._handle(out, Key(self.open[provider], name))

    def _SetProperty(self, key: int, name: str, value: int, size: int, _flags: int) -> int:  # noqa: N802
        assert (name, size) == ("Export Policy", 4)
        self.open[key].export_policy = int.from_bytes(ctypes.string_at(value, size), "little")
        return 0

    def _FinalizeKey(self, key: int, flags: int) -> int:  # noqa: N802
        assert flags == 0x40
        made = self.open[key]
        self.keys[made.provider, made.name] = made
        return 0

    def _ExportKey(self, key: int, to: int, kind: str, _list: object, out: int, room: int, size: int, _flags: int) -> int:  # noqa: N802
        assert (kind, to) == ("ECCPUBLICBLOB", 0)
        point = self.open[key].private.public_key().public_numbers()
        return _give(out, room, size, b"ECS1\x20\0\0\0" + point.x.to_bytes(32, "big") + point.y.to_bytes(32, "big"))

    def _OpenKey(self, provider: int, out: int, name: str, _spec: int, _flags: int) -> int:  # noqa: N802
        found = self.keys.get((self.open[provider], name))
        return BAD_KEYSET if found is None else self._handle(out, found)

    def _SignHash(self, key: int, padding: object, digest: int, length: int, out: int, room: int, size: int, flags: int) -> int:  # noqa: N802
        assert (padding, length, flags) == (None, 32, 0x40)
        signature = self.open[key].private.sign(ctypes.string_at(digest, length), ec.ECDSA(Prehashed(hashes.SHA256())))
        return _give(out, room, size, b"".join(part.to_bytes(32, "big") for part in decode_dss_signature(signature)))

    def _DeleteKey(self, key: int, _flags: int) -> int:  # noqa: N802
        gone = self.open.pop(key)
        del self.keys[gone.provider, gone.name]
        return 0

    def _FreeObject(self, handle: int) -> int:  # noqa: N802
        del self.open[handle]
        return 0


class _Function:
    """As ctypes has a function of a library: its types are set, and every call converts by them."""

    def __init__(self, library: StandInNCrypt, name: str, work: Callable[..., int]) -> None:
        self.argtypes: tuple[Any, ...] = ()
        self.restype: Any = None
        self._library, self._name, self._work = library, name, work

    def __call__(self, *arguments: object) -> int:
        assert self.restype is c_uint32
        # What a library gets of a pointer to a number or to bytes is an address.
        seen = [ctypes.c_void_p if issubclass(kind, (ctypes._Pointer, ctypes.c_char_p)) else kind for kind in self.argtypes]
        if status := self._library.fails.get(self._name):
            return status
        inner = ctypes.CFUNCTYPE(c_uint32, *seen)(self._work)
        called = ctypes.cast(inner, ctypes.CFUNCTYPE(c_uint32, *self.argtypes))
        return int(called(*arguments))


def _give(out: int, room: int, size: int, data: bytes) -> int:
    assert len(data) <= room
    ctypes.memmove(out, data, len(data))
    ctypes.cast(size, POINTER(c_uint32)).contents.value = len(data)
    return 0
