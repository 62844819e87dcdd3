"""Codes in words: nothing that the laboratory said is dropped, nothing is said twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results import text
from provesvar_gui.results.model import CodeableConcept, Coding

words = st.text("abcÆØÅ -,", max_size=8)
codings = st.builds(
    Coding, system=st.sampled_from(["7280", "8243", "8271", ""]), code=st.sampled_from(["S", "R", "NPU1"]), display=words
)
concepts = st.builds(CodeableConcept, codings=st.lists(codings, max_size=4).map(tuple), text=words)


@given(concepts)
def test_name_holds_text_and_every_display(concept: CodeableConcept) -> None:
    shown = " ".join(text.name(concept).split()).casefold()
    for said in (concept.text, *(coding.display for coding in concept.codings)):
        assert " ".join(said.split()).casefold() in shown


@given(concepts)
def test_heading_and_result_together_hold_everything(concept: CodeableConcept) -> None:
    shown = " ".join((text.heading(concept), *text.result_words(concept)))
    flat = " ".join(shown.split()).casefold()
    for coding in concept.codings:
        assert " ".join(coding.display.split()).casefold() in flat


def test_names_are_not_said_twice() -> None:
    concept = CodeableConcept(text="P-Kalium", codings=(Coding(display="p-kalium"), Coding(display="SK")))
    assert text.name(concept) == "P-Kalium (SK)"


def test_susceptibility_has_its_letter_and_the_delivered_display() -> None:
    concept = CodeableConcept(
        codings=(
            Coding(system="8243", code="RSB", display="Resistensbestemmelse"),
            Coding(system="8271", code="I", display="Intermediært følsom"),
        )
    )
    assert text.heading(concept) == "Resistensbestemmelse"
    assert text.result_words(concept) == ("I\u00a0– Intermediært følsom",)


def test_a_species_in_the_list_of_susceptibility_is_no_letter() -> None:
    assert text.coding_words(Coding(system="8271", code="ECO", display="E. coli")) == "E. coli"


def test_a_code_without_display_stands_for_itself() -> None:
    assert text.name(CodeableConcept(codings=(Coding(system="7280", code="NPU1"),))) == "NPU1"
