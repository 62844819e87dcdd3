"""Every setting's rule and built-in value; the national addresses of helseid/README.md §1 and pps/README.md §1."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from provesvar_gui.records import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

AUTHORITY = {"test": "https://helseid-sts.test.nhn.no", "prod": "https://helseid-sts.nhn.no"}
PPS = {"test": "https://test.pps.nhn.no", "prod": "https://pps.nhn.no"}
SELF_SERVICE = {"test": "https://api.selvbetjening.test.nhn.no", "prod": "https://api.selvbetjening.nhn.no"}
KODEVERK = "https://fat.kote.helsedirektoratet.no/api/code-systems/adm/codelist/9060?includeInactive=true"

RULES: Mapping[str, rules.Rule] = {
    "profile.name": rules.choice("test", "prod"),
    "helseid.authority": rules.BASE_URL,
    "helseid.client_id": rules.TEXT,
    "helseid.key": rules.KEY,
    "helseid.machine_key": rules.TEXT,
    "helseid.no_vault": rules.choice("refuse", "memory"),
    "helseid.rotate_key": rules.choice("command", "auto", "never"),
    "helseid.selvbetjening_url": rules.BASE_URL,
    "helseid.scopes": rules.TEXTS,
    "helseid.redirect_uris": rules.REDIRECT_URIS,
    "helseid.post_logout_redirect_uri": rules.TEXT,
    "helseid.organisations": rules.ORGANISATIONS,
    "helseid.multi_tenant_parent": rules.ORGANISATION_NUMBER,
    "helseid.acr_values": rules.TEXT,
    "helseid.dpop_jkt": rules.FLAG,
    "helseid.scope_on_refresh": rules.FLAG,
    "helseid.userinfo": rules.FLAG,
    "pps.base_url": rules.BASE_URL,
    "pps.api_version": rules.choice(1, 2),
    "pps.includes": rules.TEXTS,
    "pps.includes_iterate": rules.TEXTS,
    "pps.page_size": rules.number(1, 500),
    "pps.other_identifier": rules.choice("apart", "withhold"),
    "pps.history_from": rules.DAY,
    "pps.outcomes": rules.OUTCOMES,
    "pps.direct_elevated": rules.FLAG,
    "opening.seconds": rules.number(60, 3600),
    "opening.reason": rules.FLAG,
    "contact.privacy": rules.CONTACT,
    "contact.support": rules.CONTACT,
    "contact.laboratories": rules.CONTACTS,
    "kodeverk.url": rules.URL,
    "lock.idle_seconds": rules.number(60, 600),
    "lock.wipe_seconds": rules.number(120, 3600),
    "lock.bedside": rules.FLAG,
    "lock.proof": rules.choice("helseid", "system", "pin"),
    "privacy.screen_capture": rules.choice("allow", "exclude"),
    "privacy.wipe_seconds": rules.number(5, 120),
    "privacy.clipboard_seconds": rules.number(5, 600),
    "network.proxy": rules.PROXY,
    "network.ca_file": rules.TEXT,
    "acute.local_codes": rules.LOCAL_CODES,
    "journal.enabled": rules.FLAG,
    "journal.months": rules.number(1, 120),
    "journal.key": rules.choice("vault", "file"),
    "ui.language": rules.choice("nb", "nn", "en"),
    "ui.flight_check": rules.FLAG,
    "ui.drill": rules.FLAG,
    "ui.tray": rules.FLAG,
    "ui.global_shortcut": rules.GLOBAL_KEY,
    "log.level": rules.choice("warning", "info", "debug"),
}


class Why(StrEnum):
    """What a setting decides that is not for the user's own file in prod."""

    WHERE = "where"  # where requests go, and through what
    LOGIN = "login"  # how a login, its tokens and the client's key are protected
    OPENING = "opening"  # what a refusal means, and how it is opened
    SEEN = "seen"  # who else sees what is on the screen
    SHOWN = "shown"  # what is shown as which analyte
    RECORDED = "recorded"  # whether a look-up is recorded here


