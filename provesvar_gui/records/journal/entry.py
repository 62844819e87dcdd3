"""What one line of the journal says. Codes, times and references only: no name, number, value, token or free text."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
_ROLE = re.compile(r"[A-Z0-9]{1,6}")
_HPR = re.compile(r"[0-9]{1,9}")
_REFERENCE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_REFERENCES = 500
_MOST_FINDINGS = 20


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
_NAMES = frozenset(field.name for field in fields(Entry))


def entry_of(document: dict[str, object]) -> Entry:
    """The entry in a line that has been found to be ours. Raises ValueError, TypeError, KeyError on anything else."""
    values: dict[str, object] = {name: value for name, value in document.items() if name in _NAMES}
    values["time"] = datetime.fromisoformat(str(document["time"]))
    values["kind"] = Kind(str(document["kind"]))
    for name in ("findings", "correlation_ids"):
        found = document.get(name, [])
        if not isinstance(found, list):
            raise TypeError(name)
        values[name] = tuple(str(item) for item in found)
    return Entry(**values)  # type: ignore[arg-type]  # the line's MAC says that document() wrote these
