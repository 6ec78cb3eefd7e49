"""Many values that are read from end to end, held in little memory."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")
BLOCK = 500
_FAST = 1
"""The level of compression: the usual one takes four times as long and saves a tenth."""


class Packed(Collection[T]):
    """A collection that only grows: whole blocks of it are packed, and unpacked one by one whenever it is read."""

    def __init__(self, values: Iterable[T] = ()) -> None:
        self._blocks: list[bytes] = []
        self._last: list[T] = []
        self.extend(values)

    def extend(self, values: Iterable[T]) -> None:
        """Add values at the end; the last few stay as they are, so that nothing is packed of a small collection."""
        for value in values:
            self._last.append(value)
            if len(self._last) == BLOCK:
                self._blocks.append(_pack(self._last))
                self._last = []

    def __iter__(self) -> Iterator[T]:
        for block in self._blocks:
            yield from _unpack(block)
        yield from self._last

    def __len__(self) -> int:
        return len(self._blocks) * BLOCK + len(self._last)

    def __contains__(self, value: object) -> bool:
        return any(one == value for one in self)


def _pack(values: list[T]) -> bytes:
    import pickle  # what has no whole block need not wait for it
    from zlib import compress

    return compress(pickle.dumps(values), _FAST)


def _unpack(block: bytes) -> list[T]:
    import pickle
    from zlib import decompress

    values: list[T] = pickle.loads(decompress(block))  # noqa: S301  (packed above)
    return values
