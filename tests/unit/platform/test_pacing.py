"""The cyclic garbage collector around the first paint."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.platform import gc_tuning

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before, interval = gc.get_threshold(), sys.getswitchinterval()
    yield
    gc.enable()
    gc.set_threshold(*before)
    sys.setswitchinterval(interval)


def test_nothing_is_collected_from_the_hold_to_the_beginning() -> None:
    gc_tuning.hold()
    assert not gc.isenabled()
    gc_tuning.begin()
    assert gc.isenabled()
    assert gc.get_threshold()[0] > 0
