"""The first run: the window says that no client is set up, and takes its file in. Nothing is lost, and no restart is needed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.client_file import Complaint, FileFinding
from provesvar_gui.ui.admin.setup import SetupDialog
from provesvar_gui.ui.ports import ClientSummary, Imported
from tests.gui.fakes import Bench, FakeTask, make_bench
from tests.gui.hands import Key, ask, click, page_of, part, press
from tests.window_settings import window_settings

GOOD = ClientSummary(
    client_id="e44fcf1a-a457-4b3d-b8f0-9fe356d4e2c5",
    host="https://helseid-sts.test.nhn.no",
    key="RSA 4096, PS256",
    redirect_uris=("http://localhost:11731/callback",),
    findings=(),
    refused=False,
)
DONE = Imported(path="client.json", open_to_others=False, for_this_run=False, settings_file="settings.toml")
REFUSES = FileFinding(Complaint.NO_CLIENT_ID, "clientId", refuses=True)
STRANGER = FileFinding(Complaint.NOT_OURS, "clientId, privateJwk", refuses=True)
ADVISES = FileFinding(Complaint.KEY_SMALL, "privateJwk", refuses=False, params={"bits": "2048"})


def first_run(qtbot: QtBot, *, may_set_up: bool = True) -> Bench:
    """The list of roles is asked for after the first paint: that is when the window learns of it."""
    bench = make_bench(qtbot, may_set_up=may_set_up)
    qtbot.waitUntil(lambda: bool(bench.bridge.named("refresh_roles")))
    bench.bridge.last("refresh_roles").fail(AppError(ErrorCode.CLIENT_NOT_CONFIGURED, "no client_id"))
    return bench


def opened(qtbot: QtBot) -> tuple[Bench, SetupDialog]:
    bench = first_run(qtbot)
    click(bench, "setUpButton")
    return bench, page_of(qtbot, bench, SetupDialog)


def button(dialog: QWidget, name: str) -> QPushButton:
    return part(dialog, QPushButton, name)


def said(dialog: QWidget) -> str:
    return part(dialog, QLabel, "setupState").text()


def chosen(bench: Bench, dialog: SetupDialog, summary: ClientSummary = GOOD) -> None:
    dialog.path.setFocus()
    dialog.path.clear()
    QTest.keyClicks(dialog.path, "client.json")
    press(Key.Key_Return)
    task = bench.bridge.last("judge_client")
    assert task.given == {"path": "client.json"}
    task.succeed(summary)


def test_the_first_run_is_said_at_once_and_takes_no_focus(qtbot: QtBot) -> None:
    bench = first_run(qtbot)
    banner = bench.window.area.banner
    assert banner.isVisible()
    assert "has not been set up" in banner.accessibleName()
    assert QApplication.focusWidget() is bench.window.form.patient.line
    assert bench.window.findChildren(SetupDialog) == []


@pytest.mark.hazard("S79")
def test_from_the_file_to_the_login_without_a_restart(qtbot: QtBot) -> None:
    bench, dialog = opened(qtbot)
    chosen(bench, dialog)
    assert all(each in said(dialog) for each in ("e44fcf1a", "RSA 4096, PS256"))
    assert "For: test, synthetic people only (https://helseid-sts.test.nhn.no)" in said(dialog)
    assert QApplication.focusWidget() is button(dialog, "setupImportButton")
    QTest.keyClicks(dialog.path, "2")
    assert not button(dialog, "setupImportButton").isEnabled(), "of another file nothing is known"
    chosen(bench, dialog)
    press(Key.Key_Return)
    task = bench.bridge.last("import_client")
    assert task.given == {"path": "client.json"}
    assert not button(dialog, "setupImportButton").isEnabled()
    task.succeed(DONE)
    assert all(each in said(dialog) for each in ("Delete the file now", "client.json"))
    press(Key.Key_Escape)
    bench.window.activateWindow()
    qtbot.waitUntil(bench.window.isActiveWindow)
    bench.window.form.patient.line.setFocus()
    ask(bench)
    bench.bridge.last("read_settings").succeed(window_settings())
    assert len(bench.bridge.named("login")) == 1


@pytest.mark.hazard("S144")
def test_a_client_without_a_file(qtbot: QtBot) -> None:
    bench, dialog = opened(qtbot)
    page = "https://selvbetjening.test.nhn.no/confirm-client/e44fcf1a"
    for field, typed in ((dialog.organisation, "994 945 688"), (dialog.api_key, "the-api-key")):
        field.setFocus()
        QTest.keyClicks(field, typed)
    assert dialog.api_key.displayText() != "the-api-key"
    press(Key.Key_Return)
    task = bench.bridge.last("register_client")
    assert task.given == {"organisation": "994945688", "api_key": "the-api-key"}
    assert (dialog.api_key.text(), dialog.api_key.isUndoAvailable(), dialog.api_key.isEnabled()) == ("", False, False)
    press(Key.Key_Space)  # on Close it would be given up
    assert dialog.isVisible()
    task.progressed.emit(page)
    assert page in said(dialog)
    press(Key.Key_Space)
    assert QApplication.clipboard().text() == page
    task.progressed.emit("")
    assert "asks for the password" in said(dialog)
    task.fail(AppError(ErrorCode.DRAFT_REFUSED, service_text="the organisation is another"))
    assert all(each in said(dialog) for each in ("did not take the new client", "the organisation is another"))
    assert "API key was not kept" in said(dialog)
    assert (QApplication.focusWidget(), dialog.organisation.text()) == (dialog.api_key, "994 945 688")
    assert not button(dialog, "setupImportButton").isEnabled()
    button(dialog, "setupRegisterButton").click()
    assert len(bench.bridge.named("register_client")) == 1  # without an API key there is nothing to do
    dialog.api_key.setText("the-api-key")
    button(dialog, "setupRegisterButton").click()
    bench.bridge.last("register_client").succeed(replace(DONE, path=""))
    assert "is set up" in said(dialog)
    assert "Delete" not in said(dialog)


@pytest.mark.hazard("S144")
def test_an_api_key_does_not_stay_behind_a_closed_page(qtbot: QtBot) -> None:
    _, dialog = opened(qtbot)
    dialog.api_key.setFocus()
    QTest.keyClicks(dialog.api_key, "the-api-key")
    press(Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.api_key.text() == ""


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        (replace(GOOD, findings=(REFUSES, ADVISES), refused=True), ("which client", "has 2048 bits", "cannot be taken in")),
        (replace(GOOD, findings=(ADVISES,)), ("has 2048 bits",)),
        (replace(GOOD, client_id="", findings=(STRANGER,), refused=True), ("✕ This is not a configuration file from HelseID",)),
        (replace(GOOD, other_client=True, refused=True), ("policy names another client", "cannot be taken in")),
        (replace(GOOD, replaces=True), ("Another client is set up here",)),
    ],
)
def test_what_is_wrong_with_a_file_and_whether_it_is_taken(qtbot: QtBot, summary: ClientSummary, told: tuple[str, ...]) -> None:
    bench, dialog = opened(qtbot)
    chosen(bench, dialog, summary)
    assert all(each in said(dialog) for each in told)
    assert any(each in said(dialog) for each in ("cannot be taken in", "Nothing was changed here")) is summary.refused
    assert ("Client:" in said(dialog)) is bool(summary.client_id), "of a file of something else nothing can be shown"
    assert button(dialog, "setupImportButton").isEnabled() is not summary.refused


def test_that_a_file_could_not_be_read(qtbot: QtBot) -> None:
    bench, dialog = opened(qtbot)
    dialog.path.setText("nowhere.json")
    dialog.path.setFocus()
    press(Key.Key_Return)
    error = AppError(ErrorCode.KEY_MISSING, params={"file": "nowhere.json", "unread": "absent"})
    bench.bridge.last("judge_client").fail(error)
    assert "could not be read: nowhere.json" in said(dialog)
    assert "HelseID key" not in said(dialog)  # that is what a clinician is told, whose key has gone


def test_a_vault_that_asks_is_waited_for_and_can_be_given_up(qtbot: QtBot) -> None:
    bench, dialog = opened(qtbot)
    chosen(bench, dialog)
    button(dialog, "setupImportButton").click()
    task = bench.bridge.last("import_client")
    task.progressed.emit(None)
    assert "password of its store" in said(dialog)
    assert button(dialog, "setupCancelButton").isVisible()
    button(dialog, "setupCancelButton").click()
    assert task.cancel_asked
    assert said(dialog) == ""


@pytest.mark.hazard("S144")
def test_what_was_begun_goes_on_behind_a_closed_page_and_its_end_is_told(qtbot: QtBot) -> None:
    bench, dialog = opened(qtbot)
    chosen(bench, dialog)
    button(dialog, "setupImportButton").click()
    task = bench.bridge.last("import_client")
    dialog.close()
    assert not task.cancel_asked
    task.succeed(DONE)
    assert bench.window.area.banner.accessibleName() == "The client is set up."
    dialog.open_page()
    page = "https://selvbetjening.test.nhn.no/confirm-client/e44fcf1a"

    def begin() -> FakeTask:
        dialog.organisation.setText("994945688")
        dialog.api_key.setText("the-api-key")
        button(dialog, "setupRegisterButton").click()
        task = bench.bridge.last("register_client")
        task.progressed.emit(page)
        dialog.close()  # as the lock does
        assert (dialog.isVisible(), task.cancel_asked) == (False, False)
        bench.window.form.role.line.setFocus()
        return task

    task = begin()
    dialog.open_page()
    assert page in said(dialog)  # where it was left
    dialog.close()
    task.fail(AppError(ErrorCode.DRAFT_NOT_CONFIRMED))
    assert "was not confirmed" in bench.window.area.banner.accessibleName()
    assert QApplication.focusWidget() is bench.window.form.role.line  # a draft that fails takes no keys
    dialog.open_page()
    begin().succeed(replace(DONE, path=""))
    assert bench.window.area.banner.accessibleName() == "The client is set up."
    assert QApplication.focusWidget() is bench.window.form.role.line


@pytest.mark.hazard("S78")
def test_a_key_that_stays_behind_or_out_is_told(qtbot: QtBot) -> None:
    bench, dialog = opened(qtbot)
    chosen(bench, dialog)
    button(dialog, "setupImportButton").click()
    bench.bridge.last("import_client").succeed(
        replace(DONE, older=True, former_client="1f2e", open_to_others=True, for_this_run=True)
    )
    assert all(each in said(dialog) for each in ("an older one", "Other users of this machine"))
    assert all(each in said(dialog) for each in ("forgotten when the program ends", "provesvar-gui --remove-client 1f2e"))


def test_where_the_administrator_has_the_key_nothing_is_offered(qtbot: QtBot) -> None:
    bench = first_run(qtbot, may_set_up=False)
    assert not bench.window.area.banner.isVisible()
    bench.window.controller.show_error(AppError(ErrorCode.CLIENT_NOT_CONFIGURED))
    assert [one for one in bench.window.findChildren(QPushButton, "setUpButton") if one.isVisible()] == []
    bench.window.pages.open_assistant()
    assert bench.window.findChildren(SetupDialog) == []
