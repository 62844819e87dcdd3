"""What Group Policy writes into the registry by the template of ``packaging/admx.py``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from packaging.admx import admx
from packaging.policy_template import toml
from provesvar_gui.settings.rules import RegistryType
from provesvar_gui.settings.settings import SETTINGS

#: Values of the settings that have none of their own, as a file has them: with the built-in ones, to try every policy.
EXAMPLES: dict[str, Any] = {
    "helseid.client_id": "en-klient",
    "helseid.machine_key": f"{Path.cwd().anchor}machine-key.json",
    "helseid.scopes": ["openid", "profile"],
    "helseid.redirect_uris": ["http://localhost:11731/callback", "http://localhost:16273/callback"],
    "helseid.organisations": [{"orgnr": "994945688", "name": "Legevakten Ås"}, {"orgnr": "974706490"}],
    "helseid.multi_tenant_parent": "994945688",
    "pps.history_from": "2025-09-01",
    "contact.privacy": {"name": "Personvern", "phone": "22 00 00 00", "hours": "9–15"},
    "contact.support": "IT, hele døgnet",
    "contact.laboratories": [{"name": "Medisinsk biokjemi", "phone": "22 00 00 01"}, "Mikrobiologi"],
    "network.ca_file": f"{Path.cwd().anchor}ca.pem",
    "acute.local_codes": [{"laboratory": "1", "code": "K", "analyte": "potassium"}],
    "journal.folder": f"{Path.cwd().anchor}journaler",
    "ui.global_shortcut": "Ctrl+Alt+P",
}
#: Types of the registry, by winnt.h.
SZ, DWORD, MULTI_SZ = 1, 4, 7


def applied(chosen: Mapping[str, Any]) -> dict[str, dict[str, tuple[Any, int]]]:
    """What Group Policy writes below HKLM where these are chosen, built-in ones or examples: key -> name -> value and type.

    Keys, names and types are the template's.
    """
    written: dict[str, dict[str, tuple[Any, int]]] = {}
    for each in admx().iter("policy"):
        name, says = str(each.get("name")).replace("_", ".", 1), each.find("elements/*")
        if name not in chosen:
            continue
        value, into = chosen[name], written.setdefault(str(each.get("key")), {})
        if says is None:
            state = each.find(f"{'enabled' if value else 'disabled'}Value/decimal")
            into[str(each.get("valueName"))] = (int(state.get("value", "")) if state is not None else None, DWORD)
        elif says.tag == "decimal":
            into[says.get("valueName", "")] = (value, DWORD)
        elif says.tag == "multiText":
            lines = SETTINGS[name].rule.kind is RegistryType.LINES
            into[says.get("valueName", "")] = (list(value) if lines else [toml(value)], MULTI_SZ)
        else:
            into[says.get("valueName", "")] = (value, SZ)
    return written
