"""Susceptibilities (list 8271) of isolates, as the laboratory sent them.

A letter is the laboratory's own, never derived from a MIC. Two results are about the same antibiotic only by code: the national
one, else the laboratory's local ones and its name with that laboratory, since one local code («RES») may stand for many. Where a
group between an organism and its tests is called anything but a method or that organism, nobody knows whose the tests are, and
they are shown in the tree alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import text
from provesvar_gui.results.laboratories import laboratory
from provesvar_gui.results.model import CodeableConcept, Quantity, Redacted
from provesvar_gui.results.placed import each_observation
from provesvar_gui.results.series import national_codes, own_name

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from provesvar_gui.results.model import Coding, Finding, Observation, Report
    from provesvar_gui.results.placed import Placed


SNOMED: Final = "http://snomed.info/sct"
HEADING: Final = "RSB"  # of 8243: the text is a susceptibility
LETTERS: Final = frozenset("SIRK")  # of 8271; laboratories put species there too
_HL7_LETTERS: Final = frozenset({"S", "I", "R", "SDD", "NS", "SYN-R", "SYN-S"})  # v3 ObservationInterpretation, susceptibility
_HL7: Final = re.compile(r"ObservationInterpretation|v2[-/]0078", re.IGNORECASE)
_FINDING: Final = re.compile(  # an examination whose answer is what grew
    r"dyrkning|dyrking|kultur|culture|^funn\b|^identifi|^isolat\b|^mikrobe|^mikroorganisme|^agens|^bakterie\s*\d*$", re.IGNORECASE
)
_ANSWER: Final = re.compile(  # says that something grew, not what; whole words, since «Neisseria» begins like «nei»
    r"(?:(?:meget|svært|rik|rikelig|moderat|sparsom|enkelte|spredt|kraftig|god|noe|ingen|ikke|ikkje|not|foreløpig|mulig)\s+)*"
    r"(?:(?:opp)?vekst(?:en)?|påvist[ae]?|positivt?e?|negativt?e?|koloni(?:er)?|utført|utførd|ja|nei|se|flora|blandingsflora|"
    r"blandingskultur|detected)(?!\w)",
    re.IGNORECASE,
)
_REMARK: Final = re.compile(r"mengde|antall|kvantitet|kimtall|amount|mikroskopi|gram|kommentar|utseende|material", re.IGNORECASE)
_MECHANISM: Final = re.compile(r"resisten|følsomhet|esbl|karbapenemase", re.IGNORECASE)  # its coded answers are no organisms

_METHOD: Final = re.compile(  # what a group of tests is called that names no organism
    r"resisten\w*|antibiogram\w*|følsomhet\w*|sensitivitet\w*|disk\w*|e|etest|test|mic|agar\w*|buljong\w*|mikrobuljong\w*|vitek|metode|esbl"
    r"|bestemmelse|prøving|undersøkelse|antibiotik\w*|funn|isolat\w*|stamme\w*|bakterie|nr|av|og|for|ved|med"
)
_TERM: Final = re.compile(r"[^\W\d_]+")

DrugKey = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Isolate(Redacted):
    """A microorganism of one culture and its tests; the results have one parent in common.

    ``parents``: outermost first, down to that parent. ``organism``: the one among them that says what grew.
    ``beside``: what else is told of it (amount, type), in a culture only what its others are not told. ``alike``: how many
    isolates of the culture are called so; ``number``: which it is of how many, where nothing else tells it from another.
    """

    parents: tuple[Observation, ...]
    organism: Observation
    results: tuple[Placed, ...]
    beside: tuple[Observation, ...] = ()
    alike: int = 1
    number: tuple[int, int] | None = None
    void: bool = False

    @property
    def name(self) -> str:
        return grown(self.organism)


def letters(observation: Observation) -> tuple[Coding, ...]:
    value = observation.value
    found: list[Coding] = []
    if isinstance(value, CodeableConcept):
        headed = value.code_in(text.TEXT_HEADINGS) == HEADING
        found = [each for each in value.codings if _is_letter(each, headed=headed)]
    marks = (each for concept in observation.interpretations for each in concept.codings)
    return tuple(found or [each for each in marks if _is_letter(each, headed=False)])


def _is_letter(coding: Coding, *, headed: bool) -> bool:
    if coding.system == text.RESISTANCE:
        return bool(coding.code) and (headed or coding.code in LETTERS)
    return bool(_HL7.search(coding.system)) and coding.code in _HL7_LETTERS


def told(observation: Observation) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The letter, what it means in the laboratory's words, and what else a coded value says."""
    codings, value = letters(observation), observation.value
    letter, meant = "/".join(dict.fromkeys(each.code for each in codings)), text.distinct(each.display for each in codings)
    if not isinstance(value, CodeableConcept):
        return letter, meant, ()
    others = (text.coding_text(each) for each in value.codings if each not in codings and each.system != text.TEXT_HEADINGS)
    said = text.distinct((value.text, *others))
    return letter, meant, tuple(each for each in said if not any(text.same(each, known) for known in (letter, *meant)))


