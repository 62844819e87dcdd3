"""The value of a result: number, unit, words and absence apart, and nothing of it lost."""

from __future__ import annotations

import pytest
from hypothesis import given

from provesvar_gui.results import text
from provesvar_gui.results.model import CodeableConcept, Coding, Moment, Quantity, Range, Ratio, Value
from provesvar_gui.results.value_text import ValueText, value_text
from tests.unit.results.test_text_concepts import concepts

HEADING = Coding(system="8243", code="F", display="Funn")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Quantity(value="4.00"), "4,00"),
        (Quantity(value="0.5", comparator="<", unit="mg per L"), "<|0,5|mg|per|L"),
        (Moment(literal="2024"), "2024"),
        ("fri  tekst, 4.5 g", "fri  tekst, 4.5 g"),  # what a laboratory wrote is not rewritten
        (True, "Ja"),
        (False, "Nei"),
        (Range(low=Quantity(value="1.5"), high=Quantity(value="2")), "1,5|–|2"),
        (Ratio(numerator=Quantity(value="1"), denominator=Quantity(value="128")), "1|:|128"),
        (CodeableConcept(text="Positiv", codings=(Coding(display="Påvist"),)), "Positiv; Påvist"),
        (CodeableConcept(text="E. coli", codings=(HEADING,)), "E. coli (Funn)"),
        (CodeableConcept(text="Funn", codings=(HEADING,)), "Funn"),
        (CodeableConcept(codings=(HEADING,)), "Funn"),
        (None, ""),
    ],
)
def test_a_value_whole(value: Value | bool | None, said: str) -> None:
    assert value_text(value, "nb").whole == said.replace("|", text.NBSP)


def test_number_unit_and_text_are_apart() -> None:
    assert value_text(Quantity(value="1.20", comparator=">", unit="mmol/L"), "nb") == ValueText(
        comparator=">", number="1,20", unit="mmol/L"
    )
    assert value_text(Quantity(value=" ", unit="mmol/L"), "nb") == ValueText(unit="mmol/L")
    assert value_text(Quantity(value="141", unit="0"), "en") == ValueText(number="141", units_apart=("0",))
    assert value_text(CodeableConcept(text="E. coli", codings=(HEADING,)), "nb") == ValueText(parts=("E. coli",), heading="Funn")


@given(concepts)
def test_a_coded_value_holds_text_and_every_display(concept: CodeableConcept) -> None:
    shown = " ".join(value_text(concept, "nb").whole.split()).casefold()
    for said in (concept.text, *(coding.display for coding in concept.codings)):
        assert " ".join(said.split()).casefold() in shown
