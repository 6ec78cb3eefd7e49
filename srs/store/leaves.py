"""Finds the rows on pages that no table leads to any more: the leaves of a table are whole when its root is lost.

The format of a page, its cells and a record is that of https://sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = 4096
"""How large a page of a store is."""
_LEAF = 13
_LEAF_HEAD = 8
_MOST_HERE = PAGE - 35
"""The longest row that stands on its leaf alone; longer ones go on in a chain of pages."""
_LEAST_HERE = (PAGE - 12) * 32 // 255 - 23
_WHOLE_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""How many bytes a number of such a type has."""
_NULL, _REAL, _ZERO, _ONE, _FIRST_LONG = 0, 7, 8, 9, 12
_LONGEST_VARINT = 9


class _NoRow(ValueError):
    """The bytes are no row."""


def read_leaves(file: Path) -> Iterator[tuple[int, list[Any]]]:
    """Yield the number and the values of each row on each leaf; of what table, only the values tell."""
    pages = file.read_bytes()
    for start in range(0, len(pages) - PAGE + 1, PAGE):
        head = 0 if start else 100  # the first page begins with the head of the file
        if pages[start + head] != _LEAF:
            continue
        page = pages[start : start + PAGE]
        (count,) = struct.unpack_from(">H", page, head + 3)
        first = head + _LEAF_HEAD
        for n in range(min(count, (PAGE - first) // 2)):
            (place,) = struct.unpack_from(">H", page, first + 2 * n)
            try:
                yield _row(pages, page, place)
            except (ValueError, LookupError, struct.error):
                continue


def _row(pages: bytes, page: bytes, place: int) -> tuple[int, list[Any]]:
    length, place = _varint(page, place)
    number, place = _varint(page, place)
    return number, _values(_payload(pages, page, place, length))


def _payload(pages: bytes, page: bytes, place: int, length: int) -> bytes:
    """Return the bytes of a row, with those that stand on other pages."""
    if not 0 <= length <= len(pages):
        raise _NoRow
    here = length
    if length > _MOST_HERE:
        here = _LEAST_HERE + (length - _LEAST_HERE) % (PAGE - 4)
        here = here if here <= _MOST_HERE else _LEAST_HERE
    found = page[place : place + here]
    if length > here:
        (following,) = struct.unpack_from(">I", page, place + here)
        while following and len(found) < length:
            start = (following - 1) * PAGE
            (following,) = struct.unpack_from(">I", pages, start)
            found += pages[start + 4 : start + PAGE]
    if len(found) < length:
        raise _NoRow
    return found[:length]


def _values(record: bytes) -> list[Any]:
    size, place = _varint(record, 0)
    kinds, values, at = [], [], size
    while place < size:
        kind, place = _varint(record, place)
        kinds.append(kind)
    for kind in kinds:
        value, at = _value(record, kind, at)
        values.append(value)
    if at != len(record):
        raise _NoRow
    return values


def _value(record: bytes, kind: int, at: int) -> tuple[Any, int]:
    """Return a value of a type, and where the next one begins."""
    if kind == _NULL:
        return None, at
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, at
    if kind == _REAL:
        return struct.unpack_from(">d", record, at)[0], at + 8
    size = _WHOLE_NUMBERS[kind] if kind < _REAL else (kind - _FIRST_LONG) // 2
    if size < 0 or at + size > len(record):
        raise _NoRow
    data = record[at : at + size]
    if kind < _REAL:
        return int.from_bytes(data, "big", signed=True), at + size
    return data.decode() if kind % 2 else data, at + size


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, seven bits of each and eight of the ninth, and where the next one begins."""
    number = 0
    for n in range(_LONGEST_VARINT - 1):
        number = number << 7 | data[place + n] & 0x7F
        if not data[place + n] & 0x80:
            return number, place + n + 1
    number = number << 8 | data[place + _LONGEST_VARINT - 1]
    return (number - (1 << 64) if number >> 63 else number), place + _LONGEST_VARINT
