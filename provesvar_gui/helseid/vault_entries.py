"""How a secret lies in a vault: a head entry that names what there is, and what it names.

The head holds no secret. What it names has a service name of its own each time, since Windows keeps what is overwritten under a
second name. A write first notes what is coming, then writes it, then makes it what counts and the old one what is going, then
deletes that: a write that breaks off never looks like a secret, the old one is there until the new one is whole, and whatever is
left is known by its name to the next write. The head says what counts ("-": nothing), then perhaps what is coming or going:

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
from typing import TYPE_CHECKING, NamedTuple, Protocol

from provesvar_gui.helseid import wrapped
from provesvar_gui.helseid.wrapped import NewerFormError
from provesvar_gui.system.private_file import sync_folder, write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SEALED, _NOTHING = "sealed", "-"
_TRIES = 5  # so often in a row it is replaced while it is being read
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


class _Named(NamedTuple):
    tag: str
    form: str

    def __str__(self) -> str:
        return f"{self.tag}:{self.form}"


class TooLargeError(Exception):
    """The vault takes no secret of this size, and there is no folder for a file."""


class PartMissingError(Exception):
    """The head names what is not there."""


class Entries:
    """The secret called ``name``. ``limit``: bytes of UTF-16 that the store takes for one entry; None: any.

    Raises what the store raises, OSError of the file, TooLargeError, SealBrokenError, PartMissingError,
    NewerFormError (then nothing was changed).
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

    def load(self) -> tuple[str | None, bool]:
        """The secret, None where there is none; whether an earlier version cut it.

        Another program may replace it meanwhile: then it is looked for anew.
        """
        current, _ = self._read_head()
        for _ in range(_TRIES):
            text = None if current is None else self._read_named(current)
            if current is None or text is not None:
                return text, current is not None and current.form not in ("0", "1", _SEALED)
            before = current
            current, _ = self._read_head()
            if current == before:
                break
        raise PartMissingError

    def put_together(self) -> None:
        """Write what an earlier version cut as this one does."""
        text, cut = self.load()
        if text is not None and cut:
            self.store(text)

    def _read_named(self, named: _Named) -> str | None:
        """None where it, or something of it, is gone."""
        if named.form == _SEALED:
            return self._unsealed(named.tag)
        if named.form == "0":
            return ""
        if named.form == "1":
            return self._get(self._part(named.tag, 0))
        whole = "".join(self._get(self._part(named.tag, number)) or "" for number in range(int(named.form)))
        return whole if hashlib.sha256(whole.encode()).hexdigest()[: len(named.tag)] == named.tag else None

    def store(self, text: str, *, secret: bool = True) -> None:
        """Replace it. ``secret``: what a kill leaves of it must be known by name; the notes for that cost calls of the store."""
        new = _Named(self._random_bytes(8).hex(), self._form(text))
        current, left = self._read_head()
        self._delete_named(*left)
        if secret:
            self._write_head(current, new)
        try:
            self._write_named(new, text)
        except Exception:
            with contextlib.suppress(Exception):
                self._delete_named(new)
            raise
        going = [] if current is None else [current]
        self._write_head(new, *(going if secret else []))
        self._delete_named(*going)
        self._sweep(new.tag)

    def delete(self) -> None:
        """Nothing of it stays. Nothing happens where there is none."""
        current, left = self._read_head()
        going = left if current is None else [current, *left]
        if going:
            self._write_head(None, *going)
            self._delete_named(*going)
        self._forget(self._head)
        self._sweep("")

    @property
    def _head(self) -> str:
        return f"{self._service}/{self._name}"

    def _part(self, tag: str, number: int) -> str:
        return f"{self._service}/{self._name}/{tag}/{number}"

    def _read_head(self) -> tuple[_Named | None, list[_Named]]:
        """What counts, and what is coming or going. Raises NewerFormError where this program could not even take it away."""
        first, *others = (self._get(self._head) or _NOTHING).split(" ")
        return _named(first), [named for named in map(_named, others) if named is not None]

    def _write_head(self, current: _Named | None, *others: _Named) -> None:
        self._set(self._head, " ".join([_NOTHING if current is None else str(current), *map(str, others)]))

    def _form(self, text: str) -> str:
        if self._limit is None or len(text.encode("utf-16-le")) <= self._limit:
            return "1" if text else "0"
        if self._folder is None:
            raise TooLargeError("larger than the vault allows")
        return _SEALED

    def _write_named(self, named: _Named, text: str) -> None:
        if named.form == _SEALED and self._folder is not None:
            key, content = wrapped.seal(text.encode(), self._belongs_to(named.tag), self._random_bytes)
            write_private(self._file(self._folder, named.tag), content, family=f"{self._file_stem}.")
            sync_folder(self._folder)  # before the old one goes, its name is on the disk too
            self._set(self._part(named.tag, 0), base64.b64encode(key).decode())
        elif named.form == "1":
            self._set(self._part(named.tag, 0), text)

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

    def _delete_named(self, *names: _Named) -> None:
        for named in names:
            for number in range(1 if named.form == _SEALED else int(named.form)):
                self._forget(self._part(named.tag, number))
            if named.form == _SEALED and self._folder is not None:
                self._file(self._folder, named.tag).unlink(missing_ok=True)

    def _sweep(self, tag: str) -> None:
        """Files that no head names, as where an entry of the vault was lost, and their keys."""
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


def _named(text: str) -> _Named | None:
    tag, colon, form = text.partition(":")
    if not colon or not _TAG.fullmatch(tag):
        return None
    if form != _SEALED and not re.fullmatch(r"[0-9]{1,2}", form):
        raise NewerFormError
    return _Named(tag, form)
