"""Frozen records without compiling anything: for those that are made before the first paint.

To the type checker, and to whoever makes and compares them, they are frozen dataclasses with keywords only. A dataclass writes
its methods as text and compiles them, 0.4 ms each; a named tuple compiles its constructor and every annotation, 0.1 ms each.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, Self, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """The fields are the annotations of the class that is derived from it, which nothing is derived from; a value is a default.

    Raises TypeError where one is missing or unknown, AttributeError where one is to be changed.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _field_defaults: ClassVar[dict[str, object]] = {}

    def __init_subclass__(cls) -> None:
        cls._fields = tuple(cls.__annotations__)
        cls._field_defaults = {name: vars(cls)[name] for name in cls._fields if name in vars(cls)}

    def __init__(self, **values: Any) -> None:
        given = {**self._field_defaults, **values}
        if given.keys() != set(self._fields):
            missing, unknown = sorted(set(self._fields) - given.keys()), sorted(given.keys() - set(self._fields))
            raise TypeError(f"{type(self).__name__}: missing {missing}, unknown {unknown}")
        self.__dict__.update(given)

    def _replace(self, **changes: Any) -> Self:
        """The same with other values; called as a named tuple's, and as there nothing private."""
        return type(self)(**{**self.__dict__, **changes})

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__[name] for name in self._fields))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={self.__dict__[name]!r}' for name in self._fields)})"
