"""Whom a draft is compared with."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from srs.reconcile.leftovers import Leftovers, Rival, Said

TEXTS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=9), min_size=1, max_size=12)


def said(words: str, path: str = "a.md", *place: int) -> Said:
    both = tuple(words.split())
    return Said(path, False, both[:1], both[1:], both, *place)


def test_a_draft_is_compared_with_what_shares_its_words_and_the_likest_comes_first() -> None:
    old = {0: said("one two three four", "x.md"), 1: said("two three five", "y.md"), 2: said("six seven", "z.md")}

    left = Leftovers({0: said("one two three six")}, old)

    assert left.rivals(0) == [Rival(0, 3), Rival(1, 2), Rival(2, 1)]


def test_a_draft_is_compared_with_what_stood_around_its_place_whatever_its_words() -> None:
    left = Leftovers({0: said("one two", "a.md", 5, 1)}, {7: said("three four", "a.md", 5, 0)})

    assert left.rivals(0) == [Rival(7, 0)]


def test_a_text_without_words_is_compared_with_none() -> None:
    assert Leftovers({0: said("")}, {0: said("")}).rivals(0) == []


@given(TEXTS, st.lists(st.sampled_from("abcdefghi"), min_size=1, max_size=9))
def test_shared_words_are_counted_with_repeats(texts: list[list[str]], words: list[str]) -> None:
    left = Leftovers({0: said(" ".join(words))}, {n: said(" ".join(text), "b.md") for n, text in enumerate(texts)})

    for fact, shared in left.rivals(0):
        assert shared == (Counter(words) & Counter(texts[fact])).total()


@given(TEXTS, st.lists(st.sampled_from("abcdefghi"), min_size=1, max_size=9), st.data())
def test_what_was_paired_since_is_no_rival(texts: list[list[str]], words: list[str], data: st.DataObject) -> None:
    new = {0: said(" ".join(words))}
    old = {n: said(" ".join(text), "b.md") for n, text in enumerate(texts)}
    left = Leftovers(new, old)
    left.rivals(0)
    taken = data.draw(st.sets(st.sampled_from(sorted(old))))

    rest = left.fewer(new, {n: one for n, one in old.items() if n not in taken})

    assert not {rival.fact for rival in rest.rivals(0)} & taken


@given(TEXTS, st.lists(st.sampled_from("abcdefghi"), min_size=1, max_size=9), st.data())
def test_rivals_whose_neighbours_changed_are_those_that_would_be_found_anew(
    texts: list[list[str]], words: list[str], data: st.DataObject
) -> None:
    ranks = data.draw(st.permutations(range(len(texts))))
    old = {n: said(" ".join(text), "a.md", 5, n) for n, text in enumerate(texts)}
    left = Leftovers({0: said(" ".join(words), "a.md", 5, 0)}, old)
    left.rivals(0)

    moved = {n: one._replace(rank=ranks[n]) for n, one in old.items()}
    rest = left.fewer(left.new, moved)

    assert rest.rivals(0) == Leftovers(left.new, moved).rivals(0)
