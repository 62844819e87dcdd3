"""The window in bokmål: everything translated, and the mnemonics still unique."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.paths import resource
from provesvar_gui.ui import i18n, keys, messages
from tests.gui.fakes import ORGANISATIONS, make_bench
from tests.gui.hands import in_language


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
