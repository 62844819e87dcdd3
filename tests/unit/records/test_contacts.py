"""Whom to call: by the settings, and whatever can be read of them where the rest is wrong."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.domain.contacts import Contact, Contacts
from provesvar_gui.errors import ErrorCode
from provesvar_gui.records.contacts import contacts_anyhow
from provesvar_gui.records.policy import load_settings
from tests.unit.records.kit import failure, make_places, policy, user

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from provesvar_gui.records.places import Places

LABORATORY = '{ name = "Biokjemi", phone = "22 00 00 00", hours = "hele døgnet" }'
BIOCHEMISTRY = Contact(name="Biokjemi", phone="22000000", hours="hele døgnet")
LONG = 10.0  # s: no test waits for it


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
    assert anyhow(places) == Contacts(missing=1)  # what stood there, nobody knows


def test_a_file_that_is_a_folder(places: Places) -> None:
    places.settings_file.mkdir(parents=True)
    policy(places, '[contact]\nsupport = "IT"\n')
    assert anyhow(places) == Contacts(support="IT", missing=1)


OWN = '[contact]\nsupport = "Kari, 99 99 99 99"\nprivacy = "Ola, 99 99 99 98"\n'


def as_folder(path: Path) -> None:
    path.mkdir(parents=True)


def as_pipe(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)  # as a network drive that does not answer


def as_link_to_nothing(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path.parent / "gone")


def as_behind_a_link_to_nothing(path: Path) -> None:
    path.parent.symlink_to(path.parent.parent / "gone")


def as_zeros(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\0" * 100)


def as_far_too_much(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"# much\n" * 50_000)


@pytest.mark.skipif(os.name == "nt", reason="pipes and links are made otherwise there")
@pytest.mark.parametrize("made", [as_folder, as_pipe, as_link_to_nothing, as_behind_a_link_to_nothing, as_zeros, as_far_too_much])
def test_a_users_own_number_does_not_stand_in_for_a_policy_nobody_could_read(
    places: Places, made: Callable[[Path], None]
) -> None:
    user(places, OWN)
    assert places.policy is not None
    made(places.policy)
    assert contacts_anyhow((places.settings_file, places.policy), seconds=0.2) == Contacts(missing=1)


@pytest.mark.skipif(os.name == "nt", reason="pipes are made otherwise there")
def test_a_file_that_hangs_is_waited_for_once_and_what_it_said_before_is_known(places: Places) -> None:
    user(places, OWN)
    assert anyhow(places) == Contacts(support="Kari, 99 99 99 99", privacy="Ola, 99 99 99 98")
    places.settings_file.unlink()
    os.mkfifo(places.settings_file)
    threads = threading.active_count()
    for seconds in (0.2, LONG, LONG):
        began = time.monotonic()
        said = contacts_anyhow((places.settings_file, places.policy), seconds=seconds)
        assert said == Contacts(support="Kari, 99 99 99 99", privacy="Ola, 99 99 99 98")
        assert time.monotonic() - began < LONG / 2
    assert threading.active_count() <= threads + 1, "nor asked again"
    os.close(os.open(places.settings_file, os.O_RDWR))  # the drive is back
    places.settings_file.unlink()
    user(places, "[contact]\nsupport = 'Kari, 99 99 99 97'\n")
    while anyhow(places) != Contacts(support="Kari, 99 99 99 97"):
        pass


def test_where_no_thread_can_be_had_it_says_what_it_said_before(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """The card for bad days opens all the same: a system that is out of threads is such a day."""

    def none(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    user(places, OWN)
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", none)
        for _ in range(2):
            assert anyhow(places).missing
    own = anyhow(places)
    assert own == Contacts(support="Kari, 99 99 99 99", privacy="Ola, 99 99 99 98")
    monkeypatch.setattr(threading.Thread, "start", none)
    for _ in range(2):
        assert anyhow(places) == own


def test_nor_for_an_entry_of_the_policy_that_is_wrong(places: Places) -> None:
    user(places, OWN)
    policy(places, "[contact]\nsupport = 5\n")
    assert anyhow(places) == Contacts(privacy="Ola, 99 99 99 98", missing=1)


def test_a_policy_that_is_not_there_leaves_it_to_the_user(places: Places) -> None:
    user(places, OWN + "[lock]\nidle_seconds = 1\n")
    assert anyhow(places) == Contacts(support="Kari, 99 99 99 99", privacy="Ola, 99 99 99 98")


@pytest.mark.parametrize(
    "header",
    [
        '["contact"]',
        "['contact']",
        '[ "contact" ]  # whom to call',
        '[["contact"]]',
        '["\\u0063ontact"]',
        '["contact"',
        '[contact"]',
        "contact]",
        "{contact}",
    ],
)
def test_nor_for_a_policy_whose_table_is_named_as_few_write_it(places: Places, header: str) -> None:
    user(places, OWN)
    policy(places, f'{header}\nsupport = "IT, 22 00 00 00"\n[ui]\nx = = 1\n')
    said = anyhow(places)
    assert said.support in ("IT, 22 00 00 00", "")
    assert said.support or said.missing == 1
    assert "99 99 99 99" not in said.support


def test_nor_where_the_word_stands_somewhere_and_not_where_it_is_looked_for(places: Places) -> None:
    user(places, OWN)
    policy(places, '[ui]\nx = = 1\ncontact\nsupport = "IT, 22 00 00 00"\n')
    assert anyhow(places) == Contacts(missing=1)
    policy(places, "[ui]\nx = = 1\n")  # it says nothing of it
    assert anyhow(places).support == "Kari, 99 99 99 99"


TEXT = '[ui]\nnote = """\n[contact]\nsupport = "GAMMEL, 23 00 00 00"\n[x]\n"""\n'


def test_a_text_over_several_lines_says_nothing(places: Places) -> None:
    policy(places, TEXT + "x = = 1\n")
    assert anyhow(places).support == ""
    policy(places, '[contact]\nsupport = "IT, 22 00 00 00"\n' + TEXT + "x = = 1\n")
    assert anyhow(places) == Contacts(support="IT, 22 00 00 00")
    policy(places, '[contact]\nsupport = """\nIT, 22 00 00 00"""\n[ui]\nx = = 1\n')  # nor one that is too long to be found whole
    assert anyhow(places) == Contacts(support="IT, 22 00 00 00")


@pytest.mark.parametrize(
    "written",
    [
        'contact.support = "IT-vakten, 22 00 00 01"\ncontact.laboratories = [\n  {entry},\n]\nschema = 1\n',
        '"contact" = {{ support = "IT-vakten, 22 00 00 01", laboratories = [{entry}] }}\n',
        'schema = 1\ncontact.support = "IT-vakten, 22 00 00 01"\n[[contact.laboratories]]\nname = "Biokjemi"\n'
        'phone = "22000000"\nhours = "hele døgnet"\n',
    ],
)
@pytest.mark.parametrize("wrong", ["[helseid\n", "[lock]\nidle_seconds = ?\n"])
def test_however_it_is_written(places: Places, written: str, wrong: str) -> None:
    policy(places, written.format(entry=LABORATORY) + wrong)
    failure(places)
    assert anyhow(places) == Contacts(support="IT-vakten, 22 00 00 01", laboratories=(BIOCHEMISTRY,))


def test_a_name_of_another_table_is_not_taken_for_it(places: Places) -> None:
    policy(places, '[helseid]\ncontact.support = "Ingen, 22 00 00 09"\n[lock\n')
    assert anyhow(places) == Contacts()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_whatever_an_editor_made_of_it(places: Places, encoding: str) -> None:
    assert places.policy is not None
    places.policy.parent.mkdir(parents=True)
    places.policy.write_bytes('[contact]\nsupport = "IT-vakten på Tromsø, 22 00 00 01"\n[x'.encode(encoding))
    assert anyhow(places) == Contacts(support="IT-vakten på Tromsø, 22 00 00 01")


def test_a_name_that_is_not_known_counts_as_missing(places: Places) -> None:
    policy(places, '[contact]\nsuport = "IT-vakten, 22 00 00 01"\n[x\n')
    assert anyhow(places) == Contacts(missing=1)


@pytest.mark.parametrize("name", ["support", "privacy"])
def test_a_line_to_call_is_as_long_as_two_lines_of_a_page(places: Places, name: str) -> None:
    policy(places, f'[contact]\n{name} = "{"x" * 240}"\n')
    assert getattr(load_settings(places).contact, name) == "x" * 240
    policy(places, f'[contact]\n{name} = "{"x" * 241}"\n')
    assert failure(places).params["setting"] == f"contact.{name}"
