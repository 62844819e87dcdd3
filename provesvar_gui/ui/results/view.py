"""The results view of one look-up: coverage, banners, and the panes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from provesvar_gui.kodeverk.code_list import bundled
from provesvar_gui.platform.time_slices import ORDINARY
from provesvar_gui.results.digest import digest
from provesvar_gui.results.model import OutcomeKind
from provesvar_gui.settings.settings import Settings
from provesvar_gui.ui import icons, keys, theme, today
from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.marks import mark_text
from provesvar_gui.ui.message_line import Ground, MessageLine, Side, Urgency
from provesvar_gui.ui.patient_bar import is_compact, is_cramped
from provesvar_gui.ui.results.answer_messages import AnswerMessages
from provesvar_gui.ui.results.common import outcome_text
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export.exporter import Exporter
from provesvar_gui.ui.results.find.bar import FindBar
from provesvar_gui.ui.results.footer import Footer
from provesvar_gui.ui.results.panes import Panes
from provesvar_gui.ui.slices import Slices, view_at_once
from provesvar_gui.ui.status_banner import PhoneNumbers
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import IconLabel, KeyButton, Label, fill, has_focus, paint_now
from provesvar_gui.ui.window_settings import WindowSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QFocusEvent

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.results.text import Language
    from provesvar_gui.settings.contacts import Contact
    from provesvar_gui.ui.results.common.outcome_text import Message
    from provesvar_gui.ui.results.panes import ViewState
    from provesvar_gui.ui.results.reports.pane import ReportsPane


translate = QCoreApplication.translate
_NUMBERS: Final = 3  # of laboratories
_ICONS: Final = {
    OutcomeKind.RESTRICTED: (Icon.LOCKED, "flag"),
    OutcomeKind.BLOCKED: (Icon.BLOCKED, "ink2"),
    OutcomeKind.OPTED_OUT: (Icon.OPTED_OUT, "ink2"),
    OutcomeKind.UNKNOWN: (Icon.WARNING, "flag"),
    OutcomeKind.FAULT: (Icon.ERROR, "danger"),
    OutcomeKind.NOTHING_FOUND: (Icon.FLASK, "ink2"),
    OutcomeKind.INFORMATION: (Icon.REPORT, "ink2"),
}
_RETRY: Final = frozenset({OutcomeKind.UNKNOWN, OutcomeKind.FAULT, OutcomeKind.NOTHING_FOUND})  # may differ the next time


class OutcomeScreen(QScrollArea):
    """The screen in place of results, ``outcomeScreen``. Its property ``outcome`` names the first reason."""

    opening_asked = Signal()
    refresh_asked = Signal()
    call_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeScreen")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._messages: Sequence[Message] = ()
        self._contacts: tuple[Contact, ...] = ()
        self._privacy: Contact | None = None
        self._offered = True
        self._open: KeyButton | None = None
        self._call: KeyButton
        self._numbers: PhoneNumbers
        self._advice: Label | None = None

    def take_settings(self, settings: WindowSettings) -> None:
        contact = settings.values.contact
        self._contacts, self._privacy = contact.laboratories[:_NUMBERS], contact.privacy

    def show_messages(self, messages: Sequence[Message]) -> None:
        self._messages = messages
        self._open = self._advice = None
        inside = QWidget()
        if messages:
            self._fill(inside, messages[0], messages[1:])
        self.setWidget(inside)
        self.offer_opening(self._offered)
        self.setProperty("outcome", messages[0].kind.value if messages else "")
        self.setAccessibleName(messages[0].title if messages else "")

    def _fill(self, inside: QWidget, first: Message, others: Sequence[Message]) -> None:
        page = QWidget(inside)
        page.setMaximumWidth(theme.px(740))  # of three buttons
        drawn, colour = _ICONS[first.kind]
        icon = IconLabel(drawn, colour, 56, page, disc="flag_ground" if colour == "flag" else "sunken")
        title = Label(first.title.removesuffix("."), name="outcomeTitle0", kind=Type.TITLE, wraps=True)
        self._advice = Label(first.advice, name="outcomeAdvice0", kind=Type.READING, wraps=True)
        above = theme.SPACE["small"] if is_compact(self.window()) else self.height() * 9 // 100
        margins = (0, above, 0, theme.SPACE["small"])
        column = fill(QVBoxLayout(page), icon, title, self._advice, spacing=theme.SPACE["medium"], margins=margins)
        self._advice.setVisible(bool(first.advice))
        self._numbers = PhoneNumbers(page)
        blocked = any(each.kind is OutcomeKind.BLOCKED for each in self._messages)  # the one in which the officer can help
        self._numbers.show_numbers((*self._contacts, *filter(None, (self._privacy if blocked else None,))))
        column.addWidget(self._numbers)
        column.addLayout(self._acts(page, first))
        if first.quotation:
            said = translate("Outcomes", "The service says: «{text}»").replace("{text}", first.quotation)
            judged = first.kind is OutcomeKind.UNKNOWN  # by these words, before anything is done
            kind, colour = (Type.READING, "ink") if judged else (Type.TABLE, "ink2")
            quotation = Label(said, colour, name="outcomeQuotation0", kind=kind, wraps=True)
            quotation.setProperty("quotation", True)
            column.insertWidget(column.indexOf(self._numbers) if judged else -1, quotation)
        if others:
            said = "\n".join(f"{each.title} {each.quotation or each.advice}" for each in others)
            column.addWidget(Label(said, name="outcomeMore", kind=Type.TABLE, wraps=True))
        column.addStretch(1)
        side = theme.SPACE["medium"]
        fill(QHBoxLayout(inside), 1, (page, 1 << 10), 1, margins=(side, 0, side, 0))

    def _acts(self, page: QWidget, first: Message) -> QHBoxLayout:
        row = fill(QHBoxLayout(), spacing=theme.SPACE["small"])

        def add(name: str, words: str, key: Key, drawn: Icon, asked: SignalInstance, kind: str = "secondary") -> KeyButton:
            button = KeyButton(name, words, key, page, kind=kind, height=44 if kind == "flag" else 32)
            theme.set_font(button, Type.READING if kind == "flag" else Type.BODY, bold=kind == "flag")
            icons.set_icon(button, drawn, "flag" if kind == "flag" else "ink")
            button.clicked.connect(asked)
            button.shorten(cap=not is_cramped(self.window()))
            row.addWidget(button)
            return button

        if any(each.openable for each in self._messages):
            words = translate("Outcomes", "Open restricted results …")
            kind = "secondary" if first.kind is OutcomeKind.UNKNOWN else "flag"
            self._open = add("offerOpening", words, Key.OPEN, Icon.UNLOCKED, self.opening_asked, kind)
        if first.kind in _RETRY:
            words = translate("ResultsHeader", "Fetch again")
            add("outcomeRefresh", words, Key.REFRESH, Icon.REFRESH, self.refresh_asked).press_twice()
        self._call = add("outcomeCall", translate("Outcomes", "Whom to call …"), Key.CALL, Icon.PHONE, self.call_asked)
        row.addStretch(1)
        return row

    def offer_opening(self, offered: bool) -> None:
        self._offered = offered
        if self._open is not None:
            self._open.setVisible(offered)
        if self._advice is not None:
            self._advice.setText(self._messages[0].advised(offered))
            calls = any(each.calls and not (each.openable and offered) for each in self._messages)
            self._numbers.setVisible((calls or self._messages[0].kind in _RETRY) and bool(self._numbers.accessibleName()))
            here = not self._numbers.isHidden()
            self._call.setText(translate("Outcomes", "All numbers …") if here else translate("Outcomes", "Whom to call …"))
        self.setAccessibleDescription(" ".join(each.body(offered).replace("\n", " ") for each in self._messages))

    def clear(self) -> None:
        self.show_messages(())


class ResultsView(QWidget):
    """The view of the results, ``resultsView``. Holds patient data only between ``show_result`` and ``clear``.

    ``row``: where messages stand, of the window. ``language``: of numbers and dates; by default that of the screen.
    """

    digested = Signal()  # the panes show what the last answer holds
    refresh_asked = Signal()
    opening_asked = Signal()
    call_asked = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        settings: WindowSettings | None = None,
        row: MessageLine | None = None,
        *,
        language: Language | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("resultsView")
        settings = settings or WindowSettings(values=Settings())
        self._language = language
        self._style = Style(language=language or today.language())
        self._result: LookupResult | None = None
        self._partial = False
        self._known: frozenset[str] | None = None  # reports of the fetch before, about the same patient
        self._wiped = False  # nothing of any patient is left in the panes
        self._kept: ViewState | None = None  # where the person was when the window was locked
        self._digested_reports = 0  # of how many reports the panes tell
        self._put_at: QWidget | None = None  # the focus, last by ``take_focus``; the person may have moved it since
        self._slices = Slices(self)
        self.clipboard = PatientClipboard(mark=mark_text(settings), parent=self)
        self.notice = AnswerMessages(self)
        self.footer = Footer(self, lambda: self.notice.whole)
        self.panes = Panes(self._style, settings, self)
        self.exporter = Exporter(self, self.panes, self.clipboard, settings)
        self.tools = self.exporter.button
        self.find_bar = FindBar(self.panes.tabs, self)
        self.outcome = OutcomeScreen()
        self.message_slot = QVBoxLayout()  # where the row for messages stands, as long as the results are on the screen
        if row is None:
            row = MessageLine(self)
            self.message_slot.addWidget(row)
        row.add(self.find_bar.line, Urgency.FILTER)
        row.add(self.notice, Urgency.NOTICE)
        row.add(self.exporter.note, Side.COPIED)
        self._lay_out()
        self._connect()
        self.take_settings(settings)
        bundled()  # read now, while nobody waits
        self._retranslate()
        self.clear()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._empty = QWidget()
        self._empty.setObjectName("resultsEmpty")
        self._empty.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # until something stands there
        for page in (self._empty, self.panes, self.outcome):
            self._stack.addWidget(page)
        self._tool_row = Ground("toolRow", self)
        row = fill(QHBoxLayout(self._tool_row), (self.find_bar, 1), margins=(theme.SPACE["medium"], 0, theme.SPACE["medium"], 1))
        row.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignRight)  # alone there where nothing is listed
        self.column = fill(QVBoxLayout(self), self._tool_row, self.message_slot, (self._stack, 1), self.footer, spacing=0)
        self.footer.raise_()  # a screen reader reads it last
        stops = (self.find_bar.field, self.find_bar.button, *self.tools.stops, self.find_bar.line.all)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        for sequence in keys.sequences(Key.REFRESH):
            QShortcut(sequence, self, self._refresh)
        self.panes.copy_asked.connect(self.exporter.copy)
        self.panes.export_asked.connect(self.exporter.do)
        self.panes.tabs.currentChanged.connect(lambda _place: self._name_view())
        self.tools.codes.toggled.connect(self._codes_toggled)
        self.tools.about.triggered.connect(self.footer.open_about)
        self.tools.refresh.asked.connect(self.refresh_asked)
        self.find_bar.shown_changed.connect(self.panes.apply_filter)
        self.find_bar.left.connect(self.take_focus)
        self.find_bar.asked.connect(self.panes.show_hits)
        self.find_bar.asked.connect(self.panes.take_focus)
        self.outcome.refresh_asked.connect(self._refresh)
        for opens in (self.outcome.opening_asked, self.notice.open.clicked):
            opens.connect(self.opening_asked)
        for calls in (self.outcome.call_asked, self.notice.call.clicked, self.footer.call_asked):
            calls.connect(self.call_asked)
        self.notice.copy.clicked.connect(self.footer.copy_ids)
        self.notice.all.clicked.connect(self.footer.open_about)

    @property
    def reports(self) -> ReportsPane:
        self.panes.fill(self.panes.reports)
        return self.panes.reports

    def take_settings(self, settings: WindowSettings) -> None:
        self._contact, self._history_from = settings.privacy_contact, settings.values.pps.history_from
        self._local_codes = settings.values.acute.local_codes
        self.exporter.take_settings(settings)
        self.footer.take_settings(settings)
        self.outcome.take_settings(settings)
        self.panes.take_settings(settings)

    def set_clinician(self, name: str) -> None:
        self.exporter.set_clinician(name)

    def show_result(self, result: LookupResult, *, partial: bool) -> None:
        """Show a result. A later call for the same look-up keeps the person's place."""
        before = self._result.lookup if self._result is not None else None
        if not self._wiped and (before is None or before.number != result.lookup.number):
            again = before is not None and before.patient == result.lookup.patient
            as_before = again and before is not None and before.basis.elevated == result.lookup.basis.elevated
            known = _ids(self._result) if as_before and self._result is not None and not self._partial else None
            self._begin(as_before=as_before)
            self._known = known
        self._wiped = False
        if before is not None and before.patient != result.lookup.patient:
            self.exporter.wipe()
        self._result, self._partial = result, partial
        self._tool_row.show()
        self.footer.show()
        news = len(_ids(result) - self._known) if self._known is not None and not partial else None
        self.footer.show_result(result, partial=partial, news=news)
        if not (result.reports or result.loose_findings or result.other_identifier or result.other_loose_findings):
            self._show_reasons(result)
            return
        self.exporter.show_result(result, self._style, partial=partial)
        self._show_notices(result, outcomes=True)
        self._turn_to(self.panes)
        self.find_bar.show()
        self.panes.show_result(result, self._style)
        self._digest(result)

    def _begin(self, *, as_before: bool) -> None:
        """Let the answer before go. ``as_before``: the person stays where they were, with search and filter."""
        kept = self.panes.kept(self.find_bar.chosen) if as_before else None
        self._forget(bar=not as_before)
        self._keep(kept)

    def _turn_to(self, page: QWidget) -> None:
        """The focus goes along from the page before, also in a window that is behind the browser."""
        leaves = page is not self._stack.currentWidget() and has_focus(self._stack)
        self._stack.setCurrentWidget(page)
        if leaves:
            self.take_focus()

    def _keep(self, kept: ViewState | None) -> None:
        if kept is not None:
            self.panes.keep(kept)
            self.find_bar.keep(kept.chosen)

    def _digest(self, result: LookupResult) -> None:
        """Compute the digest for the panes: of a long answer each time it has doubled, and at its end.

        What is being derived is shown before more of it is begun.
        """
        count = len(result.reports) + len(result.other_identifier)
        if self._partial and (self._slices.running or count < 2 * self._digested_reports):
            return
        self._digested_reports = count
        complete = not self._partial and result.coverage.complete
        results = sum(len(report.findings) for report in result.reports)
        steps = digest(result, complete=complete, table=replace(bundled(), local=self._local_codes))
        self._slices.run(steps, self._show_digest, first_seconds=view_at_once(results))

    def _show_digest(self, made: Digest) -> None:
        self.footer.count(made.summary)
        self.panes.show_digest(made, self._style)
        self.find_bar.show_digest(made)
        if self._put_at is not None and self._put_at is self.window().focusWidget():
            self.take_focus()  # to what stands there only now
        self._put_at = None
        if len(made.observations) <= ORDINARY:  # of a long answer the painting is a turn of its own
            paint_now(self)
        self.digested.emit()

    def has_results(self) -> bool:
        return self._stack.currentWidget() is self.panes

    def is_settled(self) -> bool:
        return not self._slices.running and self.panes.is_settled()

    def clear(self) -> None:
        self._result = None
        self._forget()
        self.exporter.wipe()

    def hide_result(self) -> None:
        """Take everything off the screen, out of the reach of a screen reader too; the result itself is kept."""
        self._forget()

    def _forget(self, *, bar: bool = True) -> None:
        self._put_at = None
        self._turn_to(self._empty)  # before that goes which has the focus
        self._slices.cancel()
        self._kept = self._known = None
        self._digested_reports = 0
        self.exporter.clear()
        self.footer.clear()
        self.footer.hide()
        self.notice.show_messages(())
        self.find_bar.clear()
        if bar:  # what is hidden loses the focus
            self.find_bar.hide()
            self.find_bar.offer(offered=False)
        self.panes.clear()
        self.outcome.clear()
        self._wiped = True

    def cover(self) -> None:
        """As ``hide_result``, and the clipboard is taken back; ``restore_result`` leads back to where the person was."""
        kept = self.panes.kept(self.find_bar.chosen) if self.has_results() else self._kept
        self._forget()
        self._kept = kept
        self.exporter.wipe()

    def ended(self) -> None:
        """No more pages follow: the results stay, marked incomplete."""
        if self._result is None or not self._partial:
            return
        self._partial = False
        if self._stack.currentIndex() != 0:
            self.show_result(self._result, partial=False)

    def restore_result(self) -> None:
        result, kept = self._result, self._kept
        if result is not None and self._stack.currentIndex() == 0:
            self._result = self._kept = None
            self._keep(kept)
            self.show_result(result, partial=self._partial)

    def _show_reasons(self, result: LookupResult) -> None:
        self.find_bar.hide()
        self._show_notices(result, outcomes=False)
        messages = outcome_text.reasons(result, partial=self._partial, history_from=self._history_from)
        self._tool_row.setVisible(not messages)  # there is nothing to copy, read aloud or print
        self.outcome.show_messages(messages)
        self._turn_to(self.outcome if messages else self._empty)

    def _show_notices(self, result: LookupResult, *, outcomes: bool) -> None:
        self.notice.show_messages(outcome_text.notices(result, self._contact, self._history_from, outcomes=outcomes))

    def offer_opening(self, offered: bool) -> None:
        self.outcome.offer_opening(offered)
        self.notice.offer_opening(offered)

    def _name_view(self) -> None:
        self.find_bar.show_view(self.panes.unfiltered())

    def _refresh(self) -> None:
        if self.footer.isVisibleTo(self):
            self.tools.refresh.click()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_focus()

    def take_focus(self) -> None:
        """To where reading begins: the pane on top, or the reason why there is nothing."""
        if self.has_results():
            self.panes.take_focus()
        elif (page := self._stack.currentWidget()) is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._put_at = self.window().focusWidget()

    def _show_again(self) -> None:
        """Show the same result in another language or with other choices. Hidden panes stay hidden."""
        if self._result is None or self._wiped:
            return
        self.panes.reports.show_again(self._style)
        self.show_result(self._result, partial=self._partial)

    def _codes_toggled(self, shown: bool) -> None:
        self._style = Style(language=self._style.language, codes=shown)
        self.exporter.set_style(self._style)
        self.reports.show_again(self._style)
        self.panes.fill(self.panes.microbiology)
        self.panes.microbiology.show_codes(self._style)

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("ResultsView", "Results"))
        self.panes.retranslate()
        self._name_view()
        self.footer.retranslate()
        self.exporter.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._style = Style(language=self._language or today.language(), codes=self._style.codes)
            self._retranslate()
            self._show_again()


def _ids(result: LookupResult) -> frozenset[str]:
    return frozenset(each.id for each in (*result.reports, *result.other_identifier))
