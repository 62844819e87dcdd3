"""JSON letter by letter, and whatever is none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.pps.fhir.bundle import Mapper
from provesvar_gui.pps.fhir.reader import BundleReader, loads
from provesvar_gui.results.model import Coverage, Quantity
from provesvar_gui.results.visible import is_visible
from tests.gui.results.made import run
from tests.kit.errors import app_error
from tests.unit.pps.fhir import OUTCOMES, bundle, lookup, mapped, observation, report

_texts = st.text(st.characters(exclude_categories=["Cs"])).filter(is_visible)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4),
    max_leaves=20,
)


def read(body: bytes) -> BundleReader:
    reader = BundleReader()
    run(reader.steps(body))
    return reader


@pytest.mark.hazard("H5.1")
@pytest.mark.parametrize("literal", ["4.00", "0.10", "1e3", "1E+03", "-0", "-0.0", "12345678901234567890.5", "9" * 5000])
def test_number_literals_stay(literal: str) -> None:
    assert loads(f"[{literal}]".encode()) == [literal]
    sent = bundle(report("r", ["a"]), observation("a", valueQuantity={"value": "HERE"})).replace(b'"HERE"', literal.encode())
    assert mapped(sent).reports[0].findings[0].observation.value == Quantity(value=literal)


@pytest.mark.parametrize(
    "body",
    [
        "", " ", "{", "[]", '"x"', '{"entry":[', '{"entry":[1', '{"entry":[1,]}', '{"entry":[1 2]}',
        '{"a":1} x', '{"a" 1}', "{a:1}",
        '{"a":1,}', '{"a":NaN}', '{"entry":[Infinity]}', '{"entry":[-Infinity]}', '{"a":1', '{"entry":[{]}',
        '{"a":01}', "<html/>",
    ],
)  # fmt: skip
def test_no_json_is_one_error_that_quotes_nothing(body: str) -> None:
    with app_error(ErrorCode.UNEXPECTED_ANSWER) as caught:
        read(body.encode())
    assert body not in str(caught.value) or len(body) < 2


@pytest.mark.hazard("H1.12")
@pytest.mark.parametrize(
    "body", ['{"a":1,"a":2}', '{"entry":[1],"entry":[2]}', '{"entry":[1], "entr\\u0079" : 2}', '{"link":[{"b":{"c":1,"c":1}}]}']
)
def test_a_member_twice_is_an_error(body: str) -> None:
    """What it means differs from reader to reader: it may be two persons."""
    for reads in (read, loads):
        with app_error(ErrorCode.UNEXPECTED_ANSWER):
            reads(body.encode())


@pytest.mark.hazard("H1.12")
@pytest.mark.parametrize(
    "twice", ['{"b":1,"b":2}', '{"b"\n:1,"b":2}', '{"b":1,"\\u0062":2}', '{"b\\"":1,"b\\"":2}', '[{"d":[{"c":1,"c":2.0}]}]']
)
def test_an_entry_with_a_member_twice_is_withheld_alone(twice: str) -> None:
    around = [{"fullUrl": "urn:x"}] * 2000
    body = json.dumps({"entry": [*around, "HERE", *around], "total": 1}).replace('"HERE"', twice).encode()
    assert read(body).entries == [*around, None, *around]
    with app_error(ErrorCode.UNEXPECTED_ANSWER):
        loads(body)


@given(JSON, st.dictionaries(_texts, JSON, max_size=3))
def test_steps_read_what_json_reads(entry: object, head: dict[str, object]) -> None:
    body = json.dumps({**head, "entry": [entry, entry]}, ensure_ascii=False)
    whole = json.loads(body, parse_int=str, parse_float=str)
    reader = read(body.encode())
    assert {**reader.head, "entry": reader.entries} == whole


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings_are_recognised(encoding: str) -> None:
    assert loads('{"a":"blåbær"}'.encode(encoding)) == {"a": "blåbær"}


def test_half_a_surrogate_pair_can_be_shown() -> None:
    value = loads(rb'["\ud83d\ude00", "\ud83d", "\uDE00x", "\\ud83d", "\\\ud83d"]')
    assert value == ["\U0001f600", "⟨U+D83D⟩", "⟨U+DE00⟩x", "\\ud83d", "\\⟨U+D83D⟩"]


@pytest.mark.parametrize("escaped", [True, False], ids=["escaped", "written out"])
@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("12\u202e34", "12⟨U+202E⟩34"),
        ("4\x001", "4⟨U+0000⟩1"),
        ("\x1b[31m9", "⟨U+001B⟩[31m9"),
        ("a\x9bb", "a⟨U+009B⟩b"),
        ("4\b1", "4⟨U+0008⟩1"),
        ("4\u200b1", "4⟨U+200B⟩1"),
        ("en\u200bto", "en\u200bto"),
        ("en\r\nto\rtre\ffire\u2028fem\u0085seks", "en\nto\ntre\nfire\nfem\nseks"),
        ("\ten\nto", "\ten\nto"),
        ("C:\\u202e \\r \\\\\r", "C:\\u202e \\r \\\\\n"),
        ("«æøå» 💉 −3 µmol/L", "«æøå» 💉 −3 µmol/L"),
    ],
)
def test_signs_that_cannot_be_seen_become_placeholders(sent: str, read: str, escaped: bool) -> None:
    body = json.dumps({"a": sent, "entry": [{"resource": {sent: sent * 30}}]}, ensure_ascii=escaped).encode()
    if not escaped and "\\" not in sent:
        for sign in {each for each in sent if each < " "}:  # json.dumps escapes these always
            body = body.replace(json.dumps(sign)[1:-1].encode(), sign.encode())
    reader = BundleReader()
    for _ in reader.steps(body):
        pass
    assert reader.head["a"] == read
    assert [*reader.entries[-1]["resource"]] == [read]
    assert loads(json.dumps([sent], ensure_ascii=escaped).encode()) == [read]


def test_an_answer_that_breaks_off_leaves_no_traces() -> None:
    whole = bundle(report("r", ["a"]), observation("a", of="r"))
    mapper = Mapper(lookup(), OUTCOMES)
    reader = BundleReader(mapper.prepare)
    run(reader.steps(whole))
    run(mapper.add_page(reader.head, reader.entries))
    rest = bundle(*[observation(f"b{n}", note=[{"text": "x" * 300}]) for n in range(500)])
    reader = BundleReader(mapper.prepare)
    with pytest.raises(AppError):
        run(reader.steps(rest[:-9]))
    assert reader.entries  # much of it had been read
    assert run(mapper.finish(Coverage(fetched=1, complete=True))) == mapped(whole)
