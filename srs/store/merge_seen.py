"""The union of what two stores saw in other programs, and of the tags given there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_BOTH = (
    "(SELECT json_group_array(value) FROM (SELECT value FROM json_each({one}.given_tags) UNION "
    "SELECT value FROM json_each({other}.given_tags) ORDER BY 1))"
)


def unite_given_tags(connection: sqlite3.Connection) -> None:
    """Give facts that both stores have the tags that were given them in either."""
    connection.execute(
        f"UPDATE main.fact AS ours SET given_tags = {_BOTH.format(one='ours', other='theirs')} "
        "FROM other.fact AS theirs WHERE theirs.id = ours.id AND theirs.given_tags <> ours.given_tags"
    )


def absorb_tags(connection: sqlite3.Connection, schema: str, ids: Mapping[str, str]) -> None:
    """Give the elder of two facts of one store (`elder`, `younger`) the tags that were given to either."""
    connection.execute(
        f"UPDATE {schema}.fact AS kept SET given_tags = {_BOTH.format(one='kept', other='gone')} "
        f"FROM {schema}.fact AS gone WHERE kept.id = :elder AND gone.id = :younger AND gone.given_tags <> kept.given_tags",
        ids,
    )


def unite_seen(connection: sqlite3.Connection) -> None:
    """Take over what the other store saw later; the facts of both are here by then."""
    later = (
        "origin IN (SELECT theirs.name FROM other.origin AS theirs LEFT JOIN main.origin AS ours USING (name) "
        "WHERE theirs.modified > coalesce(ours.modified, -1))"
    )
    for table in ("seen_card", "seen_fact"):
        connection.execute(f"INSERT OR REPLACE INTO main.{table} SELECT * FROM other.{table} WHERE {later}")
    connection.execute(
        "INSERT INTO main.origin SELECT * FROM other.origin WHERE true "
        "ON CONFLICT (name) DO UPDATE SET modified = max(modified, excluded.modified)"
    )
