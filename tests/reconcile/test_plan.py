"""Which draft is which fact, and what happens to the rest."""

from __future__ import annotations

import random
from dataclasses import replace
from unicodedata import normalize

import pytest
from build import fact
from hypothesis import example, given
from hypothesis import strategies as st
from reconcile_world import carry_out, first, plan_again

from srs.model import Change, Created, Draft, Edited, Moved, Refreshed, Retired, Revived, Source, Status, Way
from srs.reconcile.fingerprint import fingerprint
from srs.reconcile.plan import make_plan


def draft(front: str, back: str = "", path: str = "a.md", line: int = 1, **more: object) -> Draft:
    return fact(front, back or f"what {front} means in these notes", path=path, line=line, **more).draft  # type: ignore[arg-type]


ENTROPY = draft("Entropy", "the mean surprise of a source of symbols", line=1)
PRIOR = draft("Prior", "what is believed before any data is seen", line=2)
LOSS = draft("Loss", "a number that training tries to make small", line=3)
NOTES = [ENTROPY, PRIOR, LOSS]

WORDS = ("alpha", "beta", "gamma", "delta", "not", "12", "kappa")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
PLACES = {"path": st.sampled_from(["a.md", "b.md", "c/d.md"]), "line": st.integers(1, 9), "deck": st.sampled_from("xy")}
GAPS = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(WORDS)), min_size=1, max_size=4)
WITH_GAPS = GAPS.map(lambda gaps: " so ".join(f"{{{{c{number}::{word}}}}}" for number, word in gaps))
DRAFTS = st.lists(
    st.one_of(
        st.builds(draft, TEXTS, TEXTS, **PLACES),
        st.builds(draft, WITH_GAPS, st.just(" "), way=st.just(Way.CLOZE), **PLACES),
    ),
    max_size=10,
)


def ids(drafts: list[Draft]) -> dict[str, str]:
    return {one.draft.front: one.id for one in first(drafts)}


def test_first_drafts_become_new_facts_in_the_order_of_the_notes() -> None:
    plan = make_plan([LOSS, ENTROPY, PRIOR], [], retired={})

    assert [change.draft for change in plan.changes if isinstance(change, Created)] == NOTES
    assert plan.unchanged == 0


def test_unchanged_notes_give_an_empty_plan() -> None:
    plan = plan_again(NOTES, first(NOTES))

    assert (plan.changes, plan.unchanged) == ((), 3)


def test_a_fact_in_the_drill_stays_there_when_its_evidence_gets_thin() -> None:
    facts = first(NOTES)
    moved = replace(PRIOR, held="a single line proves little", source=Source("b.md", 4, 4))

    plan = plan_again([ENTROPY, moved, LOSS], facts)

    assert plan.changes == (Moved(facts[1], replace(moved, held="")),)


def test_a_fact_that_comes_back_to_thin_evidence_is_in_the_drill_again() -> None:
    facts = carry_out(plan_again([ENTROPY, LOSS], first(NOTES)), first(NOTES))

    plan = plan_again([ENTROPY, replace(PRIOR, held="a single line proves little"), LOSS], facts)

    assert [change.draft.held for change in plan.changes if isinstance(change, Revived)] == [""]


def test_an_edited_back_keeps_the_id() -> None:
    facts = first(NOTES)
    edited = draft("Prior", "what is believed before the data is seen", line=2)

    plan = plan_again([ENTROPY, edited, LOSS], facts)

    assert plan.changes == (Edited(facts[1], edited, Change.REWORDED),)


def test_an_edited_front_keeps_the_id() -> None:
    facts = first(NOTES)
    edited = draft("Prior distribution", PRIOR.back, line=2)

    plan = plan_again([ENTROPY, edited, LOSS], facts)

    assert plan.changes == (Edited(facts[1], edited, Change.REWORDED),)


def test_a_little_of_front_and_back_edited_keeps_the_id() -> None:
    facts = first(NOTES)
    edited = draft("The prior", "what is believed before any new data is seen", line=2)

    plan = plan_again([ENTROPY, edited, LOSS], facts)

    assert [type(change) for change in plan.changes] == [Edited]
    assert plan.changes[0].fact == facts[1]  # type: ignore[union-attr]


