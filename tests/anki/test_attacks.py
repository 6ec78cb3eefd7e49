"""Files as an attacker would send them: refused with a sentence or read safely, and nothing stays behind."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import Collection, Ran, definitions
from hypothesis import given, settings
from hypothesis import strategies as st

from srs.anki import reading_file
from srs.anki.reading import opened_anki
from srs.anki.reading_log import read_log
from srs.errors import SrsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEGABYTE = 2**20


class Sent:
    """A collection, and the file that somebody sends to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.srs = Collection(folder / "srs")
        self.srs.write("words.md", *definitions(5))
        assert self.srs.run("sync").status == 0
        self.package = folder / "sent.apkg"
        assert self.srs.run("export", "-o", self.package).status == 0
        with zipfile.ZipFile(self.package) as package:
            self.database = package.read("collection.anki2")

    def pack(self, database: bytes, name: str = "collection.anki2", **others: bytes) -> None:
        with zipfile.ZipFile(self.package, "w", zipfile.ZIP_DEFLATED) as package:
            for other, content in others.items():
                package.writestr(other, content)
            package.writestr(name, database)

    def with_sql(self, *statements: str) -> None:
        """Send a collection on which these statements were carried out."""
        file = self.folder / "changed.db"
        file.write_bytes(self.database)
        with closing(sqlite3.connect(file)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        self.pack(file.read_bytes())

    def bring(self, file: Path | None = None) -> Ran:
        """Import the file; it is only read, and what it unpacks to is gone afterwards."""
        file = file or self.package
        before = sha256(file.read_bytes()).hexdigest()
        temporary = self.folder / "temporary"
        temporary.mkdir(exist_ok=True)
        outside = {
            path for path in self.folder.rglob("*") if "temporary" not in path.parts and ".srs" not in path.parts
        }
        old, tempfile.tempdir = tempfile.tempdir, str(temporary)
        try:
            ran = self.srs.run("import", file)
        finally:
            tempfile.tempdir = old
        assert list(temporary.iterdir()) == []
        assert sha256(file.read_bytes()).hexdigest() == before
        assert outside == {
            path for path in self.folder.rglob("*") if "temporary" not in path.parts and ".srs" not in path.parts
        }
        return ran

    def refused(self, why: str, file: Path | None = None) -> None:
        ran = self.bring(file)
        assert ran.status in (1, 2)
        assert why in ran.err
        assert "Traceback" not in ran.err
        assert self.srs.run("history", "--json").out == ""


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[Sent]:
    return Sent(tmp_path)


def test_an_honest_package_is_read(sent: Sent) -> None:
    assert "5 facts known" in sent.bring().out


def test_names_in_a_package_lead_nowhere(sent: Sent) -> None:
    sent.pack(sent.database, **{"../../evil": b"x", "/tmp/srs-evil": b"x", "..\\evil": b"x", "media": b"{}"})

    assert sent.bring().status == 0
    assert not Path("/tmp/srs-evil").exists()
    sent.pack(sent.database, "../collection.anki2")
    sent.refused("there is no collection in it")


@pytest.mark.parametrize("newest", [False, True])
def test_a_package_that_unpacks_to_far_more_is_refused(sent: Sent, newest: bool) -> None:
    content = b"SQLite format 3\0" + bytes(70 * MEGABYTE)
    if newest:
        zstandard = pytest.importorskip("zstandard")
        sent.pack(zstandard.ZstdCompressor().compress(content), "collection.anki21b")
    else:
        sent.pack(content)

    sent.refused("unpacks to far more")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_package_that_is_cut_off_is_refused(sent: Sent, share: float) -> None:
    data = sent.package.read_bytes()
    sent.package.write_bytes(data[: int(len(data) * share)])

    sent.refused("damaged")


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.7])
def test_a_database_that_is_cut_off_is_refused_or_read_as_far_as_it_goes(sent: Sent, share: float) -> None:
    sent.pack(sent.database[: int(len(sent.database) * share)])
    ran = sent.bring()
    assert ran.status == 1 or "facts known" in ran.out
    assert "Traceback" not in ran.err

    zstandard = pytest.importorskip("zstandard")
    packed = zstandard.ZstdCompressor().compress(sent.database)
    sent.pack(packed[: int(len(packed) * share)], "collection.anki21b")
    ran = sent.bring()
    assert ran.status == 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "neither"),
        (b"no package at all" * 100, "neither"),
        (b"SQLite format 3\0" + b"\xff" * 4096, "cannot be read"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (b"\x28\xb5\x2f\xfd" + bytes(100), "neither"),
    ],
)
def test_what_is_no_file_of_ankis_is_refused(sent: Sent, content: bytes, why: str) -> None:
    sent.package.write_bytes(content)

    sent.refused(why)


