"""Systems of codes and times in any of their spellings."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from provesvar_gui.domain.text import norwegian_offset

_VOLVEN = re.compile(
    r"(?:https?://(?:www\.)?(?:ehelse|helsedir(?:ektoratet)?)\.no/fhir/CodeSystem/no-kodeverk-|"
    r"(?:urn:oid:)?2\.16\.578\.1\.12\.4\.1\.1\.)(\d{4})(?:-[\w-]+)?/?",
    re.IGNORECASE,
)
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def normal_system(system: str) -> str:
    """The four digits of a Volven list in any of its three spellings (pps/README.md §6), else the URI as received."""
    found = _VOLVEN.fullmatch(system)
    return found.group(1) if found else system


def _in_norway(clock: datetime) -> datetime:
    """A day without a time, and a time without a zone, are Norwegian. Used for sorting only; the literal is what is shown."""
    winter = clock.replace(tzinfo=timezone(timedelta(hours=1)))
    return clock.replace(tzinfo=timezone(norwegian_offset(winter)))


def read_moment(literal: str) -> datetime | None:
    """When a FHIR dateTime, date or instant is; None where it cannot be read."""
    literal = literal.strip()
    try:
        partial = _PARTIAL_DATE.fullmatch(literal)
        if partial:
            year, month, day = partial.groups()
            when = _in_norway(datetime(int(year), int(month or 1), int(day or 1)))  # noqa: DTZ001 - the zone comes right after
        else:
            when = datetime.fromisoformat(literal)
            when = when if when.tzinfo else _in_norway(when)
        when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return when