def test_another_definition_in_the_same_place_is_another_fact() -> None:
    facts = first(NOTES)
    other = draft("Batch", "several examples that go through a model at once", line=2)

    plan = plan_again([ENTROPY, other, LOSS], facts)

    assert [type(change) for change in plan.changes] == [Created, Retired]


def test_a_back_that_many_facts_share_carries_no_identity() -> None:
    facts = first([draft("Is A a set?", "yes"), draft("Is B a set?", "no", line=2)])

    plan = plan_again([draft("Does water boil at sea level?", "yes")], facts)

    assert sorted(type(change).__name__ for change in plan.changes) == ["Created", "Retired", "Retired"]


def test_two_equally_likely_heirs_inherit_nothing() -> None:
    facts = first([draft("red green blue cyan", "one two three four")])
    heirs = [
        draft("red green blue pink", "one two three five", line=1),
        draft("red green blue grey", "one two three nine", line=2),
    ]

    plan = plan_again(heirs, facts)

    assert [type(change) for change in plan.changes] == [Created, Created, Retired]


def test_the_same_text_in_another_note_is_moved() -> None:
    facts = first(NOTES)
    moved = draft("Prior", PRIOR.back, path="b.md", line=9)

    plan = plan_again([ENTROPY, LOSS, moved], facts)

    assert plan.changes == (Moved(facts[1], moved),)


def test_a_renamed_file_moves_all_its_facts() -> None:
    facts = first(NOTES)
    renamed = [draft(one.front, one.back, path="z.md", line=one.source.first_line) for one in NOTES]

    plan = plan_again(renamed, facts)

    assert plan.changes == tuple(Moved(one, new) for one, new in zip(facts, renamed, strict=True))


def test_a_fact_that_is_moved_and_edited_at_once_keeps_its_id() -> None:
    facts = first(NOTES)
    both = draft("Prior", "what is believed before the data is seen", path="b.md")

    plan = plan_again([ENTROPY, LOSS, both], facts)

    assert plan.changes == (Edited(facts[1], both, Change.REWORDED),)


LITTLE = [
    ENTROPY,
    PRIOR,
    draft("Queue", "first come, first served", line=3),
    draft("Stack", "last in, first out", line=4),
]


@pytest.mark.parametrize(
    ("front", "back"),
    [("Stack", "a pile of plates"), ("Stak", "last in, first out"), ("Stack", "the last in is out first")],
)
def test_a_note_that_is_renamed_is_the_same_note_whatever_is_edited_in_it_at_once(front: str, back: str) -> None:
    edited = [*LITTLE[:3], draft(front, back, line=4)]
    renamed = [replace(one, source=replace(one.source, path="z.md")) for one in edited]

    assert kept(LITTLE, edited) == kept(LITTLE, renamed) == [0, 1, 2, 3]


def test_a_note_that_is_there_still_was_not_renamed() -> None:
    away = [replace(one, source=replace(one.source, path="z.md")) for one in (ENTROPY, PRIOR)]
    here = [LITTLE[2], draft("Stack", "a pile of plates", path="z.md", line=4)]

    assert kept(LITTLE, [*away, *here]) == [0, 1, 2, None]


def test_a_note_of_which_little_went_to_another_was_not_renamed() -> None:
    away = [draft("Entropy", ENTROPY.back, path="z.md"), draft("Stack", "a pile of plates", path="z.md", line=4)]

    assert kept(LITTLE, away) == [0, None]


def test_other_lines_are_refreshed_and_count_as_unchanged() -> None:
    facts = first(NOTES)
    below = [draft(one.front, one.back, line=one.source.first_line + 5) for one in NOTES]

    plan = plan_again(below, facts)

    assert plan.changes == tuple(Refreshed(one, new) for one, new in zip(facts, below, strict=True))
    assert plan.unchanged == 3


@pytest.mark.parametrize("more", [{"context": ("New heading",)}, {"deck": "b"}, {"tags": ("t",)}, {"extra": "more"}])
def test_what_stands_around_a_fact_is_no_part_of_its_identity(more: dict[str, object]) -> None:
    facts = first([ENTROPY])
    around = draft(ENTROPY.front, ENTROPY.back, **more)

    assert plan_again([around], facts).changes == (Refreshed(facts[0], around),)


