"""Frozen, slotted dataclasses that are made in a seventh of the time.

The standard library compiles six methods for each class, half a millisecond before Python 3.13: a command that needs thirty of
them would spend more on that than on its work. Here only `__init__` is compiled; the others are shared, and do the same.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414  (so that type checkers see what they know)
else:

    def dataclass(*, frozen: bool, slots: bool):  # noqa: ANN201
        """Make a frozen, slotted dataclass of a class; see `dataclasses.dataclass`."""
        assert frozen and slots, "that is what this is for"  # noqa: S101
        return _made

    def _made(cls: type) -> type:
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
        fields = dataclasses.fields(made)
        names = [field.name for field in fields]
        key = attrgetter(*names) if len(names) > 1 else _short_key(*names)
        made.__init__ = _initialiser(made, fields)
        for method in _methods(names, key):
            if method.__name__ not in cls.__dict__:
                setattr(made, method.__name__, method)
        return made

    def _short_key(*names: str):  # noqa: ANN202
        """Return what makes a tuple of one field or of none."""
        return lambda value: tuple(getattr(value, name) for name in names)

    def _initialiser(made: type, fields: tuple[dataclasses.Field, ...]):  # noqa: ANN202
        """Compile `__init__`, as the signature is the class's own."""
        known = {"put": object.__setattr__, "missing": dataclasses.MISSING}
        parameters, lines = [], []
        for field in fields:
            name, value = field.name, field.name
            if field.default_factory is not dataclasses.MISSING:
                known[f"make_{name}"] = field.default_factory
                parameters.append(f"{name}=missing")
                value = f"make_{name}() if {name} is missing else {name}"
            elif field.default is not dataclasses.MISSING:
                known[f"default_{name}"] = field.default
                parameters.append(f"{name}=default_{name}")
            else:
                parameters.append(name)
            lines.append(f" put(self, {name!r}, {value})")
        lines += [" self.__post_init__()"] if hasattr(made, "__post_init__") else [" pass"]
        exec(f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(lines), known)  # noqa: S102  (of names of fields)
        known["__init__"].__qualname__ = f"{made.__qualname__}.__init__"
        return known["__init__"]

    def _methods(names: list[str], key):  # noqa: ANN001, ANN202
        def __eq__(self, other):  # noqa: ANN001, ANN202
            return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self):  # noqa: ANN001, ANN202
            return hash(key(self))

        def __repr__(self):  # noqa: ANN001, ANN202
            said = ", ".join(f"{name}={value!r}" for name, value in zip(names, key(self), strict=True))
            return f"{self.__class__.__qualname__}({said})"

        def __setattr__(self, name, value):  # noqa: ANN001, ANN202, ARG001
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

        def __delattr__(self, name):  # noqa: ANN001, ANN202, ARG001
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

        def __getstate__(self):  # noqa: ANN001, ANN202
            return list(key(self))

        def __setstate__(self, state):  # noqa: ANN001, ANN202
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)

        return __eq__, __hash__, __repr__, __setattr__, __delattr__, __getstate__, __setstate__