def test_a_package_with_a_password_is_refused(sent: Sent) -> None:
    data = bytearray(sent.package.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 1)
    sent.package.write_bytes(data)

    sent.refused("password")


VIEWS = [
    ("ALTER TABLE notes RENAME TO n", "CREATE VIEW notes AS SELECT * FROM n"),
    ("ALTER TABLE revlog RENAME TO r", "CREATE VIEW revlog AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS id, x AS cid, 1 AS ease, 1 AS ivl, 1 AS lastIvl, 1 AS factor, 1 AS time, 1 AS type FROM c"),
    ("DROP TABLE col", "CREATE VIEW col AS SELECT 1 AS crt, 1 AS mod, 11 AS ver, '{}' AS conf"),
    ("DROP TABLE cards", "CREATE VIRTUAL TABLE cards USING fts5(id, nid, did, ord, mod, type, queue, due, ivl, left, odue, odid, flags)"),
]  # fmt: skip


@pytest.mark.parametrize("statements", VIEWS)
def test_what_stands_in_place_of_a_table_is_refused(sent: Sent, statements: tuple[str, ...]) -> None:
    sent.with_sql(*statements)

    sent.refused("is none")


@pytest.mark.parametrize("table", ["col", "notes", "cards", "revlog"])
def test_a_database_of_another_program_is_refused(sent: Sent, table: str) -> None:
    sent.with_sql(f"DROP TABLE {table}")
    sent.refused("not Anki's")

    sent.with_sql(f"ALTER TABLE {table} RENAME COLUMN id TO other")
    if table == "col":
        sent.with_sql("ALTER TABLE col RENAME COLUMN crt TO other")
    sent.refused("has no column")


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE col SET ver = 99", "schema 99"),
        ("UPDATE col SET ver = 3", "schema 3"),
        ("UPDATE col SET ver = 'eleven'", "no collection"),
        ("UPDATE col SET crt = NULL", "cannot be read"),
        ("UPDATE col SET crt = -1", "no collection"),
        ("UPDATE col SET mod = 9223372036854775807", "no collection"),
        ("DELETE FROM col", "no collection"),
    ],
)
def test_a_collection_that_makes_no_sense_is_refused(sent: Sent, statement: str, why: str) -> None:
    if "NULL" in statement:  # genanki's own table allows none
        sent.with_sql("CREATE TABLE c AS SELECT * FROM col", "DROP TABLE col", "ALTER TABLE c RENAME TO col", statement)
        why = "no collection"
    else:
        sent.with_sql(statement)

    sent.refused(why)


def test_a_field_that_is_far_too_long_is_refused(sent: Sent) -> None:
    file = sent.folder / "changed.anki2"
    file.write_bytes(sent.database)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE notes SET flds = zeroblob(67108865) WHERE id = (SELECT min(id) FROM notes)")
        connection.commit()

    sent.refused("too big", file)