def test_swapped_definitions_keep_their_ids() -> None:
    facts = first([ENTROPY, PRIOR])
    swapped = [draft("Prior", PRIOR.back, line=1), draft("Entropy", ENTROPY.back, line=2)]

    plan = plan_again(swapped, facts)

    assert {change.fact.id: change.draft.front for change in plan.changes if isinstance(change, Refreshed)} == {
        facts[0].id: "Entropy",
        facts[1].id: "Prior",
    }


def test_an_exchange_of_answers_that_are_alike_changes_their_meaning() -> None:
    value = "generalised extreme value distribution, the limit law of block maxima"
    pareto = "generalised Pareto distribution, the limit law of threshold exceedances"
    facts = first([fact("GEV", value, line=1).draft, fact("GPD", pareto, line=2).draft])

    plan = plan_again([fact("GEV", pareto, line=1).draft, fact("GPD", value, line=2).draft], facts)

    assert [change.change for change in plan.changes if isinstance(change, Edited)] == [Change.MEANING] * 2


def test_a_deleted_fact_is_retired() -> None:
    facts = first(NOTES)

    plan = plan_again([ENTROPY, LOSS], facts)

    assert plan.changes == (Retired(facts[1]),)


def test_a_restored_fact_is_revived_with_its_id() -> None:
    facts = first(NOTES)
    without = carry_out(plan_again([ENTROPY, LOSS], facts), facts)

    plan = plan_again(NOTES, without)

    assert [(type(change), change.fact.id) for change in plan.changes if isinstance(change, Revived)] == [
        (Revived, facts[1].id)
    ]
    assert len(plan.changes) == 1


def test_one_retired_fact_is_revived_once() -> None:
    facts = first([ENTROPY])
    gone = carry_out(plan_again([], facts), facts)
    twice = [ENTROPY, draft(ENTROPY.front, ENTROPY.back, path="b.md")]

    plan = plan_again(twice, gone)

    assert [type(change) for change in plan.changes] == [Revived, Created]


def test_the_same_text_in_two_notes_gets_two_ids() -> None:
    twice = [ENTROPY, draft(ENTROPY.front, ENTROPY.back, path="b.md")]

    facts = first(twice)

    assert len({one.id for one in facts}) == 2
    assert plan_again(twice, facts).changes == ()


def test_many_copies_that_come_one_by_one_all_get_their_own_id() -> None:
    copies = [draft("Entropy", ENTROPY.back, line=line) for line in range(1, 9)]
    facts = first(copies[:1])

    for count in range(2, 9):
        facts = carry_out(plan_again(copies[:count], facts), facts)

    assert len({one.id for one in facts}) == 8


def test_when_one_of_two_copies_goes_the_one_that_stays_keeps_its_id() -> None:
    copy = draft(ENTROPY.front, ENTROPY.back, path="b.md")
    facts = first([ENTROPY, copy])

    plan = plan_again([copy], facts)

    assert plan.changes == (Retired(facts[0]),)


def test_problems_are_carried_along() -> None:
    from srs.model import Problem

    problem = Problem("a.md", 3, "broken")

    assert make_plan([], [], retired={}, problems=[problem]).problems == (problem,)


@given(drafts=DRAFTS)
def test_ids_are_unique(drafts: list[Draft]) -> None:
    facts = first(drafts)

    assert len({one.id for one in facts}) == len(drafts)


@given(before=DRAFTS, after=DRAFTS, seed=st.integers())
def test_the_order_of_drafts_and_facts_does_not_matter(before: list[Draft], after: list[Draft], seed: int) -> None:
    shuffle = random.Random(seed).sample
    facts = first(before)

    expected = plan_again(after, facts)

    assert plan_again(shuffle(after, len(after)), shuffle(facts, len(facts))) == expected


@example(
    before=[draft("alpha", "alpha", deck="x"), draft("{{c2::alpha}}", " ", way=Way.CLOZE, deck="x")],
    after=[
        draft("{{c1::alpha}}", " ", way=Way.CLOZE, path="b.md", deck="x"),
        draft("alpha", "alpha", deck="x"),
        draft("{{c1::alpha}}", " ", way=Way.CLOZE, path="b.md", deck="y"),
    ],
)
@given(before=DRAFTS, after=DRAFTS)
def test_a_plan_carried_out_leaves_nothing_to_do(before: list[Draft], after: list[Draft]) -> None:
    facts = first(before)

    facts = carry_out(plan_again(after, facts), facts)

    again = plan_again(after, facts)
    assert again.changes == ()
    assert again.unchanged == len(after)


