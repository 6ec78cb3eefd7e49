"""The page of a card for a browser."""

from __future__ import annotations

import os
import stat
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from build import fact
from command import run
from hypothesis import given
from hypothesis import strategies as st

from srs.app.card_page import card_page, write_page
from srs.app.collection import find_collection
from srs.app.drill import Question
from srs.errors import SrsError
from srs.model import Card, CardId, Schedule, Way
from srs.review import face_of

if TYPE_CHECKING:
    from pathlib import Path

    from srs.model import Fact


class Reader(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def question(asked: Fact, ord_: int = 0) -> Question:
    return Question(Card(CardId(1), asked.id, ord_, Schedule()), asked, face_of(asked, ord_))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a b#.png").write_bytes(b"12345")
    return tmp_path


def test_the_answer_is_on_the_page_only_where_it_is_shown(folder: Path) -> None:
    asked = question(fact("What is $x$?", "The **unknown**", extra="and more", context=("Algebra", "Basics")))

    hidden, shown = (card_page(asked, folder / "notes", revealed=revealed) for revealed in (False, True))

    assert "unknown" not in hidden
    assert "and more" not in hidden
    assert "<p>Algebra › Basics</p>" in hidden
    assert "<mi>x</mi>" in hidden
    assert "<strong>unknown</strong>" in shown
    assert "and more" in shown
    assert "a.md:1" in shown


def test_a_gap_stays_closed_until_the_answer_is_shown(folder: Path) -> None:
    asked = question(fact("{{c1::Paris}} is in {{c2::France}}", "", way=Way.CLOZE), 1)

    assert "France" not in card_page(asked, folder / "notes", revealed=False)
    assert 'Paris is in <mark class="gap">France</mark>' in card_page(asked, folder / "notes", revealed=True)


def test_images_are_shown_from_their_files_and_those_elsewhere_are_words(folder: Path) -> None:
    (folder / "secret.png").write_bytes(b"1")
    text = "![disc](<a b#.png>) ![web](https://example.org/a.png) ![up](../secret.png) ![gone](gone.png)"

    page = card_page(question(fact("What?", text)), folder / "notes", revealed=True)

    addresses = [attributes["src"] for tag, attributes in Reader(page).elements if tag == "img"]
    assert addresses == [(folder / "notes" / "a b#.png").resolve().as_uri()]
    assert "web up gone" in page


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=https://example.org/a.png>",
        "<meta http-equiv=refresh content='0;url=https://example.org'>",
        "![a](data:image/svg+xml,<svg/onload=alert(1)>)",
        "[click](javascript:alert(1))",
        "$\\text{<iframe src=//example.org>}$",
        "</section><style>@import url(https://example.org)</style>",
        "<link rel=stylesheet href=https://example.org/a.css>",
    ],
)
def test_nothing_of_a_note_acts_on_the_page(folder: Path, hostile: str) -> None:
    asked = question(fact(f"What? {hostile}", hostile, context=(hostile,), extra=hostile, deck=hostile))
    plain = question(fact("What?", "a", context=("c",), extra="e", deck="d"))

    found, usual = (Reader(card_page(one, folder / "notes", revealed=True)).elements for one in (asked, plain))

    ours = {"html", "head", "meta", "title", "style", "body", "header", "section", "hr", "footer"}
    assert [one for one in found if one[0] in ours] == [one for one in usual if one[0] in ours]
    assert not any(tag in ("script", "iframe", "link", "img") for tag, _ in found)
    assert not any((attributes.get("href") or "").startswith("javascript") for _, attributes in found)


@given(text=st.text(st.sampled_from("<>&\"'![](){}$\\`*_#:/=-. \nabcsriptmgo"), max_size=80))
def test_a_page_loads_files_of_the_notes_alone_whatever_a_note_says(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    page = card_page(question(fact("What?", text)), tmp_path_factory.getbasetemp(), revealed=True)

    for tag, attributes in Reader(page).elements:
        assert tag not in ("script", "iframe", "link", "object", "embed", "svg", "form", "base")
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)


def test_the_page_allows_nothing_but_its_style_and_images_of_files(folder: Path) -> None:
    page = card_page(question(fact()), folder, revealed=True)

    [policy] = [one["content"] for tag, one in Reader(page).elements if tag == "meta" and "http-equiv" in one]
    assert str(policy).startswith("default-src 'none'; img-src file:; style-src 'sha256-")
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_the_page_is_for_its_owner_alone_and_replaces_the_one_before(folder: Path) -> None:
    run("-C", folder, "init")
    collection = find_collection(folder)
    victim = folder / "victim"
    victim.write_text("untouched", "utf-8")
    (folder / ".srs" / "card.html").symlink_to(victim)

    for back in ("first", "second"):
        file = write_page(collection, question(fact("What?", back)), revealed=True)

    assert file == folder / ".srs" / "card.html"
    assert "second" in file.read_text("utf-8")
    assert victim.read_text("utf-8") == "untouched"
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir() if one.name.startswith("card")] == ["card.html"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whoever runs this may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    run("-C", folder, "init")
    (folder / ".srs").chmod(0o500)

    with pytest.raises(SrsError, match="cannot be written"):
        write_page(find_collection(folder), question(fact()), revealed=True)

    (folder / ".srs").chmod(0o700)
