"""The real Anki finds the same notes by the same queries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest
from build import fact
from stores import new_store, say

from srs.search.errors import BadQuery
from srs.search.parser import parse
from srs.store.facts import list_facts
from srs.store.search import Today, compile_query

anki = pytest.importorskip("anki")
from anki.collection import Collection
from anki.errors import InvalidInput, SearchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.store.open import Store

DAY_MS = 86_400_000
TYPES = {"new": 0, "learning": 1, "review": 2, "relearning": 3}


class Note(NamedTuple):
    """A basic note with its one card: `due` in days from today, `answers` as (days ago, rating), `added` days ago."""

    front: str
    back: str
    deck: str = "z"
    tags: tuple[str, ...] = ()
    state: str = "new"
    due: int = 0
    ivl: int = 0
    reps: int = 0
    lapses: int = 0
    flag: int = 0
    suspended: bool = False
    buried: bool = False
    added: int = 0
    answers: tuple[tuple[int, int], ...] = ()
    memory: tuple[float, float] = (0, 0)


NOTES = (
    Note("entropy", "mean surprise of a source", "ml::info", ("exam",), added=5),
    Note("Entropy rate", "surprise a symbol", "ml::info::deep", ("exam::hard", "maths")),
    Note("prior", "belief before data", "ml", ("EXAM",), "review", 0, 10, 4, 0, 1, answers=((10, 3),), memory=(7, 4)),
    Note(
        "posterior", "belief after data (seen)", "mlops", (), "review", -3, 2, 9, 9, memory=(1.25, 9), answers=((5, 1),)
    ),
    Note("odds", 'a chance "against" one', "ml 2", ("examples",), "review", 7, 30, 3, 1, 2, memory=(35, 5.5)),
    Note("a_b", "under_score and 100%", "other", (), "review", 1, 1, 2, 0, suspended=True, memory=(1, 6)),
    Note("axb", "star * and back\\slash", "other", ("maths",), "review", 0, 4, 5, 2, buried=True, memory=(6, 7)),
    Note("step", "being learned: soon", "ml", (), "learning", 0, 0, 1, 0, 7, memory=(0.5, 6), answers=((0, 2),)),
    Note("lapse", "re-learned, or so", "other::x", ("none-such",), "relearning", 0, 1, 8, 8, answers=((0, 1), (3, 4))),
    Note("new-suspended", "never asked and not", "other", (), suspended=True, added=1),
    Note("colour", "color is grey", "ml::info", ("sub_tag",), added=30),
)

QUERIES = r"""
 ¦ entropy ¦ ENTROPY ¦ surprise source ¦ source surprise ¦ "mean surprise" ¦ "surprise mean" ¦ rate ¦ belief data ¦ data -after
