"""HTTP helpers of the services: refusals, strictly parsed forms, and HTML pages without outside content."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from provesvar_gui.sandbox.world import World


class RefusedError(Exception):
    """HTTP status, the standard's error code, and the reason in our own words: it never quotes what was sent."""

    service = ""

    def __init__(self, status: int, error: str, reason: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status, self.error, self.reason = status, error, reason
        self.headers = dict(headers or {})


def application(
    world: World, service: str, routes: Sequence[BaseRoute], answer: Callable[[Request, RefusedError], Response]
) -> Starlette:
    """A service that keeps each refusal for tests and the people page. ``answer``: the form in which it refuses."""

    async def refused(request: Request, error: Any) -> Response:  # a RefusedError: registered for these alone
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
        refuse_if(len(values) > 1, f"{name} is sent more than once")
        return values[0] if values else None

    def needed(self, name: str) -> str:
        """The value of a parameter that must be there. Raises RefusedError (invalid_request)."""
        value = self.one(name)
        if not value:
            raise RefusedError(400, "invalid_request", f"{name} is missing")
        return value


async def read_form(request: Request) -> FormBody:
    """The form of a request. Raises RefusedError (invalid_request) where it is none, or was put into the address."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    refuse_if(kind != "application/x-www-form-urlencoded", "the content type is not that of a form")
    refuse_if(request.url.query, "parameters belong in the body, not in the address")
    body = await request.body()
    refuse_if(len(body) > LONGEST_FORM, "the body is too long")
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
