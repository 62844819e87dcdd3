"""Writes the golden texts anew: ``python -m tests.golden.update``, with the languages as arguments or for all of them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from PySide6.QtWidgets import QApplication

from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.qt_setup import keep_constants_alive
from tests.golden.stage import texts

FOLDER: Final = Path(__file__).parent


def main() -> None:
    keep_constants_alive()
    _application = QApplication(theme.arguments())
    for language in sys.argv[1:] or i18n.LANGUAGES:
        folder = FOLDER / language
        made = list(texts(language))  # all of them, before one that is there goes
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, text in made:
            (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.flush()
    os._exit(0)  # the texts are all that was wanted


if __name__ == "__main__":
    main()