LOG = "INSERT INTO revlog SELECT {} FROM cards LIMIT 1"


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE cards SET ord = 'first'",),
        ("UPDATE cards SET ord = -1, flags = -9223372036854775808",),
        ("UPDATE cards SET ord = 999999999",),
        ("UPDATE cards SET due = 9223372036854775807, ivl = 9223372036854775807, type = 2",),
        ("UPDATE cards SET due = -9223372036854775808, odue = 5, odid = 9, type = 1, left = -77",),
        ("UPDATE cards SET mod = 1e300",),
        ("UPDATE notes SET guid = x'00ff'",),
        ("UPDATE notes SET tags = x'00ff', flds = 17, mod = 'yesterday'",),
        ("UPDATE notes SET tags = CAST(x'20fffe20c328' AS TEXT), flds = CAST(x'fffe1fc328' AS TEXT)",),
        ("UPDATE notes SET tags = ' ' || char(27) || '[31mred ' || char(8238) || 'x ' || printf('%.2000c', 'y') || ' '",),
        (LOG.format("1, id, -1, 3, 1, 0, 0, 0, 0"), LOG.format("-5, id, -1, 3, 1, 0, 0, 0, 0")),
        (LOG.format("9000000000000000000, id, -1, 3, 1, 0, 0, 0, 0"),),
        (LOG.format("1700000000000, id, -1, 'good', 1, 0, 0, 0, 0"), LOG.format("1700000000001, id, -1, 9, 1, 0, 0, 0, 77")),
        (LOG.format("1700000000000, id, -1, 3, 9223372036854775807, -9223372036854775808, 0, 9223372036854775807, 1"),),
        (LOG.format("1700000000000, id, -1, 1, -9223372036854775807, 0, 0, -5, 1"),),
        ("CREATE TRIGGER bad AFTER INSERT ON notes BEGIN DELETE FROM cards; END",),
        ("CREATE TABLE decks (id, name)", "UPDATE col SET decks = '[[[[', conf = '{{{', ver = 11"),
        ("UPDATE col SET decks = '[1, 2]', conf = '[]'", "UPDATE notes SET guid = 'other' || id"),
        ("UPDATE col SET decks = '{\"1\": 5}', conf = '{\"creationOffset\": 1e99}'", "UPDATE notes SET guid = 'x' || id"),
    ],
)  # fmt: skip
def test_values_of_any_kind_are_read_safely(sent: Sent, statements: tuple[str, ...]) -> None:
    sent.with_sql(*statements)

    ran = sent.bring()

    assert ran.status == 0
    assert "\x1b" not in ran.out
    assert sent.srs.run("doctor", now="2126-01-01T00:00:00+00:00").status == 0
    assert sent.srs.run("cards", "--json").status == 0


def test_tags_and_decks_of_strangers_steer_no_terminal(sent: Sent) -> None:
    sent.with_sql(
        "UPDATE notes SET tags = ' " + "\x1b[2J \u202eevil " + "fine ', mod = mod + 5",
        'UPDATE col SET decks = \'{"1": {"id": 1, "name": "a\\u001b[2Jb"}}\'',
        "UPDATE cards SET did = 1",
        "INSERT INTO notes SELECT id + 100000, 'stranger', mid, mod, usn, tags, flds, sfld, csum, flags, data FROM notes LIMIT 1",
        "INSERT INTO cards SELECT id + 100000, nid + 100000, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, "
        "left, odue, odid, flags, data FROM cards ORDER BY nid LIMIT 1",
    )

    ran = sent.bring()

    assert ran.status == 0
    assert not set(ran.out) & {"\x1b", "\u202e"}
    assert "+#fine" in ran.out


