"""The last defence of the log: numbers, tokens and codes are taken out of a text that should never have held them.

It errs on the side of taking out too much. Support needs correlation ids (version 4 UUIDs) and times (ISO 8601, of this century):
they stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Eleven digits or more in a row, as people and programs group them: 010203 12345, 01.02.03-12345, 0102 0312 345, 010203%2D12345.
# Between two of them: what is neither letter nor digit, as it is or as an address, a repr, JSON or HTML writes it. A percent sign
# may be one by itself, before a digit of the number. No other text can be read in two ways: nothing to try again and again.
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[a-z])|&[A-Za-z]{2,8};"
_BETWEEN = rf"(?:{_ESCAPED}|[\W_]){{0,5}}"
_NUMBER = re.compile(rf"\d(?:{_BETWEEN}\d){{10,}}")

_SCHEMES = re.compile(r"\b(Bearer|DPoP|Basic|Negotiate|NTLM)[\s:=]+[^\s,;\"']+", re.IGNORECASE)

_NAMES = (
    r"code|state|nonce|id_token_hint|[a-z_]*token|[a-z_]*assertion|[a-z_]*verifier|[a-z_]*challenge|request_uri|session_state|"
    r"jti|ath|jkt|kid|sid|sub|password|passwd|secret|client_secret|authorization|dpop(?:-nonce)?|cookie|set-cookie|"
    r"person-?id|pid|hpr_number|fnr|d|p|q|dp|dq|qi|k"
)
# b'…': as httpcore writes headers.
_PAIRS = re.compile(rf"(?<![A-Za-z0-9_])({_NAMES})([\"']?\s*(?:=|:|%3[dD]|,)\s*(?:b?[\"'])?)([^\s&\"',;}}\])]+)", re.IGNORECASE)

# Anchored at the beginning of a run, so that a long one is looked at once and not from each of its characters.
_JWT = re.compile(
    r"(?<![A-Za-z0-9_\-])[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]*(?:\.[A-Za-z0-9_\-]*)*|eyJ[A-Za-z0-9_\-]{6,}"
)
_LONG = re.compile(r"(?:[A-Za-z0-9+/_\-]{40,}|[A-Za-z0-9_\-]{28,})={0,2}")

_KEPT = re.compile(
    r"(?<![\w\-])(?:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    r"|20\d\d-[01]\d-[0-3]\d[ T][0-2]\d:[0-5]\d(?::[0-5]\d)?)(?![\w\-])",
    re.ASCII,
)


def redact(text: str, spared: Callable[[str], str] = lambda _run: "[secret]") -> str:
    """``text`` without anything that looks like a person's number, a token, a key, a code or a secret.

    ``spared``: what is shown in place of a long run; nothing of it in the log.
    """
    text = _SCHEMES.sub(r"\1 [secret]", text)
    text = _PAIRS.sub(_pair, text)
    parts, end = [], 0
    for found in _KEPT.finditer(text):
        parts += [_bare(text[end : found.start()], spared), found[0]]
        end = found.end()
    return "".join([*parts, _bare(text[end:], spared)])


def _pair(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}[secret]"


def _bare(text: str, spared: Callable[[str], str]) -> str:
    def hidden(found: re.Match[str]) -> str:
        return spared(found[0])

    # Numbers last: taken out of the middle of a secret, they would leave its two ends too short to be seen as one.
    return _NUMBER.sub("[number]", _LONG.sub(hidden, _JWT.sub(hidden, text)))
