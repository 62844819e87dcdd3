"""Where the guide is opened: at what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.errors import ErrorCode
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.view import ResultsView

if TYPE_CHECKING:
    from provesvar_gui.ui.main_window import MainWindow

VIEWS: Final = {
    Key.OVERVIEW: "views#overview",
    Key.TABLE: "views#table",
    Key.REPORTS: "views#reports",
    Key.MICROBIOLOGY: "views#microbiology",
    Key.TREND: "trend",
}
#: What helps against each message. Every code stands here.
FAILURES: Final = {
    code: f"failure#{heading}"
    for heading, codes in {
        "network": (
            ErrorCode.NO_NETWORK, ErrorCode.TIMEOUT, ErrorCode.CONNECTION_BROKEN, ErrorCode.TLS_REJECTED, ErrorCode.TLS_TOO_OLD,
            ErrorCode.PROXY_FAILED,
        ),
        "service": (ErrorCode.UNEXPECTED_ANSWER, ErrorCode.SERVER_ERROR, ErrorCode.SERVER_BUSY),
        "settings": (
            ErrorCode.SETTINGS_UNREADABLE, ErrorCode.SETTINGS_INVALID, ErrorCode.SETTINGS_REFUSED,
            ErrorCode.CLIENT_NOT_CONFIGURED, ErrorCode.CLIENT_REFUSED, ErrorCode.SCOPE_REFUSED, ErrorCode.DPOP_REQUIRED,
            ErrorCode.TOKEN_AUDIENCE, ErrorCode.DISCOVERY_INVALID, ErrorCode.TERMS_NOT_SIGNED,
        ),
        "key": (
            ErrorCode.KEY_MISSING, ErrorCode.KEY_MALFORMED, ErrorCode.KEY_FORBIDDEN, ErrorCode.KEY_EXPOSED,
            ErrorCode.KEY_NOT_OURS, ErrorCode.KEY_NEWER, ErrorCode.KEY_EXPIRED, ErrorCode.KEY_BUSY, ErrorCode.KEY_LOCK_FAILED,
            ErrorCode.KEY_UNDECIDED, ErrorCode.VAULT_ABSENT, ErrorCode.VAULT_LOCKED, ErrorCode.VAULT_SLOW,
            ErrorCode.VAULT_UNAVAILABLE,
        ),
        "browser": (
            ErrorCode.PORTS_BUSY, ErrorCode.PORTS_FORBIDDEN, ErrorCode.PORTS_UNUSABLE, ErrorCode.BROWSER_NOT_STARTED,
            ErrorCode.LOGIN_TIMEOUT, ErrorCode.LOGIN_DENIED,
        ),
        "login": (
            ErrorCode.LOGIN_REFUSED, ErrorCode.LEVEL_TOO_LOW, ErrorCode.NO_HPR_NUMBER, ErrorCode.ORGANISATION_REFUSED,
            ErrorCode.TOKEN_INVALID, ErrorCode.SESSION_EXPIRED, ErrorCode.PIN_WRONG, ErrorCode.NOT_LOGGED_IN,
            ErrorCode.LOGIN_NOT_ACCEPTED, ErrorCode.OTHER_ISSUER, ErrorCode.DPOP_REFUSED,
        ),
        "clock": (ErrorCode.CLOCK_WRONG,),
        "refused": (ErrorCode.REQUEST_REFUSED, ErrorCode.ACCESS_REFUSED),
        "journal": (ErrorCode.JOURNAL_FULL, ErrorCode.JOURNAL_UNAVAILABLE, ErrorCode.JOURNAL_NEWER),
        "program": (ErrorCode.SANDBOX_UNAVAILABLE, ErrorCode.INTERNAL, ErrorCode.CODE_LIST_UNUSABLE),
    }.items()
    for code in codes
} | {
    ErrorCode.NOTHING_MORE_TO_OPEN: "restricted#refused",
    ErrorCode.OPENING_REFUSED: "restricted#refused",
}  # fmt: skip


def place_of(window: MainWindow, error: ErrorCode | None = None) -> str:
    """«chapter#heading». ``error``: of the message that is on the screen."""
    if window.away is not None:
        return "practice"
    if window.locked:
        return "lock#unlock"
    desk = window.controller.desk
    if window.controller.handover.asks:
        return "other-programs#handover"
    if error is not None:
        return FAILURES.get(error, "failure")
    if desk.opened is not None:
        return "restricted#opened"
    if window.controller.acts.opening.panel_visible:
        return "restricted#open"
    if window.area.results_visible:
        if desk.openable is not None:
            return "restricted"
        return _view(window)
    if desk.login_running:
        return "start#login"
    if desk.question is not None:
        return "start#who"
    return "start"


def _view(window: MainWindow) -> str:
    view = window.area.prepare()
    if not isinstance(view, ResultsView):
        return "views"
    panes = view.panes
    return next((place for key, place in VIEWS.items() if panes.place_of(key) == panes.tabs.currentIndex()), "views")
