"""Form bodies, read strictly: a parameter twice is an error, and only a POST with the right content type has one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from provesvar_gui.sandbox.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request

LONGEST_FORM = 200_000


class Form:
    """The parameters of a form body, in order."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = tuple(pairs)

    @property
    def names(self) -> frozenset[str]:
        """The parameters that were sent."""
        return frozenset(name for name, _ in self.pairs)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter that may be repeated."""
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
    """Whether the content type is that of a form."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/x-www-form-urlencoded"


async def read_form(request: Request) -> Form:
    """The form of a request. Raises RefusedError (invalid_request) where it is none, or was put into the address."""
    if not is_form(request):
        raise RefusedError(400, "invalid_request", "the content type is not that of a form")
    if request.url.query:
        raise RefusedError(400, "invalid_request", "parameters belong in the body, not in the address")
    return await read_pairs(request)


async def read_pairs(request: Request) -> Form:
    """The pairs of a form body, whatever is around it. Raises RefusedError (invalid_request) where it cannot be read."""
    body = await request.body()
    if len(body) > LONGEST_FORM:
        raise RefusedError(400, "invalid_request", "the body is too long")
    try:
        return Form(
            parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=bool(body), errors="strict", max_num_fields=200)
        )
    except ValueError as error:
        raise RefusedError(400, "invalid_request", "the body is not a form") from error
