"""One login that is under way, and what is said of it beside its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui import messages
from provesvar_gui.ui.messages import Service, Words

if TYPE_CHECKING:
    from provesvar_gui.helseid.model import LoginProgress
    from provesvar_gui.ui.background import TaskLike

translate = QCoreApplication.translate


class LoginTry:
    """``came``, ``withdrawn``: set on the runtime thread or the window's, and each side looks after it has set its own.

    ``given``: somebody else follows it now, whoever began it.
    """

    def __init__(self) -> None:
        self.came = self.withdrawn = self.given = False


@dataclass(slots=True, kw_only=True)
class RunningLogin:
    """``progress``: how far it has come, as far as anything was told."""

    task: TaskLike
    tried: LoginTry
    progress: LoginProgress | None = None


def not_started() -> Words:
    """No browser came up."""
    return messages.of_error(AppError(ErrorCode.BROWSER_NOT_STARTED), Service.LOGIN)


def trouble(progress: LoginProgress) -> Words | None:
    """What the person has to know of a login that goes on, in the window and at the cover alike."""
    if not progress.browser_started:
        return not_started()
    if progress.stray_answer:
        return Words(
            what=translate("DeskSession", "An answer from the browser that does not belong to this login was ignored."),
            do=translate("DeskSession", "The login is still waiting. If its page is gone, open the browser again."),
        )
    return None
