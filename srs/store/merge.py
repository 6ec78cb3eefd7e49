"""The union of two stores: every fact, version and answer of either, once.

The other store is a copy, attached as `other`. The result is the same in whatever order stores are merged: of two versions of
a fact the one written last holds, a card is suspended or a held fact accepted if it is so in either, and answers are a set.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from srs.errors import StoreError
from srs.model import FactId
from srs.reconcile.fingerprint import fingerprint
from srs.reconcile.kin import Line, elders, misnamed
from srs.store.copies import copy_whole
from srs.store.merge_gaps import number_gaps, number_gaps_of
from srs.store.merge_log import unite_reviews
from srs.store.merge_seen import absorb_tags, unite_given_tags, unite_seen
from srs.store.plan_writing import PLACE, update_cards
from srs.store.rows import FACT, NAMES, SCHEDULE, fact_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from srs.store.open import Store

_VERSION = (
    "status, kind, way, front, back, context, extra, deck, tags, rule, held, path, first_line, last_line, fingerprint"
)
"""What a fact says, and where."""
_DESCENT = "fact, at, change, fingerprint, front, back, path, line, store"
_SCHEMAS = ("main", "other")
_NAMING = (
    "descent.fact card.fact alias.fact doubt.fact doubt.candidate seen_card.fact seen_fact.fact".split()  # noqa: SIM905
)
"""The columns that name a fact."""


class Union(NamedTuple):
    """What the other store added: facts, versions, answers (undone ones too), facts known here by another id, marks, and changes by hand.

    `shared` are the facts of the other that were known before. Marks are what a user decided: accepted or rejected facts, cards that are suspended, buried or flagged.
    """

    facts: int
    versions: int
    reviews: int
    joined: int
    marks: int
    by_hand: int
    shared: int


@contextmanager
def attached(store: Store, path: Path) -> Iterator[None]:
    """Show the connection of a store the tables of a copy of another as `other`; the file itself is only read.

    Raises:
        BrokenStore: it is no store, or damaged.
        NewerStore: a newer srs wrote it.
        StoreError: it cannot be read.
    """
    with _folder_for(path) as folder:
        copy = Path(folder) / "srs.db"
        copy_whole(path, copy)
        with store.read() as connection:
            connection.execute("ATTACH ? AS other", (str(copy),))
            connection.execute("PRAGMA other.journal_mode = MEMORY")  # then a transaction ends in the store alone
            try:
                yield
            finally:
                connection.execute("DETACH other")


def _folder_for(path: Path) -> TemporaryDirectory[str]:
    """Make a folder for a copy; what cannot be cleaned up afterwards is left, since the union is written by then."""
    try:
        return TemporaryDirectory(prefix="srs-", ignore_cleanup_errors=True)
    except OSError as error:
        raise StoreError(
            f"There is no place for a copy of {path}: {error.strerror or error}.",
            "Free some space, or name another folder for temporary files: TMPDIR=FOLDER srs merge ...",
        ) from error


def lines_of(connection: sqlite3.Connection, schema: str) -> dict[FactId, Line]:
    """Return the line of descent of every fact of a store: `main` or `other`."""
    born: dict[str, int] = {}
    stores: dict[str, set[str]] = {}
    said: dict[str, set[str]] = {}
    disowned: dict[str, set[str]] = {}
    rows = connection.execute(
        f"SELECT fact, at, fingerprint, iif(fingerprint = '', front, ''), iif(fingerprint = '', back, ''), store, change = 'retired' FROM {schema}.descent"
    )
    for fact, at, mark, front, back, store, gone in rows:
        born[fact] = min(at, born.get(fact, at))
        if not gone:  # a store may retire what it knows from another and never had
            stores.setdefault(fact, set()).add(store)
        marks = said.setdefault(fact, set())
        if mark:
            marks.add(mark)
        else:
            disowned.setdefault(fact, set()).add(fingerprint(front, back))
    facts = connection.execute(f"SELECT id, way = 'cloze', fingerprint, status <> 'retired' FROM {schema}.fact")
    return {
        FactId(fact): Line(
            born[fact],
            frozenset(stores[fact]),
            bool(gaps),
            frozenset(said[fact]),
            mark,
            bool(stands),
            frozenset(disowned.get(fact, ())),
        )
        for fact, gaps, mark, stands in facts
    }


def unite(connection: sqlite3.Connection) -> Union:
    """Add everything of the other store, inside the caller's transaction and between the tables of `scratch`.

    Cards whose schedule depends on both are named in the table `unsettled` (`fact`, `ord`).
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    ours, theirs = lines_of(connection, "main"), lines_of(connection, "other")
    for schema, names in (("main", misnamed(ours, theirs)), ("other", misnamed(theirs, ours))):
        _rename_all(connection, schema, names)
    known = {row[0] for row in connection.execute("SELECT id FROM main.alias")}
    joined = elders(lines_of(connection, "main"), lines_of(connection, "other"), _aliases_of_both(connection))
    for schema in _SCHEMAS:
        _rename_all(connection, schema, joined)
    number_gaps(connection)
    marks = _unite_marks(connection)
    query = "SELECT count(*) FROM other.fact WHERE id IN (SELECT id FROM main.fact)"
    shared = int(connection.execute(query).fetchone()[0])
    unite_given_tags(connection)
    facts = _unite_facts(connection)
    versions = _unite_descent(connection)
    _unite_cards(connection)
    unite_seen(connection)
    reviews, by_hand = unite_reviews(connection)
    connection.executemany("INSERT OR REPLACE INTO main.alias (id, fact) VALUES (?, ?)", joined.items())
    return Union(facts, versions, reviews, len(joined.keys() - known), marks, by_hand, shared)


