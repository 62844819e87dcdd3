"""The coded reasons of an opening, as bundled: for the local journal only."""

from __future__ import annotations

import json
from dataclasses import dataclass

from provesvar_gui.paths import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """``words``: in the language of the screen. ``only``: the one ground that it goes with, "" for both."""

    code: str
    words: str
    only: str = ""


def read(language: str) -> tuple[Reason, ...]:
    """In this language and the order of their number keys, from 1.

    Raises FileNotFoundError or ValueError where the installation is damaged.
    """
    told = json.loads(resource("codes", "opening_reasons.json").read_text("utf-8"))
    return tuple(Reason(code=each["code"], words=each[language], only=each.get("only", "")) for each in told["reasons"])
