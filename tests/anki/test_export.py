from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from functools import partial
from hashlib import sha256

import pytest
from build import fact, outgoing
from hypothesis import given
from hypothesis import strategies as st

from srs.anki import notetypes
from srs.anki.cards import CardRow, LogRow
from srs.anki.collection import NoteRow, new_collection
from srs.anki.export import write_package
from srs.anki.notetypes import BASIC
from srs.anki.package import anki_tags, deck_name, make_deck
from srs.model import Way
from srs.model.outgoing import ExportReport
from srs.vault.media import find_embedded

PIXEL = b"\x89PNG\r\n\x1a\n pixel"


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


@pytest.fixture
def export(tmp_path, notes):
    """Write facts to a package; return the report, the names of its media, and its notes."""

    def write(*facts, root_deck="Notes"):
        target = tmp_path / "out.apkg"
        find = partial(find_embedded, notes)
        report = write_package(outgoing(*facts), target, root_deck=root_deck, find=find)
        with zipfile.ZipFile(target) as package:
            media = json.loads(package.read("media"))
            (tmp_path / "unpacked").write_bytes(package.read("collection.anki2"))
            contents = {name: package.read(number) for number, name in media.items()}
        connection = sqlite3.connect(tmp_path / "unpacked")
        rows = connection.execute("SELECT guid, mod, tags, flds FROM notes ORDER BY id").fetchall()
        connection.close()
        return report, contents, [(guid, mod, tags, flds.split("\x1f")) for guid, mod, tags, flds in rows]

    return write


def test_the_note_types_never_change():
    types = [
        [
            model.model_id,
            model.name,
            model.model_type,
            [field["name"] for field in model.fields],
            [[template[part] for part in ("name", "qfmt", "afmt")] for template in model.templates],
            model.css,
            notetypes.MODIFIED,
        ]
        for model in (notetypes.BASIC, notetypes.CLOZE)
    ]

    digest = sha256(json.dumps(types).encode()).hexdigest()
    assert digest == "52216776acb7ef66ea4bef4ae9583d7e96f6aa00c2f013eba9ab676c665479c6"


def test_fields_hold_what_the_fact_says(export):
    _, _, [(guid, mod, tags, fields)] = export(
        fact(
            "*Front*",
            "Back `x`",
            id="id<1>",
            path="über/a b.md",
            context=("1. Title", "Part *two*"),
            extra="more",
            tags=("bio::cell", "two words", "bio::cell"),
            changed_at=1_770_000_000_999,
        )
    )

    assert guid == "id<1>"
    assert mod == 1_770_000_000
    assert tags.split() == ["bio::cell", "two_words"]
    assert fields == [
        "<em>Front</em>",
        "Back <code>x</code>",
        "1. Title › Part <em>two</em>",
        "more",
        "über/a b.md",
        "id&lt;1&gt;",
        "",
        "",
        "",
        "",
    ]


def test_the_source_has_no_line_so_that_moved_lines_change_nothing(export):
    _, _, before = export(fact(line=3))
    _, _, after = export(fact(line=30))

    assert before == after


def test_the_report_counts_what_was_written(export):
    report, _, _ = export(
        fact(id="a"),
        fact(id="b", way=Way.BOTH, deck="sub::deep"),
        fact("{{c1::a {{c2::b}}}} {{c3,4::c}}", "", id="c", way=Way.CLOZE),
    )

    assert report == ExportReport(facts=3, cards=7, decks=2, media=0, problems=())


def test_a_cloze_without_a_gap_that_anki_asks_is_a_problem(export):
    report, _, rows = export(fact("{{c501::a}} {{c0::b}}", way=Way.CLOZE, path="n.md", line=7))

    assert report.facts == 0
    assert [str(problem) for problem in report.problems] == [
        "n.md:7: The sentence has no gap that Anki would ask, so it is not exported."
    ]
    assert rows == []


def test_images_are_found_beside_the_note_then_at_the_root_then_by_name(export, notes):
    for name in ("sub/near.png", "root.png", "deep/er/far.png", "deep/near.png", "deep/with space.png"):
        (notes / name).parent.mkdir(parents=True, exist_ok=True)
        (notes / name).write_bytes(PIXEL + name.encode())
    front = "![](near.png) ![](root.png) ![[far.png]] ![](<../deep/near.png>) ![](with%20space.png) ![](near.png)"

    report, contents, [(_, _, _, fields)] = export(fact(front, path="sub/a.md"))

    assert report.problems == ()
    assert report.media == 5
    assert {content.removeprefix(PIXEL).decode() for content in contents.values()} == {
        "sub/near.png",
        "root.png",
        "deep/er/far.png",
        "deep/near.png",
        "deep/with space.png",
    }
    assert all(f'src="{name}"' in fields[0] for name in contents)


def test_a_file_is_packed_once_however_often_it_is_copied(export, notes):
    (notes / "a.png").write_bytes(PIXEL)
    (notes / "b.png").write_bytes(PIXEL)

    report, contents, _ = export(fact("![](a.png)", id="1"), fact("![](b.png)", id="2"))

    assert report.media == 1
    assert list(contents.values()) == [PIXEL]


