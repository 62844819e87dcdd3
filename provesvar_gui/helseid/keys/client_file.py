"""The configuration file that HelseID Selvbetjening hands out (helseid/README.md §8), and the key in it.

The key is imported once and moved to the vault; the file should then be deleted.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.jose import KeyUnusableError, PrivateKey, import_private_key
from provesvar_gui.helseid.requests import moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO

_LIMIT = 256 * 1024  # bytes; a real file has about 8 KiB
_PREFIX = "client file: "
_OURS: Final = ("clientId", "privateJwk", "kty")  # one of them, in every file that is meant for this
NO_KEY: Final = "no privateJwk"  # a ``key_fault``
_WHY: Mapping[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("absent", "there is no such file"),
    PermissionError: ("forbidden", "this account may not read it"),
    IsADirectoryError: ("folder", "it is a folder"),
}


class Stranger(StrEnum):
    """Why a file is not one of Selvbetjening's at all."""

    NOT_JSON = "not-json"
    NO_CLIENT = "no-client"  # neither a client nor a key is in it


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFile:
    """What the file says. Fields that it lacks are empty. ``private_jwk``: the JWK, as JSON text for the vault.

    ``expires``: when the key ends, where the file says so in the API's word (``expiration``); None, as in every file that is
    known so far: it is not said. Only in a file that is to be judged: ``key_fault``, why there is no key in it that can be used;
    ``stranger``, why it is no configuration file.
    """

    authority: str
    client_id: str
    grant_types: tuple[str, ...] = ()
    scopes: tuple[str, ...]
    redirect_uris: tuple[str, ...]
    private_jwk: str = field(repr=False)
    expires: datetime | None = None
    key_fault: str = ""
    stranger: Stranger | None = None


def read_client_file(path: Path, *, judging: bool = False) -> ClientFile:
    """Read a configuration file. Raises AppError: KEY_MISSING (no file, or no key in it), KEY_MALFORMED; ``params["file"]``.

    Where it cannot be read at all, ``params["unread"]`` says why: absent, forbidden, folder, other. ``judging``: see
    ``parse_client_file``.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LIMIT + 1)
    except OSError as error:
        kind, why = _WHY.get(type(error), ("other", type(error).__name__))
        raise _unread(kind, why, path.name) from None
    return parse_client_file(raw, file_name=path.name, judging=judging)


def read_client_stream(stream: BinaryIO, name: str, *, judging: bool = False) -> ClientFile:
    """The same from a stream, to its end, so that no file need lie on a disk. ``name``: for messages. Raises as above."""
    try:
        raw = stream.read(_LIMIT + 1)
    except OSError as error:
        raise _unread("other", type(error).__name__, name) from None
    if not raw.strip():
        raise _unread("other", "nothing came", name)
    return parse_client_file(raw, file_name=name, judging=judging)


def open_to_others(path: Path) -> bool:
    """Whether other users may read or change the file. Windows has no such modes: there it is not known, and False."""
    if os.name == "nt":
        return False
    try:
        return bool(path.stat().st_mode & 0o066)
    except OSError:
        return False


def parse_client_file(raw: bytes, *, file_name: str, judging: bool = False) -> ClientFile:
    """Parse a configuration file, or a bare private JWK. Raises AppError: KEY_MISSING, KEY_MALFORMED.

    ``judging``: raises nothing; a file is read whole although its key cannot be used, so that everything that is wrong with it
    can be told at once.
    """
    private_jwk = fault = ""
    stranger: Stranger | None = Stranger.NOT_JSON
    document: Mapping[str, object] = {}
    try:
        if len(raw) > _LIMIT:
            raise _malformed("too large", file_name)
        document = _json_object(_decode(raw, file_name), "not JSON", file_name)
        stranger = None if any(document.get(name) for name in _OURS) else Stranger.NO_CLIENT
        private_jwk = _private_jwk(document, file_name)
    except AppError as error:
        if not judging:
            raise
        fault = error.detail.removeprefix(_PREFIX)
    return ClientFile(
        authority=_text(document.get("authority")),
        client_id=_text(document.get("clientId")),
        grant_types=_texts(document.get("grantTypes")),
        scopes=_texts(document.get("scopes")),
        redirect_uris=_texts(document.get("redirectUris")),
        private_jwk=private_jwk,
        expires=moment(document.get("expiration")),
        key_fault=fault,
        stranger=stranger,
    )


def _private_jwk(document: Mapping[str, object], file_name: str) -> str:
    jwk = document if "kty" in document else document.get("privateJwk")
    if jwk is None or jwk == "":
        raise AppError(ErrorCode.KEY_MISSING, f"{_PREFIX}{NO_KEY}", params={"file": file_name})
    if isinstance(jwk, str):
        jwk = _json_object(jwk, "privateJwk is not JSON", file_name)
    if not isinstance(jwk, dict):
        raise _malformed("privateJwk is not an object", file_name)
    try:
        import_private_key(jwk)
    except KeyUnusableError as error:
        raise _malformed(str(error), file_name) from None
    return json.dumps(jwk, separators=(",", ":"))


def load_private_key(private_jwk: str, *, source: str = "") -> PrivateKey:
    """The key from a JWK's JSON text, as the vault keeps it. Raises AppError(KEY_MALFORMED)."""
    try:
        return import_private_key(_json_object(private_jwk, "the JWK is not JSON", source))
    except KeyUnusableError as error:
        raise _malformed(str(error), source) from None


def _decode(raw: bytes, file_name: str) -> str:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"  # Windows editors save both
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise _malformed("not text", file_name) from None


def _json_object(text: str, why: str, file_name: str) -> Mapping[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise _malformed(why, file_name) from None
    if not isinstance(value, dict):
        raise _malformed(why, file_name)
    return value


def _unread(kind: str, why: str, file_name: str) -> AppError:
    return AppError(ErrorCode.KEY_MISSING, f"{_PREFIX}{why}", params={"file": file_name, "unread": kind})


def _malformed(why: str, file_name: str) -> AppError:
    return AppError(ErrorCode.KEY_MALFORMED, f"{_PREFIX}{why}", params={"file": file_name})


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
