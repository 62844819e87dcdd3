from __future__ import annotations

import json
from typing import Any

import pytest

from provesvar_gui.kodeverk.code_list import load_bundled, parse_live
from provesvar_gui.patient.roles import HprRole
from tests.unit.kodeverk.fakes import live_list

KNOWN = {role.code: role for role in load_bundled().roles}


def parse(body: object) -> tuple[HprRole, ...]:
    return parse_live(body if isinstance(body, bytes) else json.dumps(body).encode(), known=KNOWN)


def with_entry(**fields: Any) -> dict[str, HprRole]:
    """The list with the entry for PM replaced by these fields."""
    entries = [entry for entry in live_list()["codeValues"] if entry["value"] != "PM"]
    return {role.code: role for role in parse(live_list(codeValues=[*entries, fields]))}


def test_the_bundled_list() -> None:
    bundled = load_bundled()
    assert (bundled.dated, len(bundled.roles)) == ("2025-11-09", 36)
    assert {role.code for role in bundled.roles if not role.usable} == {"XX", "VE", "FB"}
    lege = bundled.find("LE")
    assert lege is not None
    assert (lege.name, lege.name_en) == ("Lege", "Medical Practitioner")
    assert bundled.find("QQ") is None


def test_the_live_list_says_what_the_bundled_one_says() -> None:
    assert parse(live_list()) == load_bundled().roles


def test_active_has_the_last_word() -> None:
    role = with_entry(value="PM", name="Paramedisiner", active=False)["PM"]
    assert (role.active, role.usable) == (False, False)
    assert with_entry(value="PM", name="P", active=None, validTo="2020-12-04T11:04:13.0000000")["PM"].active


def test_a_missing_name_is_the_bundled_one_or_the_code() -> None:
    assert with_entry(value="PM", name=None)["PM"].name == "Paramedisiner"
    assert with_entry(value="QQ")["QQ"].name == "QQ"
    assert with_entry(value="PM", name=" Para\r\nmedisiner ")["PM"].name == "Para medisiner"


def test_of_a_code_that_comes_twice_the_active_one_counts() -> None:
    entries = live_list()["codeValues"]
    old = {"value": "LE", "name": "Lege (gammel)", "active": False}
    for codes in ([old, *entries], [*entries, old]):
        roles = [role for role in parse(live_list(codeValues=codes)) if role.code == "LE"]
        assert [role.name for role in roles] == ["Lege"]
        assert roles[0].usable


@pytest.mark.parametrize(
    "entry", [None, 7, "LE", [], {}, {"value": None}, {"value": 7}, {"value": "L E"}, {"value": "LE\r\nX: y"}]
)
def test_a_broken_entry_is_passed_over(entry: object) -> None:
    assert parse(live_list(codeValues=[entry, *live_list()["codeValues"]])) == load_bundled().roles


def test_known_roles_keep_their_places_and_unknown_ones_stand_after_them() -> None:
    renamed = [{**entry, "name": "Zzz"} if entry["value"] == "LE" else entry for entry in live_list()["codeValues"]]
    new = [{"value": value, "name": name, "active": True} for value, name in (("QB", "Ålegress"), ("QA", "Aaa-lege"))]
    roles = parse(live_list(codeValues=[*new, *renamed]))
    bundled = [role.code for role in load_bundled().roles]
    assert [role.code for role in roles] == [*bundled, "QA", "QB"]
