"""The rows of these tables that stand against a numbered hazard, threat or requirement: see ``packaging/tests_page.py``."""

from __future__ import annotations

from typing import Final

HAZARDS: Final[dict[str, tuple[str, ...]]] = {
    "settings in production: where results come from": (
        "S4",
        "R44",
    ),
    "replayed code: of the login before": ("S4",),
    "stolen code: bound to another key": ("S4",),
    "DNS rebinding: the host of a web page": (
        "S6",
        "S46",
    ),
    "a form posted by a web page": (
        "S6",
        "R22",
    ),
    "a state of nobody": (
        "S6",
        "S46",
        "R22",
        "R32",
    ),
    "redirect to another origin: the code and the assertion": (
        "S7",
        "S52",
    ),
    "wrong audience": (
        "S8",
        "R24",
    ),
    "an access token for another API": (
        "S8",
        "R24",
    ),
    "a cut tail": (
        "S13",
        "S109",
    ),
    "everything is deleted": ("S13",),
    "slow loris: sixty halves of a request": ("S46",),
    "mix-up: the answer of another server": (
        "S47",
        "R13",
    ),
    "an access token of another client": (
        "S48",
        "H8.4",
        "R24",
    ),
    "key confusion: the public key as a secret": ("S50",),
    "nonce loop": ("S51",),
    "the machine's key: everybody may read it": (
        "S74",
        "R15",
        "R25",
    ),
    "a removed line": ("S109",),
    "two lines that changed places": ("S109",),
    "a line that is there twice": ("S109",),
    "a whole file taken away": ("S109",),
    "two histories put together": ("S109",),
    "the seal is forged": ("S110",),
    "files and seal are put back from a copy": ("S110",),
    "metadata send the code elsewhere": ("R5",),
    "metadata without PKCE": ("R10",),
    "metadata without pushed requests": ("R11",),
    "mix-up: no issuer where it is promised": ("R13",),
    "an access token bound to another key": ("R16",),
    "wrong key under the right name": ("R17",),
    "wrong key: brought in the header": ("R17",),
    "wrong key: a name that nobody knows": ("R17",),
    "another issuer": ("R18",),
    "wrong audience: ours beside another": ("R18",),
    "expired": ("R18",),
    "future iat": ("R18",),
    "wrong nonce": ("R18",),
    "a request_uri that adds parameters": ("R20",),
    "a security level that is too low": ("R30",),
}
