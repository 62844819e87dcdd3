"""The accessibility tree as a screen reader sees it (AT-SPI over D-Bus): roles, names and states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jeepney import (  # type: ignore[import-untyped]  # jeepney ships no types
    DBusAddress,
    HeaderFields,
    MessageType,
    Properties,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]  # as above

_Place = tuple[str, str]  # a program's name on the bus, and a path
ROOT = "/org/a11y/atspi/accessible/root"
STATE_SHOWING = 25  # AtspiStateType
STATE_FOCUSED = 12
STATES = {4: "checked", 23: "selected", 9: "expanded", 33: "indeterminate"}  # that are told of an object
STATE_ENABLED = 8
LONGEST_TABLE = 4000  # cells; more than a display shows
AT_ONCE = 300  # calls under way; what they and their answers take has room in the sockets' and the bus's buffers
WAITS = 30  # seconds for an answer


@dataclass(frozen=True, slots=True)
class Node:
    role: str
    name: str
    description: str
    showing: bool
    focused: bool
    text: str  # what an input field holds
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Branch:
    node: Node
    children: list[_Branch] = field(default_factory=list)

    def in_order(self, wanted: Callable[[Node], bool] = lambda _node: True) -> Iterator[Node]:
        if wanted(self.node):
            yield self.node
            for child in self.children:
                yield from child.in_order(wanted)


class ScreenReader:
    def __init__(self, session_bus_address: str) -> None:
        with open_dbus_connection(session_bus_address) as session:
            (address,) = _answers(
                session, [new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")]
            )
        self._bus = open_dbus_connection(address)

    def close(self) -> None:
        self._bus.close()

    def nodes(self) -> list[Node]:
        """Everything that every program on the display shows, in order. Objects that go away meanwhile are left out."""
        return [node for branch in self._tree() for node in branch.in_order()]

    def _tree(self) -> list[_Branch]:
        tree: list[_Branch] = []
        level: list[tuple[_Place, list[_Branch]]] = [(("org.a11y.atspi.Registry", ROOT), tree)]
        while level:
            found = self._level([place for place, _ in level])
            below: list[tuple[_Place, list[_Branch]]] = []
            for (_, siblings), each in zip(level, found, strict=True):
                if each is not None:
                    branch = _Branch(each[0])
                    siblings.append(branch)
                    below += [(child, branch.children) for child in each[1]]
            level = below
        return tree

    def read(self) -> list[Node]:
        """What a person comes to who reads on from the top: nothing inside of what is not shown."""
        around = ("desktop frame", "application")
        return [node for branch in self._tree() for node in branch.in_order(lambda of: of.showing or of.role in around)]

    def names(self) -> list[str]:
        return [node.name for node in self.nodes() if node.showing and node.name]

    def sees(self, *texts: str) -> bool:
        """Whether each of these is in a name, a description or an input on the screen."""
        told = [each for node in self.nodes() if node.showing for each in (node.name, node.description, node.text)]
        return all(any(text in each for each in told) for text in texts)

    def _level(self, places: list[_Place]) -> list[tuple[Node, list[_Place]] | None]:
        """What each of these is, and its children; None for one that has gone. All are asked before any has answered."""
        asked: list[Any] = []
        for bus, path in places:
            address = DBusAddress(path, bus, "org.a11y.atspi.Accessible")
            asked += [new_method_call(address, method) for method in ("GetState", "GetRoleName", "GetChildren")]
            asked += [Properties(address).get(name) for name in ("Name", "Description")]
        answers = _answers(self._bus, asked)
        fields = [place for at, place in enumerate(places) if answers[5 * at + 1] == "text"]
        contents = [
            new_method_call(DBusAddress(path, bus, "org.a11y.atspi.Text"), "GetText", "ii", (0, -1)) for bus, path in fields
        ]
        texts = dict(zip(fields, _answers(self._bus, contents), strict=True))
        found: list[tuple[Node, list[_Place]] | None] = []
        for at, place in enumerate(places):
            state, role, children, name, description = answers[5 * at : 5 * at + 5]
            if state is None or role is None or children is None or name is None or description is None:
                found.append(None)
                continue
            states = state[0] | state[1] << 32
            node = Node(
                role=str(role),
                text=str(texts.get(place) or ""),
                name=str(name[1]),
                description=str(description[1]),
                showing=bool(states >> STATE_SHOWING & 1),
                focused=bool(states >> STATE_FOCUSED & 1),
                states=tuple(told for bit, told in STATES.items() if states >> bit & 1)
                + (() if states >> STATE_ENABLED & 1 else ("disabled",)),
            )
            found.append((node, [(bus, path) for bus, path in children[:LONGEST_TABLE] if path != "/org/a11y/atspi/null"]))
        return found


def _answers(connection: DBusConnection, messages: list[Any]) -> list[Any]:
    """The first value of each answer; None for an error. A walk that waits for each answer takes seconds where much is shown."""
    answers: list[Any] = []
    for at in range(0, len(messages), AT_ONCE):
        waiting = {}
        for message in messages[at : at + AT_ONCE]:
            serial = next(connection.outgoing_serial)
            waiting[serial] = len(answers)
            answers.append(None)
            connection.send(message, serial=serial)
        while waiting:
            reply = connection.receive(timeout=WAITS)
            place = waiting.pop(reply.header.fields.get(HeaderFields.reply_serial, -1), None)
            if place is not None and reply.header.message_type is not MessageType.error:
                answers[place] = reply.body[0]
    return answers
