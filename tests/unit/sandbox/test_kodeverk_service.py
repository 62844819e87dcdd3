"""The 9060 list as it is served."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from provesvar_gui.paths import resource
from tests.unit.sandbox.broken_clients import send

if TYPE_CHECKING:
    from provesvar_gui.sandbox.server import Sandbox


def test_the_list_has_the_form_of_the_real_one(sandbox: Sandbox) -> None:
    answer = send("GET", f"{sandbox.urls['kodeverk']}?includeInactive=true")
    bundled = json.loads(resource("codes", "9060.json").read_text(encoding="utf-8"))["codes"]
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.data["name"] == "Kategori helsepersonell"
    assert answer.data["active"] is True
    assert [(code["value"], code["name"], code["active"]) for code in answer.data["codeValues"]] == [
        (code["code"], code["name"], code["active"]) for code in bundled
    ]
    assert {"id", "name", "description", "value", "sortKey", "validFrom", "validTo", "active"} == set(
        answer.data["codeValues"][0]
    )


def test_another_list_is_not_here(sandbox: Sandbox) -> None:
    answer = send("GET", sandbox.urls["kodeverk"].replace("9060", "8202"))
    assert (answer.status, answer.headers["Content-Type"]) == (404, "application/problem+json")


def test_faults(sandbox: Sandbox) -> None:
    sandbox.faults.set("kodeverk.empty", 1)
    assert send("GET", sandbox.urls["kodeverk"]).data["codeValues"] == []
    sandbox.faults.set("kodeverk.too-few", 1)
    assert len(send("GET", sandbox.urls["kodeverk"]).data["codeValues"]) == 3
    sandbox.faults.set("kodeverk.empty-answer", 1)
    assert send("GET", sandbox.urls["kodeverk"]).body == b""
    sandbox.faults.set("kodeverk.404", 1)
    assert send("GET", sandbox.urls["kodeverk"]).status == 404
    assert send("GET", sandbox.urls["kodeverk"]).status == 200
