"""What queries find in a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import fsrs
import pytest
from build import fact
from hypothesis import HealthCheck, given, settings
from query_trees import TREES
from stores import CLOCK, DAY, NOW, answer, card, say, take_back

from srs.model import Kind, Rating, Way
from srs.search.parser import parse
from srs.search.words import Not
from srs.store.cards import cards_of, due_cards, live_cards, new_cards
from srs.store.counts import count_due
from srs.store.decisions import decide, held_facts
from srs.store.facts import list_facts
from srs.store.log import history
from srs.store.marks import burial, chosen_cards, flagging, mark_cards, suspension
from srs.store.search import Today, compile_query, days_until

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from srs.model import Draft, FactId
    from srs.search.words import Query
    from srs.store.open import Store
    from srs.store.selection import Selection

TODAY = CLOCK.moment(NOW)
DRAFTS = (
    fact("Entropy", "the mean surprise\nof a source", path="papers/info.md", deck="ml::info", tags=("exam",)).draft,
    fact("Straße", "ein Weg, B\u00c4UME 100%", path="deutsch.md", deck="deutsch", tags=("Sprache::Wort", "exam")).draft,
    fact("a_b (c)", 'a "quoted" \\alpha word', path="papers/deep/x.md", deck="ML", kind=Kind.QUESTION).draft,
    fact("axb", "entropic", path="papers2/y.md").draft,
)


def select(store: Store, query: str, at: int = NOW, **settings: int) -> Selection:
    day = CLOCK.day_of(at)
    return compile_query(store, parse(query), Today(day, CLOCK.start_of(day), **settings))


def found(store: Store, query: str, at: int = NOW, **settings: int) -> list[str]:
    return sorted(one.draft.front for one in list_facts(store, select(store, query, at, **settings)))


def id_of(store: Store, front: str) -> FactId:
    return next(one.id for one in list_facts(store, retired=True) if one.draft.front == front)


def several(store: Store, *fronts: str) -> dict[str, FactId]:
    """Let the notes say something about each of these."""
    say(store, [fact(front, f"what is said of {front}", line=line).draft for line, front in enumerate(fronts, 1)])
    return {front: id_of(store, front) for front in fronts}


@pytest.mark.parametrize(
    ("query", "fronts"),
    [
        ("", ["Entropy", "Straße", "a_b (c)", "axb"]),
        ("ENTROP", ["Entropy", "axb"]),
        ("surprise mean", ["Entropy"]),
        ('"mean surprise"', ["Entropy"]),
        ('"surprise of"', ["Entropy"]),
        ('"entropy the"', []),
        ("strasse", ["Straße"]),
        ("STRAẞE", ["Straße"]),
        ("bäume", ["Straße"]),
        ("ba\u0308ume", ["Straße"]),
        ("100%", ["Straße"]),
        ("10%", []),
        ("a_b", ["a_b (c)", "axb"]),
        (r"a\_b", ["a_b (c)"]),
        (r'"a\_b (c)"', ["a_b (c)"]),
        ("mean*source", ["Entropy"]),
        ("entropy*surprise", []),
        ("*", ["Entropy", "Straße", "a_b (c)", "axb"]),
        (r"\"quoted\"", ["a_b (c)"]),
        (r"\\alpha", ["a_b (c)"]),
        ("info.md", ["Entropy"]),
        ("sprache", ["Straße"]),
        ("ml", ["Entropy", "a_b (c)"]),
        ('"["', []),
        (r"\"", ["a_b (c)"]),
        (r"exam\"", []),
        ("front:entrop", ["Entropy"]),
        ("back:entrop", ["axb"]),
        ('back:"a source"', ["Entropy"]),
        ("re:^entrop", ["Entropy", "axb"]),
        ('re:"entrop(?!ic)"', ["Entropy"]),
        ('re:"(?-i:ENTROP)"', []),
        ("front:re:^.{3}$", ["axb"]),
        ("tag:re:^spr", ["Straße"]),
        ("deck:re:info$", ["Entropy"]),
    ],
)
def test_words_and_patterns(store: Store, query: str, fronts: list[str]) -> None:
    say(store, DRAFTS)

    assert found(store, query) == fronts


@pytest.mark.parametrize(
    ("query", "fronts"),
    [
        ("deck:ml", ["Entropy", "a_b (c)"]),
        ("deck:ML::info", ["Entropy"]),
        ("deck:m", []),
        ("deck:m*", ["Entropy", "a_b (c)"]),
        ("deck:*", ["Entropy", "Straße", "a_b (c)"]),
        ("-deck:*", ["axb"]),
        ("tag:exam", ["Entropy", "Straße"]),
        ("tag:sprache", ["Straße"]),
        ("tag:spr", []),
        ("tag:*wort", ["Straße"]),
        ("tag:none", ["a_b (c)", "axb"]),
        ("-tag:*", ["a_b (c)", "axb"]),
        ("path:papers", ["Entropy", "a_b (c)"]),
        ("path:papers/*", ["Entropy", "a_b (c)"]),
        ("path:papers/", ["Entropy", "a_b (c)"]),
        ("deck:ml::", ["Entropy"]),
        ("path:papers*", ["Entropy", "a_b (c)", "axb"]),
        ("path:papers/info.md", ["Entropy"]),
        ("path:papers/info", ["Entropy"]),
        ("path:papers/inf", []),
        ("kind:question", ["a_b (c)"]),
        ("entrop -entropy", ["axb"]),
        ("-(entrop or straße)", ["a_b (c)"]),
        ("deck:ml exam or axb", ["Entropy", "axb"]),
        ("deck:ml (exam or axb)", ["Entropy"]),
        ("-(-axb)", ["axb"]),
        ("is:retired", []),
    ],
)
def test_places_and_signs(store: Store, query: str, fronts: list[str]) -> None:
    say(store, DRAFTS)

    assert found(store, query) == fronts


def test_a_query_for_an_id_of_any_length_finds_nothing(store: Store) -> None:
    assert found(store, f"id:{'a' * 60_000}") == []


def test_a_fact_is_found_by_the_beginning_of_its_id_and_by_an_alias(store: Store) -> None:
    say(store, DRAFTS)
    known = id_of(store, "Entropy")
    with store.write() as connection:
        connection.execute("INSERT INTO alias (id, fact) VALUES ('other', ?)", (known,))

    assert found(store, f"id:{known}") == found(store, f"id:{known[:6].upper()}") == found(store, "id:other")
    assert found(store, f"id:{known}") == ["Entropy"]


def test_new_learning_review_and_due_as_in_anki(store: Store) -> None:
    known = several(store, "new", "step", "tomorrow", "lapsed")
    answer(store, known["step"], Rating.GOOD)
    for front in ("tomorrow", "lapsed"):
        answer(store, known[front], Rating.EASY)
    later = NOW + 400 * DAY
    answer(store, known["lapsed"], Rating.AGAIN, later)

    assert found(store, "is:new") == ["new"]
    assert found(store, "is:learn") == ["lapsed", "step"]
    assert found(store, "is:review") == ["lapsed", "tomorrow"]
    assert found(store, "is:due") == ["lapsed", "step"]
    assert found(store, "is:due", later) == ["lapsed", "step", "tomorrow"]
    assert found(store, "-is:due", later) == ["new"]
    assert found(store, "is:leech") == []
    assert found(store, "is:leech", leech_lapses=1) == ["lapsed"]
    assert found(store, "prop:lapses>0 prop:reps=2") == ["lapsed"]


def test_suspended_and_buried_cards_are_not_due(store: Store) -> None:
    known = several(store, "asked", "buried", "suspended")
    for one in known.values():
        answer(store, one, Rating.EASY)
    later = NOW + 400 * DAY
    mark_cards(store, {known["suspended"]: (0,)}, suspension(suspended=True))
    mark_cards(store, {known["buried"]: (0,)}, burial(CLOCK.day_of(later), buried=True))

    assert found(store, "prop:due<0", later) == ["asked"]
    assert found(store, "is:suspended", later) == ["suspended"]
    assert found(store, "is:buried", later) == ["buried"]
    assert found(store, "is:due", later) == ["asked"]
    assert found(store, "is:due", later + DAY) == ["asked", "buried"]
    assert found(store, "is:buried", later + DAY) == []


def test_held_rejected_and_retired_facts(store: Store) -> None:
    say(store, [replace(one, held="a single line") for one in DRAFTS[:2]] + [*DRAFTS[2:]])
    decide(store, [next(one.id for one in held_facts(store) if one.draft.front == "Straße")], accepted=False)
    say(store, [replace(one, held="a single line") for one in DRAFTS[:2]] + [DRAFTS[2]])

    assert found(store, "is:held") == ["Entropy"]
    assert found(store, "is:rejected") == ["Straße"]
    assert found(store, "is:retired") == ["axb"]
    assert found(store, "-is:retired entrop") == ["Entropy"]
    assert found(store, "entrop") == ["Entropy"]
    assert found(store, '"single line"') == []
    with_reasons = compile_query(store, parse('"single line"'), Today(TODAY.day, 0), reasons=True)
    assert [one.draft.front for one in held_facts(store, with_reasons)] == ["Entropy"]


def test_quantities(store: Store) -> None:
    known = several(store, "new", "easy", "step")
    answer(store, known["easy"], Rating.EASY)
    answer(store, known["step"], Rating.HARD)
    easy = card(store, known["easy"]).schedule
    assert easy.memory
    assert easy.due_day

    assert found(store, f"prop:ivl={easy.interval_days}") == ["easy"]
    assert found(store, f"prop:due={easy.due_day - TODAY.day}") == ["easy"]
    assert found(store, "prop:due=0") == ["step"]
    assert found(store, "prop:due=-1", NOW + DAY) == ["step"]
    assert found(store, "prop:due<0", NOW + 400 * DAY) == ["easy", "step"]
    assert found(store, f"prop:s>{easy.memory.stability - 0.1:.3f}") == ["easy"]
    assert found(store, "prop:d>=1") == ["easy", "step"]
    assert found(store, "-prop:d>=1") == ["new"]
    assert found(store, "prop:reps!=0") == ["easy", "step"]
    assert found(store, "prop:r=1") == ["easy", "step"]
    assert found(store, "prop:r<0.9", NOW + 5 * DAY) == ["step"]
    assert found(store, "prop:r>0 prop:r<=1 -prop:r>1 -prop:r<0", NOW + 5 * DAY) == ["easy", "step"]


def test_answers_within_days_do_not_count_when_they_were_taken_back(store: Store) -> None:
    known = several(store, "today", "before", "undone")
    answer(store, known["before"], Rating.AGAIN, NOW - 6 * DAY)
    answer(store, known["today"], Rating.EASY)
    answer(store, known["undone"], Rating.EASY, NOW + 1000)
    take_back(store, NOW + 2000)

    assert found(store, "rated:1") == ["today"]
    assert found(store, "rated:6") == ["today"]
    assert found(store, "rated:7") == ["before", "today"]
    assert found(store, "rated:7:1") == ["before"]
    assert found(store, "-rated:7") == ["undone"]


def test_facts_added_and_edited_within_days(store: Store) -> None:
    old = fact("old", "what was said of it long ago").draft
    say(store, [old], NOW - 9 * DAY)
    say(store, [old, ONE], NOW - 2 * DAY)
    say(store, [replace(old, back="what was said of it not so long ago"), ONE])

    assert found(store, "added:3") == ["new one"]
    assert found(store, "added:2") == []
    assert found(store, "added:10") == ["new one", "old"]
    assert found(store, "edited:1") == ["old"]
    assert found(store, "edited:1", NOW + DAY) == []


ONE = fact("new one", "a fact that came later", line=2).draft


def test_one_card_of_a_fact_must_be_all_that_is_asked_for(store: Store) -> None:
    say(store, [fact("{{c1::Paris}} is in {{c2::France}}", "", way=Way.CLOZE).draft])
    known = next(list_facts(store)).id
    mark_cards(store, {known: (0,)}, flagging(1))
    mark_cards(store, {known: (1,)}, suspension(suspended=True))

    assert len(found(store, "flag:1")) == len(found(store, "is:suspended")) == 1
    assert found(store, "flag:1 is:suspended") == []
    assert [ords for _, ords in chosen_cards(store, select(store, "flag:1 or is:suspended"))] == [(0, 1)]
    assert [ords for _, ords in chosen_cards(store, select(store, "flag:0"))] == [(1,)]


def test_a_card_whose_gap_is_gone_is_not_found_while_its_fact_is_in_the_drill(store: Store) -> None:
    say(store, [fact("{{c1::Paris}} is in {{c2::France}}", "", way=Way.CLOZE).draft])
    known = next(list_facts(store)).id
    mark_cards(store, {known: (1,)}, flagging(2))
    assert len(found(store, "flag:2")) == 1

    say(store, [fact("{{c1::Paris}} is in France", "", way=Way.CLOZE).draft], NOW + DAY)

    assert found(store, "flag:2") == []
    assert chosen_cards(store, select(store, "flag:2")) == []


def test_a_selection_holds_for_everything_that_selects(store: Store) -> None:
    known = several(store, "one", "two", "three")
    answer(store, known["one"], Rating.GOOD)
    answer(store, known["two"], Rating.GOOD)
    wanted = select(store, "one or three")

    assert count_due(store, TODAY.day, wanted) == (1, 1, 0)
    assert [one.fact for one in due_cards(store, TODAY, wanted, most_due=9)] == [known["one"]]
    assert [one.fact for one in new_cards(store, TODAY, wanted, most=9)] == [known["three"]]
    assert [one.id for one in list_facts(store, wanted)] == [known["one"], known["three"]]
    assert [one[0] for one in history(store, wanted)] == [known["one"]]
    assert live_cards(store, [known["one"]]).keys() == {known["one"]}


def test_marks_tell_which_cards_they_changed(store: Store) -> None:
    known = several(store, "one", "two")
    both = dict.fromkeys(known.values(), (0,))

    assert mark_cards(store, {known["one"]: (0,)}, flagging(3)) == {known["one"]: (0,)}
    assert mark_cards(store, both, flagging(3)) == {known["one"]: (), known["two"]: (0,)}
    assert mark_cards(store, both, burial(TODAY.day, buried=True)) == both
    assert mark_cards(store, both, burial(TODAY.day, buried=True)) == dict.fromkeys(both, ())
    assert mark_cards(store, both, burial(TODAY.day + 1, buried=False)) == dict.fromkeys(both, ())
    assert mark_cards(store, both, burial(TODAY.day, buried=False)) == both
    assert {cards_of(store, one)[0].buried_until for one in both} == {None}


@pytest.mark.parametrize("stability", [0.05, 1.0, 7.25, 900.0])
@pytest.mark.parametrize("elapsed", [0, 1, 3, 30, 700])
def test_retrievability_is_that_of_py_fsrs(store: Store, stability: float, elapsed: int) -> None:
    (known,) = several(store, "one").values()
    answer(store, known, Rating.GOOD)
    with store.write() as connection:
        connection.execute("UPDATE card SET stability = ?", (stability,))
    answered = datetime(2026, 5, 1, tzinfo=UTC)
    judged = fsrs.Card(1, fsrs.State.Review, None, stability, 5.0, answered, answered)
    recall = fsrs.Scheduler().get_card_retrievability(judged, answered + timedelta(days=elapsed))
    at = NOW + elapsed * DAY

    assert days_until(recall) * stability == pytest.approx(elapsed, abs=1e-6)
    assert found(store, f"prop:r>{recall - 2e-6:.6f} prop:r<{recall + 2e-6:.6f}", at) == ["one"]
    assert found(store, f"prop:r<{max(0, recall - 2e-6):.6f} or prop:r>{recall + 2e-6:.6f}", at) == []


def test_no_term_makes_a_condition_that_its_contrary_does_not_complete(store: Store) -> None:
    known = several(store, "new", "easy", "step")
    answer(store, known["easy"], Rating.EASY)
    answer(store, known["step"], Rating.HARD)
    terms = "a deck:a tag:a tag:none path:a front:a back:a re:a id:a kind:cloze flag:1 rated:1 added:1 edited:1 "
    terms += "prop:s>1 prop:d>1 prop:r>1 prop:ivl>1 prop:due>1 prop:reps>1 prop:lapses>1 "
    terms += "is:new is:learn is:review is:due is:suspended is:buried is:leech is:held is:rejected is:retired"

    for term in terms.split():
        assert sorted(found(store, term) + found(store, f"-{term}")) == ["easy", "new", "step"], term


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES)
def test_whatever_is_asked_is_found_or_not(store: Store, tree: Query) -> None:
    if not list(list_facts(store)):
        say(store, DRAFTS)
        answer(store, id_of(store, "Entropy"), Rating.AGAIN)
        answer(store, id_of(store, "axb"), Rating.EASY)
    today = Today(TODAY.day, CLOCK.start_of(TODAY.day))
    yes, no = compile_query(store, tree, today), compile_query(store, Not(tree), today)

    found = [one.draft.front for one in (*list_facts(store, yes), *list_facts(store, no))]

    assert sorted(found) == sorted(draft.front for draft in DRAFTS)
    assert sum(count_due(store, TODAY.day, yes) + count_due(store, TODAY.day, no)) == 3


@pytest.mark.parametrize("term", ["entropy", '"mean surprise"', "is:due", "rated:7", "-(-tag:exam)", "prop:due<3"])
def test_as_many_terms_as_can_be_written_can_be_asked(store: Store, term: str) -> None:
    say(store, DRAFTS)
    many = [term] * 140

    for query in (" ".join(many), " or ".join(many), "-(" * 49 + " or ".join(many) + ")" * 49):
        assert count_due(store, TODAY.day, select(store, query))
        assert found(store, query) is not None


@pytest.mark.parametrize("hostile", ["'; DROP TABLE card; --", '") OR 1 --', "\0", "%", ":q0", "?"])
def test_what_a_user_writes_is_never_read_as_sql(store: Store, hostile: str) -> None:
    say(store, DRAFTS)
    quoted = '"' + hostile.replace('"', '\\"').replace(":", "\\:") + '"'

    assert found(store, f"front:{quoted} back:{quoted} deck:{quoted} tag:{quoted} path:{quoted} {quoted}") == []
    assert len(found(store, "")) == 4


def plans_of(store: Store, work: Callable[[], object]) -> list[str]:
    """Return SQLite's plan of every SELECT that `work` runs."""
    statements: list[str] = []
    store.connection.set_trace_callback(statements.append)
    work()
    store.connection.set_trace_callback(None)
    selects = [statement for statement in statements if "SELECT" in statement]
    assert selects
    return [row[3] for one in selects for row in store.connection.execute(f"EXPLAIN QUERY PLAN {one}")]


