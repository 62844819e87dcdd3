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
    """Install the catalogue and the locale; the language that is in force is returned.

    English needs no catalogue for the words, only for the plurals. nynorsk falls back to bokmål word by word. A catalogue that is
    missing leaves English, which is never an error. PySide6 ships no ``qtbase_nb``: our catalogue has Qt's own words too.
    """
    language = language if language in LANGUAGES else DEFAULT
    QLocale.setDefault(QLocale(_LOCALES[language]))
    in_force = "en" if language == "en" else ""
    for code in ("nb", "nn") if language == "nn" else (language,):
        translator = QTranslator(application)
        try:
            path = resource("i18n", f"provesvar_{code}.qm")
        except FileNotFoundError:
            continue
        if translator.load(str(path)) and application.installTranslator(translator):
            in_force = code
    return in_force or "en"
