"""The table of ICU's data: read and written again, and what is left of it."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.repository.tools import tool

icu = tool("frozen/icu_data.py")

HEADER = struct.pack("<HBB", 32, 0xDA, 0x27) + struct.pack("<HH", 20, 0) + bytes(4) + b"CmnD\x01\0\0\0" + bytes(12)
NAMES = st.text("abcdefghijklmnopqrstuvwxyz_/.", min_size=1, max_size=20).map("icudt73l/".__add__)


def padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 16)


@given(st.dictionaries(NAMES, st.binary(min_size=1, max_size=60).map(padded), min_size=1, max_size=12))
def test_a_table_is_what_it_was(items: dict[str, bytes]) -> None:
    ordered = dict(sorted(items.items()))
    table = icu.Table(header=HEADER, items=ordered)
    again = icu.Table.read(table.written())
    assert again.items == ordered
    assert list(again.items) == sorted(items)  # ICU searches by halves
    assert again.header == HEADER


def left(*names: str, size: int = 16) -> list[str]:
    items = {f"icudt73l/{name}": bytes(size) for name in sorted(names)}
    return [name.removeprefix("icudt73l/") for name in icu.Table(header=HEADER, items=items).smaller().items]


def test_the_order_of_words_stays_in_every_language() -> None:
    names = ("coll/nb.res", "coll/zh.res", "coll/ucadata.icu", "coll/root.res", "coll/ja.res")
    assert left(*names, size=800_000) == sorted(names)


def test_what_qt_never_asks_for_goes() -> None:
    assert (
        left("brkitr/root.res", "curr/nb.res", "lang/nb.res", "unit/nb.res", "translit/root.res", "rfc3491.spp", "unames.icu")
        == []
    )
    assert left("zone/ja.res", "ja.res", "ff_Adlm.res", "sr_Latn_RS.res") == []
