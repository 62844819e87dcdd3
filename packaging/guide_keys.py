"""The guide's chapter of keys, made from the table that the program itself uses, in bokmål.

``python -m packaging.guide_keys`` writes ``resources/guide/nb/keys.html``; a test says when it has to be done again.
"""

from __future__ import annotations

import html
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui import keys
from provesvar_gui.ui.help.keys import SECTIONS
from provesvar_gui.ui.keys import Key

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "guide" / "nb" / "keys.html"
_ELSEWHERE = (
    ("Tab, Shift+Tab", "Til neste felt, til det forrige."),
    ("Piltaster", "Velg grunnlag, rolle eller virksomhet; flytt i lister, tabeller og grafer."),
    ("Mellomrom", "Trykk på knappen som har fokus."),
)


def page() -> str:
    """The chapter. Qt speaks bokmål by now (``ui.i18n.install``)."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "<h1>Taster</h1>"
    yield "<!-- made by packaging/guide_keys.py -->"
    yield f"<p>Den samme listen kommer på skjermen med {_kbd(Key.KEYS)}.</p>"
    for title, some in SECTIONS:
        yield f"<h2>{QCoreApplication.translate('HelpDialog', title)}</h2>"
        yield '<table width="100%" cellpadding="5" cellspacing="0" border="1">'
        for key in some:
            yield f'<tr><td width="26%">{_kbd(key)}</td><td>{html.escape(keys.purpose(key), quote=False)}</td></tr>'
        if some is SECTIONS[-1][1]:
            for shown, purpose in _ELSEWHERE:
                yield f'<tr><td width="26%"><b>{shown}</b></td><td>{purpose}</td></tr>'
        yield "</table>"


def _kbd(key: Key) -> str:
    shown = keys.shown(key)
    if not shown:  # the organisation chooses it
        return "<i>se innstillingene</i>"
    return f'<kbd data-key="{key.name.lower().replace("_", "-")}">{html.escape(shown, quote=False)}</kbd>'


def main() -> None:
    """Write it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from provesvar_gui.ui import i18n

    application = QGuiApplication(sys.argv[:1])
    i18n.install(application, "nb")
    TARGET.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
