"""The real results view on a stage: a sandbox patient's answer, parsed by the program, is taken through every view.

Whatever the program is asked for by name stands in this file; the text comes out of the accessible tree (``accessible_text.py``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QTabBar, QWidget

from provesvar_gui.desk.opening import Marker
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.pps.fhir.bundle import Mapper
from provesvar_gui.pps.fhir.reader import loads
from provesvar_gui.results.export import ExportDocument, without_empty_columns
from provesvar_gui.results.model import Coverage, LookupResult
from provesvar_gui.sandbox.pps import nothing_found, visible
from provesvar_gui.sandbox.records import NUMBERS, PATIENTS, dumps, reports_of
from provesvar_gui.ui import i18n, keys
from provesvar_gui.ui.form.form import Form
from provesvar_gui.ui.results.export.paper import Dialogs
from provesvar_gui.ui.results.trend.pane import SeriesPicker
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.sheet import Sheet
from provesvar_gui.ui.slices import Slices
from tests.golden.accessible_text import CELL, accessible_lines, plain
from tests.gui.fakes import ORGANISATIONS, ROLES, TODAY
from tests.pictures.scene import IDS
from tests.unit.pps.fhir import OUTCOMES
from tests.window_settings import window_settings

Section = tuple[str, list[str]]
Bundle = dict[str, Any]
#: 03:30 in Norway, the night after the emergency patient's last samples.
FETCHED: Final = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
_SIZE: Final = (1900, 6000)  # everything is in sight: what is said of rows further down depends on the height
_WHOLE_ROW: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_DRAWN: Final = 6  # examinations of each patient whose trend is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One patient and what the service says.

    ``opened``: with an elevated basis. ``spoilt``: one entry is odd, one cannot be read, and not everything came.
    ``whole``: every view is told, not the first alone. ``everywhere``: in every language; the others say little in nynorsk and
    English that these do not.
    """

    name: str
    number: str
    opened: bool = False
    spoilt: bool = False
    whole: bool = True
    everywhere: bool = True


SCENES: Final = (
    Scene(name="emergency", number=NUMBERS["emergency"]),
    Scene(name="restricted", number=NUMBERS["restricted"]),
    Scene(name="restricted-opened", number=NUMBERS["restricted"], opened=True),
    Scene(name="partly-restricted", number=NUMBERS["partly-restricted"], everywhere=False),
    Scene(name="partly-restricted-opened", number=NUMBERS["partly-restricted"], opened=True, everywhere=False),
    Scene(name="blocked", number=NUMBERS["blocked"]),
    Scene(name="partly-blocked", number=NUMBERS["partly-blocked"], everywhere=False),
    Scene(name="opted-out", number=NUMBERS["opted-out"]),
    Scene(name="unknown-outcome", number=NUMBERS["unknown"]),
    Scene(name="restricted-empty", number=NUMBERS["restricted-empty"]),
    Scene(name="nothing-found", number=NUMBERS["nothing-found"]),
    Scene(name="ten-thousand", number=NUMBERS["marathon"], whole=False, everywhere=False),
    Scene(name="ordinary", number=NUMBERS["ordinary"], everywhere=False),
    Scene(name="ordinary-incomplete", number=NUMBERS["ordinary"], spoilt=True),
    Scene(name="d-number", number=NUMBERS["d-number"], everywhere=False),
    Scene(name="newborn", number=NUMBERS["newborn"], everywhere=False),
)


def answer(scene: Scene) -> Bundle:
    """What the sandbox service answers, on one page."""
    patient = next(each for each in PATIENTS if each.number == scene.number)
    reports, privacy = visible(patient, reports_of(scene.number, FETCHED), elevated=scene.opened)
    resources = {(each["resourceType"], each["id"]): each for one in reports for each in (one.report, *one.related)}
    outcome = privacy if privacy is not None or reports else nothing_found()
    every = [*resources.values(), *([] if outcome is None else [outcome])]
    bundle: Bundle = {"resourceType": "Bundle", "total": len(reports), "entry": [{"resource": each} for each in every]}
    if scene.spoilt:
        bundle["total"] += 2
        odd = {"resourceType": "DiagnosticReport", "id": "x", "status": 17, "code": "?"}
        bundle["entry"] += [{"resource": odd}, {"fullUrl": "urn:uuid:none"}]
    return bundle


def lookup(digits: str, *, number: int = 1, opened: bool = False) -> Lookup:
    basis = AccessBasis.FORHOYET_AKUTT if opened else AccessBasis.AKUTT
    return Lookup(number=number, patient=PatientId(digits=digits), basis=basis, role_code="LE")


def parsed(bundle: Bundle, asked: Lookup) -> LookupResult:
    page = loads(dumps(bundle).encode())
    assert isinstance(page, dict)
    entries = page.pop("entry")
    assert isinstance(entries, list)
    mapper = Mapper(asked, OUTCOMES)
    facts = _run(mapper.add_page(page, list(map(mapper.prepare, entries))))
    fetched, total = len(facts.matches), facts.total
    coverage = Coverage(fetched=fetched, total=total, complete=total is None or fetched >= total)
    result: LookupResult = _run(mapper.finish(coverage))
    return dataclasses.replace(result, fetched_at=FETCHED, correlation_ids=IDS[:1])


