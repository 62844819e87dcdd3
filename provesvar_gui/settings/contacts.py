"""Contacts for when a service is down: names, telephone numbers and hours, as the organisation entered them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

MOST_LABORATORIES: Final = 10  # they stand on one page
_NUMBER: Final = re.compile(r"\+?[0-9](?:[ \u00a0]?[0-9]){2,14}")


class Contact(NamedTuple):
    """``phone``: as it is dialled, digits with at most a ``+`` before them. A line of free text is a ``name`` alone."""

    name: str
    phone: str = ""
    hours: str = ""

    @property
    def line(self) -> str:
        called = f"{self.name}, {grouped(self.phone)}" if self.phone else self.name
        return f"{called} ({self.hours})" if self.hours else called


class Contacts(NamedTuple):
    """``privacy``: of results that cannot be opened; ``support``: of the program. ``missing``: entries that could not be read."""

    privacy: Contact | None = None
    support: Contact | None = None
    laboratories: tuple[Contact, ...] = ()
    missing: int = 0

    def __bool__(self) -> bool:
        return bool(self.privacy or self.support or self.laboratories)


def dialled(phone: str) -> str:
    return re.sub(r"[^0-9+]", "", phone)


def is_phone(text: str) -> bool:
    """Three to fifteen digits (ITU-T E.164), a ``+`` before them, spaces between them."""
    return _NUMBER.fullmatch(text.strip()) is not None


def grouped(phone: str) -> str:
    """As Norwegian numbers are written (Språkrådet): «22 00 00 00», «900 00 000», «800 00 000», «116 117», «+47 22 00 00 00»."""
    digits = dialled(phone)
    country = "+47 " if digits.startswith("+47") else ""
    national = digits.removeprefix("+47")
    if national.startswith("+"):
        return " ".join(phone.split())  # of another country: as it was entered
    groups = re.fullmatch(r"([489]..)(..)(...)|(..)(..)(..)(..)|(...)(...)", national)
    return country + (" ".join(filter(None, groups.groups())) if groups else national)


def spoken(phone: str) -> str:
    """Digit by digit."""
    return " ".join(dialled(phone))