def in_norwegian_list(observation: Observation) -> bool:
    """Whether it is one by 8243 or 8271: letters of HL7 mean other things in other disciplines."""
    value = observation.value
    headed = isinstance(value, CodeableConcept) and value.code_in(text.TEXT_HEADINGS) == HEADING
    return headed or any(each.system == text.RESISTANCE for each in letters(observation))


def is_susceptibility(observation: Observation) -> bool:
    """Whether the laboratory says that it is one: by a letter, or by the heading of its text."""
    return bool(letters(observation)) or in_norwegian_list(observation)


def drug_key(observation: Observation, report: Report | None) -> DrugKey:
    """How an antibiotic is recognised. A culture's material does not make it another one."""
    national = national_codes(observation.code)
    if national:
        return ("nlk", *national)
    who = laboratory(observation, report)
    where = ("of", who) if who else ("in", report.id if report is not None else observation.id)
    local = tuple(part for each in observation.code.codings if each.code for part in (each.system, each.code))
    if local:
        return ("local", *where, own_name(observation.code), *local)
    named = observation.code.text.strip()
    return ("name", *where, named) if named else ("alone", str(id(observation)))


def names_organism(observation: Observation) -> bool:
    value = observation.value
    if not isinstance(value, CodeableConcept) or is_susceptibility(observation):
        return False
    texts = text.result_texts(value)
    return bool(texts) and not any(_ANSWER.match(each.strip()) for each in texts)


def grown(organism: Observation) -> str:
    return "; ".join(text.result_texts(organism.value)) if isinstance(organism.value, CodeableConcept) else ""


def called(organism: Observation) -> tuple[str, ...]:
    value = organism.value
    if not isinstance(value, CodeableConcept):
        return ()
    return text.distinct(value.names)


def is_another_organism(observation: Observation, organism: Observation) -> bool:
    """Whether it is about another microorganism: by its finding, or by SNOMED."""
    value = observation.value
    if observation is organism or not names_organism(observation) or not isinstance(value, CodeableConcept):
        return False
    if _terms(called(observation)) == _terms(called(organism)):
        return False
    names = observation.code.names
    coded = any(each.system == SNOMED for each in value.codings)
    return is_finding(observation) or (coded and not any(_REMARK.search(each) or _MECHANISM.search(each) for each in names))


def _terms(names: Iterable[str]) -> set[str]:
    return {term.casefold() for each in names for term in _TERM.findall(each)}


def is_finding(observation: Observation) -> bool:
    return any(_FINDING.search(each.strip()) for each in observation.code.names)


def not_superseded(isolate: Isolate) -> Isolate | None:
    """The isolate without results that a newer version has; None where nothing is left."""
    left = tuple(each for each in isolate.results if not each.superseded)
    if len(left) == len(isolate.results):
        return isolate
    return replace(isolate, results=left) if left else None


def isolates(top: Finding, report: Report | None, placed: Mapping[int, Placed]) -> Iterator[Isolate]:
    """The isolates of one tree whose results fit a matrix, in the laboratory's order. ``placed``: its results, by identity.

    What does not fit (nobody says what grew, a result with members of its own) is for whoever shows the tree.
    """
    stack: list[tuple[Finding, tuple[Finding, ...]]] = [(top, ())]
    others: dict[int, tuple[Observation, ...]] = {}  # what else grew under an organism, looked for once
    while stack:
        finding, above = stack.pop()
        path = (*above, finding)
        if finding.members:
            made = _isolate(path, report, placed, others)
            if made is not None:
                yield made
            stack.extend((each, path) for each in reversed(finding.members) if each.members)


