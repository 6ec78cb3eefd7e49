"""Many values in little memory: what goes in comes out, in order and as often as it is read."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest
from build import fact

from srs.model.packed import BLOCK, Packed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from srs.model import Draft


def drafts(count: int) -> Iterator[Draft]:
    for number in range(count):
        yield fact(f"Term {number}", f"what is meant by the term {number}", path=f"{number // 10}.md").draft


def held_by(make: Callable[[Iterable[Draft]], Collection[Draft]], count: int) -> int:
    """Return how much memory so many drafts take."""
    tracemalloc.start()
    kept = make(drafts(count))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(kept) == count
    return held


@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_what_is_packed_comes_out_in_its_order_each_time(count: int) -> None:
    packed = Packed(drafts(count))

    assert len(packed) == count
    assert list(packed) == list(packed) == list(drafts(count))


def test_values_are_added_at_the_end() -> None:
    packed = Packed(range(BLOCK + 1))

    packed.extend(range(BLOCK + 1, 2 * BLOCK))

    assert list(packed) == list(range(2 * BLOCK))
    assert 2 * BLOCK - 1 in packed
    assert 2 * BLOCK not in packed


def test_many_values_take_a_fifth_of_the_memory_of_a_list() -> None:
    assert held_by(Packed, 20 * BLOCK) * 5 < held_by(list, 20 * BLOCK)
