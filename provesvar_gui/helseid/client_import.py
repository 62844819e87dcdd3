"""Taking in a client: reading the file from Selvbetjening, judging it field by field, keeping its key.

One way for the command and for the window's assistant: ``judge`` says what is wrong before anything is stored, ``keep`` stores.
The words are ``ui.import_words``; nothing here quotes the key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.helseid.key_ring import KeyRing, StoredKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.helseid.client_file import ClientFile
    from provesvar_gui.helseid.key_place import KeyPlace, PlaceKind


class Complaint(StrEnum):
    """What is wrong with a file; ``Finding.where`` says at which field."""

    NO_CLIENT_ID = "no-client-id"
    AUTHORITY_OTHER = "authority-other"  # params: found, wanted
    SCOPE_MISSING = "scope-missing"  # params: scopes
    REDIRECT_MISSING = "redirect-missing"
    REDIRECT_UNUSABLE = "redirect-unusable"
    REDIRECT_ANY_PORT = "redirect-any-port"
    KEY_SMALL = "key-small"


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
    """A file that was read, and what was found. ``settings``: dotted name -> value, for the user's settings file."""

    file: ClientFile
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether it may not be taken in."""
        return any(finding.refuses for finding in self.findings)

    @property
    def settings(self) -> dict[str, object]:
        """What is no secret and belongs in the settings. Lists, as TOML has them."""
        said: dict[str, object] = {"helseid.client_id": self.file.client_id, "helseid.key": "vault"}
        if self.file.redirect_uris:  # an empty list would stand in the way of the built-in one
            said["helseid.redirect_uris"] = list(self.file.redirect_uris)
        return said


def judge(file: ClientFile, expected: Expected) -> Judged:
    """Everything that is wrong with a file, not only the first thing."""
    findings = []
    if not file.client_id:
        findings.append(Finding(complaint=Complaint.NO_CLIENT_ID, where="clientId", refuses=True))
    if file.authority and file.authority != expected.authority:
        params = {"found": urlsplit(file.authority).hostname or "", "wanted": urlsplit(expected.authority).hostname or ""}
        findings.append(Finding(complaint=Complaint.AUTHORITY_OTHER, where="authority", refuses=True, params=params))
    return Judged(file=file, findings=tuple(findings))


async def keep(judged: Judged, place: KeyPlace) -> PlaceKind:
    """Store the key of a file that was not refused; where it is now. Raises AppError: VAULT_…, KEY_NOT_OURS, KEY_BUSY."""
    if judged.refused:
        raise ValueError("refused")
    async with place.exclusive():
        await place.store(KeyRing(current=StoredKey(private_jwk=judged.file.private_jwk), client_id=judged.file.client_id))
    return place.kind