def result_of(scene: Scene, number: int = 1) -> LookupResult:
    found = parsed(answer(scene), lookup(scene.number, number=number, opened=scene.opened))
    if scene.opened:
        before = dataclasses.replace(scene, opened=False)
        found = Marker(parsed(answer(before), lookup(scene.number))).mark(found)
    return found


def _run(steps: Generator[None, None, Any]) -> Any:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


class _Paper(Dialogs):
    def __init__(self, view: ResultsView) -> None:
        super().__init__(view)
        self.taken: list[ExportDocument] = []

    def printer(self, taken: ExportDocument, title: str, chosen: Callable[[QPrinter], None]) -> None:
        self.taken.append(taken)


class Stage:
    """One results view, used for one patient after the other."""

    def __init__(self, language: str, *, drawn: int = _DRAWN) -> None:
        """``drawn``: of how many examinations the trend is told."""
        self._drawn = drawn
        self.view = ResultsView(settings=window_settings(sandbox=True, ui__language=language, pps__history_from="2019-01-01"))
        self._paper = _Paper(self.view)
        self.view.exporter.dialogs = self._paper
        self.view.resize(*_SIZE)
        self.view.show()

    def show(self, result: LookupResult) -> None:
        """Instead of whoever was there before."""
        self.view.clear()
        self.view.show_result(result, partial=False)
        self.settle()

    def close(self) -> None:
        """Nothing of anybody is left."""
        self.view.clear()
        self.view.close()
        self.view.deleteLater()

    def settle(self) -> None:
        """Until everything that came is shown."""
        QApplication.processEvents()
        while not self.view.is_settled() or self._at_work():
            QApplication.processEvents()
        QApplication.processEvents()

    def _at_work(self) -> bool:
        due = any(each.isActive() and not each.interval() for each in self.view.findChildren(QTimer))
        return due or any(each.running for each in self.view.findChildren(Slices))

    def sections(self, *, whole: bool = True) -> list[Section]:
        """The look-up first, then view by view."""
        if not self.view.has_results():
            return [("look-up", [*accessible_lines(self.view), *self._asked()])]
        self._child(QAbstractButton, "showWhole").setChecked(whole)  # of a report also what comes on demand
        tabs = self._child(QTabBar, "resultTabs")
        names = [tabs.tabText(place).partition("\u00a0")[0] for place in range(tabs.count())]
        tops = [self._turned(place) for place in range(tabs.count())] if whole else [self._turned(0)]
        around = _alike(tops) if whole else []
        below = _alike([top[len(around) :][::-1] for top in tops])[::-1] if whole else []
        found: list[Section] = [("look-up", [*around, *below, *self._asked()])] if whole else []
        for place, top in enumerate(tops):
            found.append((names[place], top[len(around) : len(top) - len(below)]))
            self._turned(place)
            found += [(f"{names[place]}: {name}", lines) for name, lines in (self._deeper() if whole else ())]
            found += [(f"{names[place]}, {name}", lines) for name, lines in self._taken()]
        return found

    def _asked(self) -> list[str]:
        """What is said about the whole answer in windows of their own, by the buttons that open them."""
        said: list[str] = []
        button = self._child(QAbstractButton, "showReferences")
        if button.isVisibleTo(self.view):
            button.click()
            self.settle()
            (page,) = (each for each in self.view.findChildren(Sheet) if each.isVisible())
            said += accessible_lines(page)
            page.close()
        return said

    def _turned(self, place: int) -> list[str]:
        self._child(QTabBar, "resultTabs").setCurrentIndex(place)
        self.settle()
        return accessible_lines(self.view)

    def _deeper(self) -> Iterator[Section]:
        """What the person gets by the controls of the view on top, whichever of them it has."""
        yield from self._pressed("flowsheetApart")
        yield from self._unfolded("reportList")
        yield from self._each("reportList", "reportDetail")
        yield from self._each("cultureList", "sampleView")
        yield from self._pressed("resistanceButton")
        yield from self._drawn_one_by_one("trendPicker")

    def _drawn_one_by_one(self, name: str) -> Iterator[Section]:
        picker = self._child(SeriesPicker, name)
        pane, before = self.view.panes.trend, accessible_lines(self.view)
        for row in range(min(picker.offered.rowCount(), self._drawn) if picker.isVisibleTo(self.view) else 0):
            series = picker.series(row)
            assert series is not None
            pane.show_series((series,))
            self.settle()
            lanes = _news(before, accessible_lines(pane))
            pane.to_table.click()
            self.settle()
            yield str(picker.offered.index(row, 0).data()), [*lanes, *_news([*before, *lanes], accessible_lines(pane))]
            pane.to_table.click()

    def _pressed(self, name: str) -> Iterator[Section]:
        """What comes by a button, where it is there to be pressed."""
        button = self.view.findChild(QAbstractButton, name)
        if isinstance(button, QAbstractButton) and button.isVisibleTo(self.view) and button.isEnabled():
            before = accessible_lines(self.view)
            button.click()
            self.settle()
            yield plain(button.accessibleName() or button.text()), _news(before, accessible_lines(self.view))

    def _unfolded(self, name: str) -> Iterator[Section]:
        """What comes where everything that is folded in a list is opened."""
        rows = self.view.findChild(QAbstractItemView, name)
        if isinstance(rows, QAbstractItemView) and rows.isVisibleTo(self.view):
            before = accessible_lines(self.view)
            here = str(rows.currentIndex().data() or "")
            for row in reversed(range(rows.model().rowCount())):
                index = rows.model().index(row, 0)
                if not index.data().endswith("(Enter)"):  # the heading of what is set apart is opened by itself
                    rows.selectionModel().setCurrentIndex(index, _WHOLE_ROW)
                    QTest.keyClick(rows, Qt.Key.Key_Right)
            indexes = (rows.model().index(row, 0) for row in range(rows.model().rowCount()))
            same = next((each for each in indexes if here and each.data().startswith(here)), rows.currentIndex())
            rows.selectionModel().setCurrentIndex(same, _WHOLE_ROW)
            self.settle()
            yield "unfolded", _news(before, accessible_lines(self.view))

    def _each(self, names: str, parts: str) -> Iterator[Section]:
        """What stands beside a list when one of its rows is chosen, row by row."""
        rows = self.view.findChild(QAbstractItemView, names)
        if not isinstance(rows, QAbstractItemView) or not rows.isVisibleTo(self.view):
            return
        seen = accessible_lines(self.view)
        row = 0
        while row < rows.model().rowCount():
            index = rows.model().index(row, 0)
            row += 1
            if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
                continue
            rows.selectionModel().setCurrentIndex(index, _WHOLE_ROW)
            self.settle()
            if index.data().endswith("(Enter)"):  # the heading of what is set apart: opened by one act
                QTest.keyClick(rows, Qt.Key.Key_Return)
                self.settle()
                yield plain(index.data()), _news(seen, accessible_lines(self.view))
                continue
            part = self._child(QWidget, parts)
            around = part.parentWidget() if isinstance(part, QAbstractItemView) else None
            lines = accessible_lines(around or part)
            if not set(lines) <= set(seen):
                yield f"{row}", lines

    def _taken(self) -> Iterator[Section]:
        """What the view on top gives for the clipboard and for paper."""
        clipboard, refusal = QGuiApplication.clipboard(), self._child(QLabel, "paperNote")
        clipboard.clear()
        self.view.exporter.do(keys.Key.COPY_ALL)
        self.settle()
        yield "copied", [plain(line) for line in (clipboard.text() or refusal.text()).splitlines()]
        refusal.clear()
        self._paper.taken.clear()
        self.view.exporter.do(keys.Key.PRINT)
        self.settle()
        yield "on paper", [line for taken in self._paper.taken for line in paper(taken)] or [plain(refusal.text())]
        refusal.clear()

    def _child(self, kind: type, name: str) -> Any:
        found: object = self.view.findChild(kind, name)
        assert found is not None, f"there is no {name}"
        return found


