"""The traffic at the sandbox, with the secrets of a run that must be nowhere on the disk."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from provesvar_gui.sandbox.server import Sandbox
from tests.e2e.traces import SHORTEST_WORD

SHORTEST_SECRET = 12
SHORTEST_SAID = 9  # shorter words are met anywhere; but not with figures or signs in them
SAYING = frozenset({"text", "conclusion", "valueString", "display", "authorString"})
#: What is not the patient's: names have a search of their own, and the settings name organisations.
OTHERS = frozenset({"referenceRange", "subject", "organization", "practitioner", "requester", "performer", "category", "tag"})
SECRET_FIELDS = frozenset(
    {
        *("client_assertion", "code", "code_verifier", "refresh_token", "token", "access_token", "id_token", "id_token_hint"),
        *("request_uri", "state", "nonce"),
    }
)
_JWT = re.compile(r"^[\w-]+\.([\w-]+)\.([\w-]+)$")


@dataclass(slots=True)
class Wire:
    """What went over the network that nobody may keep; grows while the sandbox serves.

    ``held``: a part of a path; requests of it arrive, and are not answered before whoever asked has gone.
    """

    secrets: set[str] = field(default_factory=set, repr=False)
    words: set[str] = field(default_factory=set, repr=False)  # whatever the answers say in words, and figures with their units
    ids: set[str] = field(default_factory=set, repr=False)
    held: str = ""

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
                waits = bool(self.held) and self.held in scope["path"]
                while waits:
                    waits = (await receive())["type"] != "http.disconnect"
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
        for name, value in pairs:
            if name in SECRET_FIELDS:
                self.secret(value)

    def answer(self, body: bytes) -> None:
        try:
            # Figures as they are written.
            document = json.loads(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body, parse_float=str, parse_int=str)
        except ValueError:
            return
        if not isinstance(document, dict):
            return
        self.fields((name, value) for name, value in document.items() if isinstance(value, str))
        if document.get("resourceType") == "Bundle":
            for entry in document.get("entry", ()):
                self.resource(entry.get("resource", {}))

    def resource(self, resource: dict[str, object]) -> None:
        """What tells of the patient: the texts and figures of reports, results, specimens and requests; and their own ids."""
        if resource.get("resourceType") == "OperationOutcome":
            return
        own = resource.get("id")
        if isinstance(own, str) and len(own) >= SHORTEST_SECRET:
            self.ids.add(own)
        self.words |= {word for word in said(resource) if len(word) >= (SHORTEST_SAID if word.isalpha() else SHORTEST_WORD)}

    def secret(self, value: str) -> None:
        """A token, a code, an assertion; of a JWT the parts that nobody could guess."""
        found = _JWT.match(value)
        for part in found.groups() if found else (value.removeprefix("urn:ietf:params:oauth:request_uri:"),):
            if len(part) >= SHORTEST_SECRET:
                self.secrets.add(part)


def said(document: object, name: str = "") -> Iterator[str]:
    """Every text of an answer, however deep it lies, and each figure with its unit."""
    if isinstance(document, dict):
        if isinstance(document.get("value"), str) and isinstance(document.get("unit"), str):
            for point in ".,":
                yield f"{document['value'].replace('.', point)} {document['unit']}"
        for inner, value in document.items():
            if inner not in OTHERS:
                yield from said(value, inner)
    elif isinstance(document, list):
        for value in document:
            yield from said(value, name)
    elif isinstance(document, str) and name in SAYING:
        yield document
