"""Taking in a client: reading the file from Selvbetjening, judging it field by field, keeping its key.

One way for the command and for the window's assistant: ``judge`` says everything that is wrong before anything is stored,
``keep`` stores. The words are ``ui.admin.import_words``; nothing here quotes the key.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.config import usable_redirect_uri
from provesvar_gui.helseid.keys.client_file import NO_KEY, Stranger, load_private_key
from provesvar_gui.helseid.keys.key_ring import KeyRing, StoredKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.helseid.keys.client_file import ClientFile
    from provesvar_gui.helseid.keys.key_ring import KeyPlace, PlaceKind

_ADVISED_RSA_BITS = 3072  # helseid/README.md §2; fewer than 2048 are no key at all (``jose.import_private_key``)
# Without these no login is of use. The others may be granted by the client's registration without being listed in the file.
_NEEDED = ("openid", "helseid://scopes/hpr/hpr_number")


class Complaint(StrEnum):
    """What is wrong with a file; ``Finding.where`` says at which field."""

    NOT_JSON = "not-json"  # no configuration file at all
    NOT_OURS = "not-ours"  # another JSON file
    NO_CLIENT_ID = "no-client-id"
    AUTHORITY_OTHER = "authority-other"  # params: found, wanted
    AUTHORITY_MISSING = "authority-missing"  # params: wanted
    GRANT_MISSING = "grant-missing"
    SCOPES_NEEDED = "scopes-needed"  # params: scopes
    SCOPES_UNLISTED = "scopes-unlisted"  # params: scopes
    REDIRECT_MISSING = "redirect-missing"
    REDIRECT_UNUSABLE = "redirect-unusable"  # params: count
    REDIRECT_ONLY_ONE = "redirect-only-one"
    KEY_SMALL = "key-small"  # params: bits
    KEY_ABSENT = "key-absent"
    KEY_UNUSABLE = "key-unusable"  # params: why, in English as the self-check has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``where``: the field, as the file calls it. ``refuses``: the file is not taken in; else it is advice."""

    complaint: Complaint
    where: str
    refuses: bool
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the installation needs of a client: its issuer, all scopes of the login, whether real people are looked up."""

    authority: str
    scopes: tuple[str, ...]
    prod: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A file that was read, and what was found. ``redirect_uris``: those that a login can come back to."""

    file: ClientFile
    findings: tuple[Finding, ...]
    redirect_uris: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether it may not be taken in."""
        return any(finding.refuses for finding in self.findings)

    @property
    def settings(self) -> dict[str, object]:
        """What is no secret and belongs in the user's settings: dotted name -> value, lists as TOML has them."""
        said: dict[str, object] = {"helseid.client_id": self.file.client_id, "helseid.key": "vault"}
        if self.redirect_uris:  # an empty list would stand in the way of the built-in one
            said["helseid.redirect_uris"] = list(self.redirect_uris)
        return said

    @property
    def ring(self) -> KeyRing:
        current = StoredKey(private_jwk=self.file.private_jwk, expires=self.file.expires)
        return KeyRing(current=current, client_id=self.file.client_id)


def judge(file: ClientFile, expected: Expected) -> Judged:
    """Everything that is wrong with a file, not only the first thing; of one that is no configuration file only that.

    Raises AppError(KEY_MALFORMED).
    """
    if file.stranger is not None:
        what = Complaint.NOT_JSON if file.stranger is Stranger.NOT_JSON else Complaint.NOT_OURS
        return Judged(file=file, findings=(Finding(complaint=what, where="clientId, privateJwk", refuses=True),))
    usable = tuple(uri for uri in file.redirect_uris if usable_redirect_uri(uri) and (_fixed_port(uri) or not expected.prod))
    findings = [
        *_client(file, expected),
        *_scopes(file, expected),
        *_redirects(file, usable, prod=expected.prod),
        *_key(file),
    ]
    return Judged(file=file, findings=tuple(findings), redirect_uris=usable)


class Came(StrEnum):
    ALONE = "alone"  # the only one, or the one that was in use already
    BESIDE = "beside"  # there were others of the client: HelseID says at the next login which counts
    OLDER = "older"  # it stays out: the one that was there has replaced it


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """``kind``: where the key is."""

    kind: PlaceKind
    came: Came


async def keep(judged: Judged, place: KeyPlace, *, replace_newer: bool = False) -> Kept:
    """Store the key of a file that was not refused. ``replace_newer``: whatever is there goes.

    Raises AppError: VAULT_…, KEY_NOT_OURS, KEY_BUSY, KEY_LOCK_FAILED, KEY_UNDECIDED.
    """
    if judged.refused:
        raise ValueError("refused")
    async with place.exclusive():
        ring, came = joined(None if replace_newer else await usable(place), judged.ring)
        if came is not Came.OLDER:
            await place.store(ring)
    return Kept(kind=place.kind, came=came)