@contextmanager
def scratch(connection: sqlite3.Connection) -> Iterator[None]:
    """Give the connection the tables in which a merge notes facts and cards to look at again."""
    tables = ("touched (fact TEXT PRIMARY KEY)", "unsettled (fact TEXT, ord INTEGER, PRIMARY KEY (fact, ord))")
    for table in tables:
        connection.execute(f"CREATE TEMP TABLE {table}")
    yield
    for table in ("touched", "unsettled"):
        connection.execute(f"DROP TABLE temp.{table}")


def _aliases_of_both(connection: sqlite3.Connection) -> list[tuple[FactId, FactId]]:
    """Return the pairs of ids that either store knows to be one fact."""
    query = "SELECT id, fact FROM main.alias UNION SELECT id, fact FROM other.alias ORDER BY id, fact"
    return [(FactId(one), FactId(fact)) for one, fact in connection.execute(query)]


def _rename_all(connection: sqlite3.Connection, schema: str, names: Mapping[FactId, FactId]) -> None:
    """Give facts of one of the stores other ids; a fact that has the id already absorbs them."""
    for younger, elder in sorted(names.items()):
        _rename(connection, schema, younger, elder)


def _rename(connection: sqlite3.Connection, schema: str, younger: FactId, elder: FactId) -> None:
    """Let a fact go on with another id, in one of the stores."""
    rows = connection.execute(f"SELECT id FROM {schema}.fact WHERE id IN (?, ?)", (younger, elder))
    here = {row[0] for row in rows}
    if here == {younger, elder}:
        _absorb(connection, schema, younger, elder)
    elif younger in here:
        connection.execute(f"UPDATE {schema}.fact SET id = ? WHERE id = ?", (elder, younger))
    connection.execute(f"DELETE FROM {schema}.alias WHERE id = ?", (elder,))
    for column in _NAMING:
        table, name = column.split(".")
        connection.execute(f"UPDATE OR REPLACE {schema}.{table} SET {name} = ? WHERE {name} = ?", (elder, younger))


