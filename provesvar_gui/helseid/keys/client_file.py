"""The configuration file of HelseID Selvbetjening (helseid/README.md §8): read, and checked field by field.

The words are ``ui.admin.import_text``; nothing here quotes the key.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.jose import KeyUnusableError, PrivateKey, import_private_key
from provesvar_gui.helseid.requests import moment, printable, text_field, tokens_field
from provesvar_gui.platform.http import is_redirect_uri

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import Any

_LIMIT = 256 * 1024  # bytes; a real file has about 8 KiB
_KNOWN_MEMBERS: Final = ("clientId", "privateJwk", "kty")  # one of them, in every file that is meant for this
_READ_FAILURES = {FileNotFoundError: "absent", PermissionError: "forbidden", IsADirectoryError: "folder"}
_ADVISED_RSA_BITS = 3072  # helseid/README.md §2; fewer than 2048 are no key at all (``jose.import_private_key``)
# Without these no login is of use. The others may be granted by the client's registration without being listed in the file.
_NEEDED = ("openid", "helseid://scopes/hpr/hpr_number")


class Complaint(StrEnum):
    NOT_OURS = "not-ours"  # another file
    NO_CLIENT_ID = "no-client-id"
    AUTHORITY_OTHER = "authority-other"  # params: found, wanted
    GRANT_MISSING = "grant-missing"
    SCOPES_NEEDED = "scopes-needed"  # params: scopes
    REDIRECT_MISSING = "redirect-missing"
    REDIRECT_UNUSABLE = "redirect-unusable"  # params: count
    REDIRECT_ONLY_ONE = "redirect-only-one"
    KEY_SMALL = "key-small"  # params: bits
    KEY_UNUSABLE = "key-unusable"  # params: why, in English as the self-check has it


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFile:
    """The fields of the file, empty where missing. ``private_jwk``: the JWK, as JSON text for the vault.

    ``expires``: when the key ends, where the file has it, called as in Selvbetjening's API (``expiration``). ``key_fault``: why
    there is no key in it that can be used. ``ours``: whether it is a configuration file.
    """

    authority: str
    client_id: str
    grant_types: tuple[str, ...] = ()
    scopes: tuple[str, ...]
    redirect_uris: tuple[str, ...]
    private_jwk: str = field(repr=False)
    expires: datetime | None = None
    key_fault: str = ""
    ours: bool = True


def read_client_file(path: Path) -> ClientFile:
    """Read a configuration file. Raises AppError(KEY_MISSING); ``params["unread"]``: absent, forbidden, folder, other."""
    try:
        with path.open("rb") as file:
            return parse_client_file(file.read(_LIMIT + 1))
    except OSError as error:
        params = {"file": path.name, "unread": _READ_FAILURES.get(type(error), "other")}
        raise AppError(ErrorCode.KEY_MISSING, f"client file: {type(error).__name__}", params=params) from None


def open_to_others(path: Path) -> bool:
    """Whether other users may read or change the file. False on Windows, which has no such modes."""
    if os.name == "nt":
        return False
    try:
        return bool(path.stat().st_mode & 0o066)
    except OSError:
        return False


def parse_client_file(raw: bytes) -> ClientFile:
    """A configuration file, or a bare private JWK. Read completely even if its key cannot be used, to report all faults."""
    private_jwk = fault = ""
    document: Mapping[str, Any] = {}
    ours = False
    try:
        document = _json_object(_decode(raw), "not JSON")
        ours = any(document.get(name) for name in _KNOWN_MEMBERS)
        private_jwk = _private_jwk(document)
    except KeyUnusableError as error:
        fault = str(error)
    return ClientFile(
        authority=text_field(document, "authority"),
        client_id=printable(text_field(document, "clientId")),
        grant_types=tokens_field(document, "grantTypes") or (),
        scopes=tokens_field(document, "scopes") or (),
        redirect_uris=tokens_field(document, "redirectUris") or (),
        private_jwk=private_jwk,
        expires=moment(document.get("expiration")),
        key_fault=fault,
        ours=ours,
    )


def load_private_key(private_jwk: str) -> PrivateKey:
    """The key of a JWK's JSON text, as stored in the vault. Raises AppError(KEY_MALFORMED)."""
    try:
        return import_private_key(_json_object(private_jwk, "the JWK is not JSON"))
    except KeyUnusableError as error:
        raise AppError(ErrorCode.KEY_MALFORMED, f"stored key: {error}", params={"file": ""}) from None