entropy or odds ¦ entropy or odds prior ¦ (entropy or prior) belief ¦ -(entropy or prior) ¦ -entropy -prior
entropy OR odds AND chance ¦ entropy and surprise ¦ -is:new or entropy ¦ (entropy or posterior) (rate or after) -source
-(-entropy) ¦ entropy(surprise) ¦ entropy"mean" ¦ -"mean surprise" ¦ --learned ¦ re-learned ¦ - learned ¦ (- learned)
e*y ¦ e*rate ¦ a_b ¦ a\_b ¦ under\_score ¦ 100% ¦ star \* ¦ \"against\" ¦ "\"against\"" ¦ back\\slash ¦ \(seen\) ¦ "(seen)"
learned\: ¦ "learned\: soon" ¦ "or" ¦ "and" ¦ colo*r ¦ colo_r ¦ su*ise ¦ *
deck:ml ¦ deck:ML ¦ deck:ml::info ¦ deck:ml::* ¦ deck:m* ¦ deck:* ¦ deck:"ml 2" ¦ "deck:ml 2" ¦ deck:ml*2 ¦ deck:info
deck:other::x ¦ -deck:ml ¦ deck:ml_2 ¦ deck:ml::info::deep ¦ deck:nothing ¦ deck:*::x ¦ DECK:ml
tag:exam ¦ tag:EXAM ¦ tag:exam::hard ¦ tag:exam::* ¦ tag:exam* ¦ tag:none ¦ -tag:none ¦ tag:hard ¦ tag:*hard ¦ tag:m_ths
tag:sub\_tag ¦ tag:nothing ¦ tag:re:^ex
is:new ¦ is:learn ¦ is:review ¦ is:due ¦ is:suspended ¦ is:buried ¦ -is:due ¦ is:new -is:suspended ¦ is:review -is:learn
is:due or is:new ¦ is:learn is:review ¦ is:suspended or is:buried
re:colou?r ¦ re:"gr[ae]y" ¦ "re:mean surprise" ¦ re:ENTROPY ¦ re:^entropy ¦ re:"(rate|odds)" ¦ re:\d+ ¦ re:\(seen\)
re:"a (chance|symbol)" ¦ re:"(?-i:Entropy)" ¦ -re:e ¦ re:"say|a_b" ¦ re:"\"against\""
flag:0 ¦ flag:1 ¦ flag:2 ¦ flag:7 ¦ -flag:0 ¦ flag:3 ¦ added:1 ¦ added:2 ¦ added:5 ¦ added:6 ¦ added:29 ¦ added:31 ¦ added:0
rated:1 ¦ rated:0 ¦ rated:3 ¦ rated:4 ¦ rated:6 ¦ rated:5 ¦ rated:11 ¦ rated:1:1 ¦ rated:1:2 ¦ rated:4:4 ¦ rated:11:3
rated:11:1 ¦ -rated:11
prop:ivl>1 ¦ prop:ivl=1 ¦ prop:ivl>=10 ¦ prop:ivl!=30 ¦ prop:ivl<=2 ¦ prop:ivl<4 ¦ -prop:ivl>1
prop:reps=0 ¦ prop:reps>3 ¦ prop:reps<=2 ¦ prop:reps!=4 ¦ prop:lapses>0 ¦ prop:lapses>=8 ¦ prop:lapses=9 ¦ prop:lapses<1
prop:due=0 ¦ prop:due=7 ¦ prop:due<0 ¦ prop:due<=0 ¦ prop:due>0 ¦ prop:due=-3 ¦ prop:due!=0 ¦ -prop:due>=1
prop:s>1 ¦ prop:s<=1.25 ¦ prop:s>=35 ¦ prop:s<4 -is:new ¦ prop:r<0.88 -is:learn ¦ prop:r>0.5 -is:learn ¦ prop:r>=0.88 -is:learn
deck:ml (tag:exam or is:due) -is:suspended ¦ prop:lapses>=8 or flag:2 deck:ml
is:review prop:ivl>1 -(is:due or tag:exam)
"""

REFUSED = r"""
( ¦ (entropy ¦ entropy) ¦ () ¦ "" ¦ "a ¦ deck:"a ¦ a or ¦ or a ¦ and ¦ a or or b ¦ a \q ¦ a\ ¦ is:knew ¦ prop:ivl ¦ prop:foo=1
prop:ivl=x ¦ prop:ivl=-1 ¦ prop:ivl>1.5 ¦ prop:s=x ¦ prop:reps==1 ¦ flag:8 ¦ flag:x ¦ rated:x ¦ rated:1:5 ¦ rated:1:x
added:x ¦ edited:x ¦ prop:due=x ¦ re:"("
"""


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    collection = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    collection.set_config("fsrs", True)
    for note in NOTES:
        add_note(collection, note)
    yield collection
    collection.close()


def add_note(collection: Collection, note: Note) -> None:
    made = collection.new_note(collection.models.by_name("Basic"))
    made["Front"], made["Back"], made.tags = note.front, note.back, list(note.tags)
    collection.add_note(made, collection.decks.id(note.deck))
    cutoff, known = collection.sched.day_cutoff, made.cards()[0].id  # a number of Anki's is the time of its birth
    is_step = note.state in ("learning", "relearning")
    queue = -1 if note.suspended else -3 if note.buried else {"new": 0, "review": 2}.get(note.state, 1)
    due = known // 1000 if is_step else collection.sched.today + note.due
    stability, difficulty = note.memory
    last = cutoff - 86_400 + 1 - 86_400 * max(0, note.ivl - note.due)
    data = {"s": stability, "d": difficulty, "dr": 0.9, "decay": 0.1542, "lrt": last} if stability else {}
    collection.db.execute(
        "update cards set type=?, queue=?, due=?, ivl=?, reps=?, lapses=?, flags=?, data=? where id=?",
        *(TYPES[note.state], queue, due, note.ivl, note.reps, note.lapses, note.flag, json.dumps(data), known),
    )
    for ago, rating in note.answers:
        at = (cutoff - 86_400 * (ago + 1) + 60) * 1000 + known % 1000
        collection.db.execute("insert into revlog values (?, ?, -1, ?, 1, 1, 2500, 1000, 1)", at, known, rating)
    if note.added:
        born = (cutoff - 86_400 * note.added - 3600) * 1000 + made.id % 1000
        collection.db.execute("update notes set id = ? where id = ?", born, made.id)
        collection.db.execute("update cards set nid = ?, id = ? where id = ?", born, born, known)
        collection.db.execute("update revlog set cid = ? where cid = ?", born, known)


@pytest.fixture(scope="module")
def ours(judge: Collection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Today]]:
    start = (judge.sched.day_cutoff - 86_400) * 1000
    today = Today(start // DAY_MS, start)
    store = new_store(tmp_path_factory.mktemp("srs"))
    path = "§"  # words are looked for in paths, too
    drafts = [
        fact(note.front, note.back, deck=note.deck, tags=note.tags, path=path, line=line).draft
        for line, note in enumerate(NOTES, 1)
    ]
    say(store, drafts, start)
    for note in NOTES:
        put_card(store, note, today)
    yield store, today
    store.close()


def put_card(store: Store, note: Note, today: Today) -> None:
    (known,) = (one.id for one in list_facts(store) if one.draft.front == note.front)
    is_new, is_step = note.state == "new", note.state in ("learning", "relearning")
    last = None if is_new else today.day - max(0, note.ivl - note.due)
    values = {
        "state": note.state,
        "due_day": None if is_new or is_step else today.day + note.due,
        "due_at": today.start if is_step else None,
        "interval_days": note.ivl,
        "reps": note.reps,
        "lapses": note.lapses,
        "flag": note.flag,
        "suspended": note.suspended,
        "buried_until": today.day + 1 if note.buried else None,
        "stability": note.memory[0] or None,
        "difficulty": note.memory[1] or None,
        "last_day": last,
        "last_at": last,
    }
    with store.write() as connection:
        assignments = ", ".join(f"{name} = :{name}" for name in values)
        connection.execute(f"UPDATE card SET {assignments} WHERE fact = :fact", values | {"fact": known})
        born = today.start + 1 if not note.added else today.start - (note.added - 1) * DAY_MS - 3_600_000
        connection.execute("UPDATE descent SET at = ? WHERE fact = ?", (born, known))
        for ago, rating in note.answers:
            connection.execute(
                "INSERT INTO review (card, at, day, rating, taken_ms, kind, before, state, step, interval_days, reps, lapses) "
                "SELECT id, 0, ?, ?, 0, 'review', '{}', 'review', 0, 1, 1, 0 FROM card WHERE fact = ?",
                (today.day - ago, rating, known),
            )


def listed(table: str) -> list[str]:
    return [query for line in table.strip("\n").splitlines() for query in line.split(" ¦ ")]


@pytest.mark.parametrize("query", listed(QUERIES))
def test_anki_finds_the_same(judge: Collection, ours: tuple[Store, Today], query: str) -> None:
    store, today = ours
    fronts = {judge.get_note(known)["Front"] for known in judge.find_notes(query)}

    found = {one.draft.front for one in list_facts(store, compile_query(store, parse(query), today))}

    assert found == fronts


@pytest.mark.parametrize(("difficulty", "share"), [("<5", "<0.44"), (">=6.5", ">=0.61"), (">1", ">0")])
def test_anki_counts_difficulty_from_0_to_1(
    judge: Collection, ours: tuple[Store, Today], difficulty: str, share: str
) -> None:
    store, today = ours
    fronts = {judge.get_note(known)["Front"] for known in judge.find_notes(f"prop:d{share}")}

    found = {one.draft.front for one in list_facts(store, compile_query(store, parse(f"prop:d{difficulty}"), today))}

    assert found == fronts


@pytest.mark.parametrize("query", listed(REFUSED))
def test_anki_refuses_the_same(judge: Collection, query: str) -> None:
    with pytest.raises((SearchError, InvalidInput)):
        judge.find_notes(query)

    with pytest.raises(BadQuery):
        parse(query)
