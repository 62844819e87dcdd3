"""A strict stand-in for the code list's service, and answers as it gives them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError
from provesvar_gui.paths import resource
from provesvar_gui.platform.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

URL = "https://kote.example/api/code-systems/adm/codelist/9060?includeInactive=true"
DAY = 24 * 60 * 60.0
START = 1_800_000_000.0  # 2027-01-15


class FakeClock:
    def __init__(self) -> None:
        self.seconds = START

    def now(self) -> float:
        return self.seconds

    def monotonic(self) -> float:
        return self.seconds


class FakeHttp:
    """Gives the prepared answers in turn, and accepts nothing but the one request of patient/README.md §7."""

    def __init__(self, *answers: HttpResponse | AppError) -> None:
        self._answers = list(answers)
        self.conditions: list[dict[str, str]] = []

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
        assert method == "GET"
        assert url == URL
        assert form is None
        assert body is None
        assert seconds == 10.0
        sent = dict(headers or {})
        assert sent.pop("Accept") == "application/json"
        assert sent.pop("Accept-Language") == "nb"
        assert set(sent) <= {"If-None-Match", "If-Modified-Since"}
        self.conditions.append(sent)
        answer = self._answers.pop(0)
        if isinstance(answer, AppError):
            raise answer
        return answer

    @property
    def count(self) -> int:
        return len(self.conditions)


def answer(body: object = None, status: int = 200, **headers: str) -> HttpResponse:
    """An answer; header names with ``_`` for ``-``. Without a body: the whole list."""
    content = body if isinstance(body, bytes) else json.dumps(live_list() if body is None else body).encode()
    return HttpResponse(status=status, headers={name.replace("_", "-"): text for name, text in headers.items()}, body=content)


def live_list(**changes: Any) -> dict[str, Any]:
    """The bundled codes as the service spells them, with the oddities seen in real answers."""
    bundled = json.loads(resource("codes", "9060.json").read_text(encoding="utf-8"))
    return {
        "id": "9060",
        "name": "Kategori helsepersonell",
        "description": "Kategorier\r\nmed autorisasjon",
        "status": "Til utbredelse eller er i bruk",
        "statusLastChanged": "2020-12-04T11:04:13.0000000",
        "owner": {"name": "Helsedirektoratet", "somethingNew": 1},
        "collection": None,
        "codeValues": [
            {
                "id": str(number),
                "name": entry["name"],
                "description": "En\r\nto",
                "value": entry["code"],
                "sortKey": None,
                "validFrom": "2003-03-02T00:00:00.000",
                "validTo": None,
                "active": True,
            }
            for number, entry in enumerate(bundled["codes"])
        ],
        "validFrom": "2003-03-02T00:00:00.000",
        "active": True,
        **changes,
    }
