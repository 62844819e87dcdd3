"""Validation rules of the settings. Each takes a TOML value and returns the checked value, or raises RuleError."""

from __future__ import annotations

import json
import os
import re
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from provesvar_gui.paths import resource
from provesvar_gui.patient.numbers import is_organisation_number
from provesvar_gui.platform.http import is_redirect_uri, origin_of
from provesvar_gui.settings.contacts import MOST_LABORATORIES, Contact, dialled, is_phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.results.emergency_table import LocalCode


_MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift")  # Qt's own order, in which a key is shown
_REQUIRED_MODIFIERS = frozenset({"Meta", "Ctrl", "Alt"})
_FUNCTION = {f"F{number}": number for number in range(1, 13)}


class GlobalKey(NamedTuple):
    """A global shortcut. ``modifiers``: of Meta, Ctrl, Alt, Shift. ``key``: a capital letter, or F1 to F12."""

    modifiers: frozenset[str]
    key: str

    def __str__(self) -> str:
        return "+".join((*(name for name in _MODIFIERS if name in self.modifiers), self.key))

    @property
    def windows_key(self) -> int:
        """Microsoft's virtual-key codes: capital letters as in ASCII, VK_F1 0x70 and on."""
        return ord(self.key) if self.key not in _FUNCTION else 0x6F + _FUNCTION[self.key]


def read_global_key(text: str) -> GlobalKey | None:
    """Such as ``Ctrl+Alt+P``, in any order and any case; None where it is no such key."""
    *modifiers, key = [part.strip().capitalize() for part in text.split("+")]
    named = frozenset(modifiers)
    letter = len(key) == 1 and "A" <= key <= "Z"
    if not (letter or key in _FUNCTION) or len(named) != len(modifiers):
        return None
    if not named <= frozenset(_MODIFIERS) or not named & _REQUIRED_MODIFIERS:
        return None
    return GlobalKey(modifiers=named, key=key)


T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Choice = TypeVar("Choice", bound=str | int)


class RegistryType(StrEnum):
    """How a setting stands in Windows' registry; in TOML notation where it is a table, or a list of them."""

    TEXT = "REG_SZ"
    NUMBER = "REG_DWORD"
    FLAG = "REG_DWORD: 1, 0"
    LINES = "REG_MULTI_SZ"
    TABLES = "REG_MULTI_SZ: TOML"


class Rule(NamedTuple, Generic[T_co]):
    """``allowed``: in TOML notation. ``shown_as``: text, path or address: decides what is hidden when the value is shown.

    ``of``: the values of a choice, the lowest and the highest number.
    """

    check: Callable[[object], T_co]
    allowed: str
    shown_as: str = "text"
    kind: RegistryType = RegistryType.TEXT
    of: tuple[str | int, ...] = ()

    def __call__(self, value: object) -> T_co:
        """The checked value. Raises RuleError, or a library's ValueError, whose text may quote the value."""
        return self.check(value)


class RuleError(ValueError):
    """The message never quotes the value. ``entry``: the position in a list, from 1."""

    def __init__(self, message: str, *, entry: int = 0) -> None:
        super().__init__(message)
        self.entry = entry


class OrganisationEntry(NamedTuple):
    orgnr: str
    name: str


class OutcomeRule(NamedTuple):
    """``screen``: restricted, blocked, opted-out or unknown. ``openable``: whether opening is offered (invariant 12)."""

    screen: str
    openable: bool


OUTCOMES_BUILTIN = (
    ("General", OutcomeRule(screen="restricted", openable=True)),
    ("Specific", OutcomeRule(screen="blocked", openable=False)),
    ("Reservation", OutcomeRule(screen="opted-out", openable=False)),
)


def _rule(
    allowed: str, shown_as: str = "text", kind: RegistryType = RegistryType.TEXT, of: tuple[str | int, ...] = ()
) -> Callable[[Callable[[object], T]], Rule[T]]:
    return lambda check: Rule(check, allowed, shown_as, kind, of)


def _require(right: object, message: str) -> None:
    if not right:
        raise RuleError(message)


@_rule('"…"')
def text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 1000 or not (value.isprintable() or value == ""):
        raise RuleError("not a line of text")
    return value


@_rule(r"""'', '/srv/…', 'D:\…'""", "path")
def path(value: object) -> str:
    """A whole one: of a part, the folder in which a user starts the program would decide."""
    checked = text(value)
    _require(checked == "" or os.path.isabs(checked), "not a whole path")
    return checked


@_rule('"", "pkcs11:token=…;serial=…?module-path=/…"')
def pkcs11(value: object) -> str:
    checked = text(value)
    if checked:
        token_of(checked)
    return checked