def test_what_takes_far_longer_than_its_size_is_given_up(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, value in (("_STEPS", 100), ("_STEPS_PER_BYTE", 0), ("_STEPS_AT_ONCE", 10)):
        monkeypatch.setattr(reading_file, limit, value)

    sent.refused("far longer than its size")


def test_a_collection_that_anki_holds_is_left_alone(sent: Sent) -> None:
    live = sent.folder / "collection.anki2"
    live.write_bytes(sent.database)
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "c.execute('PRAGMA locking_mode = EXCLUSIVE'); c.execute('PRAGMA journal_mode = WAL'); "
        "c.execute('UPDATE col SET mod = mod'); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code, live], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as anki:
        assert anki.stdout
        assert anki.stdout.readline() == b"held\n"

        sent.refused("is in use by Anki", live)

    assert "5 facts known" in sent.bring(live).out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody copy a file that is locked")
def test_what_was_not_moved_into_a_collection_yet_is_read_too(sent: Sent) -> None:
    live = sent.folder / "live.anki2"
    live.write_bytes(sent.database)
    with closing(sqlite3.connect(live, isolation_level=None)) as anki:
        anki.execute("PRAGMA journal_mode = WAL")
        anki.execute("INSERT INTO revlog SELECT 1700000000000, id, -1, 3, 4, 0, 500, 0, 0 FROM cards LIMIT 1")
        copy = sent.folder / "copy.anki2"
        for end in ("", "-wal"):
            shutil.copyfile(f"{live}{end}", f"{copy}{end}")

    assert "(1 answer)" in sent.bring(copy).out


def test_a_folder_and_a_missing_file_are_told(sent: Sent) -> None:
    for name, why in (("", "is a folder"), ("nothing.apkg", "There is no file")):
        ran = sent.srs.run("import", sent.folder / name)
        assert ran.status == 2
        assert why in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no pipes with a name")
def test_a_pipe_is_not_waited_for(sent: Sent) -> None:
    os.mkfifo(sent.folder / "pipe")

    ran = sent.srs.run("import", sent.folder / "pipe")

    assert (ran.status, "it is no file" in ran.err) == (1, True)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return Sent(tmp_path_factory.mktemp("package")).package.read_bytes()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return Sent(tmp_path_factory.mktemp("database")).database


def read_all(data: bytes, folder: Path) -> None:
    """Read a file to its end; an SrsError is the only way out."""
    file = folder / "sent"
    file.write_bytes(data)
    with opened_anki(file, 0) as found:
        names: dict[str, Any] = {guid: guid for guid in found.guids}
        list(found.facts(names, lambda *_: None))
        found.decks_of_others({})
        list(found.fields())


def mutated(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    """Return data with some bytes changed."""
    buffer = io.BytesIO(data)
    for place, value in changes:
        buffer.seek(place % len(data))
        buffer.write(bytes([value]))
    return buffer.getvalue()


CHANGES = st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=40)


@settings(max_examples=150)
@given(CHANGES, st.sampled_from(["package", "database"]))
def test_damage_anywhere_is_a_sentence_or_nothing(
    package: bytes, database: bytes, tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]], what: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "damaged"
    folder.mkdir(exist_ok=True)

    try:
        read_all(mutated(package if what == "package" else database, changes), folder)
    except SrsError as error:
        assert str(folder) in error.message


ANY: Callable[[], st.SearchStrategy[Any]] = lambda: st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.integers(0, 6),
    st.none(),
    st.text(max_size=5),
    st.floats(),
    st.binary(max_size=5),
)


@given(st.lists(st.tuples(*[ANY()] * 7), max_size=8), st.booleans())
def test_any_rows_make_a_log(rows: list[tuple[Any, ...]], on_step: bool) -> None:
    log = read_log(rows, on_step=on_step)

    assert len(log.events) + log.crammed + log.unreadable == len(rows)
    assert [event.at for event in log.events] == sorted(event.at for event in log.events)
    assert all(0 <= event.days <= 36_500 and 0 <= event.taken_ms < 2**31 for event in log.events)


def test_two_notes_of_what_is_one_fact_here_are_told_as_one(sent: Sent) -> None:
    guid = next(iter(sent.srs.ids().values()))
    sent.with_sql(
        "INSERT INTO notes SELECT id + 100000, 'younger', mid, mod, usn, tags, flds, sfld, csum, flags, data FROM notes "
        f"WHERE guid = '{guid}'",
        "INSERT INTO cards SELECT id + 100000, nid + 100000, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, "
        f"left, odue, odid, flags, data FROM cards WHERE nid = (SELECT id FROM notes WHERE guid = '{guid}')",
        f"INSERT INTO revlog SELECT 1700000000000, id, -1, 3, 4, 0, 500, 0, 0 FROM cards WHERE nid = (SELECT id FROM notes WHERE guid = '{guid}')",
        "INSERT INTO revlog SELECT 1700500000000, id + 100000, -1, 3, 9, 4, 500, 0, 1 FROM cards "
        f"WHERE nid = (SELECT id FROM notes WHERE guid = '{guid}')",
    )
    names: dict[str, Any] = {guid: guid, "younger": guid}

    with opened_anki(sent.package, 0) as file:
        (told,) = file.facts(names, lambda *_: None)

    assert [event.at for event in told.cards[0].events] == [1_700_000_000_000, 1_700_500_000_000]
