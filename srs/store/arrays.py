"""JSON arrays in one column or parameter.

Plain texts need no library of JSON to be read or written: its import takes longer than the first card of a drill.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_START, _BETWEEN, _END = '["', '", "', '"]'


def array_text(values: Iterable[object]) -> str:
    """Return values as a JSON array."""
    listed = list(values)
    if not listed:
        return "[]"
    if all(type(value) is str and _is_plain(value) and '"' not in value for value in listed):
        return f"{_START}{_BETWEEN.join(map(str, listed))}{_END}"
    return _encode()(listed)


def read_texts(array: str) -> tuple[str, ...]:
    """Read an array of texts; ValueError where it is no JSON."""
    if array == "[]":
        return ()
    if array.startswith(_START) and array.endswith(_END) and _is_plain(array):
        texts = array[len(_START) : -len(_END)].split(_BETWEEN)
        if array.count('"') == 2 * len(texts):
            return tuple(texts)
    import json

    return tuple(json.loads(array))


def _is_plain(text: str) -> bool:
    return text.isprintable() and "\\" not in text


@functools.cache
def _encode() -> Callable[[object], str]:
    """Return one encoder for all arrays: `json.dumps` makes one a call, which takes longer than encoding a few words."""
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=False).encode