@given(before=DRAFTS, after=DRAFTS)
def test_every_draft_and_every_fact_is_accounted_for_once(before: list[Draft], after: list[Draft]) -> None:
    facts = first(before)

    plan = plan_again(after, facts)

    created = sum(isinstance(change, Created) for change in plan.changes)
    touched = [change.fact.id for change in plan.changes if not isinstance(change, Created)]
    silent = plan.unchanged - sum(isinstance(change, Refreshed) for change in plan.changes)
    assert len(set(touched)) == len(touched)
    assert len(touched) + silent == len(facts)
    assert created + len(touched) + silent - sum(isinstance(c, Retired) for c in plan.changes) == len(after)


@given(drafts=DRAFTS)
def test_deleted_and_restored_notes_give_back_every_id(drafts: list[Draft]) -> None:
    distinct = list({fingerprint(one.front, one.back): one for one in drafts}.values())
    facts = first(distinct)

    gone = carry_out(plan_again([], facts), facts)
    back = carry_out(plan_again(distinct, gone), gone)

    assert {one.id: one for one in back} == {one.id: one for one in facts}


def test_a_question_that_becomes_a_sentence_with_gaps_is_another_fact() -> None:
    question = draft("What does entropy measure in a source?", "the mean surprise of its symbols")
    sentence = replace(
        draft("What does {{c1::entropy}} measure in a source? the mean surprise of its symbols"), back="", way=Way.CLOZE
    )

    plan = plan_again([sentence], first([question]))

    assert [type(change) for change in plan.changes] == [Created, Retired]


def kept(before: list[Draft], after: list[Draft]) -> list[int | None]:
    """Return for each draft the number of the one it was, None for a new fact."""
    facts = first(before)
    plan = plan_again(after, facts)
    numbers = {fact.id: number for number, fact in enumerate(facts)}
    was: dict[Draft, int] = {one: number for number, one in enumerate(before)}
    for change in plan.changes:
        if not isinstance(change, Created | Retired):
            was[change.draft] = numbers[change.fact.id]
    return [was.get(one) for one in after]


LAYERS = [
    draft(f"Which stride does layer {n} of the network in chapter two have?", f"a stride of {n + 1} pixels", line=n)
    for n in range(1, 7)
]


def test_of_look_alikes_that_are_edited_each_keeps_its_own_id() -> None:
    edited = [replace(one, front=one.front.replace("have", "use")) for one in LAYERS]

    assert kept(LAYERS, edited) == list(range(6))


def test_a_word_that_is_replaced_everywhere_costs_no_id() -> None:
    replaced = [
        replace(one, front=one.front.replace("stride", "step width"), back=one.back.replace("stride", "step width"))
        for one in LAYERS
    ]

    assert kept(LAYERS, replaced) == list(range(6))


def test_a_word_that_is_replaced_in_facts_that_are_moved_at_once_costs_no_id() -> None:
    moved = [
        draft(one.front.replace("network", "model"), one.back.replace("pixels", "cells"), path="z.md", line=9 - n)
        for n, one in enumerate(LAYERS)
    ]

    assert kept(LAYERS, moved) == list(range(6))


def test_a_look_alike_in_the_place_of_one_that_is_gone_is_another_fact() -> None:
    others = [*LAYERS[:2], draft("Which loss does layer nine of the decoder in part four need?", "none"), *LAYERS[3:]]

    assert kept(LAYERS, others) == [0, 1, None, 3, 4, 5]


def test_the_same_term_twice_in_a_note_is_told_apart_by_its_meaning() -> None:
    both = [
        draft("Kernel", "the set of vectors that a linear map sends to zero", line=1),
        draft("Kernel", "the part of an operating system that talks to the hardware", line=5),
    ]
    edited = [
        draft("Kernel", "the part of the operating system which talks to all the hardware", line=1),
        draft("Kernel", "the set of all vectors which a linear map sends to zero", line=5),
    ]

    assert kept(both, edited) == [1, 0]


def test_the_same_term_with_another_meaning_in_place_of_one_of_two_is_another_fact() -> None:
    both = [
        draft("Kernel", "the set of vectors that a linear map sends to zero", line=1),
        draft("Kernel", "the part of an operating system that talks to the hardware", line=5),
    ]
    other = draft("Kernel", "a small matrix slid over an image", line=5)

    assert kept(both, [both[0], other]) == [0, None]


