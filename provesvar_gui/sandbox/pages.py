"""The sandbox's HTML pages: templates, and headers that keep them to themselves."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, Response

from provesvar_gui.sandbox.world import Refusal

if TYPE_CHECKING:
    from provesvar_gui.sandbox.world import World

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
    """A page from a template."""
    return HTMLResponse(_templates().get_template(template).render(**values), status_code=status, headers=HEADERS)


def refused(world: World, reason: str) -> HTMLResponse:
    """HelseID's error page: it stays in the browser, nothing comes back to the program."""
    world.control.refusals.append(Refusal(service="helseid", status=400, error="page", reason=reason))
    return render("error.html", status=400, reason=reason)


def script(name: str) -> Response:
    """A script that belongs to a page."""
    source, _, _ = _templates().loader.get_source(_templates(), name)  # type: ignore[union-attr]  # the loader is set above
    return Response(source, media_type="text/javascript", headers=HEADERS)