async def usable(place: KeyPlace) -> KeyRing | None:
    """What is there already; None where none of it could be used for a login anyway. Raises AppError, but not for that.

    A key that cannot be read here, beside one that can, stays as it is.
    """
    try:
        ring = await place.load()
    except AppError as error:
        if error.code in (ErrorCode.KEY_MISSING, ErrorCode.KEY_MALFORMED):
            return None
        raise
    return ring if any(stored.mark for stored in ring.keys().values()) else None


def joined(found: KeyRing | None, new: KeyRing) -> tuple[KeyRing, Came]:
    """What is kept of a file's key where these were there, and what it came to be. Raises AppError(KEY_UNDECIDED)."""
    mark = new.current.key().thumbprint
    if found is None:
        return replace(new, origin=mark), Came.ALONE
    ring = found.taking_in(new)
    if mark in {stored.mark for stored in ring.imported}:
        return ring, Came.BESIDE
    used = {stored.mark for stored in (ring.current, ring.pending) if stored is not None}
    return ring, Came.ALONE if mark in used else Came.OLDER


def _client(file: ClientFile, expected: Expected) -> list[Finding]:
    found = []
    if not file.client_id:
        found.append(Finding(complaint=Complaint.NO_CLIENT_ID, where="clientId", refuses=True))
    wanted = {"wanted": _host(expected.authority)}
    if not file.authority:
        found.append(Finding(complaint=Complaint.AUTHORITY_MISSING, where="authority", refuses=False, params=wanted))
    elif file.authority.rstrip("/") != expected.authority:
        params = {"found": _host(file.authority), **wanted}
        found.append(Finding(complaint=Complaint.AUTHORITY_OTHER, where="authority", refuses=True, params=params))
    if file.grant_types and "authorization_code" not in file.grant_types:
        found.append(Finding(complaint=Complaint.GRANT_MISSING, where="grantTypes", refuses=True))
    return found


def _scopes(file: ClientFile, expected: Expected) -> list[Finding]:
    if not file.scopes:
        return [_scope_finding(Complaint.SCOPES_UNLISTED, expected.scopes)]
    missing = [scope for scope in expected.scopes if scope not in file.scopes]
    needed = tuple(scope for scope in missing if scope in _NEEDED or scope.startswith("nhn:pps/"))
    others = tuple(scope for scope in missing if scope not in needed)
    found = [_scope_finding(Complaint.SCOPES_NEEDED, needed)] if needed else []
    return found + ([_scope_finding(Complaint.SCOPES_UNLISTED, others)] if others else [])


def _scope_finding(complaint: Complaint, scopes: tuple[str, ...]) -> Finding:
    refuses = complaint is Complaint.SCOPES_NEEDED
    return Finding(complaint=complaint, where="scopes", refuses=refuses, params={"scopes": ", ".join(scopes)})


def _redirects(file: ClientFile, usable: tuple[str, ...], *, prod: bool) -> list[Finding]:
    found = []
    unusable = len(file.redirect_uris) - len(usable)
    if unusable:
        refuses = not usable
        params = {"count": str(unusable)}
        found.append(Finding(complaint=Complaint.REDIRECT_UNUSABLE, where="redirectUris", refuses=refuses, params=params))
    if not file.redirect_uris and prod:  # the test environment takes any port
        found.append(Finding(complaint=Complaint.REDIRECT_MISSING, where="redirectUris", refuses=True))
    if prod and len(usable) == 1:
        found.append(Finding(complaint=Complaint.REDIRECT_ONLY_ONE, where="redirectUris", refuses=False))
    return found


def _key(file: ClientFile) -> list[Finding]:
    if file.key_fault == NO_KEY:
        return [Finding(complaint=Complaint.KEY_ABSENT, where="privateJwk", refuses=True)]
    if file.key_fault:
        params = {"why": file.key_fault}
        return [Finding(complaint=Complaint.KEY_UNUSABLE, where="privateJwk", refuses=True, params=params)]
    bits = load_private_key(file.private_jwk).rsa_bits
    if bits is None or bits >= _ADVISED_RSA_BITS:
        return []
    return [Finding(complaint=Complaint.KEY_SMALL, where="privateJwk", refuses=False, params={"bits": str(bits)})]


def _fixed_port(uri: str) -> bool:
    return bool(urlsplit(uri).port)


def _host(address: str) -> str:
    """For the screen: of an address that may be anything."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host if host.isascii() and host.isprintable() and len(host) <= 100 else ""