def test_the_same_front_in_another_note_is_another_fact_where_the_back_differs() -> None:
    other = draft("Advantages", "cheap to train on one machine", path="z.md")

    assert kept([draft("Advantages", "robust against wrong labels and outliers")], [other]) == [None]


def test_what_is_set_in_another_way_is_the_same_fact() -> None:
    before = [draft(f"Term {word}", f"what {word} is") for word in ("alpha", "beta", "gamma")]
    after = [draft(f"**Term {word}**", f"what *{word}* [is](x.md).") for word in ("gamma", "alpha", "beta")]

    assert kept(before, after) == [2, 0, 1]


def test_a_tie_is_shown_and_not_guessed() -> None:
    facts = first([draft("red green blue cyan", "one two three four")])
    heirs = [
        draft("red green blue pink", "one two three five", line=1),
        draft("red green blue grey", "one two three nine", line=2),
    ]

    plan = plan_again(heirs, facts)

    assert [(one.draft, one.candidates) for one in plan.ambiguous] == [(heir, (facts[0],)) for heir in heirs]
    assert {one.id for one in plan.ambiguous} == {one.id for one in plan.changes if isinstance(one, Created)}


def test_a_fact_that_comes_back_with_other_words_is_revived() -> None:
    facts = first(NOTES)
    gone = carry_out(plan_again([ENTROPY, LOSS], facts), facts)
    back = draft("Prior", "what is believed before the data is seen", line=2)

    plan = plan_again([ENTROPY, back, LOSS], gone)

    assert plan.changes == (Revived(replace(facts[1], status=Status.RETIRED), back),)


def test_a_gap_that_is_gone_leaves_the_others_their_numbers() -> None:
    before = replace(draft("The {{c1::heart}} has {{c2::four}} chambers."), back="", way=Way.CLOZE)
    after = replace(before, front="The heart has {{c1::four}} chambers.")
    facts = first([before])

    (change,) = plan_again([after], facts).changes

    assert change == Edited(facts[0], replace(after, front="The heart has {{c2::four}} chambers."), Change.FORMAT)


def test_a_history_goes_on_where_the_copy_of_a_deleted_text_stands() -> None:
    (original,) = first([PRIOR])
    copy = replace(
        fact(PRIOR.front, PRIOR.back, path="b.md", line=4), draft=replace(PRIOR, source=Source("b.md", 4, 4))
    )

    plan = make_plan([], [original], retired={}, copies={original.id: [copy]})

    assert plan.changes == (Moved(original, copy.draft), Retired(copy))


def test_a_misspelt_term_whose_answer_is_cut_in_two_is_the_first_half() -> None:
    whole = draft("Is the divergence a distance?", "No. It is not symmetric and it breaks the triangle inequality")
    halves = [
        draft("Is the divergense a distance?", "No.", line=1),
        draft(
            "Is the divergence a distance in use?", "It is not symmetric and it breaks the triangle inequality", line=2
        ),
    ]

    assert kept([whole], halves) == [0, None]


def test_a_misspelt_term_is_the_first_half_of_its_answer_however_long_the_second_is() -> None:
    first_half = "Dropout is a way to keep networks from learning their examples by heart."
    rest = (
        "It sets some of the neurons to zero at each step, so that none can rely on any other. It can be read as drawing one of "
        "very many small networks each time, and layers of it came first with those for images, and later with many others as well."
    )
    halves = [draft("Dropoui", first_half, line=1), draft("Dmropout in use", rest, line=2)]

    assert kept([draft("Dropout", f"{first_half} {rest}")], halves) == [0, None]


def test_a_part_with_another_front_is_not_the_fact_where_its_front_stands_elsewhere() -> None:
    first_half = "The part of a ladder that closes the double filter when the signal is high."
    rest = "It lifts the quiet filter of every violin that has many parts."
    other = "A cable that can close and lift a quiet ladder."
    before = [
        draft("Double cable", f"{first_half} {rest}", line=13),
        draft("Double cable", f"{other} {rest}", path="b.md", line=29),
    ]
    after = [
        draft("Double cable in use", rest, line=13),
        draft("Double cable", first_half, path="c.md", line=32),
        draft("Double cable in use", rest, path="b.md", line=29),
        draft("Double cable", other, path="d.md", line=158),
    ]

    found = kept(before, after)

    assert (found[0], found[2]) == (None, None)


