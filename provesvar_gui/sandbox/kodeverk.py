"""The 9060 list over HTTP in the shape of Helsedirektoratet's API (patient/README.md §7)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from provesvar_gui.paths import resource

if TYPE_CHECKING:
    from starlette.requests import Request

    from provesvar_gui.sandbox.world import World


LIST_PATH = "/api/code-systems/adm/codelist/9060"


def bundled_codes() -> list[dict[str, Any]]:
    """The bundled 9060 list: ``code``, ``name``, ``active``."""
    codes: list[dict[str, Any]] = json.loads(resource("codes", "9060.json").read_text(encoding="utf-8"))["codes"]
    return codes


def application(world: World) -> Starlette:
    """The service. It is also where a redirect leads: what arrives there is counted."""

    async def codelist(request: Request) -> Response:
        every = request.query_params.get("includeInactive", "false").lower() == "true"
        return JSONResponse(_code_list([code for code in bundled_codes() if every or code["active"]]))

    async def elsewhere(request: Request) -> Response:
        world.control.arrivals.append(frozenset(request.headers.keys()))
        return PlainTextResponse("Hit skulle ingen forespørsel komme.", status_code=418)

    made = Starlette(
        routes=[
            Route(LIST_PATH, codelist),
            Route("/elsewhere", elsewhere, methods=["GET", "POST", "HEAD", "PUT", "DELETE"]),
        ]
    )
    made.router.redirect_slashes = False
    return made


def _code_list(codes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": 9060,
        "name": "Kategori helsepersonell",
        "codeValues": [
            {
                "id": number,
                "name": code["name"],
                "value": code["code"],
                "validFrom": "2003-03-02T00:00:00.000",
                "validTo": None,
                "active": code["active"],
            }
            for number, code in enumerate(codes, start=1)
        ],
        "validFrom": "2003-03-02T00:00:00.000",
        "active": True,
    }
