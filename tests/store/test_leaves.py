"""Rows on pages that no table leads to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from srs.store.leaves import PAGE, read_leaves

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = st.integers(-(2**63), 2**63 - 1)
VALUES = st.one_of(
    st.none(), NUMBERS, st.integers(-2, 300), st.floats(allow_nan=False), st.binary(max_size=200), st.text(max_size=200)
)
LONG = st.integers(PAGE - 60, 4 * PAGE).map(lambda size: "long" + "ä" * (size // 2))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(NUMBERS, st.tuples(VALUES, VALUES, st.one_of(VALUES, LONG)), min_size=1, max_size=40))
@example({n: (n, None, "ä" * (PAGE // 2 - 40 + n)) for n in range(40)})
@example({2**63 - 1: (1.5, b"", ""), -(2**63): (0, 1, -1)})
def test_every_row_of_a_table_is_found_on_its_leaves(tmp_path: Path, rows: dict[int, tuple[Any, Any, Any]]) -> None:
    file = tmp_path / "one.db"
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE one (a BLOB, b BLOB, c BLOB)")
        connection.executemany(
            "INSERT INTO one (rowid, a, b, c) VALUES (?, ?, ?, ?)", [(n, *row) for n, row in rows.items()]
        )
        connection.commit()

    found = {number: tuple(values) for number, values in read_leaves(file) if values[:2] != ["table", "one"]}

    assert found == rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.one_of(st.binary(max_size=300), st.integers(0, 2**16 - 1).map(lambda n: n.to_bytes(2, "big"))), max_size=60
    )
)
def test_noise_on_a_leaf_ends_nothing(tmp_path: Path, parts: list[bytes]) -> None:
    file = tmp_path / "noise.db"
    file.write_bytes((b"\x0d" + b"".join(parts))[:PAGE].ljust(PAGE, b"\x81") * 2)

    for number, values in read_leaves(file):
        assert isinstance(number, int)
        assert isinstance(values, list)
