"""Looks for what must not stay: markers in every file that a run has left, however they are written, packed or named."""

from __future__ import annotations

import base64
import gzip
import json
import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from provesvar_gui.sandbox.server import Sandbox

SHORTEST_SECRET = 12
SHORTEST_WORD = 5
SECRET_FIELDS = frozenset(
    {
        *("client_assertion", "code", "code_verifier", "refresh_token", "token", "access_token", "id_token", "id_token_hint"),
        *("request_uri", "state", "nonce"),
    }
)
_JWT = re.compile(r"^[\w-]+\.([\w-]+)\.([\w-]+)$")
#: Kinds of files that show what was on the screen, on paper or in the memory, where no text can be searched.
PICTURES = {
    b"%PDF-": "PDF",
    b"%!PS": "PostScript",
    b"\x89PNG\r\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x7fELF\x02\x01\x01\x00": "ELF",
}


@dataclass(slots=True)
class Wire:
    """What went over the network that nobody may keep; grows while the sandbox serves."""

    secrets: set[str] = field(default_factory=set, repr=False)
    words: set[str] = field(default_factory=set, repr=False)

    def listen_to(self, sandbox: Sandbox) -> None:
        """Before it starts."""
        for server in sandbox._servers:
            server.config.app = self._beside(server.config.app)  # type: ignore[arg-type]  # uvicorn takes more kinds than it is given

    def _beside(self, app: ASGIApp) -> ASGIApp:

        async def heard(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            asked: list[bytes] = []
            answered: list[bytes] = []
            for name, value in scope["headers"]:
                if name in (b"authorization", b"dpop"):
                    self.secret(value.decode().rpartition(" ")[2])
            self.fields(parse_qsl(scope["query_string"].decode()))

            async def take() -> Message:
                message = await receive()
                asked.append(message.get("body", b""))
                return message

            async def give(message: Message) -> None:
                answered.append(message.get("body", b""))
                for name, value in message.get("headers", ()):
                    if name.lower() == b"dpop-nonce":
                        self.secret(value.decode())
                await send(message)

            await app(scope, take, give)
            self.fields(parse_qsl(b"".join(asked).decode("utf-8", "replace")))
            self.answer(b"".join(answered))

        return heard

    def fields(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Of a form or a query."""
        for name, value in pairs:
            if name in SECRET_FIELDS:
                self.secret(value)

    def answer(self, body: bytes) -> None:
        """The body of an answer."""
        try:
            document = json.loads(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
        except ValueError:
            return
        if not isinstance(document, dict):
            return
        self.fields((name, value) for name, value in document.items() if isinstance(value, str))
        if document.get("resourceType") == "Bundle":
            for entry in document.get("entry", ()):
                self.resource(entry.get("resource", {}))

    def resource(self, resource: dict[str, object]) -> None:
        """What tells of the patient: the texts of reports and results, and their own ids."""
        if resource.get("resourceType") == "OperationOutcome":
            return
        for name in ("conclusion", "valueString", "id"):
            value = resource.get(name)
            if isinstance(value, str) and len(value) >= SHORTEST_SECRET:
                self.words.add(value)

    def secret(self, value: str) -> None:
        """A token, a code, an assertion; of a JWT the parts that nobody could guess."""
        found = _JWT.match(value)
        for part in found.groups() if found else (value.removeprefix("urn:ietf:params:oauth:request_uri:"),):
            if len(part) >= SHORTEST_SECRET:
                self.secrets.add(part)


def number_forms(digits: str) -> set[str]:
    """A person's number as people, programs and careless masks write it."""
    first, last = digits[:6], digits[6:]
    return {digits, *(f"{first}{gap}{last}" for gap in " -.\u00a0\u202f\u2009_/"), f"{first}*****", digits[::-1]}


def word_forms(word: str) -> set[str]:
    """A name or a text, in the cases in which it is met."""
    return {word, word.upper(), word.lower(), word.title()}


def encodings(text: str) -> set[bytes]:
    """The bytes that hold a text in a file."""
    raw = text.encode()
    found = {raw, text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("latin-1", "replace"), quote(text).encode()}
    found.add(json.dumps(text)[1:-1].encode())
    if len(raw) >= 9:
        for shift in range(3):  # base64 of something that holds it, wherever it begins there; the ends depend on what is beside
            packed = base64.b64encode(b"\0" * shift + raw)
            inner = packed[(0, 2, 3)[shift] : len(packed) // 4 * 4 - 4]
            found |= {inner, inner.replace(b"+", b"-").replace(b"/", b"_")}
        found.add(raw.hex().encode())
    return found


class Scanner:
    """``markers``: what is looked for, each under the name by which it is told."""

    def __init__(self, markers: dict[str, Iterable[str]]) -> None:
        self._names: dict[bytes, str] = {}
        for name, texts in markers.items():
            for text in texts:
                self._names |= dict.fromkeys(encodings(text), name)

    def found_in(self, content: bytes) -> set[str]:
        """The names of the markers that this holds, packed parts of it too."""
        whole = b"\n".join(unpacked(content))
        return {name for form, name in self._names.items() if form in whole}

    def scan(self, roots: Iterable[Path], allowed: Iterable[Path] = ()) -> set[tuple[str, str]]:
        """Each file that tells something, relative to its root, with what; files and folders that may tell are left out."""
        spared = {path.resolve() for path in allowed}
        found: set[tuple[str, str]] = set()
        for root in roots:
            for path in root.rglob("*"):
                if not spared.isdisjoint({path.resolve(), *path.resolve().parents}):
                    continue
                name = str(path.relative_to(root))
                found |= {(name, f"{what} in its name") for what in self.found_in(name.encode())}
                if path.is_symlink() or not path.is_file():
                    continue
                content = path.read_bytes()
                found |= {(name, what) for what in self.found_in(content)}
                found |= {(name, kind) for start, kind in PICTURES.items() if content.startswith(start)}
        return found


def unpacked(content: bytes) -> Iterator[bytes]:
    """The bytes themselves, and what is packed in them: gzip, and zlib as in PDF, PNG and ZIP."""
    yield content
    for found in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|PK\x03\x04", content):
        zipped = found[0] == b"PK\x03\x04"
        start, bits = _member(content, found.start()) if zipped else (found.start(), 47)
        try:
            part = zlib.decompressobj(bits).decompress(content[start:], 20_000_000)
        except zlib.error:
            continue
        if len(part) >= SHORTEST_WORD:
            yield part


def _member(content: bytes, start: int) -> tuple[int, int]:
    names = int.from_bytes(content[start + 26 : start + 28], "little") + int.from_bytes(
        content[start + 28 : start + 30], "little"
    )
    return start + 30 + names, -15
