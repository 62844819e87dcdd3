"""Every error, step and end has words, and they hold what they promise."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.paths import resource
from provesvar_gui.ui import i18n, keys, messages
from provesvar_gui.ui.messages import Service
from provesvar_gui.ui.results_area import default_view
from provesvar_gui.ui.status_banner import StatusBanner
from provesvar_gui.ui.widgets import Label
from tests.gui.fakes import ORGANISATIONS, make_bench
from tests.gui.hands import answer, click, cut, find, in_language, look_up, part, sheets
from tests.hostile.test_hostile import ROWS

PROMISED = {
    ErrorCode.SETTINGS_UNREADABLE: {"where", "why"},  # of file, line and kind
    ErrorCode.SETTINGS_INVALID: {"where", "setting", "allowed"},
    ErrorCode.SETTINGS_REFUSED: {"where", "setting"},
    ErrorCode.PORTS_BUSY: {"ports"},
    ErrorCode.PORTS_FORBIDDEN: {"ports"},
    ErrorCode.PORTS_UNUSABLE: {"ports", "reason"},
    ErrorCode.CLOCK_WRONG: {"seconds"},
    ErrorCode.TERMS_NOT_SIGNED: {"orgnr"},
    ErrorCode.KEY_MISSING: {"file"},
    ErrorCode.KEY_FORBIDDEN: {"file"},
    ErrorCode.KEY_EXPOSED: {"file"},
    ErrorCode.KEY_EXPIRED: {"date"},
    ErrorCode.KEY_LOCK_FAILED: {"folder"},
    **{code: {"store"} for code in ErrorCode if code.value.startswith("key-store-")},
}  # errors.py


@pytest.mark.hazard("H9.3")
@pytest.mark.requirement("R43")
@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_error_says_what_happened_and_what_to_do(code: ErrorCode) -> None:
    words = messages.of_error(AppError(code, "detail for the log"))
    assert len(words.what) > 10
    assert len(words.do) > 10
    assert "detail for the log" not in words.what + words.do
    assert "{" not in words.what + words.do
    assert "support desk the reference" not in words.do  # there is none
    fields = {name for text in messages.ERRORS[code] for _, name, _, _ in string.Formatter().parse(text) if name}
    assert fields <= PROMISED.get(code, set()) | {"service"}


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")  # the offscreen platform says so of any window
@pytest.mark.parametrize("width", [420, 616, 860])  # beside the form in a window of 1024 pixels, and in wider ones
def test_no_error_is_cut(qtbot: QtBot, width: int) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    column = QVBoxLayout(area)
    banner = StatusBanner(area)
    column.addWidget(banner)
    column.addWidget(QWidget(area), 1)
    area.resize(width, 600)
    area.show()
    for code in ErrorCode:
        banner.say(
            messages.of_error(AppError(code)), reference="-".join(("8728b917",) * 4), note="The results below were fetched."
        )
        QApplication.processEvents()
        assert not cut(banner), code


@pytest.mark.hazard("H9.3")
@pytest.mark.qt_log_ignore("does not support")  # the offscreen platform says so of any window
@pytest.mark.parametrize("width", [911, 1366])  # a clinic laptop at 150 %, and at 100 %
@pytest.mark.parametrize("beside", ["results", "sheet"])
def test_on_one_row_no_message_widens_the_window_and_its_instruction_is_whole(
    qtbot: QtBot, dressed: QApplication, beside: str, width: int
) -> None:
    """The buttons give way, which the menu has too, and after them that nothing is lost."""
    with in_language(dressed, "nb"):
        bench = make_bench(qtbot, make_view=default_view, may_set_up=True)
        bench.window.resize(width, 512)
        answer(bench, look_up(bench))
        if beside == "sheet":
            bench.window.pages.open(keys.Key.SETTINGS)
        banner = bench.window.area.banner
        for code in ErrorCode:
            bench.window.controller.show_error(AppError(code))
            QApplication.processEvents()
            assert bench.window.width() == width, code
            assert cut(banner) == [], code
            what, line = part(banner, Label, "statusWhat"), part(banner, Label, "statusLine")
            assert what.shown_text() == what.text(), code
            instruction = messages.of_error(AppError(code)).do.split(" Det du")[0].split(" Det er ikke innlogg")[0]
            assert instruction in line.shown_text(), code


def test_a_remedy_is_not_offered_beside_its_own_sheet(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, may_set_up=True)
    bench.window.resize(911, 512)
    bench.window.controller.show_error(AppError(ErrorCode.CLIENT_NOT_CONFIGURED))
    click(bench, "setUpButton")
    assert not find(bench, "setUpButton").isVisible()
    assert find(bench, "bannerSelfCheckButton").isVisible(), "what to do is said by the sheet, and leaves room"
    QTest.keyClick(sheets(bench.window)[0], Qt.Key.Key_Escape)
    assert find(bench, "setUpButton").isVisible()


def test_params_are_filled_in_and_are_never_templates() -> None:
    assert "{0} 8123" in messages.of_error(AppError(ErrorCode.PORTS_BUSY, params={"ports": "{0} 8123"})).what
    assert "–" in messages.of_error(AppError(ErrorCode.PORTS_BUSY)).what
    other = AppError(ErrorCode.PORTS_UNUSABLE, params={"ports": "11731", "reason": "EADDRNOTAVAIL"})
    assert messages.of_error(other).what.endswith("11731 (EADDRNOTAVAIL).")


@pytest.mark.hazard("S143")
def test_what_to_do_about_a_store_of_keys_fits_the_store_and_the_pin() -> None:
    def do(code: ErrorCode, **params: str) -> str:
        return messages.of_error(AppError(code, params=params)).do

    assert "Put the card" in do(ErrorCode.KEY_STORE_ABSENT, kind="pkcs11")
    assert "card" not in do(ErrorCode.KEY_STORE_ABSENT, kind="tpm") + do(ErrorCode.KEY_STORE_FAILED, kind="tpm")
    assert "--token-pin" in do(ErrorCode.KEY_STORE_PIN_REFUSED, kind="pkcs11")
    assert "one more try" in do(ErrorCode.KEY_STORE_PIN_REFUSED, kind="pkcs11", tries="1")


ALL = {"file": "a.toml", "line": "3", "setting": "s.x", "allowed": "1-2"}


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"file": "a.toml", "line": "3", "kind": "syntax"}, "a.toml, line 3. What stands there is not TOML"),
        ({"file": "a.toml", "line": "", "kind": "absent"}, "There is no such settings file: a.toml."),
        ({"file": "a.toml", "line": "2", "kind": "backslash"}, "a.toml, line 2. Not TOML: a backslash in a text"),
        ({"file": "a.toml", "line": "", "kind": "slow"}, "a.toml. It did not come in time."),
        ({"file": "a.toml", "line": ""}, "a.toml. The system reports an error."),
        (ALL | {"entry": "1"}, "s.x, entry 1 in a.toml, line 3. Allowed: 1-2."),
        (ALL, "s.x in a.toml, line 3. Allowed: 1-2.\nAnd 3 more."),
    ],
)
def test_settings_that_cannot_be_used_say_where_and_why(params: dict[str, str], said: str) -> None:
    code = ErrorCode.SETTINGS_INVALID if "setting" in params else ErrorCode.SETTINGS_UNREADABLE
    others = (AppError(code),) * 3 if params == ALL else ()
    assert said in messages.of_error(AppError(code, params=params, also=others)).what


HOSTILE = {row.name: row for row in ROWS}
# A fault, the code that it ends with, of which service it is told, what the words must name and what they must not.
CULPRITS = [
    ("mix-up: the answer of another server", ErrorCode.OTHER_ISSUER, Service.LOGIN, "Another server", "refused"),
    ("mix-up: no issuer where it is promised", ErrorCode.OTHER_ISSUER, Service.LOGIN, "Stop", "refused"),
    ("neither code nor error", ErrorCode.UNEXPECTED_ANSWER, Service.LOGIN, "cannot be read", "refused"),
    ("downgrade: a Bearer token for a DPoP client", ErrorCode.TOKEN_INVALID, Service.LOGIN, "HelseID's answer", "clock"),
    ("success without content", ErrorCode.TOKEN_INVALID, Service.LOGIN, "HelseID's answer", "clock"),
    ("an access token bound to no key", ErrorCode.TOKEN_INVALID, Service.LOGIN, "HelseID's answer", "clock"),
    ("an access token bound to another key", ErrorCode.TOKEN_INVALID, Service.LOGIN, "HelseID's answer", "clock"),
    ("nonce loop", ErrorCode.TOKEN_INVALID, Service.LOGIN, "HelseID's answer", "clock"),
    ("stolen code: bound to another key", ErrorCode.DPOP_REFUSED, Service.LOGIN, "refused the proof", "clock"),
    ("the scope of the security level is withheld", ErrorCode.SCOPE_REFUSED, Service.LOGIN, "access", "level"),
    ("the scope of the HPR number is withheld", ErrorCode.SCOPE_REFUSED, Service.LOGIN, "access", "HPR"),
    ("a refusal without content", ErrorCode.CLIENT_REFUSED, Service.LOGIN, "key", "cannot be read"),
]  # fmt: skip
ELSEWHERE = [  # tests/unit: helseid/test_login.py, helseid/test_loopback.py, platform/test_client.py
    ("rejected_scope of a multi-tenant client", ErrorCode.TERMS_NOT_SIGNED, Service.LOGIN, "terms", "scope"),
    ("a peer that has TLS 1.1 only", ErrorCode.TLS_TOO_OLD, Service.RESULTS, "encryption", "certificate"),
    ("ports that are reserved", ErrorCode.PORTS_FORBIDDEN, Service.LOGIN, "reserved", "copies"),
    ("no way to the results service", ErrorCode.NO_NETWORK, Service.RESULTS, "Helsenettet", "support desk"),
    ("no way to HelseID", ErrorCode.NO_NETWORK, Service.LOGIN, "Internet", "Helsenettet"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "code", "service", "named", "not_named"), [*CULPRITS, *ELSEWHERE])
def test_the_words_name_the_right_culprit(fault: str, code: ErrorCode, service: Service, named: str, not_named: str) -> None:
    if fault not in (each[0] for each in ELSEWHERE):
        assert HOSTILE[fault].code is code  # which is what comes of it: tests/hostile/test_hostile.py
    words = messages.of_error(AppError(code, params={"orgnr": "983658776"}), service)
    assert named in f"{words.what} {words.do}"
    assert not_named not in f"{words.what} {words.do}"


def test_the_table_of_keys_has_every_key_once() -> None:
    every = [sequence.toString() for key in keys.Key for sequence in keys.sequences(key)]
    assert len(set(every)) == len(every)
    assert not any(text in "0123456789" for text in every)
    assert keys.tooltip(keys.Key.ROLE) == "Go to the HPR role (F4)"


@pytest.fixture
def bokmaal(qapp: QApplication) -> Iterator[str]:
    with in_language(qapp) as code:
        yield code


def test_bokmaal_is_the_default(bokmaal: str) -> None:
    assert bokmaal == "nb"
    assert messages.of_error(AppError(ErrorCode.NO_NETWORK)).what == "Ingen kontakt med tjenesten."


@pytest.mark.usefixtures("bokmaal")
def test_mnemonics_are_unique_and_leave_the_letters_of_the_basis_alone(qtbot: QtBot) -> None:
    window = make_bench(qtbot, organisations=ORGANISATIONS, sandbox=True).window
    cover = window.lock.cover  # what lies on it is never there together with the rest
    buttons: list[QAbstractButton] = window.findChildren(QAbstractButton)
    of_the_cover = [button.shortcut() for button in buttons if cover.isAncestorOf(button)]
    others = [button.shortcut() for button in buttons if not cover.isAncestorOf(button)]
    labels = [label for label in window.findChildren(QLabel) if label.buddy() is not None and not cover.isAncestorOf(label)]
    for together in ([*others, *(QKeySequence.mnemonic(label.text()) for label in labels)], of_the_cover):
        taken = [each.toString() for each in together if not each.isEmpty()]
        assert taken
        assert len(taken) == len(set(taken))
        assert not {f"Alt+{letter}" for letter in keys.BASIS_LETTERS.values()} & set(taken)


@pytest.mark.parametrize("language", [each for each in i18n.LANGUAGES if each != "en"])
def test_no_sentence_is_left_in_english_and_nothing_to_be_filled_in_is_lost(language: str) -> None:
    for message in ElementTree.parse(resource("i18n", f"provesvar_{language}.ts")).iter("message"):
        source = message.findtext("source", "")
        forms = [form.text or "" for form in message.iterfind("translation/numerusform")] or [message.findtext("translation", "")]
        words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\{\w+\}", "", source))
        assert len(words) < 3 or "Prøvesvar" in source or source not in forms, source
        for form in forms:
            assert sorted(re.findall(r"\{\w+\}", source)) == sorted(re.findall(r"\{\w+\}", form)), (source, form)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_one_and_two_of_each_thing_are_said_in_words_of_their_own(language: str) -> None:
    """«1 reports», «2 laboratorys», «1 result are hidden», «2 report(s)»."""
    messages = ElementTree.parse(resource("i18n", f"provesvar_{language}.ts")).iter("message")
    counted = [message for message in messages if message.get("numerus") == "yes"]
    assert counted
    for message in counted:
        forms = [form.text or "" for form in message.iterfind("translation/numerusform")]
        assert len(forms) == 2, message.findtext("source")
        assert all(forms), message.findtext("source")
        assert not re.search(r"\((s|es|ies|er|ar|ene)\)", "".join(forms)), forms
        if language == "en":
            assert not re.search(r"[^aeiou]ys\b", forms[1]), forms
            assert not re.search(r"%n [^;.:,]*\b(are|were|have|stand|match)\b", forms[0]), forms
