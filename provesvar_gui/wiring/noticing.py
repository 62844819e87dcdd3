"""Who asks for the notice of a newer version: by the settings' way into the network, with limits of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui import __version__
from provesvar_gui.net.client import HttpxClient, Limits
from provesvar_gui.net.clock import ServerClock, SystemClock
from provesvar_gui.notice.document import LARGEST
from provesvar_gui.notice.service import NoticeService

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.net.proxy import ProxyFor
    from provesvar_gui.records.settings import Settings

_LIMITS = Limits(total=10.0, body=LARGEST)


def notice_service(settings: Settings, file: Path, proxy_for: ProxyFor) -> NoticeService:
    """The service of these settings, which name an address and a key. ``file``: of the user's own state.

    Each request has a client of its own: no connection, clock or cookie is shared with what knows a person.
    """

    def make_http() -> HttpxClient:
        return HttpxClient(
            ServerClock(SystemClock()),
            proxy=settings.network.proxy,
            proxy_for=proxy_for,
            ca_file=settings.network.ca_file,
            limits=_LIMITS,
        )

    said = settings.notice
    return NoticeService(
        url=said.url, public_key=said.public_key, file=file, make_http=make_http, clock=SystemClock(), running=__version__
    )
