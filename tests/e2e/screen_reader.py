"""What a screen reader would find, asked of the accessibility bus (AT-SPI over D-Bus): roles, names and states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jeepney import (  # type: ignore[import-untyped]  # jeepney ships no types
    DBusAddress,
    MessageType,
    Properties,
    new_method_call,
)
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]  # as above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jeepney.io.blocking import DBusConnection

ROOT = "/org/a11y/atspi/accessible/root"
STATE_SHOWING = 25  # AtspiStateType
STATE_FOCUSED = 12
LONGEST_TABLE = 4000  # cells; more than a desk shows


@dataclass(frozen=True, slots=True)
class Node:
    """One accessible object."""

    role: str
    name: str
    description: str
    showing: bool
    focused: bool
    text: str  # what an input field holds


class ScreenReader:
    """A connection to the accessibility bus of one desk."""

    def __init__(self, session_bus_address: str) -> None:
        with open_dbus_connection(session_bus_address) as session:
            address = _call(session, DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")[0]
        self._bus = open_dbus_connection(address)

    def close(self) -> None:
        """Hang up."""
        self._bus.close()

    def nodes(self) -> list[Node]:
        """Everything that every program on the desk shows, in order. Objects that go away meanwhile are left out."""
        return list(self._walk("org.a11y.atspi.Registry", ROOT))

    def names(self) -> list[str]:
        """Names of what is showing."""
        return [node.name for node in self.nodes() if node.showing and node.name]

    def sees(self, text: str) -> bool:
        """Whether any name, description or input on the screen holds this text."""
        return any(text in said for node in self.nodes() if node.showing for said in (node.name, node.description, node.text))

    def _walk(self, bus: str, path: str) -> Iterator[Node]:
        try:
            yield self._node(bus, path)
            children = self._get(bus, path, "GetChildren", limit=LONGEST_TABLE)
        except LookupError:
            return
        for child_bus, child_path in children:
            if child_path != "/org/a11y/atspi/null":
                yield from self._walk(child_bus, child_path)

    def _node(self, bus: str, path: str) -> Node:
        address = DBusAddress(path, bus, "org.a11y.atspi.Accessible")
        low, high = _call(self._bus, address, "GetState")[0]
        states = low | high << 32
        role = str(_call(self._bus, address, "GetRoleName")[0])
        return Node(
            role=role,
            text=self._text(bus, path) if role == "text" else "",
            name=_property(self._bus, address, "Name"),
            description=_property(self._bus, address, "Description"),
            showing=bool(states >> STATE_SHOWING & 1),
            focused=bool(states >> STATE_FOCUSED & 1),
        )

    def _text(self, bus: str, path: str) -> str:
        try:
            return str(_call(self._bus, DBusAddress(path, bus, "org.a11y.atspi.Text"), "GetText", "ii", (0, -1))[0])
        except LookupError:
            return ""

    def _get(self, bus: str, path: str, method: str, *, limit: int) -> list[tuple[str, str]]:
        answer: list[tuple[str, str]] = _call(self._bus, DBusAddress(path, bus, "org.a11y.atspi.Accessible"), method)[0]
        return answer[:limit]


def _call(
    connection: DBusConnection, address: DBusAddress, method: str, signature: str = "", body: tuple[Any, ...] = ()
) -> tuple[Any, ...]:
    reply = connection.send_and_get_reply(new_method_call(address, method, signature, body), timeout=10)
    if reply.header.message_type is MessageType.error:
        raise LookupError(method)
    return tuple(reply.body)


def _property(connection: DBusConnection, address: DBusAddress, name: str) -> str:
    reply = connection.send_and_get_reply(Properties(address).get(name), timeout=10)
    if reply.header.message_type is MessageType.error:
        raise LookupError(name)
    return str(reply.body[0][1])