#: Not for the user's file in prod, and why.
WHY_POLICY_ONLY: Mapping[str, Why] = {
    "pps.api_version": Why.LOGIN,  # first: the built-in address follows it. Version 1 has no DPoP
    "helseid.authority": Why.WHERE,
    "helseid.key": Why.LOGIN,  # whose it is, and a file that lies about
    "helseid.machine_key": Why.LOGIN,
    "helseid.no_vault": Why.LOGIN,
    "helseid.rotate_key": Why.LOGIN,
    "helseid.selvbetjening_url": Why.WHERE,
    "helseid.post_logout_redirect_uri": Why.LOGIN,
    "helseid.acr_values": Why.LOGIN,
    "helseid.dpop_jkt": Why.LOGIN,
    "pps.base_url": Why.WHERE,
    "pps.outcomes": Why.OPENING,
    "pps.direct_elevated": Why.OPENING,
    "opening.seconds": Why.OPENING,
    "opening.reason": Why.OPENING,
    "lock.idle_seconds": Why.SEEN,
    "lock.wipe_seconds": Why.SEEN,
    "lock.bedside": Why.SEEN,
    "lock.proof": Why.SEEN,
    "privacy.screen_capture": Why.SEEN,
    "kodeverk.url": Why.WHERE,
    "network.proxy": Why.WHERE,
    "network.ca_file": Why.WHERE,
    "acute.local_codes": Why.SHOWN,
    "ui.tray": Why.LOGIN,  # a session lives on behind the lock when the window is closed
    "journal.enabled": Why.RECORDED,
    "journal.months": Why.RECORDED,
    "journal.key": Why.RECORDED,
}
POLICY_ONLY_IN_PROD = tuple(WHY_POLICY_ONLY)


def builtin(profile: str, api_version: int) -> dict[str, object]:
    """The built-in value of every setting. Version 1 of the API has no ``/v2`` in its address."""
    return {
        "profile.name": profile,
        "helseid.authority": AUTHORITY[profile],
        "helseid.client_id": "",
        "helseid.key": "vault",
        "helseid.machine_key": "",
        "helseid.no_vault": "refuse",
        "helseid.rotate_key": "command",
        "helseid.selvbetjening_url": SELF_SERVICE[profile],
        "helseid.scopes": (),
        "helseid.redirect_uris": ("http://localhost:0/callback",) if profile == "test" else (),
        "helseid.post_logout_redirect_uri": "",
        "helseid.organisations": (),
        "helseid.multi_tenant_parent": "",
        "helseid.acr_values": "Level4",
        "helseid.dpop_jkt": True,
        "helseid.scope_on_refresh": True,
        "helseid.userinfo": True,
        "pps.base_url": PPS[profile] + ("/v2" if api_version == 2 else ""),
        "pps.api_version": api_version,
        "pps.includes": ("DiagnosticReport:based-on", "DiagnosticReport:specimen", "DiagnosticReport:result"),
        "pps.includes_iterate": (
            "ServiceRequest:requester",
            "DiagnosticReport:performer",
            "Observation:performer",
            "Observation:has-member",
        ),
        "pps.page_size": 50,
        "pps.other_identifier": "apart",
        "pps.history_from": "",
        "pps.outcomes": rules.OUTCOMES_BUILTIN,
        "pps.direct_elevated": False,
        "opening.seconds": 600,
        "opening.reason": True,
        "contact.privacy": None,
        "contact.support": None,
        "contact.laboratories": (),
        "kodeverk.url": KODEVERK,
        "lock.idle_seconds": 120,
        "lock.wipe_seconds": 600,
        "lock.bedside": True,
        "lock.proof": "helseid",
        "privacy.screen_capture": "allow",
        "privacy.wipe_seconds": 30,
        "privacy.clipboard_seconds": 60,
        "network.proxy": "system",
        "network.ca_file": "",
        "acute.local_codes": (),
        "journal.enabled": True,
        "journal.months": 12,
        "journal.key": "vault",
        "ui.language": "nb",
        "ui.flight_check": True,
        "ui.drill": True,
        "ui.tray": False,
        "ui.global_shortcut": "",
        "log.level": "info",
    }
