"""What a person chose last: the role per HPR number, the organisation per machine and HPR number.

An HPR number does not lie on a disk in clear: the file holds keyed digests (HMAC-SHA-256), and the key lies in another folder.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import TYPE_CHECKING

from provesvar_gui.platform.files import write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LIMIT = 64 * 1024  # bytes
_MOST = 400  # two for each of the people on one shared workstation; the oldest go
_CODE = r"[A-Z0-9]{1,9}"  # of a role, or an organisation's number
_KEY_LENGTH = 32
_VERSION = 1


class RoleFile:
    """The file of remembered roles and organisations, each under who chose it, and where that counts, where.

    ``random_bytes``: ``secrets.token_bytes``. A file that is missing, unreadable, broken or of another form is as good as empty.
    """

    def __init__(self, file: Path, key_file: Path, random_bytes: Callable[[int], bytes]) -> None:
        self._file = file
        self._key_file = key_file
        self._random_bytes = random_bytes

    def code_of(self, who: str) -> str | None:
        """The code that was remembered, or None."""
        key = self._key()
        return self._roles().get(_digest(key, who)) if key is not None else None

    def remember(self, who: str, code: str) -> bool:
        """Keep the code; False where it could not be written (the program goes on without)."""
        if not re.fullmatch(_CODE, code) or not who:
            return False
        try:
            key = self._key()
            roles = self._roles() if key is not None else {}
            if key is None:
                key = self._random_bytes(_KEY_LENGTH)
                write_private(self._key_file, key)
            digest = _digest(key, who)
            roles.pop(digest, None)
            roles[digest] = code
            kept = dict(list(roles.items())[-_MOST:])
            write_private(self._file, json.dumps({"version": _VERSION, "roles": kept}).encode())
        except OSError:
            return False
        return True

    def forget(self) -> None:
        """Forget everybody. Raises OSError."""
        self._file.unlink(missing_ok=True)
        self._key_file.unlink(missing_ok=True)

    def _key(self) -> bytes | None:
        try:
            with self._key_file.open("rb") as file:
                key = file.read(_KEY_LENGTH + 1)
        except OSError:
            return None
        return key if len(key) == _KEY_LENGTH else None

    def _roles(self) -> dict[str, str]:
        try:
            with self._file.open("rb") as file:
                document = json.loads(file.read(_LIMIT))
            found = document["roles"] if document["version"] == _VERSION else {}
            return {digest: code for digest, code in found.items() if re.fullmatch(_CODE, code)}
        except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
            return {}


def _digest(key: bytes, who: str) -> str:
    return hmac.new(key, who.encode(), hashlib.sha256).hexdigest()