@pytest.mark.parametrize(
    "source",
    [
        "../secret.png",
        "%2e%2e/secret.png",
        "..\\secret.png",
        "sub/../../secret.png",
        "/etc/hostname",
        "{outside}/secret.png",
        "file:///{outside}/secret.png",
        "C:/secret.png",
        "\\\\server\\secret.png",
        "//server/secret.png",
        "https://x.org/a.png",
        "data:image/png;base64,AA==",
        "link.png",
        "linked/secret.png",
        "text.md",
        "folder.png",
        "missing.png",
        "a%00.png",
        "x" * 300 + ".png",
    ],
)
def test_nothing_from_outside_the_notes_is_packed(export, notes, tmp_path, source):
    (tmp_path / "secret.png").write_bytes(PIXEL)
    (notes / "link.png").symlink_to(tmp_path / "secret.png")
    (notes / "linked").symlink_to(tmp_path)
    (notes / "text.md").write_text("text")
    (notes / "folder.png").mkdir()
    source = source.replace("{outside}", str(tmp_path))

    report, contents, [(_, _, _, fields)] = export(fact(f"![shown](<{source}>)", path="n.md", line=4))

    assert contents == {}
    assert fields[0] == "shown"
    assert [(problem.path, problem.line) for problem in report.problems] == [("n.md", 4)]


def test_the_same_facts_give_the_same_bytes(notes, tmp_path):
    (notes / "b.png").write_bytes(b"b")
    (notes / "a.png").write_bytes(b"a")
    facts = [
        fact("{{c2::x}} {{c1::y}} {{c9::z}} ![](b.png)", "", id="1", way=Way.CLOZE, deck="z"),
        fact("![](a.png)", id="2", deck="a", tags=("t", "s")),
    ]
    find = partial(find_embedded, notes)

    write_package(outgoing(*facts), tmp_path / "one.apkg", root_deck="Notes", find=find)
    os.utime(notes / "a.png", (0, 0))
    write_package(iter(outgoing(*facts)), tmp_path / "two.apkg", root_deck="Notes", find=find)

    assert (tmp_path / "one.apkg").read_bytes() == (tmp_path / "two.apkg").read_bytes()


@given(st.lists(st.integers(1, 12), max_size=12))
def test_an_answer_whose_millisecond_is_taken_gets_the_next_that_is_free(
    tmp_path_factory: pytest.TempPathFactory, times: list[int]
) -> None:
    path = tmp_path_factory.mktemp("log") / "collection.anki2"
    note = NoteRow(5, BASIC.model_id, [""] * 10, "guid", (), 1)
    free = iter(range(1, 100))

    with new_collection(path) as file:
        for time in times:
            file.add(note, 1, [(CardRow(5, 0), [LogRow(time, 3, 1, 1, 500, next(free), 1)])])
        file.finish([], [BASIC], [], {})

    with closing(sqlite3.connect(path)) as connection:
        log = dict(connection.execute("SELECT time, id FROM revlog"))
        cards = [row[0] for row in connection.execute("SELECT id FROM cards ORDER BY id")]
    taken: set[int] = set()
    for number, time in enumerate(times, 1):
        wanted = next(one for one in range(time, 100) if one not in taken)
        assert log[number] == wanted
        taken.add(wanted)
    assert cards == list(range(5, 5 + len(times)))


def test_answers_of_one_millisecond_are_not_each_tried_at_every_id_that_is_taken(tmp_path):
    note, statements = NoteRow(5, BASIC.model_id, [""] * 10, "guid", (), 1), []
    log = [LogRow(1_000, 3, 1, 1, 500, number, 1) for number in range(200)]

    with new_collection(tmp_path / "collection.anki2") as file:
        file._connection.set_trace_callback(statements.append)
        file.add(note, 1, [(CardRow(5, 0), log)])

    assert sum("INTO revlog" in statement for statement in statements) < 3 * len(log)


def test_no_temporary_file_is_left_behind(notes, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    target = tmp_path / "out" / "x.apkg"
    target.parent.mkdir()

    write_package(outgoing(fact()), target, root_deck="Notes")

    assert list(temporary.iterdir()) == []
    assert list(target.parent.iterdir()) == [target]


def test_a_target_that_cannot_be_written_is_an_error_and_leaves_nothing(notes, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    target = tmp_path / "folder"
    target.mkdir()

    with pytest.raises(OSError):
        write_package(outgoing(fact()), target, root_deck="Notes")

    assert list(temporary.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "notes", "temporary"]
    with pytest.raises(OSError):
        write_package(outgoing(fact()), tmp_path / "absent" / "x.apkg", root_deck="Notes")


def test_deck_names_are_what_anki_makes_of_them():
    assert deck_name("Notes", "a:: b ::::c") == "Notes::a::b::c"
    assert deck_name("", "") == "srs"
    assert deck_name("Notes", "u\u0308ber") == "Notes::\u00fcber"
    assert make_deck("Notes::a").deck_id == make_deck("Notes::a").deck_id != make_deck("Notes::b").deck_id


def test_tags_lose_what_anki_would_split_them_at():
    assert anki_tags(("a b", "a\u3000b", "x::y", " ", "", 'q"q', "über")) == ["a_b", "x::y", "q_q", "über"]