def token_of(uri: str) -> tuple[str, dict[str, str]]:
    """The module's path, and the attributes of the token, which a PKCS#11 URI (RFC 7512) names. Raises RuleError."""
    parts = urlsplit(uri)
    pairs = [attribute.partition("=") for attribute in parts.path.split(";")]
    token = {name: unquote(given, errors="strict") for name, _, given in pairs}
    named = token.get("token") and token.keys() <= {"token", "serial", "manufacturer", "model"} and len(token) == len(pairs)
    attribute, _, given = parts.query.partition("=")
    module = unquote(given, errors="strict")
    plain = all(map(str.isprintable, (module, *token.values())))
    _require(parts.scheme == "pkcs11" and named and plain and "#" not in uri, "no PKCS#11 URI of a token")
    _require(attribute == "module-path" and "&" not in given and os.path.isabs(module), "no whole path of a module alone")
    return module, token


@_rule("true, false", kind=RegistryType.FLAG)
def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise RuleError("not true or false")
    return value


def number(low: int, high: int) -> Rule[int]:

    @_rule(f"{low}–{high}", kind=RegistryType.NUMBER, of=(low, high))
    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise RuleError("not a number in the allowed range")
        return value

    return check


def choice(*allowed: Choice) -> Rule[Choice]:

    kind = RegistryType.TEXT if isinstance(allowed[0], str) else RegistryType.NUMBER

    @_rule(", ".join(f'"{one}"' if isinstance(one, str) else str(one) for one in allowed), kind=kind, of=allowed)
    def check(value: object) -> Choice:
        for one in allowed:
            if type(one) is type(value) and one == value:
                return one
        raise RuleError("not one of the allowed values")

    return check


