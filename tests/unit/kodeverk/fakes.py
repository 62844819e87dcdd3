"""A strict stand-in for the code list's service, and answers as it gives them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from provesvar_gui.errors import AppError
from provesvar_gui.paths import resource
from provesvar_gui.platform.http import HttpResponse
from tests.kit.http import Answer, FakeHttp, Request

URL = "https://kote.example/api/code-systems/adm/codelist/9060?includeInactive=true"
DAY = 24 * 60 * 60.0


class FakeList(FakeHttp):
    """Gives the prepared answers in turn, and accepts nothing but the one request of patient/README.md §7."""

    def __init__(self, *answers: HttpResponse | AppError) -> None:
        self._answers = list(answers)
        self.count = 0

    async def answer(self, request: Request) -> Answer:
        sent = dict(request.headers)
        assert replace(request, headers={}) == Request("GET", URL, {}, None, None, 10.0)
        assert sent.pop("accept") == "application/json"
        assert sent.pop("accept-language") == "nb"
        assert not sent
        self.count += 1
        return self._answers.pop(0)


def answer(body: object = None, status: int = 200, **headers: str) -> HttpResponse:
    """An answer; header names with ``_`` for ``-``. Without a body: the whole list."""
    content = body if isinstance(body, bytes) else json.dumps(live_list() if body is None else body).encode()
    return HttpResponse(status=status, headers={name.replace("_", "-"): text for name, text in headers.items()}, body=content)


def live_list(**changes: Any) -> dict[str, Any]:
    """The bundled codes as the service spells them, with the oddities seen in real answers."""
    bundled = json.loads(resource("codes", "9060.json").read_text(encoding="utf-8"))
    return {
        "name": "Kategori helsepersonell",
        "owner": {"name": "Helsedirektoratet", "somethingNew": 1},
        "codeValues": [
            {"name": entry["name"], "description": "En\r\nto", "value": entry["code"], "validTo": None, "active": True}
            for entry in bundled["codes"]
        ],
        **changes,
    }
