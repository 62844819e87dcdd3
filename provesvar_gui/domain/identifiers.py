"""Norwegian person, organisation and HPR numbers."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PatientId:
    """Eleven digits. Its ``repr`` and ``str`` are masked: only ``digits`` and ``grouped`` tell the number (invariant 1)."""

    digits: str = field(repr=False)

    def __str__(self) -> str:
        return "PatientId(***)"

    @property
    def grouped(self) -> str:
        """``DDMMYY NNNNN``, for the screen."""
        return f"{self.digits[:6]} {self.digits[6:]}"
