"""A note with what became of its lines."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import NOW

from srs.app.annotate import annotate
from srs.app.collection import find_collection
from srs.app.forgetting import forgetting_of
from srs.errors import UnknownNote
from srs.model import CardId, Memory, Moment, Rating, Review, ReviewKind, Schedule
from srs.schedule import Preset
from srs.store.notes import count_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Collection

    from srs.app.annotate import Annotated
    from srs.store.open import Store

DAY = NOW // 86_400_000


@contextmanager
def open_store(collection: Collection) -> Iterator[Store]:
    store = find_collection(collection.folder).open()
    try:
        yield store
    finally:
        store.close()


def annotated(collection: Collection, path: str, *, skips: bool = False) -> Annotated:
    with open_store(collection) as store:
        return annotate(path, find_collection(collection.folder), store, skips=skips)


def test_each_fact_stands_where_the_note_says_it(synced: Collection) -> None:
    note = annotated(synced, "information.md")

    assert [(stand.draft.front, stand.draft.source.first_line) for stand in note.stands] == [
        ("Entropy", 3),
        ("Alphabet", 4),
    ]
    assert all(stand.shown for stand in note.stands)
    assert note.skips is None


def test_a_note_that_was_edited_since_the_last_sync_is_read_as_it_is_now(synced: Collection) -> None:
    synced.write("information.md", "Noise: what a channel adds", "Entropy: the mean surprise of a source of symbols")
    note = annotated(synced, "information.md")

    assert [(stand.draft.front, stand.shown is not None) for stand in note.stands] == [
        ("Noise", False),
        ("Entropy", True),
    ]


def test_what_was_turned_down_comes_with_its_reason_where_it_is_asked_for(synced: Collection) -> None:
    synced.file("more.md").write_text(
        "# More\n\n- **This**: see above\n- **Noise**: what a channel adds to a signal\n", "utf-8"
    )
    synced.run("sync")

    skips = annotated(synced, "more.md", skips=True).skips
    assert skips
    assert all(skip.reason for skip in skips)


@pytest.mark.parametrize("skips", [True, False])
def test_a_learned_fact_that_the_rules_would_not_make_now_stands_where_its_text_does(
    synced: Collection, *, skips: bool
) -> None:
    selvedge = "## Selvedge\n\nThreads turn around here at the edge, pulled neither too tight nor too loose.\n"
    terms = "- **Heddle**: a wire with an eye\n- **Reed**: a comb that beats\n- **Shuttle**: carries the weft\n"
    synced.file("weaving.md").write_text(f"# Weaving\n\n{terms}\n{selvedge}", "utf-8")
    synced.run("sync")
    synced.run("answer", synced.ids()["Selvedge"], "good")
    synced.file("weaving.md").write_text(f"# Weaving\n\n{selvedge}", "utf-8")

    note = annotated(synced, "weaving.md", skips=skips)

    ((draft, shown),) = note.stands
    assert (draft.front, draft.source.first_line) == ("Selvedge", 3)
    assert shown


@pytest.mark.parametrize(
    "path",
    ["missing.md", "../secret.md", "/etc/passwd", "", ".", "notes/../../secret.md", "a\0b", "x" * 5000, "link.md"],
)
def test_what_is_no_note_of_the_collection_is_not_read(synced: Collection, path: str) -> None:
    secret = synced.folder / "secret.md"
    secret.write_text("- **Password**: a word that nobody else may know\n", "utf-8")
    synced.file("link.md").symlink_to(secret)
    synced.run("sync")

    with pytest.raises(UnknownNote):
        annotated(synced, path)


def test_notes_are_counted_with_their_facts_and_problems(synced: Collection) -> None:
    synced.file("bad.md").write_bytes(b"\xff\xfe\x00")
    synced.run("sync")
    with open_store(synced) as store:
        counts = {one.path: one[1:] for one in count_notes(store, DAY)}

    assert counts["information.md"] == (2, 0, 0, 0)
    assert counts["bad.md"] == (0, 0, 0, 1)


GAPS = st.lists(st.tuples(st.integers(0, 400), st.floats(0.1, 900), st.integers(1, 4)), min_size=1, max_size=12)


@given(GAPS, st.integers(0, 400))
def test_a_forgetting_curve_begins_at_each_answer_and_falls_until_the_next(
    gaps: list[tuple[int, float, int]], since: int
) -> None:
    reviews, day = [], DAY
    for gap, stability, rating in gaps:
        day += gap
        after = Schedule(memory=Memory(stability, 5.0), interval_days=3)
        moment = Moment(day * 86_400_000, day)
        reviews.append(
            Review(len(reviews), CardId(1), moment, Rating(rating), 1000, ReviewKind.REVIEW, Schedule(), after)
        )
    found = forgetting_of(reviews, Preset(), day + since)

    assert found
    assert len(found.pieces) == len(found.answers) == len(reviews)
    for piece, review in zip(found.pieces, reviews, strict=True):
        days, recalls = zip(*piece, strict=True)
        assert piece[0] == (review.moment.day, 1.0)
        assert list(days) == sorted(set(days))
        assert list(recalls) == sorted(recalls, reverse=True)
        assert all(0 < recall <= 1 for recall in recalls)
    assert found.last_day > day + since


def test_a_card_that_was_never_answered_has_no_curve() -> None:
    assert forgetting_of([], Preset(), DAY) is None
