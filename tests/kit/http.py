"""The network, faked: one ``Http`` whose subclasses judge a request and answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError
from provesvar_gui.platform.http import HttpResponse

Answer = HttpResponse | AppError


@dataclass(frozen=True)
class Request:
    """``headers``: names in lower case. ``pairs``: the form, None where there is none."""

    method: str
    url: str
    headers: dict[str, str]
    pairs: list[tuple[str, str]] | None
    body: bytes | None
    seconds: float | None

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @cached_property
    def form(self) -> dict[str, str]:
        pairs = self.pairs or []
        assert len(dict(pairs)) == len(pairs), "a parameter is sent twice"
        return dict(pairs)

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.pairs or () if key == name]

    def one(self, name: str) -> str:
        (value,) = self.all(name)
        return value


class FakeHttp:
    """Fits ``platform.http.Http``."""

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        form: Sequence[tuple[str, str]] | None = None,
        body: bytes | None = None,
        seconds: float | None = None,
    ) -> HttpResponse:
        sent = {name.lower(): value for name, value in (headers or {}).items()}
        answer = await self.answer(Request(method, url, sent, None if form is None else list(form), body, seconds))
        if isinstance(answer, AppError):
            raise answer
        return answer

    async def answer(self, request: Request) -> Answer:
        raise NotImplementedError
