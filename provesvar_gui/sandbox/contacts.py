"""Whom to call in the sandbox: numbers that begin with a zero are nobody's."""

from __future__ import annotations

CONTACTS = {
    "contact.privacy": {"name": "Personvernombudet", "phone": "00 00 00 01", "hours": "hverdager 8–15"},
    "contact.support": {"name": "IT-vakten", "phone": "00 00 00 02", "hours": "hele døgnet"},
    "contact.laboratories": [
        {"name": "Medisinsk biokjemi", "phone": "00 00 00 03", "hours": "hele døgnet"},
        {"name": "Mikrobiologi", "phone": "00 00 00 04", "hours": "hverdager 8–20"},
        {"name": "Radiologi", "phone": "00 00 00 05", "hours": "hele døgnet"},
    ],
}
