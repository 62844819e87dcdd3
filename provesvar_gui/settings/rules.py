"""Validation rules of the settings. Each takes a TOML value and returns the checked value, or raises RuleError."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import urlsplit

from provesvar_gui.paths import resource
from provesvar_gui.platform.http import is_loopback
from provesvar_gui.settings.contacts import MOST_LABORATORIES, Contact, dialled, is_phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.results.emergency_table import LocalCode


T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Choice = TypeVar("Choice", bound=str | int)


@dataclass(frozen=True, slots=True)
class Rule(Generic[T_co]):
    """A validation rule.

    ``allowed``: what may stand there, in TOML's own notation, so that every language of the screen can show it.

    ``shown_as``: text, path or address: what has to be taken out of it where it is shown.
    """

    check: Callable[[object], T_co]
    allowed: str
    shown_as: str = "text"

    def __call__(self, value: object) -> T_co:
        """The checked value. Raises RuleError, or ValueError (urlsplit's, which quotes the value)."""
        return self.check(value)


class RuleError(ValueError):
    """The message is ours: it never quotes the value.

    ``entry``: which one of a list (from 1) it is about; 0 for none. ``word``: the name within it. ``fault``: for what more can be
    said than what is allowed, a key of ``settings.files.REASONS``.
    """

    def __init__(self, message: str, *, entry: int = 0, word: str = "", fault: str = "") -> None:
        super().__init__(message)
        self.entry, self.word, self.fault = entry, word, fault


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEntry:
    """A point of care (orgnr_child) that the client may speak for."""

    orgnr: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRule:
    """``screen``: restricted, blocked, opted-out or unknown. ``openable``: whether opening is offered (invariant 12)."""

    screen: str
    openable: bool


OUTCOMES_BUILTIN = (
    ("General", OutcomeRule(screen="restricted", openable=True)),
    ("Specific", OutcomeRule(screen="blocked", openable=False)),
    ("Reservation", OutcomeRule(screen="opted-out", openable=False)),
)


def text(value: object) -> str:
    """A line of text, at most 1000 characters."""
    if not isinstance(value, str) or len(value) > 1000 or not (value.isprintable() or value == ""):
        raise RuleError("not a line of text")
    return value


def flag(value: object) -> bool:
    """``true`` or ``false``."""
    if not isinstance(value, bool):
        raise RuleError("not true or false")
    return value


def number(low: int, high: int) -> Rule[int]:
    """A whole number from ``low`` to ``high``."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise RuleError("not a number in the allowed range")
        return value

    return Rule(check, f"{low}–{high}")


def choice(*allowed: Choice) -> Rule[Choice]:
    """One of ``allowed``."""

    def check(value: object) -> Choice:
        if not isinstance(value, bool) and isinstance(value, (str, int)):
            for one in allowed:
                if one == value:
                    return one
        raise RuleError("not one of the allowed values")

    return Rule(check, ", ".join(f'"{one}"' if isinstance(one, str) else str(one) for one in allowed))


def day(value: object) -> str:
    """``""``, or a date of this century as ``2025-09-01``, with or without quotation marks."""
    said = value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else text(value)
    if said:
        try:
            date.fromisoformat(said)
        except ValueError:
            raise RuleError("not a date") from None
        if not re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", said):
            raise RuleError("not a date of this century")
    return said


def texts(value: object) -> tuple[str, ...]:
    """A list of lines of text without spaces."""
    if not isinstance(value, list) or len(value) > 100:
        raise RuleError("not a list")
    checked = tuple(text(item) for item in value)
    if any(not item or " " in item for item in checked):
        raise RuleError("an empty item, or one with a space")
    return checked


def url(value: object) -> str:
    """``https://…``, or ``http://…`` to this machine; no user name, query or fragment."""
    checked = text(value)
    parts = urlsplit(checked)
    host = parts.hostname or ""
    _ = parts.port  # raises ValueError itself
    secure = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if not host or not secure or " " in checked or not checked.isascii() or parts.username is not None or parts.fragment:
        raise RuleError("not an https address")
    return checked


def base_url(value: object) -> str:
    """An address that others are appended to: no query, no slash at the end."""
    checked = url(value)
    if "?" in checked or checked.endswith("/"):
        raise RuleError("query or slash at the end")
    return checked


def redirect_uris(value: object) -> tuple[str, ...]:
    """Addresses on this machine, as registered (RFC 8252 7.3)."""
    checked = texts(value)
    for item in checked:
        parts = urlsplit(item)
        _ = parts.port
        if parts.scheme != "http" or not is_loopback(parts.hostname or "") or parts.query or parts.fragment:
            raise RuleError("not an http address on this machine")
    return checked


def proxy(value: object) -> str:
    """``system``, ``none``, or ``http://host:port`` (https also)."""
    checked = text(value)
    if checked in {"system", "none"}:
        return checked
    parts = urlsplit(checked)
    _ = parts.port
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.path not in {"", "/"}:
        raise RuleError("neither system, none nor a proxy's address")
    return checked


def _each(values: list[object], check: Callable[[object], T]) -> list[T]:
    found = []
    for number, item in enumerate(values, 1):
        try:
            found.append(check(item))
        except RuleError as error:
            raise RuleError(str(error), entry=number, word=error.word, fault=error.fault) from None
    return found


def _strange(item: object, known: set[str]) -> str:
    """The first name in a table that has no place there, if it is a word: anything else is not told."""
    words = [name for name in item if name not in known] if isinstance(item, dict) else []
    return words[0] if words and re.fullmatch(r"[a-zæøå_]{1,20}", words[0]) else ""


def _organisation(item: object) -> OrganisationEntry:
    if not isinstance(item, dict) or set(item) - {"orgnr", "name"}:
        raise RuleError("not a table of orgnr and name", word=_strange(item, {"orgnr", "name"}))
    orgnr, name = text(item.get("orgnr")), text(item.get("name", ""))
    return OrganisationEntry(orgnr=_organisation_number(orgnr, word="orgnr"), name=name or orgnr)


def _organisation_number(digits: str, *, word: str = "") -> str:
    """Nine digits, the last of which checks the others (Brønnøysundregistrene; patient/README.md §5)."""
    from provesvar_gui.patient.numbers import is_organisation_number  # 1 ms of the time to the first paint

    if not re.fullmatch(r"[0-9]{9}", digits):
        raise RuleError("an organisation number is not nine digits", word=word, fault="orgnr-length")
    if not is_organisation_number(digits):
        raise RuleError("the check digit of an organisation number is wrong", word=word, fault="orgnr-check-digit")
    return digits


def organisation_number(value: object) -> str:
    """``""``, or an organisation number."""
    digits = text(value)
    return _organisation_number(digits) if digits else ""


def organisations(value: object) -> tuple[OrganisationEntry, ...]:
    """A list of tables with ``orgnr`` (an organisation number) and ``name``."""
    if not isinstance(value, list):
        raise RuleError("not a list")
    found = _each(value, _organisation)
    if len({entry.orgnr for entry in found}) != len(found):
        raise RuleError("an orgnr twice")
    return tuple(found)


def global_key(value: object) -> str:
    """``""``, or a key for every program; given back in Qt's portable form."""
    checked = text(value)
    if not checked:
        return checked
    from provesvar_gui.platform.global_key import read  # only where one is set

    key = read(checked)
    if key is None:
        raise RuleError("not a key with Ctrl, Alt or Meta")
    return str(key)


def outcomes(value: object) -> tuple[tuple[str, OutcomeRule], ...]:
    """A table: code of the service -> ``{ screen = "…", openable = … }``, laid over the built-in one.

    A code that is not named keeps its built-in meaning: who tightens one does not open the others. Compared without case, as the
    service's answers are.
    """
    if not isinstance(value, dict):
        raise RuleError("not a table")
    spelt = {code.lower(): code for code, _ in OUTCOMES_BUILTIN}
    named: dict[str, OutcomeRule] = {}
    for key, entry in value.items():
        bare = text(key).strip()
        code = spelt.get(bare.lower(), bare)
        if not bare or any(code.lower() == one.lower() for one in named):
            raise RuleError("an empty code, or one twice")
        if not isinstance(entry, dict) or set(entry) != {"screen", "openable"}:
            raise RuleError("not a table of screen and openable")
        named[code] = OutcomeRule(screen=_SCREEN(entry["screen"]), openable=flag(entry["openable"]))
    return tuple((dict(OUTCOMES_BUILTIN) | named).items())


def local_codes(value: object) -> tuple[LocalCode, ...]:
    """A list of tables: ``laboratory`` (its identifier as PPS sends it), ``code``, ``analyte`` (a key), maybe ``unit``."""
    from provesvar_gui.results.emergency_table import LocalCode  # 2 ms of the time to the first paint, and few have any

    if not isinstance(value, list) or len(value) > _MOST_LOCAL_CODES:
        raise RuleError("not a list, or too long")

    def local_code(item: object) -> LocalCode:
        if not isinstance(item, dict) or set(item) - {"unit"} != {"laboratory", "code", "analyte"}:
            strange = _strange(item, {"laboratory", "code", "analyte", "unit"})
            raise RuleError("not a table of laboratory, code, analyte and maybe unit", word=strange)
        laboratory, code, key = text(item["laboratory"]), text(item["code"]), _ANALYTE(item["analyte"])
        if not laboratory.strip() or not code.strip():
            raise RuleError("laboratory or code is empty")
        unit = text(item["unit"]) if "unit" in item else None
        return LocalCode(laboratory=laboratory, code=code, analyte=key, unit=unit)

    found = _each(value, local_code)
    if len({(entry.laboratory, entry.code, entry.unit) for entry in found}) != len(found):
        raise RuleError("a laboratory's code twice")
    return tuple(found)


def _analytes() -> list[str]:
    """The keys of the table that comes with the program; none where it is damaged, which is told where the cards need it."""
    try:
        return [each["key"] for each in json.loads(resource("codes", "acute_analytes.json").read_bytes())["analytes"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def contact(value: object) -> Contact | None:
    """Nobody (``""``), or one to call."""
    return None if value == "" else _contact(value)


def contacts(value: object) -> tuple[Contact, ...]:
    """A list of those to call, as many as stand on one page."""
    if not isinstance(value, list) or len(value) > MOST_LABORATORIES:
        raise RuleError("not a list, or too long")
    return tuple(_each(value, _contact))


def _contact(item: object) -> Contact:
    """A table of ``name``, ``phone``, maybe ``hours``; or a line of text, which is shown as it is."""
    if isinstance(item, str):
        if not item.strip() or len(item) > _LONGEST_CONTACT:
            raise RuleError("a line to call is empty or long")
        return Contact(name=text(item).strip())
    if not isinstance(item, dict) or set(item) - {"hours"} != {"name", "phone"}:
        raise RuleError("not a table of name, phone and maybe hours", word=_strange(item, {"name", "phone", "hours"}))
    name, phone, hours = text(item["name"]), text(item["phone"]), text(item.get("hours", ""))
    if not name.strip() or max(len(name), len(hours)) > _LONGEST_NAME:
        raise RuleError("a name is empty or long", word="hours" if len(hours) > _LONGEST_NAME else "name")
    if not is_phone(phone):
        raise RuleError("a phone is no number", word="phone")
    foreign = phone.strip().startswith("+") and not phone.strip().startswith("+47")
    return Contact(name=name.strip(), phone=phone.strip() if foreign else dialled(phone), hours=hours.strip())


_LONGEST_NAME = 120
_LONGEST_CONTACT = 240
_MOST_LOCAL_CODES = 5000
_ANALYTE = choice(*_analytes())
_SCREEN = choice("restricted", "blocked", "opted-out", "unknown")
TEXT = Rule(text, '"…"')
PATH = Rule(text, '"…"', "path")
KEY = Rule(text, '"vault", "machine", "…/HelseId.json"', "path")
TEXTS = Rule(texts, '["…", "…"]')
FLAG = Rule(flag, "true, false")
DAY = Rule(day, '"", "2025-09-01"')
URL = Rule(url, '"https://…"', "address")
BASE_URL = Rule(base_url, '"https://…"', "address")
REDIRECT_URIS = Rule(redirect_uris, '["http://localhost:11731/callback", …]', "address")
GLOBAL_KEY = Rule(global_key, '"", "Ctrl+Alt+P", "Meta+F9", …')
PROXY = Rule(proxy, '"system", "none", "http://…:8080"')
ORGANISATION_NUMBER = Rule(organisation_number, '"", "987654325"')
ORGANISATIONS = Rule(organisations, '[{ orgnr = "987654325", name = "…" }, …]')
LOCAL_CODES = Rule(
    local_codes,
    f'[{{ laboratory = "…", code = "…", unit = "…", analyte = {_ANALYTE.allowed.replace(", ", " | ")} }}, …]',
)
CONTACT = Rule(contact, '{ name = "…", phone = "00 00 00 00", hours = "…" }, "…"')
CONTACTS = Rule(contacts, '[{ name = "…", phone = "00 00 00 00", hours = "…" }, "…", …]')
OUTCOMES = Rule(outcomes, f"{{ … = {{ screen = {_SCREEN.allowed.replace(', ', ' | ')}, openable = true | false }} }}")
