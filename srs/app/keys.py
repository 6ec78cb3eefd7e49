"""The keys of the drill: what each does, and what `[keys]` in `srs.toml` changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DEFAULTS: dict[str, tuple[str, ...]] = {
    "show": ("space", "enter"),
    "again": ("1",),
    "hard": ("2",),
    "good": ("3",),
    "easy": ("4",),
    "undo": ("u",),
    "redo": ("U",),
    "edit": ("e",),
    "suspend": ("@", "s"),
    "bury": ("-", "b"),
    "reject": ("x",),
    "flag": ("!",),
    "context": ("c",),
    "open": ("o",),
    "type": ("t",),
    "search": ("/",),
    "help": ("?",),
    "quit": ("q",),
}
"""The keys of each action, as the screen names them: a character, or the name of a key."""

TOLD = {
    "show": "answer, then good",
    "again": "again: not known",
    "hard": "hard",
    "good": "good",
    "easy": "easy",
    "undo": "take back",
    "redo": "give again",
    "edit": "edit the note",
    "suspend": "suspend the card",
    "bury": "bury until tomorrow",
    "reject": "not a card: reject it",
    "flag": "next flag (1-7)",
    "context": "lines around it",
    "open": "open in a browser",
    "type": "type the answer",
    "search": "look through all facts",
    "help": "these keys",
    "quit": "leave, all is saved",
}
"""What each action does, as the help says it."""

_YIELDING = ("reject",)
"""Actions that came later than keys their users may have given to others: these keep them."""
_NAMES = frozenset({"space", "enter", "tab", "backspace", "delete", "insert", "left", "right"})
_FUNCTION_KEYS = frozenset(f"f{number}" for number in range(1, 13))
_TAKEN_CONTROLS = frozenset("cimz")
"""Letters whose control keys end or stop a program, or are what a terminal sends for tab and enter."""


def keys_of(changed: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the keys of every action, those that were changed in place of the usual ones."""
    taken = {key for keys in changed.values() for key in keys}
    left = {action: tuple(key for key in DEFAULTS[action] if key not in taken) for action in _YIELDING}
    return DEFAULTS | left | dict(changed)


def read_keys(table: Mapping[str, Any]) -> tuple[dict[str, tuple[str, ...]], tuple[str, str, str] | None]:
    """Read `[keys]`; return the keys of the actions it names, and what is wrong: the action, a sentence, a hint."""
    changed: dict[str, tuple[str, ...]] = {}
    for action, value in table.items():
        given = [value] if isinstance(value, str) else value
        for key in given:
            if not isinstance(key, str) or not _is_key(_named(key)):
                hint = f'Write a character or a name: {action} = ["j", "ctrl+s", "f2", "space"]'
                return {}, (action, f"{key!r} is no key of the drill.", hint)
        changed[action] = tuple(map(_named, given))
    clash = next(_clashes(changed), None)
    if clash is None:
        return changed, None
    key, one, other = clash
    return {}, (one, f"the key '{key}' is both {one} and {other}.", f'Give one of them another: {other} = "j"')


def _clashes(changed: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Yield keys with two actions, the first of which the file sets."""
    for one, keys in changed.items():
        for other, others in keys_of(changed).items():
            yield from ((key, one, other) for key in _common(keys, others) if one != other)


def _common(keys: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    return (key for key in keys if key in others)


def _named(key: str) -> str:
    return "space" if key == " " else key


def _is_key(key: str) -> bool:
    """Tell what a terminal can send and the screen does not need for itself, as arrows that scroll."""
    if len(key) == 1:
        return key.isprintable()
    if key.startswith("ctrl+"):
        letter = key.removeprefix("ctrl+")
        return len(letter) == 1 and letter.isascii() and letter.islower() and letter not in _TAKEN_CONTROLS
    return key in _NAMES or key in _FUNCTION_KEYS
