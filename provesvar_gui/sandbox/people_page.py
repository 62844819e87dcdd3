"""The sandbox's own page: its people, and the fault switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from provesvar_gui.sandbox import web
from provesvar_gui.sandbox.web import RefusedError, read_form
from provesvar_gui.sandbox.world import FAULTS, Value, is_amount

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from provesvar_gui.sandbox.world import World


_SERVICES = {
    "clock.": "Klokke",
    "helseid.": "HelseID",
    "pps.": "Pasientens prøvesvar",
    "kodeverk.": "Kodeverk 9060",
    "selvbetjening.": "Selvbetjening",
}
_OUTCOMES = {
    "none": "",
    "restricted": "sperret",
    "partly-restricted": "delvis sperret",
    "blocked": "sperret for deg eller din virksomhet",
    "partly-blocked": "delvis sperret for deg eller din virksomhet",
    "opted-out": "reservert",
    "unknown": "ukjent svar",
}


def beside(world: World, helseid: ASGIApp) -> ASGIApp:
    """An application that serves everything under ``/sandbox``, and HelseID everywhere else."""

    async def page(_request: Request) -> Response:
        groups = [
            (title, [(name, label, is_amount(name), world.faults.on(name)) for name, label in FAULTS.items() if service in name])
            for service, title in _SERVICES.items()
        ]
        return web.render(
            "people.html",
            status=200,
            clinicians=world.people.clinicians,
            patients=[(patient, _OUTCOMES[patient.outcome]) for patient in world.people.patients],
            groups=groups,
            refusals=list(reversed(world.control.refusals[-30:])),
            remarks=list(world.control.remarks),
        )

    async def script(_request: Request) -> Response:
        return web.script("people.js")

    async def set_faults(request: Request) -> Response:
        """Set the faults that are named, as a form; ``action=clear``: none is on any more."""
        if request.headers.get("origin") not in (None, world.helseid):
            return Response("another page may not do this", status_code=403)
        try:
            sent = dict((await read_form(request)).pairs)
            if sent.pop("action", "") == "clear":
                world.faults.clear()
            else:
                for name, text in sent.items():
                    world.faults.set(name, _from_form(name, text))
        except (RefusedError, KeyError, ValueError):
            return Response("unknown fault or value", status_code=400)
        return RedirectResponse(f"{world.helseid}/sandbox/#faults", status_code=303)

    routes = [
        Route("/sandbox/", page, methods=["GET"]),
        Route("/sandbox/people.js", script, methods=["GET"]),
        Route("/sandbox/faults", set_faults, methods=["POST"]),
        Mount("/", app=helseid),
    ]
    return Starlette(routes=routes)


def _from_form(name: str, text: str) -> Value | None:
    if not text:
        return None
    if is_amount(name):
        return float(text.replace(",", "."))
    return True if text == "on" else int(text)