def _isolate(
    path: tuple[Finding, ...], report: Report | None, placed: Mapping[int, Placed], others: dict[int, tuple[Observation, ...]]
) -> Isolate | None:
    valued = [place for place, each in enumerate(path) if each.observation.value is not None]
    below = path[valued[-1] :] if valued else path  # from what grew to the group of the tests
    organism = below[0].observation
    if not names_organism(organism):
        return None
    leaves = [each for each in path[-1].members if not each.members]
    keys = {id(each): drug_key(each.observation, report) for each in leaves}
    tested = {keys[id(each)] for each in leaves if is_susceptibility(each.observation)}
    found = [  # a MIC without a letter, and a cancelled result without a value, belong to the letter of the same antibiotic
        each
        for each in leaves
        if is_susceptibility(each.observation)
        or (isinstance(each.observation.value, Quantity | None) and keys[id(each)] in tested)
    ]
    if not found:
        return None
    if id(organism) not in others:
        observations = each_observation(below[0].members)
        others[id(organism)] = tuple(each for each in observations if is_another_organism(each, organism))
    if not _is_its_own(below, organism, others[id(organism)]):
        return None
    return Isolate(
        parents=tuple(each.observation for each in path),
        organism=organism,
        results=tuple(placed[id(each.observation)] for each in found),
        beside=tuple(_beside(below, organism, {id(each) for each in found})),
        void=placed[id(path[-1].observation)].void,
    )


def _beside(path: tuple[Finding, ...], organism: Observation, tested: set[int]) -> Iterator[Observation]:
    for each in (leaf for above in path for leaf in above.members if not leaf.members and id(leaf) not in tested):
        of = each.observation
        if of.value is not None and not is_susceptibility(of) and not is_another_organism(of, organism):
            yield of


def _is_its_own(path: tuple[Finding, ...], organism: Observation, others: tuple[Observation, ...]) -> bool:
    """Whether the tests at the end of the path are of the organism at its beginning.

    A group between them may name a method or that organism. Where another organism stands beside, it has to name its own.
    """
    own = _terms(called(organism))
    groups = [_terms(each.observation.code.names) for each in path[1:]]
    if any(term not in own and not _METHOD.fullmatch(term) and len(term) > 1 for group in groups for term in group):
        return False
    theirs = {term for each in others for term in _terms(called(each))}
    return not others or any(group & (own - theirs) for group in groups)


def distinguish(isolates: Iterable[Isolate]) -> tuple[Isolate, ...]:
    """The isolates of one culture, each with a text that tells it from others of its organism."""
    every = tuple(isolates)
    groups: dict[str, list[Isolate]] = {}
    for each in every:
        groups.setdefault(" ".join(each.name.split()).casefold(), []).append(each)
    distinct = {id(each): apart for alike in groups.values() for each, apart in zip(alike, _distinguish(alike), strict=True)}
    return tuple(distinct[id(each)] for each in every)


def _distinguish(alike: list[Isolate]) -> Iterator[Isolate]:
    """With the differing parts; with its number where others are still equal."""
    facts = {id(each.organism): {(_called(of), of.value): of for of in each.beside} for each in alike}
    common = set.intersection(*map(set, facts.values()))
    own = {key: {fact: of for fact, of in found.items() if fact not in common} for key, found in facts.items()}
    looks = {id(each.organism): (frozenset(own[id(each.organism)]), tuple(map(_called, each.parents))) for each in alike}
    same = Counter(looks.values())
    numbers = {key: (number, len(own)) for number, key in enumerate(own, 1)}
    for each in alike:
        key = id(each.organism)
        number = numbers[key] if same[looks[key]] > 1 else None
        yield replace(each, beside=tuple(own[key].values()), number=number, alike=len(alike))


def _called(observation: Observation) -> str:
    return text.called(observation.code)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DrugRow(Redacted):
    """One antibiotic. ``names``: as laboratories call it, newest first. ``cells``: one per isolate, mostly with one result."""

    drug: DrugKey
    names: tuple[str, ...]
    cells: tuple[tuple[Placed, ...], ...]


def build_rows(columns: Iterable[Isolate]) -> Generator[None, None, tuple[DrugRow, ...]]:
    """The antibiotics of some isolates in the order of their first appearance; gives way while it works."""
    isolates = tuple(columns)
    found: dict[DrugKey, list[list[Placed]]] = {}
    names: dict[DrugKey, dict[str, None]] = {}
    for place, isolate in enumerate(isolates):
        for each in isolate.results:
            drug = drug_key(each.observation, each.report)
            found.setdefault(drug, [[] for _ in isolates])[place].append(each)
            names.setdefault(drug, {}).setdefault(text.name(each.observation.code))
        yield
    return tuple(DrugRow(drug=drug, names=tuple(names[drug]), cells=tuple(map(tuple, cells))) for drug, cells in found.items())
