"""A setting's value as text that can be shown and mailed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provesvar_gui.self_check.item import Mailable

_ADDRESSES = ("authority", "url", "uri", "uris")  # ends of names
_PATHS = ("helseid.key", "helseid.machine_key", "network.ca_file")
_MANY = 6  # entries of a table; of the rest how many there are


def shown(safe: Mailable, name: str, value: object, *, people: bool = False) -> str:
    """``people``: on this machine's own screen the names of those to call may stand."""
    if name.startswith("contact."):  # of people: in a report only whether there is any
        found = value if isinstance(value, tuple) else (value,) if value else ()
        return ", ".join(safe.text(one.line) for one in found) if people else "(…)" if found else ""
    if name == "acute.local_codes" and isinstance(value, tuple):
        return _listed([f"{safe.text(one.code)} = {one.analyte}" for one in value])
    if name == "pps.outcomes" and isinstance(value, tuple):
        return _listed([f"{safe.text(code)}: {one.screen}{', openable' if one.openable else ''}" for code, one in value])
    if name == "helseid.organisations" and isinstance(value, tuple):
        if people:
            return ", ".join(safe.text(f"{entry.name} ({entry.orgnr})") for entry in value)
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


def _listed(entries: list[str]) -> str:
    more = f"; … ({len(entries)})" if len(entries) > _MANY else ""
    return "; ".join(entries[:_MANY]) + more
