"""What stands in the notes as it stood."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from srs.model import Draft, Kind, Source
from srs.reconcile.order import in_order, unchanged


def draft(path: str, line: int, back: str = "b") -> Draft:
    return Draft(Kind.DEFINITION, "a", back, Source(path, line, line), "bold")


PLACES = st.dictionaries(st.tuples(st.sampled_from("xyz"), st.integers(1, 4)), st.sampled_from("bc"))


@given(PLACES, PLACES)
def test_what_is_where_it_was_is_unchanged_whatever_moved_around_it(now: dict, before: dict) -> None:
    drafts, here = in_order([draft(*place, back) for place, back in now.items()])
    stood, there = in_order([draft(*place, back) for place, back in before.items()])

    found = unchanged(drafts, here, stood, there)

    assert {drafts[number].source: stood[old] for number, old in found.items()} == {
        one.source: one for one in drafts if one in stood
    }
    assert list(found) == sorted(found)


def test_of_several_at_one_place_the_first_that_stood_there_counts_once() -> None:
    drafts, here = in_order([draft("x", 1), draft("x", 1), draft("x", 2)])
    stood, there = in_order([draft("x", 1)])

    assert unchanged(drafts, here, stood, there) == {0: 0}