def _private_jwk(document: Mapping[str, Any]) -> str:
    jwk = document if "kty" in document else document.get("privateJwk")
    if jwk is None or jwk == "":
        raise KeyUnusableError("no privateJwk")
    if isinstance(jwk, str):
        jwk = _json_object(jwk, "privateJwk is not JSON")
    if not isinstance(jwk, dict):
        raise KeyUnusableError("privateJwk is not an object")
    import_private_key(jwk)
    return json.dumps(jwk, separators=(",", ":"))


def _decode(raw: bytes) -> str:
    if len(raw) > _LIMIT:
        raise KeyUnusableError("too large")
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"  # Windows editors save both
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise KeyUnusableError("not text") from None


def _json_object(text: str, why: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise KeyUnusableError(why)
    return value


# -- judging


@dataclass(frozen=True, slots=True)
class FileFinding:
    """A fault of a configuration file.

    ``where``: the field, as the file calls it. ``refuses``: the file is not taken in; else it is advice.
    """

    complaint: Complaint
    where: str
    refuses: bool
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFile:
    """A file and its faults. ``redirect_uris``: those that a login can use."""

    file: ClientFile
    findings: tuple[FileFinding, ...]
    redirect_uris: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        return any(finding.refuses for finding in self.findings)

    @property
    def settings(self) -> dict[str, object]:
        """The non-secret values for the user's settings: dotted name -> value, lists as TOML has them."""
        changes: dict[str, object] = {"helseid.client_id": self.file.client_id, "helseid.key": "vault"}
        if self.redirect_uris:  # an empty list would stand in the way of the built-in one
            changes["helseid.redirect_uris"] = list(self.redirect_uris)
        return changes


def judge(file: ClientFile, authority: str, scopes: tuple[str, ...], *, prod: bool) -> JudgedFile:
    """All faults of a file; of a file that is no configuration file only that one.

    ``authority``, ``scopes``: what the installation needs. ``prod``: whether real people are looked up.
    """
    if not file.ours:
        return JudgedFile(file=file, findings=(FileFinding(Complaint.NOT_OURS, "clientId, privateJwk", refuses=True),))
    found: list[FileFinding] = []

    def complain(complaint: Complaint, where: str, *, refuses: bool, **params: str) -> None:
        found.append(FileFinding(complaint, where, refuses=refuses, params=params))

    if not file.client_id:
        complain(Complaint.NO_CLIENT_ID, "clientId", refuses=True)
    if file.authority and file.authority.rstrip("/") != authority:
        hosts = {"found": _host(file.authority), "wanted": _host(authority)}
        complain(Complaint.AUTHORITY_OTHER, "authority", refuses=True, **hosts)
    if file.grant_types and "authorization_code" not in file.grant_types:
        complain(Complaint.GRANT_MISSING, "grantTypes", refuses=True)
    missing = [scope for scope in scopes if scope not in file.scopes and (scope in _NEEDED or scope.startswith("nhn:pps/"))]
    if missing and file.scopes:
        complain(Complaint.SCOPES_NEEDED, "scopes", refuses=True, scopes=", ".join(missing))
    usable = tuple(uri for uri in file.redirect_uris if is_redirect_uri(uri) and (urlsplit(uri).port or not prod))
    unusable = len(file.redirect_uris) - len(usable)
    if unusable:
        complain(Complaint.REDIRECT_UNUSABLE, "redirectUris", refuses=not usable, count=str(unusable))
    if not file.redirect_uris and prod:  # the test environment takes any port
        complain(Complaint.REDIRECT_MISSING, "redirectUris", refuses=True)
    if prod and len(usable) == 1:
        complain(Complaint.REDIRECT_ONLY_ONE, "redirectUris", refuses=False)
    if file.key_fault:
        complain(Complaint.KEY_UNUSABLE, "privateJwk", refuses=True, why=file.key_fault)
    else:
        bits = load_private_key(file.private_jwk).rsa_bits
        if bits is not None and bits < _ADVISED_RSA_BITS:
            complain(Complaint.KEY_SMALL, "privateJwk", refuses=False, bits=str(bits))
    return JudgedFile(file=file, findings=tuple(found), redirect_uris=usable)


def _host(address: str) -> str:
    """The host of any text that may be an address, for the screen."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host if host.isascii() and host.isprintable() and len(host) <= 100 else ""
