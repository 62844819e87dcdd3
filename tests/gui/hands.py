"""Keys, clicks and visible texts of the window, for its tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.helseid.model import Clinician
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.results.model import LookupResult
from provesvar_gui.ui import i18n
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.sheet import Rows, Sheet
from tests.gui.fakes import DOCTOR, KARI, Bench, result_of

Key = Qt.Key
W = TypeVar("W", bound=QWidget)


def find(bench: Bench, name: str) -> QWidget:
    return part(bench.window, QWidget, name)


def part(of: QWidget, kind: type[W], name: str = "") -> W:
    found = of.findChild(kind, name)
    assert found is not None, name
    return found


def page_of(qtbot: QtBot, bench: Bench, kind: type[W]) -> W:
    (page,) = [each for each in bench.window.findChildren(kind) if each.isVisible()]
    qtbot.waitUntil(page.isActiveWindow)
    return page


def cells(rows: Rows) -> list[list[str]]:
    """What stands in a list of a sheet, row by row; both lines of a cell."""
    items = [rows.topLevelItem(number) for number in range(rows.topLevelItemCount())]
    return [[item.text(column) for column in range(rows.columnCount())] for item in items if item is not None]


def label(bench: Bench, name: str) -> str:
    return part(bench.window, QLabel, name).text()


def status(bench: Bench) -> str:
    return status_of(bench.window.form)


def status_of(form: QWidget) -> str:
    names = ("waitTitle", "waitText", "personTitle", "personWhy", "progressText")
    labels = [each for name in names if (each := form.findChild(QLabel, name)) is not None]
    return "\n".join(each.text() for each in labels if each.isVisibleTo(form) and each.text())


def click(bench: Bench, name: str) -> None:
    button = find(bench, name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible()
    button.click()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def chosen(bench: Bench) -> AccessBasis | None:
    return bench.window.form.basis.basis


def sheets(window: QWidget) -> list[Sheet]:
    """Those that are seen: never more than one."""
    return [each for each in window.findChildren(Sheet) if each.isVisible()]


def in_field(bench: Bench) -> str:
    return bench.window.form.patient.check.normalised


def showing(bench: Bench) -> bool:
    return bench.window.area.results_visible


def type_form(bench: Bench, number: str = KARI) -> None:
    """With the keyboard alone: the number, Tab, the letter, the role."""
    line = bench.window.form.patient.line
    assert QApplication.focusWidget() is line
    QTest.keyClicks(line, number)
    press(Key.Key_Tab)
    press(Key.Key_A)
    press(Key.Key_A)  # AKUTT takes one act more
    assert chosen(bench) is AccessBasis.AKUTT
    press(Key.Key_F4)
    press(Key.Key_L)
    press(Key.Key_E)
    press(Key.Key_Return)
    assert bench.window.form.role.code == "LE"
    assert bench.bridge.named("login") == []


def look_up(bench: Bench) -> Lookup:
    """By no hand: everything a look-up is made of, up to one that is on its way."""
    form = bench.window.form
    form.patient.line.setText(KARI)
    form.basis.choose(AccessBasis.AKUTT)
    form.basis.choose(AccessBasis.AKUTT)
    form.role.take("LE")
    bench.window.controller.enter()
    if bench.window.controller.desk.session is None:
        bench.bridge.last("login").succeed(DOCTOR)
    return sent(bench)


def answer(bench: Bench, lookup: Lookup) -> None:
    """Its results are on the screen."""
    bench.bridge.last("lookup").succeed(result_of(lookup))


def sent(bench: Bench) -> Lookup:
    lookup = bench.bridge.last("lookup").given["lookup"]
    assert isinstance(lookup, Lookup)
    return lookup


def ask(bench: Bench) -> None:
    """The form is filled in, and Enter pressed."""
    type_form(bench)
    press(Key.Key_Return)


def logged_in(bench: Bench, clinician: Clinician = DOCTOR) -> Bench:
    """A doctor has logged in: the look-up is on its way."""
    ask(bench)
    bench.bridge.last("login").succeed(clinician)
    return bench


def view_of(bench: Bench) -> ResultsView:
    view = bench.window.area.prepare()
    assert isinstance(view, ResultsView)
    return view


@contextmanager
def in_language(application: QCoreApplication, code: str = i18n.DEFAULT) -> Iterator[str]:
    """The screen's language, and afterwards what was before."""
    before, locale = set(application.findChildren(QTranslator)), QLocale()
    try:
        yield i18n.install(application, code)
    finally:
        for translator in set(application.findChildren(QTranslator)) - before:
            application.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(locale)


def answered(bench: Bench) -> Bench:
    logged_in(bench)
    bench.bridge.last("lookup").succeed(result_of(sent(bench)))
    assert showing(bench)
    return bench


def answered_with(bench: Bench, result: LookupResult, clinician: Clinician = DOCTOR) -> Bench:
    logged_in(bench, clinician)
    bench.bridge.last("lookup").succeed(replace(result, lookup=sent(bench)))
    return bench


def log_out(bench: Bench) -> None:
    logout = bench.window.bar.menu.logout
    assert logout.isVisible()
    logout.trigger()


def cut(parent: QWidget) -> list[str]:
    """Labels on the screen whose lines need more height than they have, by name."""
    labels = [label for label in parent.findChildren(QLabel) if label.isVisible() and label.wordWrap()]
    return [label.objectName() for label in labels if label.heightForWidth(label.width()) > label.height()]
