"""Small things that are said where they are looked for: names in full, whom to call, until when, dialogs in one language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QFileDialog, QLabel, QVBoxLayout, QWidget

from provesvar_gui.paths import resource
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import Subject
from provesvar_gui.ui.lock.cover import BedsideBar
from provesvar_gui.ui.marks import PatientStrip
from provesvar_gui.ui.results.common import outcome_text
from provesvar_gui.ui.results.export.button import ExportButton
from provesvar_gui.ui.tinted_widgets import ElidedLabel
from tests.gui.fakes import make_bench, result_of
from tests.gui.hands import logged_in, sent
from tests.gui.results import made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

SAME = {"", "Type:", "…", "1"}  # the same in both languages, or no words
NAME = "Stødig Bølgebryter"


@pytest.mark.parametrize("width", [400, 560, 700, 830, 1300])
def test_a_name_stands_on_one_line(qtbot: QtBot, width: int) -> None:
    strip = PatientStrip()
    qtbot.addWidget(strip)
    strip.resize(width, 60)
    strip.show_lookup(made.lookup(), "Lege", names=(NAME,), fetched_at=datetime(2026, 11, 25, tzinfo=UTC))
    name = strip.findChildren(QLabel, "patientStripName")[0]
    assert name.width() >= name.fontMetrics().horizontalAdvance(NAME)
    assert strip.minimumSizeHint().width() <= 560
    strip.clear()
    assert not name.text()


SIX = (
    "Kari Nordmann Hansen",
    "Per Arne Konstantinopolitanska",
    "Ola Østvik Bergersen",
    "Anne-Grethe Wilhelmsen-Solberg",
    NAME,
    "Else Marie Fredriksen",
)


@pytest.mark.parametrize(("width", "count"), [(458, 2), (458, 6), (524, 3), (600, 4), (600, 6), (840, 2), (840, 6)])
def test_of_several_names_those_that_have_no_room_are_counted(qtbot: QtBot, width: int, count: int) -> None:
    window, strip = QWidget(), PatientStrip()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(strip)
    column.addStretch(1)
    strip.show_lookup(made.lookup(), "Lege", names=SIX[:count], fetched_at=datetime(2026, 11, 25, tzinfo=UTC))
    window.resize(width, 600)
    window.show()
    for _ in range(4):
        QApplication.processEvents()
    assert strip.width() == width
    name, told = (strip.findChildren(QLabel, f"patientStrip{part}")[0] for part in ("Name", "Told"))
    assert name.height() >= name.heightForWidth(name.width())
    assert name.height() <= 7 * name.fontMetrics().lineSpacing()
    parts = name.text().replace("\u200b", " ").split(" ")  # where a line may end
    assert max(map(name.fontMetrics().horizontalAdvance, parts)) <= name.width(), "no word is cut"
    assert isinstance(told, ElidedLabel)
    assert told.shown_text().endswith("…" if told.width() < told.fontMetrics().horizontalAdvance(told.text()) else ")")
    how = strip.findChildren(QLabel, "patientStripHow")[0]
    assert name.geometry().right() < how.geometry().left()
    assert max(map(how.fontMetrics().horizontalAdvance, how.text().replace("\n", " ").split(" "))) <= how.width()
    there = [each for each in SIX[:count] if each in name.text().replace("\u200b", "")]
    assert there == list(SIX[: len(there)])
    assert name.text().startswith("⚠ Different names: ")
    left = count - len(there)
    assert (f"and {left} more" in name.text()) is (left > 0)
    assert all((each in name.accessibleName()) is (left > 0) for each in SIX[:count])
    assert all((each in name.toolTip()) is (left > 0) for each in SIX[:count])
    strip.clear()
    assert (name.text(), name.accessibleName(), name.toolTip()) == ("", "", "")


@pytest.mark.parametrize(("width", "count"), [(541, 2), (541, 600), (900, 20), (1366, 65), (1366, 600)])
def test_many_names_are_laid_out_a_few_times_only(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int, count: int) -> None:
    """A laboratory may write something into the name that is another each time; a resize asks anew at each step."""
    fits, asked = PatientStrip._fits, []

    def counted(strip: PatientStrip, names: int) -> bool:
        asked.append(names)
        return fits(strip, names)

    monkeypatch.setattr(PatientStrip, "_fits", counted)
    strip = PatientStrip()
    qtbot.addWidget(strip)
    strip.resize(width, 90)
    names = tuple(f"Navnesen{each} Kari Fornavn" for each in range(count))
    strip.show_lookup(made.lookup(), "Lege", names=names, fetched_at=datetime(2026, 11, 25, tzinfo=UTC))
    assert len(asked) <= 2 * 8  # it is shown, and laid out
    assert max(asked) <= 65
    text = strip.findChildren(QLabel, "patientStripName")[0].text()
    said = sum(f"Navnesen{each} " in text for each in range(count))
    assert said == count or (fits(strip, said) and not fits(strip, said + 1))  # no fewer than have room


def test_a_name_is_painted_as_it_reads(qtbot: QtBot) -> None:
    bench = logged_in(make_bench(qtbot))
    subjects = [Subject(display=name) for name in ("\u202eKari\nNordmann", "Kari\u2028 Nordmann", "Kari Nord\u200bmann")]
    reports = tuple(made.report(str(at), subject=each) for at, each in enumerate(subjects))
    bench.bridge.last("lookup").succeed(replace(result_of(sent(bench)), reports=reports))
    name = bench.window.findChildren(QLabel, "patientStripName")[0]
    assert name.text() == "⚠ Different names: ⟨U+202E⟩Kari Nordmann; Kari Nordmann"


@pytest.mark.parametrize("basis", list(AccessBasis))
def test_name_and_number_stand_together_on_one_line_and_the_basis_on_one(qtbot: QtBot, basis: AccessBasis) -> None:
    strip = PatientStrip()
    qtbot.addWidget(strip)
    strip.resize(840, 46)
    asked = replace(made.lookup(), basis=basis)
    strip.show_lookup(asked, "Lege (LE)", names=(NAME,), fetched_at=datetime(2026, 11, 25, tzinfo=UTC))
    number, name, how = (strip.findChildren(QLabel, f"patientStrip{part}")[0] for part in ("Number", "Name", "How"))
    assert name.x() - number.geometry().right() < 30
    lines = [each.y() + each.contentsMargins().top() + each.fontMetrics().ascent() for each in (number, name)]
    assert abs(lines[0] - lines[1]) <= 1, "one base line"
    assert how.width() >= max(how.fontMetrics().horizontalAdvance(line) for line in how.text().split("\n"))


@pytest.mark.parametrize("contact", ["", "Personvernombudet, 555 12 345"])
def test_what_is_withheld_says_whom_to_call(contact: str) -> None:
    said = outcome_text.about_withheld(contact)
    assert said.endswith(".")
    assert "look-up ID" in said
    assert (contact or "support desk") in said


def test_the_bedside_bar_says_until_when_and_does_not_swing(qtbot: QtBot) -> None:
    when = [datetime(2026, 11, 25, 12, 0, 29, tzinfo=UTC)]
    bar = BedsideBar(clock=lambda: when[0])
    qtbot.addWidget(bar)
    bar.begin(15 * 60)
    assert bar.accessibleName() == "Kept open at the bedside until 13:15, 15 minute(s) more"
    when[0] += timedelta(seconds=61, milliseconds=900)
    bar.count(15 * 60 - 60)
    assert bar.accessibleName() == "Kept open at the bedside until 13:15, 14 minute(s) more"
    bar.count(15 * 60)
    assert "13:16" in bar.accessibleName()


def test_the_arrow_of_a_menu_is_part_of_its_words(qtbot: QtBot) -> None:
    button = ExportButton()
    qtbot.addWidget(button)
    button.show()
    assert button.text() == "Copy or print ▾"
    assert button.accessibleName() == "Copy or print"
    assert not button.grab().isNull()


@pytest.fixture
def bokmaal() -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(resource("i18n", "qtbase_nb.qm")))
    assert QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def words(dialog: QDialog) -> set[str]:
    found = {each.text() for each in dialog.findChildren(QLabel)}
    found |= {each.text() for each in dialog.findChildren(QAbstractButton)}
    found |= {each.toolTip() for each in dialog.findChildren(QAbstractButton)}
    return found | {each.itemText(at) for each in dialog.findChildren(QComboBox) for at in range(each.count())}


def dialogs(qtbot: QtBot) -> list[QDialog]:
    file = QFileDialog(None, "x")
    file.setOption(QFileDialog.Option.DontUseNativeDialog)
    file.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made_: list[QDialog] = [file, QPrintDialog(printer)]
    for each in made_:
        qtbot.addWidget(each)
    return made_


def test_qts_own_dialogs_are_in_bokmaal(qtbot: QtBot, request: pytest.FixtureRequest) -> None:
    english = [words(each) for each in dialogs(qtbot)]
    request.getfixturevalue("bokmaal")
    for before, dialog in zip(english, dialogs(qtbot), strict=True):
        left = {each for each in words(dialog) & before if not each.startswith(("/", "All Files"))}
        assert left <= SAME, left
