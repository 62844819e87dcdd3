"""A store that does and refuses what Windows' Credential Manager behind keyring does and refuses (helseid/README.md §11)."""

from __future__ import annotations

import threading


class WindowsStore:
    """2560 bytes of UTF-16 for one secret; what is overwritten stays under a second name; deleting nothing raises.

    ``breaks_at``: the n-th write raises.
    """

    def __init__(self, breaks_at: int = 0) -> None:
        self.targets: dict[str, tuple[str, str]] = {}
        self.writes = 0
        self.breaks_at = breaks_at
        self.threads: set[str] = set()

    def get_password(self, service: str, username: str, /) -> str | None:
        self.threads.add(threading.current_thread().name)
        for target in (service, f"{username}@{service}"):
            if target in self.targets and self.targets[target][0] == username:
                return self.targets[target][1]
        return None

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.writes += 1
        if self.writes == self.breaks_at:
            raise OSError("the store says: " + password)
        if service in self.targets:
            user, old = self.targets[service]
            self.targets[f"{user}@{service}"] = (user, old)
        if len(password.encode("utf-16-le")) > 2560:
            raise OSError(1783, "The stub received bad data")
        self.targets[service] = (username, password)

    def delete_password(self, service: str, username: str, /) -> None:
        found = [
            target
            for target in (service, f"{username}@{service}")
            if target in self.targets and self.targets[target][0] == username
        ]
        if not found:
            raise LookupError(service)
        for target in found:
            del self.targets[target]
