"""HTTP helpers of the services: refusals, strictly parsed forms, and HTML pages without outside content."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response

from provesvar_gui.sandbox.records import read_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from joserfc.jwk import RSAKey
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.records import People


Value = bool | int | float
#: Every fault, ``service.what``, as the people page has it: an amount of seconds, or on, or on for so many requests.
FAULT_GROUPS: Mapping[str, Mapping[str, str]] = read_data("faults")
FAULTS = {name: label for group in FAULT_GROUPS.values() for name, label in group.items()}


def is_amount(name: str) -> bool:
    return FAULTS[name].endswith("(sekunder)")


class Faults:
    """Which faults are on. Used from the servers' thread and from a test's."""

    def __init__(self) -> None:
        self._on: dict[str, Value] = {}

    def set(self, name: str, value: Value | None = True) -> None:
        """Switch a fault on; None, False and 0 clear it. Raises KeyError (unknown name) or ValueError (no such value)."""
        if not is_amount(name) and (isinstance(value, float) or (value is not None and value < 0)):
            raise ValueError(name)
        if not value:
            self._on.pop(name, None)
        else:
            self._on[name] = value

    def clear(self) -> None:
        self._on.clear()

    def on(self, name: str) -> Value | None:
        """What the fault is set to, without using it up."""
        return self._on.get(name)

    def take(self, name: str) -> bool:
        """Whether the fault strikes now; a counted one has then one time less left."""
        value = self._on.get(name)
        if value is not None and value is not True:
            self.set(name, int(value) - 1)
        return value is not None

    def amount(self, name: str) -> float:
        return float(self._on.get(name, 0))

    def state(self) -> dict[str, Value]:
        return dict(self._on)


@dataclass(slots=True)
class Control:
    """What happened, for tests and for the people page. Holds no token, key, or person number.

    ``remarks``: what a reviewer would object to though the service lets it pass. ``requests``: method and path of each.
    ``arrivals``: the names of the headers with which a redirect was followed.
    """

    refusals: list[RefusedError] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    arrivals: list[frozenset[str]] = field(default_factory=list)
    _uses: dict[str, str] = field(default_factory=dict)  # where each access token was used, by jti

    def remark(self, text: str) -> None:
        if text not in self.remarks:
            self.remarks.append(text)

    def token_used(self, jti: str, where: str) -> None:
        if self._uses.setdefault(jti, where) != where:
            self.remark("one access token for two services")

    def clear(self) -> None:
        for events in (self.refusals, self.remarks, self.requests, self.arrivals):
            events.clear()


@dataclass(slots=True, kw_only=True)
class World:
    """What the services share. ``helseid``, ``pps``, ``kodeverk``, ``selvbetjening``: addresses without a slash at the end.

    ``signing_key``: HelseID's, which alone is published; ``clients``: those that are registered, by their ids.
    """

    people: People
    signing_key: RSAKey = field(repr=False)
    helseid: str
    pps: str
    kodeverk: str
    selvbetjening: str
    clients: dict[str, Client] = field(default_factory=dict, repr=False)
    faults: Faults = field(default_factory=Faults)
    control: Control = field(default_factory=Control)

    def now(self) -> float:
        """Epoch seconds by the services' clock, which the fault ``clock.offset`` moves."""
        return time.time() + self.faults.amount("clock.offset")

    def opaque(self) -> str:
        """A new value nobody can guess, in the form HelseID uses."""
        return secrets.token_hex(32).upper()


class RefusedError(Exception):
    """HTTP status, the standard's error code, and the reason in our own words: it never quotes what was sent."""

    def __init__(
        self, status: int, error: str, reason: str, *, headers: Mapping[str, str] | None = None, service: str = ""
    ) -> None:
        super().__init__(reason)
        self.service = service
        self.status = status
        self.error = error
        self.reason = reason
        self.headers = dict(headers or {})


def application(
    world: World, service: str, routes: Sequence[BaseRoute], answer: Callable[[Request, RefusedError], Response]
) -> Starlette:
    """A service that keeps each refusal for tests and the people page. ``answer``: the form in which it refuses."""

    async def refused(request: Request, error: Exception) -> Response:
        if not isinstance(error, RefusedError):  # pragma: no cover - registered for this class alone
            raise error
        error.service = service
        world.control.refusals.append(error)
        return answer(request, error)

    made = Starlette(routes=routes, exception_handlers={RefusedError: refused})
    made.router.redirect_slashes = False
    return made


def refuse_if(wrong: object, reason: str, error: str = "invalid_request", status: int = 400) -> None:
    if wrong:
        raise RefusedError(status, error, reason)


LONGEST_FORM = 200_000


class FormBody:
    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = tuple(pairs)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.pairs)

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str | None:
        """The value of a parameter that may not be repeated. Raises RefusedError (invalid_request)."""
        values = self.all(name)
        if len(values) > 1:
            raise RefusedError(400, "invalid_request", f"{name} is sent more than once")
        return values[0] if values else None

    def needed(self, name: str) -> str:
        """The value of a parameter that must be there. Raises RefusedError (invalid_request)."""
        value = self.one(name)
        if not value:
            raise RefusedError(400, "invalid_request", f"{name} is missing")
        return value


def is_form(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/x-www-form-urlencoded"


async def read_form(request: Request) -> FormBody:
    """The form of a request. Raises RefusedError (invalid_request) where it is none, or was put into the address."""
    if not is_form(request):
        raise RefusedError(400, "invalid_request", "the content type is not that of a form")
    if request.url.query:
        raise RefusedError(400, "invalid_request", "parameters belong in the body, not in the address")
    return await read_pairs(request)


async def read_pairs(request: Request) -> FormBody:
    """The pairs of a form body, whatever is around it. Raises RefusedError (invalid_request) where it cannot be read."""
    body = await request.body()
    if len(body) > LONGEST_FORM:
        raise RefusedError(400, "invalid_request", "the body is too long")
    try:
        return FormBody(
            parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=bool(body), errors="strict", max_num_fields=200)
        )
    except ValueError as error:
        raise RefusedError(400, "invalid_request", "the body is not a form") from error


# form-action covers where a form's answer redirects to, and a login ends at the client's own loopback address.
_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self' http://localhost:* http://127.0.0.1:*"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser sends "Origin: null" with our own forms
    "X-Content-Type-Options": "nosniff",
}


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("provesvar_gui.sandbox", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, *, status: int, **values: object) -> HTMLResponse:
    return HTMLResponse(_templates().get_template(template).render(**values), status_code=status, headers=HEADERS)


def script(name: str) -> Response:
    return Response(
        Path(__file__).with_name("templates").joinpath(name).read_bytes(), media_type="text/javascript", headers=HEADERS
    )