def _absorb(connection: sqlite3.Connection, schema: str, younger: FactId, elder: FactId) -> None:
    """Make one fact of two that stand in one store: the last version holds, and each card has the answers of both."""
    ids = {"younger": younger, "elder": elder}
    number_gaps_of(connection, (schema, elder), (schema, younger))
    card, fact, review = f"{schema}.card", f"{schema}.fact", f"{schema}.review"
    last = f"(SELECT max(at) FROM {schema}.descent AS said WHERE said.fact = fact.id), {_VERSION}"
    ((is_later,),) = connection.execute(
        f"SELECT (SELECT {last} FROM {fact} WHERE id = :younger) > (SELECT {last} FROM {fact} WHERE id = :elder)", ids
    )
    twins = (
        f"{card} AS gone JOIN {card} AS kept ON kept.fact = :elder AND kept.ord = gone.ord WHERE gone.fact = :younger"
    )
    if is_later:
        connection.execute(
            f"UPDATE {fact} SET ({_VERSION}) = (SELECT {_VERSION} FROM {fact} WHERE id = :younger) WHERE id = :elder",
            ids,
        )
    _share_decision(connection, schema, f"{fact} AS other_one", "fact.id = :elder AND other_one.id = :younger", ids)
    connection.execute(
        f"UPDATE {card} AS kept SET {_MARKS_OF_BOTH.format(one='kept', other='gone')} FROM {card} AS gone "
        "WHERE kept.fact = :elder AND gone.fact = :younger AND kept.ord = gone.ord",
        ids,
    )
    absorb_tags(connection, schema, ids)
    connection.execute(
        f"UPDATE {review} SET card = twin.kept FROM (SELECT gone.id AS gone, kept.id AS kept FROM {twins}) AS twin "
        "WHERE review.card = twin.gone",
        ids,
    )
    connection.execute(f"DELETE FROM {card} WHERE id IN (SELECT gone.id FROM {twins})", ids)
    connection.execute(f"DELETE FROM {fact} WHERE id = :younger", ids)
    connection.execute("INSERT OR IGNORE INTO touched VALUES (:elder)", ids)
    for name in ids:
        connection.execute(f"INSERT OR IGNORE INTO unsettled SELECT :elder, ord FROM {card} WHERE fact = :{name}", ids)


_MARKS_OF_BOTH = (
    "suspended = max({one}.suspended, {other}.suspended), flag = max({one}.flag, {other}.flag), "
    "buried_until = coalesce(max({one}.buried_until, {other}.buried_until), {one}.buried_until, {other}.buried_until)"
)


def _share_decision(
    connection: sqlite3.Connection, schema: str, table: str, condition: str, values: Mapping[str, str]
) -> int:
    """Give facts what their user decided about them elsewhere: yes goes before no, and either before nothing."""
    query = f"FROM {table} WHERE {condition}"
    decided = "coalesce(other_one.accepted, -1) > coalesce(fact.accepted, -1)"
    connection.execute(
        f"INSERT OR IGNORE INTO touched SELECT fact.id FROM {schema}.fact, {query[5:]} AND {decided}", values
    )
    connection.execute(
        f"UPDATE {schema}.fact SET changed_at = max(fact.changed_at, other_one.changed_at) {query}", values
    )
    return connection.execute(
        f"UPDATE {schema}.fact SET accepted = other_one.accepted {query} AND {decided}", values
    ).rowcount


_IS_DISOWNED = (
    "EXISTS (SELECT 1 FROM (SELECT * FROM main.descent UNION ALL SELECT * FROM other.descent) AS said "
    "WHERE said.fact = {name}.id AND said.fingerprint = '' AND said.front = {name}.front AND said.back = {name}.back)"
)
"""The condition on a version of a fact that its user said, in either store, to be another fact's."""


def _unite_marks(connection: sqlite3.Connection) -> int:
    """Take over what the user of the other store decided; return how many cards and facts that changes."""
    both = "other.card AS theirs WHERE theirs.fact = ours.fact AND theirs.ord = ours.ord"
    cards = connection.execute(
        f"UPDATE main.card AS ours SET {_MARKS_OF_BOTH.format(one='ours', other='theirs')} FROM {both} "
        "AND (theirs.suspended > ours.suspended OR theirs.flag > ours.flag "
        "OR coalesce(theirs.buried_until, 0) > coalesce(ours.buried_until, 0))"
    ).rowcount
    return cards + _share_decision(connection, "main", "other.fact AS other_one", "other_one.id = fact.id", {})


