"""A setting's value as text that can be shown and mailed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provesvar_gui.self_check.safe import Mailable

_ADDRESSES = ("authority", "url", "uri", "uris")  # ends of names
_PATHS = ("helseid.key", "helseid.machine_key", "network.ca_file")
_PEOPLE = ("contact.",)  # names and numbers of people: in a report only whether there is any
_TABLES = ("acute.local_codes", "pps.outcomes")  # only how many


def shown(safe: Mailable, name: str, value: object, *, people: bool = False) -> str:
    """``people``: on this machine's own screen the names of those to call may stand."""
    if name.startswith(_PEOPLE) and not people:
        return "(…)" if value else ""
    if name in _TABLES and isinstance(value, tuple):
        return str(len(value))
    if name == "contact.laboratories" and isinstance(value, tuple):
        return ", ".join(safe.text(f"{one.name} {one.phone}") for one in value)
    if name == "helseid.organisations" and isinstance(value, tuple):
        return ", ".join(safe.text(entry.orgnr) for entry in value)  # a person's own firm may bear their name
    if name == "network.proxy":
        return str(value) if value in ("system", "none") else safe.proxy(str(value))
    if name in _PATHS:
        return safe.path(str(value))
    show = safe.address if name.endswith(_ADDRESSES) else safe.text
    if isinstance(value, tuple):
        return ", ".join(show(str(one)) for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return show(str(value)) if isinstance(value, str) else str(value)
