"""The last choices of a person: the role per HPR number, the organisation per machine and HPR number.

An HPR number does not lie on a disk in clear: the file holds keyed digests (HMAC-SHA-256), and the key lies in another folder.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from provesvar_gui.platform.files import write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LIMIT = 64 * 1024  # bytes
_MOST_PEOPLE = 400  # two for each of the people on one shared workstation; the oldest go
_CODE = r"[A-Z0-9]{1,9}"  # of a role, or an organisation's number
_KEY_LENGTH = 32
_VERSION = 1


class RoleFile:
    """A file that is missing, unreadable, broken or of another form is as good as empty."""

    def __init__(self, file: Path, key_file: Path, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._file, self._key_file, self._random_bytes = file, key_file, random_bytes

    def code_of(self, who: str) -> str:
        key = self._key()
        return self._codes().get(_digest(key, who), "") if key else ""

    def remember(self, who: str, code: str) -> None:
        """Where it cannot be written the program goes on without."""
        if not re.fullmatch(_CODE, code) or not who:
            return
        with suppress(OSError):
            key = self._key()
            codes = self._codes() if key else {}
            if not key:
                key = self._random_bytes(_KEY_LENGTH)
                write_private(self._key_file, key)
            digest = _digest(key, who)
            codes.pop(digest, None)
            codes[digest] = code
            kept = dict(list(codes.items())[-_MOST_PEOPLE:])
            write_private(self._file, json.dumps({"version": _VERSION, "roles": kept}).encode())

    def _key(self) -> bytes:
        with suppress(OSError), self._key_file.open("rb") as file:
            key = file.read(_KEY_LENGTH + 1)
            return key if len(key) == _KEY_LENGTH else b""
        return b""

    def _codes(self) -> dict[str, str]:
        try:
            with self._file.open("rb") as file:
                document = json.loads(file.read(_LIMIT))
            found = document["roles"] if document["version"] == _VERSION else {}
            return {digest: code for digest, code in found.items() if re.fullmatch(_CODE, code)}
        except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
            return {}


def _digest(key: bytes, who: str) -> str:
    return hmac.new(key, who.encode(), hashlib.sha256).hexdigest()
