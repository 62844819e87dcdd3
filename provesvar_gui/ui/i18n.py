"""The language of the screen: bokmål unless settings say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTranslator

from provesvar_gui.paths import resource

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

LANGUAGES = ("nb", "nn", "en")
DEFAULT = "nb"
_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


def install(application: QCoreApplication, language: str = DEFAULT) -> str:
    """Install the catalogue and the locale; returns the language in use.

    English needs no catalogue for the words, only for the plurals. nynorsk falls back to bokmål word by word. A catalogue that is
    missing leaves English, which is never an error. PySide6 ships no ``qtbase_nb``: one of ours lies beside.
    """
    language = language if language in LANGUAGES else DEFAULT
    QLocale.setDefault(QLocale(_LOCALES[language]))
    in_force = "en" if language == "en" else ""
    for code in ("nb", "nn") if language == "nn" else (language,):
        for name in (f"qtbase_{code}", f"provesvar_{code}"):
            translator = QTranslator(application)
            try:
                path = resource("i18n", f"{name}.qm")
            except FileNotFoundError:
                continue
            if translator.load(str(path)) and application.installTranslator(translator):
                in_force = code
    return in_force or "en"
