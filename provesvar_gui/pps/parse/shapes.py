"""JSON shapes, read tolerantly: a text, one object, several; and what did not fit, kept with the resource it belongs to."""

from __future__ import annotations

from provesvar_gui.domain.results import Labelled
from provesvar_gui.pps.json_reader import Literal
from provesvar_gui.pps.parse.leftovers import readable
from provesvar_gui.pps.parse.markup import plain_text
from provesvar_gui.pps.parse.sharing import Sharing


class Shapes(Sharing):
    """Reads shapes and remembers what did not fit, until ``take`` hands that over with the resource it belongs to."""

    __slots__ = ("extras", "misfits")

    def __init__(self) -> None:
        super().__init__()
        self.extras: list[Labelled] = []
        self.misfits = 0

    def take(self) -> tuple[tuple[Labelled, ...], int]:
        """What was left over since the last call, and how many parts had the wrong type."""
        left = tuple(self.extras), self.misfits
        if self.extras:
            self.extras = []
        self.misfits = 0
        return left

    def keep(self, label: str, raw: object) -> None:
        """Keep something unknown."""
        text = readable(raw)
        if text:
            self.extras.append(Labelled(label=label, value=text))

    def misfit(self, label: str, raw: object) -> None:
        """Keep something that has the wrong type, and count it."""
        self.misfits += 1
        self.keep(label, raw)

    def set_aside(self) -> tuple[list[Labelled], int]:
        """Begin with another resource in the middle of one; ``resume`` goes back to the first."""
        aside = self.extras, self.misfits
        self.extras = []
        self.misfits = 0
        return aside

    def resume(self, aside: tuple[list[Labelled], int]) -> None:
        """Go on with the resource that was set aside."""
        self.extras, self.misfits = aside

    def text(self, raw: object, label: str) -> str:
        """A string, or a number's literal; "" if missing."""
        if type(raw) is str:
            return raw
        if raw is None:
            return ""
        if isinstance(raw, Literal):
            return str(raw)
        self.misfit(label, raw)
        return ""

    def words(self, raw: object, label: str) -> str:
        """A text for people: mark-up reduced."""
        text = self.text(raw, label)
        return plain_text(text) if "<" in text else text

    def many(self, raw: object, label: str) -> list[dict[str, object]]:
        """A list of objects; a single object counts as a list of one."""
        if raw is None:
            return []
        if type(raw) is dict:
            return [raw]
        if type(raw) is not list:
            self.misfit(label, raw)
            return []
        if len(raw) == 1 and type(raw[0]) is dict:
            return raw
        for item in raw:
            if type(item) is not dict:
                break
        else:
            return raw
        for item in raw:
            if type(item) is not dict and item is not None:
                self.misfit(label, item)
        return [item for item in raw if type(item) is dict]

    def address(self, raw: object, label: str) -> str:
        """The address in a Reference; "" for a logical one (display or identifier only)."""
        holder = self.one(raw, label)
        return self.text(holder.get("reference"), label) if holder else ""

    def one(self, raw: object, label: str) -> dict[str, object] | None:
        """One object; of several, the first: the others are kept as extras."""
        if type(raw) is dict:
            return raw
        if raw is None:
            return None
        items = self.many(raw, label)
        for item in items[1:]:
            self.misfit(label, item)
        return items[0] if items else None

    def flag(self, raw: object, label: str) -> bool | None:
        """A boolean."""
        if raw is None or isinstance(raw, bool):
            return raw
        self.misfit(label, raw)
        return None