def test_terms_a_letter_or_two_apart_are_told_apart_by_what_they_mean() -> None:
    before = [
        draft("Copper Valve", "the part of a pump that guards the curved socket when the signal is high", line=1),
        draft("Copper Hinge", "the part of a pump that holds the heavy spring when the signal is high", line=2),
    ]
    after = [
        draft("Copper Velvet", "the part of a pump that holds the heavy iron spring when a signal is high", line=1)
    ]

    assert kept(before, after) == [1]


def test_a_term_of_which_the_ending_alone_is_left_is_the_same_where_its_answer_mostly_stands() -> None:
    before = [draft("Засоби безпеки", "- DAC (rwx)\n- SELinux\n- firewalld, nftables\n- SSH-ключі")]
    after = [draft("Безпека", "DAC, SELinux, firewalld, SSH-ключі")]

    assert kept(before, after) == [0]


def test_another_number_in_front_of_a_long_text_is_no_other_text() -> None:
    text = " ".join(f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz")

    assert kept([draft("Act 10: harbours", text)], [draft("Act 12: harbours", f"{text} too")]) == [0]


@pytest.mark.parametrize(("before", "after"), [("`tag`", "tags"), ("Subcategories", "`subcategories`")])
def test_a_term_written_in_another_way_over_an_answer_with_little_in_common_is_shown(before: str, after: str) -> None:
    old = first([draft(before, "Zettelkasten level five. Represents")])
    anew = "Zettelkasten layer six. Represents single things such as numbers, points to its own index and lists the notes below it"

    plan = make_plan([draft(after, anew)], old, retired={})

    assert [type(change) for change in plan.changes] == [Created, Retired]
    assert [one.candidates for one in plan.ambiguous] == [(old[0],)]


def test_of_a_text_and_its_copy_elsewhere_that_are_edited_alike_the_one_in_its_note_is_the_same() -> None:
    after = [draft("Prior", "what is believed before the data is seen", path=path, line=2) for path in ("a.md", "z.md")]

    assert kept([PRIOR], after) == [0, None]


def test_a_text_of_one_letter_more_is_not_confused_with_one_of_the_same_words_in_another_order() -> None:
    before = [
        draft("Pump", "an early lantern can feed the bracket and the needle of a violin", line=1),
        draft("Valve", "an early violin can feed the needle and the bracket of a lantern", line=2),
    ]
    after = [draft("Lift", "an early lantern can feed the bracket and the needkle of a violin", line=9)]

    assert kept(before, after) == [0]


def test_a_text_rewritten_in_its_place_is_shown_with_what_stood_there() -> None:
    before = [ENTROPY, draft("Softmax", "maps logits to probabilities that sum to one", line=2), LOSS]
    after = [
        ENTROPY,
        draft("Softmax function", "normalised exponentials; turns scores into a distribution", line=2),
        LOSS,
    ]
    facts = first(before)

    plan = plan_again(after, facts)

    assert [(one.draft, one.candidates) for one in plan.ambiguous] == [(after[1], (facts[1],))]


def test_another_term_in_the_place_of_one_that_is_gone_is_no_question() -> None:
    other = draft("Batch", "several examples that go through a model at once", line=2)

    assert plan_again([ENTROPY, other, LOSS], first(NOTES)).ambiguous == ()


OTHERS = [
    (("What is the capital of France?", "Paris"), ("What is the capital of Spain?", "Madrid")),
    (("When did the first world war begin?", "1914"), ("When did the second world war begin?", "1939")),
    (("What is 7 times 8?", "56"), ("What is 7 times 9?", "63")),
    (("Which is safe in pregnancy?", "Paracetamol"), ("Which is not safe in pregnancy?", "Ibuprofen")),
    (("Hypertension", "blood pressure that is too high"), ("Hypotension", "blood pressure that is too low")),
    (
        ("Mitosis", "a division that gives two identical cells"),
        ("Meiosis", "a division that gives four different cells"),
    ),
    (("What is the derivative of sin x?", "cos x"), ("What is the derivative of cos x?", "-sin x")),
]


@pytest.mark.parametrize(("before", "after"), OTHERS)
@pytest.mark.parametrize("path", ["a.md", "b.md"])
def test_a_fact_that_is_much_like_one_that_is_gone_is_another(
    before: tuple[str, str], after: tuple[str, str], path: str
) -> None:
    assert kept([ENTROPY, draft(*before, line=5)], [ENTROPY, draft(*after, path=path, line=5)]) == [0, None]


@pytest.mark.parametrize(("before", "after"), OTHERS)
def test_a_fact_that_is_much_like_one_long_gone_does_not_wake_it(
    before: tuple[str, str], after: tuple[str, str]
) -> None:
    facts = first([ENTROPY, draft(*before, line=5)])
    gone = carry_out(plan_again([ENTROPY], facts), facts)

    plan = plan_again([ENTROPY, draft(*after, line=5)], gone)

    assert [type(change) for change in plan.changes] == [Created]


def test_the_same_term_of_another_field_is_another_fact() -> None:
    seed = draft("Kernel", "the part of a corn seed that is eaten", path="bio.md")
    system = draft("Kernel", "the part of an operating system that talks to the hardware", path="os.md")

    assert kept([seed], [system]) == [None]


def test_fronts_that_differ_in_a_sign_keep_their_own_ids() -> None:
    before = [draft("What is `a*b`?", "a first result"), draft("What is `a/b`?", "a second result", line=2)]
    after = [draft("What is `a/b`?", "a second result"), draft("What is `a*b`?", "a first result anew", line=2)]

    assert kept(before, after) == [1, 0]


def test_another_language_is_no_matter_of_format() -> None:
    facts = first([draft("C", "a language for programs of systems and small machines")])

    (change,) = plan_again([draft("C#", "a language for programs of systems and small machines")], facts).changes

    assert isinstance(change, Edited)
    assert change.change is not Change.FORMAT


def test_texts_without_a_word_are_no_edits_of_each_other() -> None:
    facts = first([draft("!!", "??"), *NOTES])

    plan = plan_again([draft("?!", "!?"), *NOTES], facts)

    assert [type(change) for change in plan.changes] == [Created, Retired]


def test_of_equal_drafts_in_one_place_each_is_another_fact() -> None:
    twice = [ENTROPY, ENTROPY, PRIOR]

    assert plan_again(twice, first(twice)).changes == ()
    assert [type(change) for change in plan_again(twice[1:], first(twice)).changes] == [Retired]


def test_cycles_are_collected_again_once_a_plan_is_made() -> None:
    import gc

    make_plan(NOTES, [], retired={})

    assert gc.isenabled()


def test_many_copies_of_one_text_get_their_ids_in_linear_time() -> None:
    copies = [draft("Term", "what it means", line=line) for line in range(1, 3001)]

    assert len(first(copies)) == 3000


def test_of_two_copies_that_are_back_each_is_the_one_of_its_note() -> None:
    here, there = draft("Entropy", path="a.md"), draft("Entropy", path="b.md")
    facts = [replace(one, status=Status.RETIRED) for one in first([here, there])]

    plan = plan_again([here, there], facts)

    revived = {
        change.draft.source.path: change.fact.draft.source.path
        for change in plan.changes
        if isinstance(change, Revived)
    }
    assert revived == {"a.md": "a.md", "b.md": "b.md"}


@pytest.mark.parametrize(
    "text", ["thủ đô của nước Việt Nam từ nhiều thế kỷ", "한국의 수도", "la capitale des Français"]
)
def test_another_normal_form_of_the_same_letters_is_a_change_of_format(text: str) -> None:
    before, after = (draft(normalize(form, "Thủ đô"), normalize(form, text)) for form in ("NFC", "NFD"))

    (change,) = plan_again([after], first([before])).changes

    assert isinstance(change, Edited)
    assert change.change is Change.FORMAT


@pytest.mark.parametrize(
    ("before", "after"),
    [("ห้องที่ซึ่งเสือนอนในเวลากลางคืน", "ห้องที่ซึ่งเสื้อนอนในเวลากลางคืน"), ("लोहे की कील जो नुकीली है", "लोहे की कुल जो नुकीली है")],
)
def test_marks_that_belong_to_a_letter_make_other_words(before: str, after: str) -> None:
    (change,) = plan_again([draft("Front", after)], first([draft("Front", before)])).changes

    assert isinstance(change, Edited)
    assert change.change is not Change.FORMAT
