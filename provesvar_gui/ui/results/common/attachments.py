"""Attachments: the service never has them; a comment in plain words says that one was left out (pps/README.md §4).

There is no code for it. The service itself writes «Vedlegg i originalmeldingen (application/pdf) er utelatt» and «Filnavn til
vedlegg til svarrapport i originalmeldingen er utelatt»; a laboratory may say it in its own words.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui.results.common import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provesvar_gui.domain.results import Annotation
    from provesvar_gui.ui.results.common.lines import Line, Style

translate = QCoreApplication.translate
_LONGEST: Final = 200  # characters; more is a comment about something else too
_LEFT_OUT: Final = re.compile(r"\bvedlegg\w*\b.*\b(?:utelat\w*|fjern\w*|utelét\w*)", re.IGNORECASE | re.DOTALL)


def is_one(comment: Annotation) -> bool:
    """Whether a comment says that an attachment was left out."""
    return comment.concept is None and len(comment.text) <= _LONGEST and bool(_LEFT_OUT.search(comment.text))


def lines_of(comments: Iterable[Annotation], style: Style) -> Iterator[Line]:
    """What they say, each once with how many times, and where the attachments are."""
    found = Counter(lines.annotation(each, style) for each in comments if is_one(each))
    label = translate("ReportLines", "Attachment")
    where = translate("ReportLines", "It exists only at the laboratory.")
    for said, count in found.items():
        told = f"{said} (× {count})" if count > 1 else said
        yield from lines.line(label, f"{told.rstrip('. ')}. {where}")
