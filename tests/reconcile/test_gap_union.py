"""Gaps that two stores numbered get one number each, in whatever order stores are united."""

from __future__ import annotations

from itertools import permutations

from build import HIDDEN, sentence
from hypothesis import given
from hypothesis import strategies as st

from srs.model import all_gaps, parse_cloze
from srs.reconcile.gap_union import Numbered, united_numbers
from srs.reconcile.gaps import renumbered, with_numbers


def told(*versions: tuple[int, str]) -> Numbered:
    return Numbered(versions, ())


def united(one: Numbered, other: Numbered) -> Numbered:
    """Return what a store knows into which another was merged."""
    said = {
        (at, with_numbers(front, numbers))
        for side, numbers in zip((one, other), united_numbers(one, other), strict=True)
        for at, front in side.said
    }
    return Numbered(sorted(said), ())


def test_a_number_that_means_another_gap_elsewhere_gets_that_of_the_store_that_said_it_first() -> None:
    ours = told((1, sentence("four")), (5, sentence("four", "two", "one")))
    between = renumbered(sentence("four", "two", "one"), [sentence("four"), sentence("four", "one")])
    theirs = told((1, sentence("four")), (2, sentence("four", "one")), (3, between))

    assert united_numbers(ours, theirs) == ({2: 3, 3: 2}, {})
    assert united_numbers(theirs, ours) == ({}, {2: 3, 3: 2})


def test_gaps_of_versions_that_only_one_store_knows_stay_apart() -> None:
    ours = told((1, sentence("four")), (2, sentence("four", "one")))
    theirs = told((1, sentence("four")), (3, sentence("four", "two")))

    assert united_numbers(ours, theirs) == ({}, {2: 3})


def test_a_gap_is_known_by_what_it_hides_in_versions_that_only_one_store_knows() -> None:
    ours = told((1, sentence("four")), (2, sentence("four", "one")))
    edited = sentence("four", "two", "one").replace("The", "A")
    theirs = told((1, sentence("four")), (3, edited))

    assert united_numbers(ours, theirs) == ({}, {2: 3, 3: 2})


def test_a_word_that_stands_there_twice_does_not_tell_which_gap_it_is() -> None:
    ours = told((1, "{{c1::A}} or B"), (2, "{{c1::A}} or B, {{c2::two}} or two"))
    theirs = told((1, "{{c1::A}} or B"), (3, "{{c1::A}} or B, two or {{c2::two}}"))

    assert united_numbers(ours, theirs) == ({}, {2: 3})


def test_a_card_whose_text_was_lost_keeps_its_number() -> None:
    ours = Numbered([(1, sentence("four"))], (1, 2))
    theirs = Numbered([(1, sentence("four")), (2, sentence("four", "two"))], (1, 2))

    assert united_numbers(ours, theirs) == united_numbers(theirs, ours) == ({}, {})


STORES = st.lists(
    st.lists(
        st.sets(st.sampled_from(HIDDEN), min_size=1).map(lambda hidden: sentence(*hidden)), min_size=1, max_size=4
    ),
    min_size=3,
    max_size=3,
)


@given(stores=STORES)
def test_the_order_in_which_stores_are_united_does_not_matter_and_a_number_means_one_word(
    stores: list[list[str]],
) -> None:
    sides = []
    for number, fronts in enumerate(stores):
        said: list[str] = []
        for front in fronts:
            said.append(renumbered(front, said) if said else front)
        sides.append(told(*((10 * place + number, front) for place, front in enumerate(said))))

    ends = [united(united(one, two), three) for one, two, three in permutations(sides)]
    ends += [united(one, united(two, three)) for one, two, three in permutations(sides)]

    assert all(end == ends[0] for end in ends)
    assert united(ends[0], sides[0]) == ends[0]
    means: dict[int, set[str]] = {}
    for _, front in ends[0].said:
        for gap in all_gaps(parse_cloze(front)):
            means.setdefault(gap.numbers[0], set()).add(gap.text)
    assert all(len(words) == 1 for words in means.values())
