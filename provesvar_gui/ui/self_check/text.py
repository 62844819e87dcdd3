"""A self-check as plain text: on the command's output, and on the clipboard. Fit to be mailed, since its findings are."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from provesvar_gui.self_check.item import Grade
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.self_check import words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from provesvar_gui.self_check.item import Finding
    from provesvar_gui.ui.self_check.words import Translate

_TITLE = QT_TRANSLATE_NOOP("SelfCheck", "Prøvesvar: self-check of {time}")
_DO = QT_TRANSLATE_NOOP("SelfCheck", "What to do: {text}")
_SUMMARY = QT_TRANSLATE_NOOP("SelfCheck", "Wrong: {red}. To look at: {amber}. Unknown: {unknown}. OK: {green}.")
_MAIL = QT_TRANSLATE_NOOP("SelfCheck", "There is no secret and no person in this report: it can be mailed to whoever helps you.")
_INDENT = "    "


def report(findings: Sequence[Finding], when: datetime.datetime, translate: Translate) -> str:
    """All of it. ``when``: aware."""
    time = f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    lines = [translate(_TITLE).format(time=time), summary(findings, translate), ""]
    for finding in findings:
        lines += paragraph(finding, translate)
    return "\n".join([*lines, "", translate(_MAIL), ""])


def paragraph(finding: Finding, translate: Translate) -> list[str]:
    """One item, in lines."""
    mark = words.grade(finding.grade, translate)
    lines = [f"[{mark}] {words.name(finding.item, translate)}: {words.what(finding, translate)}"]
    do = words.what_to_do(finding, translate)
    if do:
        lines.append(_INDENT + translate(_DO).format(text=do))
    return lines + [f"{_INDENT}{words.detail(each, translate)}" for each in finding.details]


def summary(findings: Iterable[Finding], translate: Translate) -> str:
    """How many of each grade."""
    every = [finding.grade for finding in findings]
    return translate(_SUMMARY).format(**{grade.value: every.count(grade) for grade in Grade})
