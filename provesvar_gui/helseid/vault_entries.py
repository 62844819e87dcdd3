"""How a secret lies in a vault: a head entry that names what there is, and what it names.

The head holds no secret. It is written last and deleted first, so a write that breaks off never looks like a secret, and the old
one is there until the new one is whole. What it names has a service name of its own each time, since Windows keeps what is
overwritten under a second name. The head says one of:

* ``TAG:1`` (``TAG:0``: an empty text): the secret is in the entry TAG/0;
* ``TAG:sealed``: the entry TAG/0 has the key of a file in which a secret lies that is larger than the vault allows (``wrapped``);
* ``TAG:N``: earlier versions cut it in N parts, and TAG is of their hash. It is read, and written anew in one of the other forms.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import re
from typing import TYPE_CHECKING, Protocol

from provesvar_gui.helseid import wrapped
from provesvar_gui.private_file import sync_folder, write_private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_SEALED = "sealed"
_TAG = re.compile(r"[0-9a-f]{16}")


class Store(Protocol):
    """What keyring's backends have in common."""

    def get_password(self, service: str, username: str, /) -> str | None:
        """A secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str, /) -> None:
        """Forget a secret; raises where there is none."""
        ...


class TooLargeError(Exception):
    """The vault takes no secret of this size, and there is no folder for a file."""


class Entries:
    """The secret called ``name``. ``limit``: bytes of UTF-16 that the store takes for one entry; None: any.

    Raises what the store raises, OSError of the file, TooLargeError, SealBrokenError.
    """

    def __init__(
        self,
        store: Store,
        names: tuple[str, str, str],
        *,
        limit: int | None,
        folder: Path | None,
        random_bytes: Callable[[int], bytes],
    ) -> None:
        self._store = store
        self._service, self._user, self._name = names
        self._limit = limit
        self._folder = folder
        self._random_bytes = random_bytes

    def load(self) -> str | None:
        """None where there is none, or something of it is gone."""
        head = self._read_head()
        if head is None:
            return None
        tag, form = head
        if form == _SEALED:
            return self._unsealed(tag)
        if form == "0":
            return ""
        if form == "1":
            return self._get(self._part(tag, 0))
        whole = "".join(self._get(self._part(tag, number)) or "" for number in range(int(form)))
        if hashlib.sha256(whole.encode()).hexdigest()[: len(tag)] != tag:
            return None
        if whole:
            with contextlib.suppress(Exception):  # it is read all the same; the next start tries again
                self._write(whole, head)
        return whole

    def store(self, secret: str) -> None:
        """Replace it."""
        self._write(secret, self._read_head())

    def delete(self) -> None:
        """Nothing of it stays. Nothing happens where there is none."""
        head = self._read_head()
        self._forget(self._head)
        if head is not None:
            self._delete_named(*head)
        self._sweep("")

    @property
    def _head(self) -> str:
        return f"{self._service}/{self._name}"

    def _part(self, tag: str, number: int) -> str:
        return f"{self._service}/{self._name}/{tag}/{number}"

    def _read_head(self) -> tuple[str, str] | None:
        tag, _, form = (self._get(self._head) or "").partition(":")
        known = form == _SEALED or (form.isascii() and form.isdigit() and int(form) < 100)
        return (tag, form) if _TAG.fullmatch(tag) and known else None

    def _write(self, secret: str, old: tuple[str, str] | None) -> None:
        tag = self._random_bytes(8).hex()
        form = self._form(secret)
        with self._undone(tag, form):
            self._write_named(tag, form, secret)
        self._set(self._head, f"{tag}:{form}")
        if old is not None:
            self._delete_named(*old)
        self._sweep(tag)

    def _form(self, secret: str) -> str:
        if self._limit is None or len(secret.encode("utf-16-le")) <= self._limit:
            return "1" if secret else "0"
        if self._folder is None:
            raise TooLargeError("larger than the vault allows")
        return _SEALED

    def _write_named(self, tag: str, form: str, secret: str) -> None:
        if form == _SEALED and self._folder is not None:
            key, content = wrapped.seal(secret.encode(), self._belongs_to(tag), self._random_bytes)
            write_private(self._file(self._folder, tag), content)
            sync_folder(self._folder)  # before the old one goes, its name is on the disk too
            self._set(self._part(tag, 0), base64.b64encode(key).decode())
        elif form == "1":
            self._set(self._part(tag, 0), secret)

    @contextlib.contextmanager
    def _undone(self, tag: str, form: str) -> Iterator[None]:
        """No head would ever lead to what a write that failed has left, to delete it."""
        try:
            yield
        except Exception:
            with contextlib.suppress(Exception):
                self._delete_named(tag, form)
            raise

    def _unsealed(self, tag: str) -> str | None:
        text = self._get(self._part(tag, 0))
        if text is None or self._folder is None:
            return None
        try:
            key = base64.b64decode(text, validate=True)
            with self._file(self._folder, tag).open("rb") as file:
                content = file.read(wrapped.LIMIT + 1)
        except FileNotFoundError:
            return None
        except binascii.Error:
            raise wrapped.SealBrokenError("the key in the vault is none") from None
        return wrapped.unseal(key, content, self._belongs_to(tag)).decode()

    def _delete_named(self, tag: str, form: str) -> None:
        for number in range(1 if form == _SEALED else int(form)):
            self._forget(self._part(tag, number))
        if form == _SEALED and self._folder is not None:
            self._file(self._folder, tag).unlink(missing_ok=True)

    def _sweep(self, tag: str) -> None:
        """What a crash has left: files that no head names, and their keys."""
        if self._folder is None:
            return
        for path in self._folder.glob(f"{self._file_stem}.*.sealed"):
            left = path.name.split(".")[1]
            if left != tag and _TAG.fullmatch(left):
                self._forget(self._part(left, 0))
                path.unlink(missing_ok=True)

    @property
    def _file_stem(self) -> str:
        return hashlib.sha256("\0".join((self._service, self._user, self._name)).encode()).hexdigest()[:24]

    def _file(self, folder: Path, tag: str) -> Path:
        return folder / f"{self._file_stem}.{tag}.sealed"

    def _belongs_to(self, tag: str) -> bytes:
        return "\0".join((self._service, self._user, self._name, tag)).encode()

    def _get(self, service: str) -> str | None:
        return self._store.get_password(service, self._user)

    def _set(self, service: str, secret: str) -> None:
        self._store.set_password(service, self._user, secret)

    def _forget(self, service: str) -> None:
        if self._store.get_password(service, self._user) is not None:
            self._store.delete_password(service, self._user)
