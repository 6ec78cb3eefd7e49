"""Frozen, slotted dataclasses that are made in a tenth of the time.

The standard library compiles six methods for each class, half a millisecond before Python 3.13: a command that needs thirty of
them would spend more on that than on its work. Here the methods are shared, and do the same; `__init__` is compiled when the first
value is made, and what functions of `dataclasses` ask of a class is worked out when one does.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # So that type checkers see what they know.
    from dataclasses import dataclass as dataclass  # noqa: PLC0414
    from dataclasses import field as field  # noqa: PLC0414
    from dataclasses import replace as replace  # noqa: PLC0414
else:
    _MISSING = object()
    _OF_DICTS = {"__dict__", "__weakref__"}

    def dataclass(*, frozen: bool, slots: bool):  # noqa: ANN201
        """Make a frozen, slotted dataclass of a class without bases; see `dataclasses.dataclass`."""
        assert frozen and slots, "that is what this is for"  # noqa: S101
        return _made

    class field:
        """A default that is made anew for each value."""

        def __init__(self, *, default_factory) -> None:  # noqa: ANN001
            self.default_factory = default_factory

    def replace(value, **changes):  # noqa: ANN001, ANN003, ANN201
        """Return a value with some fields changed; any dataclass will do."""
        for name in value.__match_args__:
            if name not in changes:
                changes[name] = getattr(value, name)
        return value.__class__(**changes)

    def _made(cls: type) -> type:
        names = tuple(cls.__annotations__)
        own = {name: value for name, value in cls.__dict__.items() if name not in _OF_DICTS}
        defaults = {name: own.pop(name) for name in names if name in own}
        methods = {method.__name__: method for method in _methods(names, defaults)}
        known = {"__match_args__": names, "__replace__": replace, "__dataclass_fields__": _Fields(cls, defaults)}
        made = type(cls.__name__, (), methods | own | known | {"__slots__": names})
        made.__qualname__ = cls.__qualname__
        return made

    class _Fields:
        """What `dataclasses` keeps of a class, asked of it when it is needed, which is hardly ever."""

        def __init__(self, cls: type, defaults: dict[str, object]) -> None:
            self._class = cls
            self._defaults = defaults

        def __get__(self, value, made: type):  # noqa: ANN001, ANN204
            import dataclasses

            for name, default in self._defaults.items():
                if isinstance(default, field):
                    setattr(self._class, name, dataclasses.field(default_factory=default.default_factory))
            made.__dataclass_fields__ = dataclasses.dataclass(self._class).__dataclass_fields__
            return made.__dataclass_fields__

    def _initialiser(made: type, names: tuple[str, ...], defaults: dict[str, object]):  # noqa: ANN202
        """Compile `__init__`, as the signature is the class's own."""
        known = {f"put_{name}": getattr(made, name).__set__ for name in names} | {"missing": _MISSING}
        parameters, lines = [], []
        for name in names:
            default, value = defaults.get(name, _MISSING), name
            if isinstance(default, field):
                known[f"make_{name}"] = default.default_factory
                parameters.append(f"{name}=missing")
                value = f"make_{name}() if {name} is missing else {name}"
            elif default is not _MISSING:
                known[f"default_{name}"] = default
                parameters.append(f"{name}=default_{name}")
            else:
                parameters.append(name)
            lines.append(f" put_{name}(self, {value})")
        lines += [" self.__post_init__()"] if hasattr(made, "__post_init__") else [" pass"]
        exec(f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(lines), known)  # noqa: S102  (of names of fields)
        known["__init__"].__qualname__ = f"{made.__qualname__}.__init__"
        return known["__init__"]

    def _methods(names: tuple[str, ...], defaults: dict[str, object]):  # noqa: ANN202
        key = attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, name) for name in names)

        def __init__(self, *args, **kwargs):  # noqa: ANN001, ANN002, ANN003, ANN202
            made = self.__class__
            made.__init__ = _initialiser(made, names, defaults)
            made.__init__(self, *args, **kwargs)

        def __eq__(self, other):  # noqa: ANN001, ANN202
            return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self):  # noqa: ANN001, ANN202
            return hash(key(self))

        def __repr__(self):  # noqa: ANN001, ANN202
            said = ", ".join(f"{name}={value!r}" for name, value in zip(names, key(self), strict=True))
            return f"{self.__class__.__qualname__}({said})"

        def __setattr__(self, name, value):  # noqa: ANN001, ANN202, ARG001
            from dataclasses import FrozenInstanceError

            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        def __delattr__(self, name):  # noqa: ANN001, ANN202, ARG001
            from dataclasses import FrozenInstanceError

            raise FrozenInstanceError(f"cannot delete field {name!r}")

        def __reduce__(self):  # noqa: ANN001, ANN202
            return self.__class__, key(self)

        return __init__, __eq__, __hash__, __repr__, __setattr__, __delattr__, __reduce__
