"""Why a settings file cannot be read, or a value cannot be used: by the ``kind`` or ``fault`` of the error.

No Qt: the self-check may run where Qt does not. Nothing of the file is quoted: what stands there may be a secret that was put
into the wrong place.
"""

from __future__ import annotations

from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

CONTEXT = "SelfCheck"
OTHER = QT_TRANSLATE_NOOP("SelfCheck", "The system reports an error.")
WHY = {
    "absent": QT_TRANSLATE_NOOP("SelfCheck", "There is no such file."),
    "forbidden": QT_TRANSLATE_NOOP("SelfCheck", "This account may not read it."),
    "link": QT_TRANSLATE_NOOP("SelfCheck", "It is a link, or lies behind one, that leads to nothing."),
    "folder": QT_TRANSLATE_NOOP("SelfCheck", "It is a folder."),
    "large": QT_TRANSLATE_NOOP("SelfCheck", "It is too large."),
    "encoding": QT_TRANSLATE_NOOP("SelfCheck", "It is not text in UTF-8."),
    "syntax": QT_TRANSLATE_NOOP(
        "SelfCheck", "What stands there is not TOML: look for quotation marks, brackets and a setting that stands twice."
    ),
    "syntax-equals": QT_TRANSLATE_NOOP("SelfCheck", "Not TOML: an equals sign is missing after the name of a setting."),
    "syntax-value": QT_TRANSLATE_NOOP("SelfCheck", "Not TOML: this is no value; a text needs quotation marks around it."),
    "syntax-quote": QT_TRANSLATE_NOOP("SelfCheck", "Not TOML: a text has no quotation mark at its end."),
    "syntax-backslash": QT_TRANSLATE_NOOP(
        "SelfCheck", "Not TOML: a backslash in a text; write it twice, or put the text between single quotation marks."
    ),
    "syntax-bracket": QT_TRANSLATE_NOOP("SelfCheck", "Not TOML: a bracket is not closed."),
    "syntax-twice": QT_TRANSLATE_NOOP("SelfCheck", "Not TOML: a setting or a section stands twice."),
    "syntax-behind": QT_TRANSLATE_NOOP("SelfCheck", "Not TOML: something more stands behind the value, on the same line."),
    "syntax-statement": QT_TRANSLATE_NOOP("SelfCheck", "Not TOML: the line is neither a section in brackets nor a setting."),
    "number": QT_TRANSLATE_NOOP("SelfCheck", "A number in it is too long."),
    "slow": QT_TRANSLATE_NOOP("SelfCheck", "It did not come in time. It may lie on a network drive."),
    "unwritable": QT_TRANSLATE_NOOP("SelfCheck", "It could not be written."),
    "other": OTHER,
    "orgnr-length": QT_TRANSLATE_NOOP("SelfCheck", "An organisation number has nine digits, without spaces."),
    "orgnr-check-digit": QT_TRANSLATE_NOOP(
        "SelfCheck", "The check digit of the organisation number is wrong: one of the nine digits is not right."
    ),
}  # fmt: skip