def _unite_facts(connection: sqlite3.Connection) -> int:
    """Take over the facts of the other store that are not here, and of others the version that was written last."""
    ours, theirs = (
        f"NOT {_IS_DISOWNED.format(name=name)}, (SELECT max(at) FROM {schema}.descent WHERE fact = {name}.id), "
        f"{name}.status = 'retired', {name}.front, {name}.back"
        for schema, name in (("main", "ours"), ("other", "theirs"))
    )
    # Where both say the same since the same time, the version here holds: it is as the settings and the note here have it.
    connection.execute(
        "CREATE TEMP TABLE later AS SELECT ours.id FROM main.fact AS ours JOIN other.fact AS theirs USING (id) "
        f"WHERE ({theirs}) > ({ours})"
    )
    connection.execute(
        f"UPDATE main.fact SET ({_VERSION}) = (SELECT {_VERSION} FROM other.fact AS theirs WHERE theirs.id = fact.id) "
        "WHERE id IN (SELECT id FROM temp.later)"
    )
    connection.execute("INSERT OR IGNORE INTO touched SELECT id FROM temp.later")
    connection.execute("DROP TABLE temp.later")
    # A card that comes to a fact that is known here is asked only if the version that holds asks it.
    connection.execute(
        "INSERT OR IGNORE INTO touched SELECT fact FROM other.card AS theirs WHERE theirs.live "
        "AND theirs.fact IN (SELECT id FROM main.fact) AND NOT EXISTS "
        "(SELECT 1 FROM main.card AS ours WHERE ours.fact = theirs.fact AND ours.ord = theirs.ord)"
    )
    connection.execute(
        "UPDATE main.fact SET status = CASE WHEN accepted THEN 'active' WHEN accepted = 0 OR held <> '' THEN 'held' "
        "ELSE 'active' END WHERE status <> 'retired' AND id IN (SELECT fact FROM temp.touched)"
    )
    columns = f"id, {_VERSION}, accepted, changed_at, given_tags"
    return connection.execute(
        f"INSERT INTO main.fact ({columns}) SELECT {columns} FROM other.fact WHERE id NOT IN (SELECT id FROM main.fact)"
    ).rowcount


def _unite_descent(connection: sqlite3.Connection) -> int:
    """Take over the versions of the other store that are not here; a text disowned in either is so in both."""
    text = "theirs.fact = ours.fact AND theirs.front = ours.front AND theirs.back = ours.back"
    same = f"{text} AND theirs.at = ours.at AND theirs.change = ours.change AND theirs.path = ours.path AND theirs.line = ours.line"
    added = connection.execute(
        f"INSERT INTO main.descent ({_DESCENT}) SELECT {_DESCENT} FROM other.descent AS theirs WHERE NOT EXISTS "
        f"(SELECT 1 FROM main.descent AS ours WHERE {same}) ORDER BY id"
    ).rowcount
    for schema in _SCHEMAS:
        connection.execute(
            f"UPDATE main.descent AS ours SET fingerprint = '' WHERE fingerprint <> '' AND EXISTS "
            f"(SELECT 1 FROM {schema}.descent AS theirs WHERE {text} AND theirs.fingerprint = '')"
        )
    return added


def _unite_cards(connection: sqlite3.Connection) -> None:
    """Take over the cards of the other store, and note those whose schedules differ."""
    schedules = [", ".join(f"{name}.{column}" for column in NAMES) for name in ("ours", "theirs")]
    both = "main.card AS ours JOIN other.card AS theirs USING (fact, ord)"
    connection.execute(
        f"INSERT OR IGNORE INTO unsettled SELECT fact, ord FROM {both} WHERE ({schedules[0]}) IS NOT ({schedules[1]})"
    )
    columns = f"fact, ord, live, suspended, buried_until, flag, {SCHEDULE}"
    connection.execute(
        f"INSERT INTO main.card ({columns}) SELECT {columns} FROM other.card AS theirs WHERE NOT EXISTS "
        "(SELECT 1 FROM main.card AS ours WHERE ours.fact = theirs.fact AND ours.ord = theirs.ord) ORDER BY id"
    )
    for row in connection.execute(f"SELECT {FACT} FROM fact JOIN temp.touched ON fact = id").fetchall():
        fact = fact_of(row)
        update_cards(connection, fact.id, fact.ords)
    connection.execute(f"UPDATE main.card SET place = {PLACE} WHERE place = ''")