def paper(taken: ExportDocument) -> list[str]:
    """What is printed, without the head and foot of each page."""
    lines = [taken.title, *taken.facts]
    for block in map(without_empty_columns, taken.blocks):
        lines.append(" | ".join(block.header))
        lines += [row.span or " | ".join(row.cells) for row in block.rows]
    return [text for line in lines if (text := plain(line).rstrip(" |"))]


def _alike(told_: list[list[str]]) -> list[str]:
    return [same[0] for same in takewhile(lambda lines: len(set(lines)) == 1, zip(*told_, strict=False))]


def _news(before: list[str], after: list[str]) -> list[str]:
    """What has come, and the head of the row in which it stands."""
    known = frozenset(before)
    found: list[str] = []
    head = ""
    for line in after:
        inside = line.startswith(CELL)
        if line not in known:
            found += [head] if inside and head else []
            found.append(line)
        if not inside:
            head = "" if line not in known else line
        elif line not in known:
            head = ""
    return found


@contextmanager
def staged(language: str, *, drawn: int = _DRAWN) -> Iterator[Stage]:
    application, locale = QApplication.instance(), QLocale()
    assert application is not None
    before = application.findChildren(QTranslator)
    i18n.install(application, language)
    stage = Stage(language, drawn=drawn)
    try:
        yield stage
    finally:
        stage.close()
        for each in application.findChildren(QTranslator):
            if each not in before:
                application.removeTranslator(each)
                each.deleteLater()
        QLocale.setDefault(locale)


def texts(language: str) -> Iterator[tuple[str, str]]:
    with staged(language) as stage:
        for number, scene in enumerate(SCENES, start=1):
            if scene.everywhere or language == i18n.DEFAULT:
                stage.show(result_of(scene, number))
                yield scene.name, written(stage.sections(whole=scene.whole))
        form = Form(window_settings(sandbox=True, organisations=ORGANISATIONS), ROLES, lambda: TODAY)
        form.show()
        yield "form", written([("Form", accessible_lines(form))])
        form.close()


def written(sections: list[Section]) -> str:
    return "\n".join(f"== {name} ==\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections)
