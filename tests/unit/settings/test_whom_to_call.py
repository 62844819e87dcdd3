"""The contacts of the settings, also of files with other faults."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.errors import ErrorCode
from provesvar_gui.options import Options
from provesvar_gui.platform.places import Places
from provesvar_gui.settings.policy import load_settings
from provesvar_gui.settings.rules import Contact, Contacts, dialled, grouped, is_phone
from provesvar_gui.wiring.configuration import Configuration
from tests.unit.settings.kit import failure, policy, user

LABORATORY = '{ name = "Biokjemi", phone = "22 00 00 00", hours = "hele døgnet" }'

BIOCHEMISTRY = Contact(name="Biokjemi", phone="22000000", hours="hele døgnet")


def line(text: str) -> Contact:
    return Contact(name=text)


def anyhow(places: Places) -> Contacts:
    configuration = Configuration(Options(), places)
    return configuration.of_window(*configuration.read_at_start(0.2)).contacts()


@pytest.mark.hazard("S14")
def test_the_policy_wins_over_the_users_own(places: Places) -> None:
    user(places, f'[contact]\nsupport = "Kari, 12345"\nlaboratories = [{LABORATORY}]\n')
    policy(places, '[contact]\nsupport = "IT-vakten, 22 00 00 01"\n')
    said = load_settings(places).contact
    assert said.support == line("IT-vakten, 22 00 00 01")
    assert said.laboratories == (BIOCHEMISTRY,)
    assert anyhow(places) == Contacts(support=said.support, laboratories=said.laboratories)


@pytest.mark.hazard("S14")
@pytest.mark.parametrize(
    "entry",
    [
        '{ name = "", phone = "22000000" }',
        '{ name = "Biokjemi", phone = "ring oss" }',
        '{ name = "Biokjemi" }',
        '{ name = "Biokjemi", phone = "22000000", fax = "22000001" }',
        '{ name = "Biokjemi", phone = 22000000 }',
        '""',
        f'"{"x" * 241}"',
        ", ".join([LABORATORY] * 11),
    ],
)
def test_what_cannot_be_called_is_refused(places: Places, entry: str) -> None:
    policy(places, f"[contact]\nlaboratories = [{entry}]\n")
    error = failure(places)
    assert error.code is ErrorCode.SETTINGS_INVALID
    assert error.params["setting"] == "contact.laboratories"


@pytest.mark.hazard("H9.1")
def test_contacts_of_a_file_with_other_faults(places: Places) -> None:
    policy(places, f'[lock]\nidle_seconds = "soon"\n[contact]\nsupport = "IT, 22 00 00 01"\nlaboratories = [{LABORATORY}]\n')
    failure(places)
    assert anyhow(places) == Contacts(support=line("IT, 22 00 00 01"), laboratories=(BIOCHEMISTRY,))


def test_who_could_not_be_read_is_counted_and_leaves_the_others(places: Places) -> None:
    user(places, f"[contact]\nlaboratories = [{', '.join([LABORATORY] * 12)}]\n")  # more than stand on one page
    assert anyhow(places).missing == 1
    policy(places, '[contact]\nsuport = "IT-vakten, 22 00 00 01"\n')  # misspelt: somebody is meant
    assert anyhow(places) == Contacts(missing=2)
    policy(places, f'[contact]\nprivacy = 5\nsupport = "IT"\nlaboratories = [{LABORATORY}]\n')
    failure(places)
    assert anyhow(places) == Contacts(support=line("IT"), laboratories=(BIOCHEMISTRY,), missing=1), "the policy's word is whole"


OWN = '[contact]\nsupport = "Kari, 99 99 99 99"\nprivacy = "Ola, 99 99 99 98"\n'


def as_pipe(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)  # as a network drive that does not answer


def as_no_toml(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b'[contact]\nsupport = "IT, 22 00 00 00"\n[ui\n')


@pytest.mark.hazard("S14")
@pytest.mark.skipif(os.name == "nt", reason="pipes and links are made otherwise there")
@pytest.mark.parametrize("made", [as_pipe, as_no_toml])
def test_a_users_own_number_does_not_stand_in_for_a_policy_nobody_could_read(
    places: Places, made: Callable[[Path], None]
) -> None:
    user(places, OWN)
    assert places.policy is not None
    made(places.policy)
    assert anyhow(places) == Contacts(missing=1)


@pytest.mark.parametrize("name", ["support", "privacy"])
def test_each_is_a_table_or_a_line_of_text(places: Places, name: str) -> None:
    policy(places, f'[contact]\n{name} = {LABORATORY}\nlaboratories = ["Mikrobiologi 22 00 00 01", {LABORATORY}]\n')
    said = load_settings(places).contact
    assert getattr(said, name) == BIOCHEMISTRY
    assert BIOCHEMISTRY.line == "Biokjemi, 22 00 00 00 (hele døgnet)"
    assert said.laboratories == (line("Mikrobiologi 22 00 00 01"), BIOCHEMISTRY)
    policy(places, f"[contact]\n{name} = {LABORATORY}\n[lock]\nidle_seconds = 1\n")
    assert getattr(anyhow(places), name) == BIOCHEMISTRY


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("22000000", "22 00 00 00"),
        ("90 00 00 00", "900 00 000"),
        ("40000000", "400 00 000"),
        ("80000000", "800 00 000"),
        ("116117", "116 117"),
        ("02800", "02800"),
        ("113", "113"),
        ("+4722000000", "+47 22 00 00 00"),
        ("+46 8 123 456 78", "+46 8 123 456 78"),
    ],
)
def test_as_it_is_written_in_norway(written: str, shown: str) -> None:
    assert is_phone(written)
    assert grouped(written) == shown


@pytest.mark.parametrize("written", ["", "12", "ring", "22-00", "1" * 16, "+", "22 00 00 00 x", "٢٢٠٠٠٠٠١"])
def test_no_number(written: str) -> None:
    assert not is_phone(written)


@given(st.from_regex(r"\+?[0-9]{3,15}", fullmatch=True))
def test_no_digit_is_lost_or_moved(phone: str) -> None:
    assert dialled(grouped(phone)) == phone
