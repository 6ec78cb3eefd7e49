"""Builds a whole store from a damaged one: what can be read, row by row, the log first, and what a backup knows of the rest."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from srs.errors import BadConfig
from srs.store.damaged import BROKEN, open_damaged, read_rows
from srs.store.leaves import read_leaves
from srs.store.open import BrokenRow, open_store
from srs.store.parameters import parameters_of
from srs.store.plan_writing import update_cards
from srs.store.rows import CARD, FACT, REVIEW, card_of, fact_of, review_of
from srs.store.snapshot import forget_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from srs.store.damaged import Row
    from srs.store.open import Store

_TABLES = (
    "review", "undone", "card", "fact", "descent", "alias", "doubt", "parameters", "origin", "seen_card", "seen_fact", "meta"
)  # fmt: skip
"""In the order in which they are read. What notes looked like (`folder`, `note`, `problem`) the next sync reads anew."""
_ON_LEAVES = ("review", "card", "fact", "descent")
"""Of which nothing is ever deleted: a row on a page that belongs to no table any more was not given up."""
_JUDGES: dict[str, tuple[str, Callable[[Row], object]]] = {
    "review": (REVIEW, lambda row: review_of(row, undone=False)),
    "card": (CARD, card_of),
    "fact": (FACT, fact_of),
    "seen_fact": ("tags", lambda row: json.loads(row[0])),
    "parameters": ("weights", lambda row: parameters_of(row[0])),
}
"""What makes a value of a row, or fails where the row is no such thing."""
_TEXT_LOST = "(the text of this fact was lost)"
_MOST_ANSWERS = 100_000_000
_IMPOSSIBLE = "SELECT id FROM review WHERE at NOT BETWEEN 0 AND ? OR abs(day - at / 86400000) > 2"
_LATEST_MS = 4_102_444_800_000
"""2100-01-01: no answer was given later."""


@dataclass(slots=True)
class Salvage:
    """What became of a damaged store: rows read of each table, rows a backup had of those that were lost, and what is gone.

    `answers` and `facts` name what could not be found anywhere, by runs of numbers and by id; facts whose text was lost are there without it.
    `rebuilt` are cards (fact, ord) whose schedule has to be computed from the log.
    """

    read: dict[str, int] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    answers: list[range] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    rebuilt: set[tuple[str, int]] = field(default_factory=set)
    last: int = 0
    """The number of the last answer that was ever given, as far as that is known: see `told`."""
    told: bool = False
    """Whether the damaged file told its number; if not, answers may be lost that nobody can count."""
    last_at: int = 0
    """When the last answer was given that was found (UTC ms), 0 if there is none."""
    backup: Path | None = None
    """Which of the backups helped."""


def salvage(damaged: Path, new: Path, backups: Iterator[Path]) -> Salvage:
    """Write a new store of what can be read in a damaged file, which is changed by that: give a copy.

    `backups` are whole stores of the current schema, the newest first. The first that is an earlier state of the damaged one helps: only
    there the numbers of rows mean the same.
    """
    found = Salvage()
    newest = next(backups, None)
    made = open_store(new, keep=False)
    assert made is not None  # noqa: S101  (it is created)
    donors = [one for one in (newest, _empty_like(new)) if one is not None]
    connection = made.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    _read(damaged, donors, connection, found)
    candidates = chain([newest] if newest else [], backups)
    found.backup = next((one for one in candidates if _is_earlier(one, connection, found)), None)
    if found.backup is not None:
        connection.execute("COMMIT")
        connection.execute("ATTACH ? AS kept", (str(found.backup),))
        connection.execute("BEGIN")
        _fill(connection, found)
    versions, last = connection.execute("SELECT count(*), coalesce(max(id), 0) FROM main.descent").fetchone()
    found.lost["descent"] = last - versions
    _make_facts(connection, found)
    _count_lost(connection, found)
    _make_cards(connection, found)
    forget_reader(connection)
    connection.execute("COMMIT")
    made.close()
    return found


def _read(damaged: Path, donors: Sequence[Path], connection: sqlite3.Connection, found: Salvage) -> None:
    """Take what the damaged file gives: table by table, then from pages that none leads to, then from an index."""
    own = open_damaged(damaged, donors)
    if own is None:
        _take_leaves(damaged, connection, found, set(_ON_LEAVES))
        return
    broken: set[str] = set()
    with closing(own):
        for table in _TABLES:
            found.read[table] = _take(own, connection, table, broken)
        found.last = _last_number(own)
        found.told = found.last > 0
        if found.read["review"] < found.last:
            broken.add("review")
        _take_leaves(damaged, connection, found, broken)
        _find_cards(own, connection, found)


def _empty_like(new: Path) -> Path:
    donor = new.with_name("empty.db")
    shutil.copyfile(new, donor)
    return donor


def _take(damaged: sqlite3.Connection, connection: sqlite3.Connection, table: str, broken: set[str]) -> int:
    """Copy the rows of a table that can be read and mean something; return how many."""
    columns = _columns(connection, table)
    with suppress(*BROKEN):
        known = _columns(damaged, table)
        columns = [one for one in columns if one in known]
    marks = ", ".join("?" * len(columns))
    statement = (
        f"INSERT OR {'REPLACE' if table == 'meta' else 'IGNORE'} INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    )
    taken = 0
    for row in read_rows(damaged, table, columns, broken):
        with suppress(sqlite3.IntegrityError, OverflowError):
            taken += connection.execute(statement, row).rowcount
    return taken - _reject(connection, table)


def _take_leaves(damaged: Path, connection: sqlite3.Connection, found: Salvage, broken: set[str]) -> None:
    """Take what stands on pages that a broken table does not lead to any more; a page may be an old one, so schedules are computed anew."""
    columns = {table: _columns(connection, table) for table in _ON_LEAVES if table in broken}
    known = {table: {row[0] for row in connection.execute(f"SELECT id FROM {table}")} for table in columns}
    if not columns:
        return
    for number, values in read_leaves(damaged):
        for table, names in columns.items():
            if len(values) > len(names):
                continue
            row = [
                number if name == "id" and value is None else value for name, value in zip(names, values, strict=False)
            ]
            if row and row[0] not in known[table]:
                marks = ", ".join("?" * len(row))
                with suppress(sqlite3.IntegrityError, OverflowError):
                    connection.execute(
                        f"INSERT OR IGNORE INTO {table} ({', '.join(names[: len(row)])}) VALUES ({marks})", row
                    )
    for table in columns:
        _reject(connection, table)
        added = {row[0] for row in connection.execute(f"SELECT id FROM {table}")} - known[table]
        found.read[table] = found.read.get(table, 0) + len(added)
        if table in ("card", "review"):
            found.rebuilt.update(_cards_of(connection, table, added))


def _cards_of(connection: sqlite3.Connection, table: str, rows: set[int]) -> Iterator[tuple[str, int]]:
    """Yield the cards (fact, ord) of rows of cards or answers."""
    one = "?" if table == "card" else "(SELECT card FROM review WHERE id = ?)"
    for row in rows:
        yield from connection.execute(f"SELECT fact, ord FROM card WHERE id = {one}", (row,))


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [
        str(row[1], "utf-8") if isinstance(row[1], bytes) else row[1]
        for row in connection.execute(f"PRAGMA table_info({table})")
    ]


def meaningless(store: Store) -> dict[str, int]:
    """Count the rows of each table that are no facts, cards, answers or parameters, however whole the file is."""
    with store.read() as connection:
        counts = {table: len(_unsound(connection, table)[1]) for table in _JUDGES}
    return {table: count for table, count in counts.items() if count}


def _reject(connection: sqlite3.Connection, table: str) -> int:
    """Take out the rows that mean nothing; return how many."""
    if table not in _JUDGES:
        return 0
    keys, bad = _unsound(connection, table)
    condition = " AND ".join(f"{key} = ?" for key in keys)
    return connection.executemany(f"DELETE FROM {table} WHERE {condition}", bad).rowcount if bad else 0


def _unsound(connection: sqlite3.Connection, table: str) -> tuple[list[str], set[Row]]:
    """Return the columns of the key of a table, and the keys of its rows that mean nothing."""
    columns, judge = _JUDGES[table]
    keys = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[5]]
    query = f"SELECT {', '.join(f'{table}.{key}' for key in keys)}, {columns} FROM {table}"
    bad = {row[: len(keys)] for row in connection.execute(query) if not _is_sound(row[len(keys) :], judge)}
    if table == "review":
        bad |= {*connection.execute(_IMPOSSIBLE, (_LATEST_MS,))}
    return keys, bad


def _is_sound(row: Row, judge: Callable[[Row], object]) -> bool:
    try:
        judge(row)
    except (BrokenRow, ValueError, TypeError, RecursionError, BadConfig):
        return False
    return True


def _find_cards(damaged: sqlite3.Connection, connection: sqlite3.Connection, found: Salvage) -> None:
    """Rebuild cards whose row is lost from the index that holds their fact and number, too."""
    known = {row[0] for row in connection.execute("SELECT id FROM card")}
    for order in ("ASC", "DESC"):  # up to a page that cannot be read, and from the end back to it
        query = f"SELECT id, fact, ord FROM card INDEXED BY sqlite_autoindex_card_1 ORDER BY fact {order}, ord {order}"
        with suppress(*BROKEN):
            for id_, fact, ord_ in damaged.execute(query):
                if id_ not in known and isinstance(fact, bytes):
                    _add_card(connection, found, id_, fact.decode(), ord_)


def _last_number(damaged: sqlite3.Connection) -> int:
    """Return the number of the last answer as the damaged file tells it; one that cannot be true counts for nothing."""
    with suppress(*BROKEN):
        row = damaged.execute("SELECT seq FROM sqlite_sequence WHERE name = 'review'").fetchone()
        if row and isinstance(row[0], int) and 0 < row[0] < _MOST_ANSWERS:
            return row[0]
    return 0


def _add_card(connection: sqlite3.Connection, found: Salvage, id_: int, fact: str, ord_: int) -> None:
    with suppress(sqlite3.IntegrityError):
        added = connection.execute(
            "INSERT OR IGNORE INTO card (id, fact, ord, live) VALUES (?, ?, ?, 1)", (id_, fact, ord_)
        )
        if added.rowcount:
            found.filled["card"] = found.filled.get("card", 0) + 1
            found.rebuilt.add((fact, ord_))


def _is_earlier(backup: Path, connection: sqlite3.Connection, found: Salvage) -> bool:
    """Tell whether a backup is an earlier state of the damaged store, as far as that one can be read.

    Answers are numbered one by one and never change. Where two stores went different ways (one was put in the place of the other), the last
    number that both have was given at two times, or the backup has more answers than there ever were.
    """
    answer = "SELECT id, at FROM review WHERE id BETWEEN 1 AND ? ORDER BY id DESC LIMIT 1"
    with closing(sqlite3.connect(backup)) as kept:
        (most,) = kept.execute("SELECT coalesce(max(id), 0) FROM review").fetchone()
        if found.told and most > found.last:
            return False
        ours = connection.execute(answer, (most,)).fetchone()
        return ours is None or kept.execute(answer, ours[:1]).fetchone() == ours


def _fill(connection: sqlite3.Connection, found: Salvage) -> None:
    """Take from the backup the answers and cards that could not be read; what it has of the rest, a merge brings."""
    touched = _mend_answers(connection)
    answered = "SELECT card FROM main.review UNION SELECT card FROM kept.review"
    _add(connection, found, "card", f"(id IN ({answered}) OR fact IN (SELECT id FROM main.fact))")
    touched |= _add(connection, found, "review", "card IN (SELECT id FROM main.card)")
    connection.execute("INSERT OR IGNORE INTO main.undone SELECT * FROM kept.undone")
    _add(connection, found, "fact", "id IN (SELECT fact FROM main.card UNION SELECT fact FROM main.descent)")
    for card in touched:
        found.rebuilt.update(connection.execute("SELECT fact, ord FROM main.card WHERE id = ?", (card,)))
    connection.execute("INSERT OR IGNORE INTO main.meta SELECT * FROM kept.meta WHERE key = 'store'")


def _mend_answers(connection: sqlite3.Connection) -> set[int]:
    """Let answers be as the backup has them, since a row of the log never changes; return the cards of those that were not."""
    content = [one for one in _columns(connection, "review") if one not in ("id", "card")]
    same = " AND ".join(f"old.{one} IS new.{one}" for one in content)
    other = connection.execute(
        f"SELECT new.id, new.card, old.card FROM main.review AS new JOIN kept.review AS old USING (id) WHERE NOT ({same})"
    ).fetchall()
    values = ", ".join(content)
    connection.executemany(
        f"UPDATE main.review SET ({values}) = (SELECT {values} FROM kept.review AS old WHERE old.id = ?1), "
        "card = coalesce((SELECT id FROM main.card WHERE id = ?2), card) WHERE id = ?1",
        [(number, card) for number, _, card in other],
    )
    return {card for _, *cards in other for card in cards}


def _add(connection: sqlite3.Connection, found: Salvage, table: str, condition: str) -> set[int]:
    """Take rows of the backup that are not here; return the cards that changes."""
    names = ", ".join(_columns(connection, table))
    rows = f"FROM kept.{table} AS old WHERE {condition} AND id NOT IN (SELECT id FROM main.{table})"
    cards = {"card": "id", "review": "card"}.get(table, "0")
    changed = {row[0] for row in connection.execute(f"SELECT {cards} {rows}")}
    added = connection.execute(f"INSERT OR IGNORE INTO main.{table} ({names}) SELECT {names} {rows}").rowcount
    found.filled[table] = found.filled.get(table, 0) + added
    if table == "card":
        for card in changed:
            found.rebuilt.update(connection.execute("SELECT fact, ord FROM main.card WHERE id = ?", (card,)))
    return changed


def _make_facts(connection: sqlite3.Connection, found: Salvage) -> None:
    """Let cards stand whose fact is lost: retired, with what is known that it said last. The next sync revives it where it still stands."""
    missing = connection.execute(
        "SELECT fact, max(ord) FROM card WHERE fact NOT IN (SELECT id FROM fact) GROUP BY fact"
    ).fetchall()
    for fact, most in missing:
        said = connection.execute(
            "SELECT front, back, path, line, fingerprint, at FROM descent WHERE fact = ? AND fingerprint <> '' ORDER BY at DESC, id DESC LIMIT 1",
            (fact,),
        ).fetchone()
        front, back, path, line, fingerprint, at = said or (_TEXT_LOST, fact, "", 1, "", 0)
        way = "cloze" if "{{c" in front else "both" if most else "forward"
        connection.execute(
            "INSERT INTO fact (id, kind, way, front, back, context, extra, deck, tags, rule, held, accepted, path, first_line, last_line, "
            "status, fingerprint, changed_at) VALUES (?, 'definition', ?, ?, ?, '[]', '', '', '[]', 'salvaged', '', NULL, ?, ?, ?, 'retired', ?, ?)",
            (fact, way, front, back, path, line, line, fingerprint, at),
        )
        connection.execute("UPDATE card SET live = 0 WHERE fact = ?", (fact,))
        if said is None:
            found.facts.append(fact)
    found.filled["fact"] = found.filled.get("fact", 0) + len(missing) - len(found.facts)
    connection.execute(
        "INSERT INTO descent (fact, at, change, fingerprint, front, back, path, line, store) SELECT id, changed_at, 'created', "
        "fingerprint, front, back, path, first_line, (SELECT value FROM main.meta WHERE key = 'store') FROM fact "
        "WHERE id NOT IN (SELECT fact FROM main.descent)"
    )


def _make_cards(connection: sqlite3.Connection, found: Salvage) -> None:
    """Let each fact be asked in all its ways; a card that is not known any more begins anew."""
    (before,) = connection.execute("SELECT count(*) FROM card").fetchone()
    for fact in map(fact_of, connection.execute(f"SELECT {FACT} FROM fact").fetchall()):
        update_cards(connection, fact.id, fact.ords)
    (after,) = connection.execute("SELECT count(*) FROM card").fetchone()
    found.lost["card"] = after - before


def _count_lost(connection: sqlite3.Connection, found: Salvage) -> None:
    """Take out what refers to nothing, and count which answers are missing in the row of their numbers."""
    ours = {row[0] for row in connection.execute("SELECT id FROM review WHERE card IN (SELECT id FROM card)")}
    found.last = max(found.last, max(ours, default=0))
    found.last_at = connection.execute(
        "SELECT coalesce(max(at), 0) FROM review WHERE card IN (SELECT id FROM card)"
    ).fetchone()[0]
    connection.execute("UPDATE main.sqlite_sequence SET seq = max(seq, ?) WHERE name = 'review'", (found.last,))
    found.answers = [*_gaps(ours, min(ours, default=0), -1), *_gaps(ours, 1, found.last)]
    found.lost["review"] = sum(map(len, found.answers))
    for table, column, other in (
        ("review", "card", "card"), ("undone", "review", "review"), ("descent", "fact", "fact"), ("alias", "fact", "fact"),
        ("doubt", "fact", "fact"), ("doubt", "candidate", "fact"), ("seen_card", "fact", "fact"), ("seen_fact", "fact", "fact"),
        ("seen_card", "origin", "origin"), ("seen_fact", "origin", "origin"),
    ):  # fmt: skip
        key = "name" if other == "origin" else "id"
        gone = connection.execute(f"DELETE FROM main.{table} WHERE {column} NOT IN (SELECT {key} FROM main.{other})")
        if table != "review" and gone.rowcount:
            found.lost[table] = found.lost.get(table, 0) + gone.rowcount
    found.lost["fact"] = len(found.facts)


def _gaps(numbers: set[int], first: int, last: int) -> Iterator[range]:
    """Yield the runs of numbers that are missing from a first to a last one; where a damaged number jumps too far, nothing is."""
    expected = first
    for number in [*sorted(one for one in numbers if first <= one <= last), last + 1]:
        if 0 < number - expected < _MOST_ANSWERS:
            yield range(expected, number)
        expected = number + 1
