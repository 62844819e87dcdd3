"""What one line of the journal says. Codes, times and references only: no name, number, value, token or free text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

FORMAT = 1  # of a line
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
_ROLE = re.compile(r"[A-Z0-9]{1,6}")
_HPR = re.compile(r"[0-9]{1,9}")
_REFERENCE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_REFERENCES = 500
_MOST_FINDINGS = 20
_MOST = 10**12  # of any number


class Kind(StrEnum):
    """What a line is about."""

    LOOKUP = "look-up"  # written when it has ended, however it ended
    OPENING_START = "opening-start"  # an elevated basis is about to be sent
    OPENING_STOP = "opening-stop"  # what was opened is not held any more
    # the journal's own
    RECOVERED = "recovered"  # line ``count`` was left undone by a kill or a full disk, and was completed; outcome: absent, torn
    RESTARTED = "restarted"  # the seal was missing or not ours; count: the last line that was found
    LOST = "lost"  # entries that could not be kept until there was room again; count: how many
    RETENTION = "retention"  # lines up to ``count`` were older than the policy keeps them, and are deleted
    # never written
    NEWER = "newer"  # a line of a later version, of which this one knows whose it is and when, and nothing else


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line's content.

    ``time``: aware, UTC, when it happened. ``patient``: the keyed digest, 64 hex digits; empty until the journal puts it in.
    ``outcome``: done, failed, cancelled, or why an opening ended. ``error``: an error's code. ``findings``: what the service said
    about access. ``seconds``: how long it took. ``reports``: how many came. ``reason``: the code chosen for an opening.
    ``opening``: the id that an opening's lines share.

    Whatever does not look like its kind is left out when it is written, so that nothing from outside gets in by a side door.
    """

    time: datetime
    kind: Kind
    hpr_number: str = ""
    patient: str = ""
    basis: str = ""
    role: str = ""
    outcome: str = ""
    error: str = ""
    findings: tuple[str, ...] = ()
    seconds: float | None = None
    reports: int | None = None
    complete: bool | None = None
    reason: str = ""
    opening: str = ""
    correlation_ids: tuple[str, ...] = ()
    count: int | None = None

    def document(self) -> dict[str, object]:
        """As JSON's types; what is empty is left out."""
        made: dict[str, object] = {
            "time": self.time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "kind": self.kind.value,
        }
        for name, shape in _SHAPES.items():
            value = getattr(self, name)
            if isinstance(value, str) and shape.fullmatch(value):
                made[name] = value
        findings = [item for item in self.findings if _CODE.fullmatch(item)][:_MOST_FINDINGS]
        references = [item for item in self.correlation_ids if _REFERENCE.fullmatch(item)][:_MOST_REFERENCES]
        if findings:
            made["findings"] = findings
        if references:
            made["correlation_ids"] = references
        if self.seconds is not None:
            made["seconds"] = round(max(0.0, self.seconds), 2)
        for name in ("reports", "complete", "count"):
            if getattr(self, name) is not None:
                made[name] = getattr(self, name)
        return made


_SHAPES = {
    "hpr_number": _HPR,
    "patient": _DIGEST,
    "basis": _CODE,
    "role": _ROLE,
    "outcome": _CODE,
    "error": _CODE,
    "reason": _CODE,
    "opening": _REFERENCE,
}
_LISTS = {"findings": _CODE, "correlation_ids": _REFERENCE}
_NUMBERS: dict[str, tuple[type, ...]] = {"seconds": (int, float), "reports": (int,), "complete": (bool,), "count": (int,)}
#: Every version writes these alike: the check goes by them (``packaging/admin/upgrades.md``).
_ALIKE = frozenset({Kind.RECOVERED, Kind.RESTARTED, Kind.LOST, Kind.RETENTION})


def entry_of(document: dict[str, object]) -> Entry:
    """The entry in a line that has been found to be ours. Raises ValueError, TypeError, KeyError on anything else.

    A field that is not known here is passed over. A line of a later form, or of a kind that is not known, is ``Kind.NEWER``: it
    keeps its time, and whom it is about, where these are written as here.
    """
    time = datetime.fromisoformat(str(document["time"]))
    if time.tzinfo is None or not 1 < time.year < 9999:  # at either end, no other zone can be asked for
        raise ValueError("a time without a zone, or one that cannot be reckoned with")
    later = document["v"] != FORMAT
    kind = _kind(str(document["kind"]))
    if later and kind not in _ALIKE:
        kind = Kind.NEWER
    later = later or kind is Kind.NEWER
    values: dict[str, object] = {}
    for name, value in document.items():
        if kind is Kind.NEWER and name not in ("hpr_number", "patient"):
            continue
        if name in _SHAPES:
            right = isinstance(value, str) and bool(_SHAPES[name].fullmatch(value))
        elif name in _LISTS:
            right = isinstance(value, list) and all(isinstance(item, str) and _LISTS[name].fullmatch(item) for item in value)
            value = tuple(value) if isinstance(value, list) else value
        elif name in _NUMBERS:
            right = type(value) in _NUMBERS[name] and -_MOST < value < _MOST  # type: ignore[operator]  # a number by its type
        else:
            continue
        if right:
            values[name] = value
        elif not later:
            raise TypeError(name)
    return Entry(time=time, kind=kind, **values)  # type: ignore[arg-type]  # each was looked at


def _kind(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError:
        return Kind.NEWER
