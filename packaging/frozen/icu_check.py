"""What Qt answers where it asks ICU: order of words in many languages, names of time zones, old character sets.

Printed, so that the answers of two libraries can be compared; ``build.sh`` does, and fails where they differ.
"""

from __future__ import annotations

import itertools
import sys

from PySide6.QtCore import QCollator, QDateTime, QLocale, QStringDecoder, QStringEncoder, Qt, QTimeZone

LANGUAGES = (
    "nb_NO", "nn_NO", "se_NO", "en_GB", "da_DK", "sv_SE", "fi_FI", "is_IS", "de_DE", "fr_CA", "es_ES", "pl_PL", "cs_CZ", "tr_TR",
    "lt_LT", "ru_RU", "ar_SA", "he_IL", "fa_IR", "hi_IN", "th_TH", "zh_CN", "ja_JP", "ko_KR", "vi_VN", "C",
)  # fmt: skip
WORDS = (
    "aa", "Aa", "å", "Å", "ä", "æ", "Æ", "ae", "ø", "ö", "oe", "z", "Z", "a", "A", "b", "ü", "y", "ch", "c", "d", "đ", "š", "s",
    "ß", "CRP", "crp", "P-Kalium", "p-kalium", "P-Kalium 2", "P-Kalium 10", "P Kalium", "B-Hb", "Ærlig", "Østen", "Årvåken",
    "x-ray", "ж", "я", "ا", "ب", "א", "क", "ก", "中", "日", "あ", "ア", "가", "ñ", "n", "ll", "l", "ł", "1", "10", "-", "_",
)  # fmt: skip
CHARACTER_SETS = (
    "UTF-8",
    "ISO-8859-1",
    "ISO-8859-15",
    "windows-1252",
    "ISO-8859-2",
    "windows-1250",
    "IBM850",
    "KOI8-R",
    "US-ASCII",
)


def answers() -> list[str]:
    """One line each."""
    said = []
    for language, sensitive, numeric in itertools.product(LANGUAGES, (True, False), (True, False)):
        collator = QCollator(QLocale(language))
        collator.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive if sensitive else Qt.CaseSensitivity.CaseInsensitive)
        collator.setNumericMode(numeric)
        row = [collator.compare(one, other) for one, other in itertools.combinations(WORDS, 2)]
        signs = "".join("<=>"[(value > 0) - (value < 0) + 1] for value in row)
        said.append(f"{language} {sensitive} {numeric} {signs}")
    summer = QDateTime.fromSecsSinceEpoch(1_782_000_000, QTimeZone(b"Europe/Oslo"))
    for language in ("nb_NO", "nn_NO", "en_GB"):
        for zone in (b"Europe/Oslo", b"UTC", b"Europe/London", b"America/New_York", b"Arctic/Longyearbyen"):
            for kind in QTimeZone.NameType:
                name = QTimeZone(zone).displayName(QTimeZone.TimeType.DaylightTime, kind, QLocale(language))
                said.append(f"{language} {zone.decode()} {kind.name} {name}")
        said += [QLocale(language).toString(summer, form) for form in QLocale.FormatType]
    said += [f"{name} {QStringDecoder(name).isValid()} {QStringEncoder(name).isValid()}" for name in CHARACTER_SETS]
    return said


if __name__ == "__main__":
    sys.stdout.write("\n".join(answers()) + "\n")
