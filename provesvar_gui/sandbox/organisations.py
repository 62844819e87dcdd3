"""Organisation numbers in the client assertion (``assertion_details``, helseid/README.md §6, §9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.sandbox.clients import Client

SINGLE_TENANT_SYSTEM = "urn:oid:2.16.578.1.12.4.1.4.101"
MULTI_TENANT_SYSTEM = "urn:oid:1.0.6523"
_OTHER_TYPES = frozenset({"nhn:tillitsrammeverk:parameters", "nhn:sfm:journal-id"})
_ORGNR = re.compile(r"[0-9]{9}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisations:
    """Whom the token speaks for. ``unsigned``: API scopes whose terms that organisation has not signed."""

    parent: str
    child: str | None = None
    unsigned: frozenset[str] = frozenset()


def _hid(code: int, reason: str) -> RefusedError:
    return RefusedError(400, "invalid_request", f"HID-{code}: {reason}")


def without_details(client: Client, claims: Mapping[str, Any]) -> Organisations:
    """The organisations of a request whose assertion may not name any. Raises RefusedError (HID-1009)."""
    if "assertion_details" in claims:
        raise _hid(1009, "organisation numbers cannot be sent in the assertion in this step")
    return Organisations(parent=client.parent.orgnr)


def from_details(client: Client, claims: Mapping[str, Any]) -> Organisations:
    """The organisations of a refresh. Raises RefusedError with a HID code."""
    if "assertion_details" not in claims:
        return Organisations(parent=client.parent.orgnr)
    details = claims["assertion_details"]
    elements = details if isinstance(details, list) else [details]
    found = [element for element in elements if _is_authorization(element)]
    if len(found) > 1:
        raise _hid(1007, "more than one organisation element")
    if not found:
        return Organisations(parent=client.parent.orgnr)
    try:
        identifier = found[0]["practitioner_role"]["organization"]["identifier"]
        system, kind, value = identifier["system"], identifier["type"], identifier["value"]
    except (KeyError, TypeError) as error:
        raise _hid(1007, "the organisation element is not of the right form") from error
    if kind != "ENH" or not isinstance(value, str):
        raise _hid(1007, "the identifier is not an ENH")
    if client.parents is not None:
        return _multi_tenant(client.parents, system, value)
    return _single_tenant(client, system, value)


def _is_authorization(element: object) -> bool:
    if not isinstance(element, dict):
        raise _hid(1007, "assertion_details holds something that is no object")
    kind = element.get("type")
    if kind == "helseid_authorization":
        return True
    if kind not in _OTHER_TYPES:
        raise _hid(1007, "assertion_details holds an unknown type")
    return False


def _single_tenant(client: Client, system: object, value: str) -> Organisations:
    if client.children is None:
        raise _hid(1006, "child organisations are not enabled for this client")
    if system == MULTI_TENANT_SYSTEM:
        raise _hid(1005, "parent organisations are not enabled for this client")
    if system != SINGLE_TENANT_SYSTEM:
        raise _hid(1007, "the identifier system is not that of a single-tenant client")
    if not _ORGNR.fullmatch(value):
        raise _hid(1004, "an organisation number is not nine digits")
    for unit in client.children:
        if unit.orgnr == value:
            return Organisations(parent=client.parent.orgnr, child=value, unsigned=unit.unsigned)
    raise _hid(1002, "the child organisation is not on the client's list")


def _multi_tenant(parents: Mapping[str, tuple[str, ...]], system: object, value: str) -> Organisations:
    if system != MULTI_TENANT_SYSTEM or not value.startswith("NO:ORGNR:"):
        raise _hid(1007, "the identifier is not that of a multi-tenant client")
    parent, _, child = value.removeprefix("NO:ORGNR:").partition(":")
    if not _ORGNR.fullmatch(parent) or (child and not _ORGNR.fullmatch(child)):
        raise _hid(1004, "an organisation number is not nine digits")
    if parent not in parents:
        raise _hid(1001, "the parent organisation is not on the client's list")
    if child and parents[parent] and child not in parents[parent]:
        raise _hid(1003, "the parent organisation's list lacks the child")
    return Organisations(parent=parent, child=child or None)