@_rule('"", "2025-09-01"')
def day(value: object) -> str:
    written = value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else text(value)
    if written:
        date.fromisoformat(written)
        _require(re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", written), "not a date of this century")
    return written


@_rule('"correlation-id", "…-id"')
def correlation_header(value: object) -> str:
    name = text(value)  # "id" at the end: so that it is none of the other headers of a request
    _require(re.fullmatch(r"([a-z]+-)*[a-z]*id", name) and name != "person-id", "not the name of such a header")
    return name


@_rule('["…", "…"]', kind=RegistryType.LINES)
def texts(value: object) -> tuple[str, ...]:
    checked = tuple(_each(value, text.check, most=100))
    _require(all(item and " " not in item for item in checked), "an empty item, or one with a space")
    return checked


@_rule('"https://…"', "address")
def url(value: object) -> str:
    """``https://…``, or ``http://…`` to this machine; no user name, query or fragment."""
    checked = text(value)
    _require(origin_of(checked) and " " not in checked and checked.isascii(), "not an https address")
    return checked


@_rule('"https://…"', "address")
def base_url(value: object) -> str:
    checked = url(value)
    _require("?" not in checked and not checked.endswith("/"), "query or slash at the end")
    return checked


@_rule('["http://localhost:11731/callback", …]', "address", RegistryType.LINES)
def redirect_uris(value: object) -> tuple[str, ...]:
    checked = texts(value)
    _require(all(map(is_redirect_uri, checked)), "not an http address on this machine")
    return checked


@_rule('"system", "none", "http://…:8080"')
def proxy(value: object) -> str:
    checked = text(value)
    parts = urlsplit(checked)
    _ = parts.port  # raises ValueError
    address = parts.scheme in {"http", "https"} and parts.hostname and not parts.query and parts.path in {"", "/"}
    _require(checked in {"system", "none"} or address, "neither system, none nor a proxy's address")
    return checked


def _each(value: object, check: Callable[[object], T], *, most: int) -> list[T]:
    if not isinstance(value, list) or len(value) > most:
        raise RuleError("not a list, or too long")
    found = []
    for place, item in enumerate(value, 1):
        try:
            found.append(check(item))
        except RuleError as error:
            raise RuleError(str(error), entry=place) from None
    return found


def _table(item: object, needed: set[str], maybe: set[str]) -> dict[str, object]:
    if not isinstance(item, dict) or not needed <= set(item) <= needed | maybe:
        raise RuleError("not a table of the names that belong there")
    return item


@_rule('"", "987654325"')
def organisation_number(value: object) -> str:
    """``""``, or nine digits, the last of which checks the others (Brønnøysundregistrene; patient/README.md §5)."""
    digits = text(value)
    if digits:
        _require(is_organisation_number(digits), "no organisation number: not nine digits, or a wrong one among them")
    return digits


def _organisation(item: object) -> OrganisationEntry:
    table = _table(item, {"orgnr"}, {"name"})
    orgnr, name = organisation_number(table["orgnr"]), text(table.get("name", ""))
    _require(orgnr, "an organisation number is missing")
    return OrganisationEntry(orgnr=orgnr, name=name or orgnr)


@_rule('[{ orgnr = "987654325", name = "…" }, …]', kind=RegistryType.TABLES)
def organisations(value: object) -> tuple[OrganisationEntry, ...]:
    found = _each(value, _organisation, most=1000)
    _require(len({entry.orgnr for entry in found}) == len(found), "an orgnr twice")
    return tuple(found)


@_rule('"", "Ctrl+Alt+P", "Meta+F9", …')
def global_key(value: object) -> str:
    checked = text(value)
    if not checked:
        return checked
    found = read_global_key(checked)
    _require(found is not None, "not a key with Ctrl, Alt or Meta")
    return str(found)


_SCREEN = choice("restricted", "blocked", "opted-out", "unknown")


@_rule(f"{{ … = {{ screen = {_SCREEN.allowed.replace(', ', ' | ')}, openable = true | false }} }}", kind=RegistryType.TABLES)
def outcomes(value: object) -> tuple[tuple[str, OutcomeRule], ...]:
    """A table: code of the service -> ``{ screen = "…", openable = … }``, merged into the built-in one.

    Codes that are not named keep their built-in meaning, so that a stricter entry opens no other. Letter case is ignored, as in
    the service's answers.
    """
    if not isinstance(value, dict):
        raise RuleError("not a table")
    spelt = {code.lower(): code for code, _ in OUTCOMES_BUILTIN}
    named: dict[str, OutcomeRule] = {}
    for name, entry in value.items():
        bare = text(name).strip()
        code = spelt.get(bare.lower(), bare)
        _require(bare and code.lower() not in map(str.lower, named), "an empty code, or one twice")
        table = _table(entry, {"screen", "openable"}, set())
        named[code] = OutcomeRule(screen=_SCREEN(table["screen"]), openable=flag(table["openable"]))
    return tuple((dict(OUTCOMES_BUILTIN) | named).items())


@cache
def _analytes() -> tuple[str, ...]:
    """The keys of the table of emergency analytes: read where somebody names one, so that no first paint waits for it."""
    return tuple(each["key"] for each in json.loads(resource("codes", "acute_analytes.json").read_bytes())["analytes"])


@_rule('[{ laboratory = "…", code = "…", unit = "…", analyte = "potassium" | "creatinine" | … }, …]', kind=RegistryType.TABLES)
def local_codes(value: object) -> tuple[LocalCode, ...]:
    """A list of tables: ``laboratory`` (its identifier as PPS sends it), ``code``, ``analyte`` (a key), maybe ``unit``."""
    from provesvar_gui.results.emergency_table import LocalCode  # 2 ms of the time to the first paint, and few have any

    def local_code(item: object) -> LocalCode:
        table = _table(item, {"laboratory", "code", "analyte"}, {"unit"})
        laboratory, code, analyte = text(table["laboratory"]), text(table["code"]), text(table["analyte"])
        _require(laboratory.strip() and code.strip(), "laboratory or code is empty")
        _require(analyte in _analytes(), "no analyte of the table")
        return LocalCode(laboratory=laboratory, code=code, analyte=analyte, unit=text(table["unit"]) if "unit" in table else None)

    found = _each(value, local_code, most=5000)
    _require(len({(entry.laboratory, entry.code, entry.unit) for entry in found}) == len(found), "a laboratory's code twice")
    return tuple(found)


def _contact(item: object) -> Contact:
    if isinstance(item, str):
        _require(item.strip() and len(item) <= 240, "a line to call is empty or long")
        return Contact(name=text(item).strip())
    table = _table(item, {"name", "phone"}, {"hours"})
    name, phone, hours = text(table["name"]), text(table["phone"]), text(table.get("hours", ""))
    _require(name.strip() and max(len(name), len(hours)) <= 120, "a name is empty or long")
    _require(is_phone(phone), "a phone is no number")
    foreign = phone.strip().startswith("+") and not phone.strip().startswith("+47")
    return Contact(name=name.strip(), phone=phone.strip() if foreign else dialled(phone), hours=hours.strip())


@_rule('{ name = "…", phone = "00 00 00 00", hours = "…" }, "…"', kind=RegistryType.TABLES)
def contact(value: object) -> Contact | None:
    return None if value == "" else _contact(value)


@_rule('[{ name = "…", phone = "00 00 00 00", hours = "…" }, "…", …]', kind=RegistryType.TABLES)
def contacts(value: object) -> tuple[Contact, ...]:
    return tuple(_each(value, _contact, most=MOST_LABORATORIES))
