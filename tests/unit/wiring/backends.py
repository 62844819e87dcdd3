from __future__ import annotations

from typing import Any

from provesvar_gui.audit.line import JournalEntry
from provesvar_gui.audit.writer import JournalQueue
from provesvar_gui.helseid.model import Clinician
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.audit import Audit
from provesvar_gui.wiring.backend import ServiceBackend

DOCTOR = Clinician(
    subject="pseudonym-1", name="GRØNN VITS", hpr_number="565501872", security_level="4", organisation=None, fresh=True
)


class FakeJournalQueue(JournalQueue):
    """``asked``: what it was asked, in order."""

    def __init__(self) -> None:
        self.tell = lambda _error: None
        self.entries: list[JournalEntry] = []
        self.patients: set[str] = set()
        self.asked: list[str] = []
        self.hangs = False

    def note(self, entry: JournalEntry, patient: str = "") -> None:
        self.entries.append(entry)
        self.patients.add(patient)

    def flush(self, seconds: float) -> bool:
        assert seconds < 1
        self.asked.append("flush")
        return not self.hangs

    def prepare(self) -> None:
        self.asked.append("prepare")


def backend_of(fake: Any, audit: Audit | None = None) -> ServiceBackend:
    """``fake``: of ``Connections``, of its session and client, and of ``BackendFactory``, in one; its ``clock`` is read."""
    audit = audit or Audit(FakeJournalQueue(), lambda: fake.clock)
    fake.session = fake.pps = fake
    return ServiceBackend(fake, fixed_settings({}), audit, fake)
