"""Whom to call: by the settings, and whatever can be read of them where the rest is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.domain.contacts import Contact, Contacts
from provesvar_gui.errors import ErrorCode
from provesvar_gui.records.contacts import contacts_anyhow
from provesvar_gui.records.policy import load_settings
from tests.unit.records.kit import failure, make_places, policy, user

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.records.places import Places

LABORATORY = '{ name = "Biokjemi", phone = "22 00 00 00", hours = "hele døgnet" }'
BIOCHEMISTRY = Contact(name="Biokjemi", phone="22000000", hours="hele døgnet")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return make_places(tmp_path)


def anyhow(places: Places) -> Contacts:
    return contacts_anyhow((places.settings_file, places.policy))


def test_by_default_there_is_nobody(places: Places) -> None:
    said = load_settings(places).contact
    assert (said.privacy, said.support, said.laboratories) == ("", "", ())
    assert not anyhow(places)


def test_the_policy_wins_over_the_users_own(places: Places) -> None:
    user(places, f'[contact]\nsupport = "Kari, 12345"\nlaboratories = [{LABORATORY}]\n')
    policy(places, '[contact]\nsupport = "IT-vakten, 22 00 00 01"\n')
    said = load_settings(places).contact
    assert said.support == "IT-vakten, 22 00 00 01"
    assert said.laboratories == (BIOCHEMISTRY,)
    assert anyhow(places) == Contacts(support=said.support, laboratories=said.laboratories)


@pytest.mark.parametrize(
    "entry",
    [
        '{ name = "", phone = "22000000" }',
        '{ name = "Biokjemi", phone = "ring oss" }',
        '{ name = "Biokjemi" }',
        '{ name = "Biokjemi", phone = "22000000", fax = "22000001" }',
        '{ name = "Biokjemi", phone = 22000000 }',
        '"Biokjemi, 22000000"',
        ", ".join([LABORATORY] * 11),
    ],
)
def test_what_cannot_be_called_is_refused(places: Places, entry: str) -> None:
    policy(places, f"[contact]\nlaboratories = [{entry}]\n")
    error = failure(places)
    assert error.code is ErrorCode.SETTINGS_INVALID
    assert (error.params["setting"], error.params["line"]) == ("contact.laboratories", "2")


@pytest.mark.parametrize(
    "wrong",
    [
        '[lock]\nidle_seconds = "soon"\n',  # another setting
        "[lock\nidle_seconds = 120\n",  # not TOML any more
        '[helseid]\nredirect_uris = [\n  "http://localhost:1/callback",\n\n[x]\ny = \n',
        '[profile]\nname = "prod"\nname = "test"\n',  # twice
        f"[pps]\npage_size = {'9' * 5000}\n",  # more digits than a number may have here
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_the_rest_may_be_wrong(places: Places, wrong: str, *, first: bool) -> None:
    numbers = f'[contact]\nsupport = "IT-vakten, 22 00 00 01"\nlaboratories = [\n  {LABORATORY},\n]\n'
    policy(places, wrong + numbers if first else numbers + wrong)
    failure(places)
    assert anyhow(places) == Contacts(support="IT-vakten, 22 00 00 01", laboratories=(BIOCHEMISTRY,))


def test_tables_one_by_one_and_another_encoding(places: Places) -> None:
    assert places.policy is not None
    text = '[[contact.laboratories]]\nname = "Biokjemi"\nphone = "22000000"\nhours = "hele døgnet"\n[lock]\nx = ?\n# kår'
    places.policy.parent.mkdir(parents=True, exist_ok=True)
    places.policy.write_bytes(text.encode() + b"\xe5\n")
    failure(places)
    assert anyhow(places).laboratories == (BIOCHEMISTRY,)


def test_a_bad_entry_leaves_the_good_ones(places: Places) -> None:
    policy(places, f'[contact]\nprivacy = 5\nsupport = "IT"\nlaboratories = [{{ name = "Uten" }}, {LABORATORY}]\n')
    failure(places)
    assert anyhow(places) == Contacts(support="IT", laboratories=(BIOCHEMISTRY,), missing=2)


def test_how_many_are_missing(places: Places) -> None:
    user(places, f"[contact]\nlaboratories = [{', '.join([LABORATORY] * 12)}]\n")
    assert anyhow(places).missing == 2  # more than stand on one page
    policy(places, f"[contact]\nlaboratories = [{LABORATORY}]\n")
    assert anyhow(places).missing == 0  # the policy's word is whole
    policy(places, '[contact]\nsupport = "IT\n')
    assert anyhow(places) == Contacts(laboratories=anyhow(places).laboratories, missing=3)  # what stood there, nobody knows


def test_a_file_that_is_a_folder(places: Places) -> None:
    places.settings_file.mkdir(parents=True)
    policy(places, '[contact]\nsupport = "IT"\n')
    assert anyhow(places) == Contacts(support="IT")