def drafts(count: int) -> Sequence[Draft]:
    return [fact(f"term {n}", f"meaning {n}", line=n).draft for n in range(1, count + 1)]


@pytest.mark.parametrize("query", ["is:due", "is:new", "is:due deck:a tag:b word", "is:new prop:s>1", "a or is:due"])
def test_no_query_on_what_is_due_reads_all_cards(store: Store, query: str) -> None:
    say(store, drafts(30))
    wanted = select(store, query)

    def work() -> None:
        count_due(store, TODAY.day, wanted)
        due_cards(store, TODAY, wanted, most_due=9)
        new_cards(store, TODAY, wanted, most=9)

    scans = [plan for plan in plans_of(store, work) if plan.startswith(("SCAN card", "SCAN fact"))]
    assert [plan for plan in scans if "card_new" not in plan and "card_added" not in plan] == []


def test_listing_what_is_due_reads_no_more_than_that(store: Store) -> None:
    say(store, drafts(30))
    wanted = select(store, "is:due word -tag:a")

    plans = plans_of(store, lambda: live_cards(store, [one.id for one in list_facts(store, wanted)]))

    assert [plan for plan in plans if plan.startswith(("SCAN card", "SCAN fact"))] == []
    assert {"card_due_day", "card_due_at"} <= {name for plan in plans for name in plan.split()}
