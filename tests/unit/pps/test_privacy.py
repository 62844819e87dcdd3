"""Nothing about a patient in a repr, a text of an exception, its chain or a log (invariant 1)."""

from __future__ import annotations

import json
import logging
import traceback
from dataclasses import replace

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from tests.kit.http import Answer
from tests.unit.pps.fake_service import CONFIG, Bench, FakeService, answer
from tests.unit.pps.fhir import ASKED, OTHER, bundle, lookup, observation, outcome, pvk, report, subject

SECRETS = (ASKED, ASKED[:6], "Nordmann", "Kari", "7,77", "token-", "proof-", OTHER)


def clean(text: str) -> None:
    for secret in SECRETS:
        assert secret not in text


@pytest.mark.hazard("S89")
def test_a_result_and_its_progress_tell_nothing(caplog: pytest.LogCaptureFixture) -> None:
    about = {**subject(), "display": "Nordmann, Kari"}
    page = bundle(
        report("r", ["o"], subject=about, conclusion=f"Kari {ASKED}"),
        observation("o", valueQuantity={"value": "7,77"}, note=[{"text": "Kari"}], nytt=ASKED),
        report("x", subject=subject(OTHER)),
        outcome("suppressed", diagnostics=f"Kari Nordmann {ASKED}"),
        total=3,
    )
    bench = Bench(FakeService(answer(page), answer(b"", 500)), replace(CONFIG, page_size=1))
    with caplog.at_level(logging.DEBUG):
        result = bench.ask()
    clean(repr(result) + str(result) + repr(result.reports) + repr(result.reports[0].findings) + repr(result.outcomes))
    clean(repr(bench.progress) + str(bench.progress) + repr(bench.client) + repr(result.notes) + caplog.text)
    assert any(one.partial for one in bench.progress)


def test_a_refusal_for_reasons_of_privacy_tells_nothing_but_to_the_screen(caplog: pytest.LogCaptureFixture) -> None:
    refused = answer(json.dumps(outcome("suppressed", details=pvk(ASKED), diagnostics=f"Kari Nordmann {ASKED}")), 403)
    for answers in ((refused,), (answer(bundle(report("r"), total=2)), refused)):
        bench = Bench(FakeService(*answers), replace(CONFIG, page_size=1))
        with caplog.at_level(logging.DEBUG):
            result = bench.ask()
        (said,) = result.outcomes
        assert said.text == f"Kari Nordmann {ASKED}"
        assert said.code == ""  # a code that holds a number is none
        clean(repr(result) + repr(result.outcomes) + repr(result.notes) + repr(bench.progress) + caplog.text)


ERRORS: list[Answer] = [
    answer(json.dumps(outcome("invalid", diagnostics=f"Kari Nordmann {ASKED}")), 400),
    answer(f"Kari Nordmann {ASKED}", 500, content_type="text/plain"),
    answer(json.dumps({"title": f"Nordmann {ASKED}"}), 403),
    answer(json.dumps(outcome(f"Kari{ASKED}", severity="error", diagnostics=f"Kari Nordmann {ASKED}"))),
    answer(bundle(outcome("exception", severity="fatal", details={"text": f"Nordmann {ASKED}"}))),
    answer(json.dumps(outcome("forbidden", severity="error", diagnostics=f"Nordmann {ASKED}: requester-hpr-role")), 403),
    answer(f"{{'Kari': {ASKED}"),
    answer(json.dumps({"resourceType": "Patient", "name": "Kari"})),
    answer(f"Kari {ASKED}".encode("utf-16-le")[1:]),
    answer(f'{{"entry": [{{"a": {ASKED}' + " " * 300_000),
    AppError(ErrorCode.TIMEOUT, "ReadTimeout at pps.example"),
]


@pytest.mark.hazard("S89")
@pytest.mark.parametrize("failure", ERRORS, ids=range(len(ERRORS)))
def test_an_error_tells_nothing_but_to_the_screen(failure: Answer, caplog: pytest.LogCaptureFixture) -> None:
    bench = Bench(FakeService(failure))
    with caplog.at_level(logging.DEBUG):
        error = bench.refused(lookup(AccessBasis.FORHOYET_SAMTYKKE))
    clean(f"{error}{error!r}{error.detail}{error.params}{error.args}{caplog.text}")
    clean("".join(traceback.format_exception_only(error)))
    chained: BaseException | None = error
    while chained is not None:
        assert isinstance(chained, AppError)
        chained = chained.__cause__ or chained.__context__
    assert error.correlation_id
