"""The real Anki reads what is exported."""

from __future__ import annotations

import re
from functools import partial

import pytest
from build import fact, outgoing

from srs.anki.export import write_package
from srs.model import Way
from srs.vault.media import find_embedded

pytest.importorskip("anki")
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

CHANGED = 1_770_000_000_000  # what `build.fact` says
LATER = CHANGED + 60_000


@pytest.fixture
def collection(tmp_path):
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


@pytest.fixture
def bring(collection, notes, tmp_path):
    """Export facts and import the package; return Anki's log of the import."""

    def export_and_import(*facts, root_deck="Notes"):
        target = tmp_path / "out.apkg"
        write_package(outgoing(*facts), target, root_deck=root_deck, find=partial(find_embedded, notes))
        request = ImportAnkiPackageRequest(package_path=str(target), options=ImportAnkiPackageOptions())
        return collection.import_anki_package(request).log

    return export_and_import


def note_of(collection, guid):
    return collection.get_note(collection.db.scalar("select id from notes where guid = ?", guid))


def shown(html):
    """Return what a reader sees of a rendered side."""
    text = re.sub(r"<style>.*?</style>|<[^>]*>", "", html, flags=re.DOTALL)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("\u2060", "")


def test_every_way_of_asking_gives_its_cards(bring, collection):
    log = bring(
        fact(id="forward"),
        fact(id="both", way=Way.BOTH),
        fact("{{c1::a {{c2::b}} c}} {{c3,5::d}}", "", id="cloze", way=Way.CLOZE),
    )

    ords = {guid: [card.ord for card in note_of(collection, guid).cards()] for guid in ("forward", "both", "cloze")}
    assert len(log.new) == 3
    assert ords == {"forward": [0], "both": [0, 1], "cloze": [0, 1, 2, 4]}
    assert collection.fix_integrity()[1]
    assert collection.db.scalar("select count() from cards") == 7


def test_a_checked_database_has_nothing_to_repair(bring, collection):
    bring(fact(id="1", way=Way.BOTH), fact("{{c1::a}}", "", id="2", way=Way.CLOZE))
    before = collection.db.all("select id, nid, did, ord, due from cards order by id")

    _, fine = collection.fix_integrity()

    assert fine
    assert collection.db.all("select id, nid, did, ord, due from cards order by id") == before
    assert not collection.get_empty_cards().notes


def test_decks_tags_and_order_arrive(bring, collection):
    bring(
        fact(id="b", deck="Biology::Cell", tags=("bio::cell", "two words")),
        fact(id="a", deck="Über::數學", tags=("ü",)),
    )

    decks = {guid: collection.decks.name(note_of(collection, guid).cards()[0].did) for guid in "ab"}
    assert decks == {"a": "Notes::Über::數學", "b": "Notes::Biology::Cell"}
    assert collection.decks.by_name("Notes::Biology")
    assert sorted(note_of(collection, "b").tags) == ["bio::cell", "two_words"]
    assert note_of(collection, "b").cards()[0].due < note_of(collection, "a").cards()[0].due


def test_media_arrive_and_are_used(bring, collection, notes):
    (notes / "a.png").write_bytes(b"picture")
    (notes / "b.mp3").write_bytes(b"sound")

    bring(fact("![a](a.png)", "![[b.mp3]]"))

    note = collection.get_note(collection.find_notes("")[0])
    [picture] = re.findall(r'src="([^"]+)"', note["Front"])
    [sound] = note.cards()[0].answer_av_tags()
    assert collection.media.have(picture)
    assert collection.media.have(sound.filename)
    assert list(collection.media.check().unused) == []
    assert list(collection.media.check().missing) == []


def test_sides_show_context_extra_and_source(bring, collection):
    bring(fact("Q", "A", way=Way.BOTH, context=("Title", "Part"), extra="more", path="a/b.md"))

    forward, backward = note_of(collection, "fact-1").cards()
    assert shown(forward.question()) == "Title › PartQ"
    assert shown(forward.answer()) == "Title › PartQAmorea/b.md"
    assert shown(backward.question()) == "Title › PartA"
    assert shown(backward.answer()) == "Title › PartAQmorea/b.md"


def test_gaps_are_asked_one_by_one(bring, collection):
    bring(fact("*{{c1::a {{c2::b}}::hint}}* ${{c3::x^{2} }}$ {{c4::$y$}}", "remark", way=Way.CLOZE))

    one, two, three, four = note_of(collection, "fact-1").cards()
    assert shown(one.question()) == r"[hint] \(x^{2} \) \(y\)"
    assert shown(two.question()) == r"a [...] \(x^{2} \) \(y\)"
    assert shown(three.question()) == r"a b \([...]\) \(y\)"
    assert shown(four.question()) == r"a b \(x^{2} \) [...]"
    assert shown(four.answer()) == r"a b \(x^{2} \) \(y\)remarka.md"
    assert "<em>" in one.question()


def test_text_that_looks_like_the_end_or_hint_of_a_gap_stays_text(bring, collection):
    bring(
        fact(
            "`{{c1::std::vector::type}}` }} {{c2::$a::b$::h}} {{x}} {{c3::image-occlusion:rect:left=1}}", way=Way.CLOZE
        )
    )

    one, two, three = note_of(collection, "fact-1").cards()
    assert shown(one.question()).startswith("[type] }} ")
    assert shown(one.answer()).startswith("std::vector }} ")
    assert shown(two.question()) == "std::vector }} [h] {{x}} image-occlusion:rect:left=1"
    assert shown(three.answer()).startswith(r"std::vector }} \(a: :b\) {{x}} image-occlusion:rect:left=1")


DIRECTIVES = [
    "[sound:x.mp3]",
    "[anki:tts lang=en_US]x[/anki:tts]",
    "[anki:play:q:0]",
    "[latex]x[/latex]",
    "[$]x[/$]",
    "[$$]x[/$$]",
    r"\(x\)",
    r"\[x\]",
    "{{c1::x}}",
    "{{Front}}",
    "{{FrontSide}}",
    "{{#Front}}",
    "[[type:Front]]",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<anki-mathjax>x</anki-mathjax>",
    "<!doctype html>",
    "</div>",
]
LIVE = re.compile(r"\[anki:|\[\[type:|\\[(\[]|<script|<img|<anki-|class=.?latex|class=.cloze")


@pytest.mark.parametrize("directive", DIRECTIVES)
def test_directives_in_notes_are_shown_and_never_act(bring, collection, directive):
    escaped = re.sub(r"([\\\[\]{}()$<>])", r"\\\1", directive)

    bring(fact(f"q {escaped}", f"a {escaped}", path=f"{directive}.md", context=(escaped,)))

    [card] = note_of(collection, "fact-1").cards()
    assert shown(card.question()) == f"{directive}q {directive}"
    assert shown(card.answer()) == f"{directive}q {directive}a {directive}{directive}.md"
    assert card.question_av_tags() + card.answer_av_tags() == []
    assert not LIVE.search(re.sub(r"<style>.*?</style>", "", card.answer(), flags=re.DOTALL))
    assert "<img" not in collection._backend.extract_latex(text=card.answer(), svg=False, expand_clozes=True).text


@pytest.mark.parametrize("directive", [d for d in DIRECTIVES if not d.startswith("{{c1")])
def test_directives_around_and_in_gaps_are_shown_and_never_act(bring, collection, directive):
    directive = directive.replace("}}", "} }.")  # `}}` would end the gap in the note already
    escaped = re.sub(r"([\\\[\]()$<>])", r"\\\1", directive)

    bring(fact(f"q {escaped} {{{{c1::in {escaped}::hint {escaped}}}}}", "", way=Way.CLOZE, path="n.md"))

    [card] = note_of(collection, "fact-1").cards()
    assert shown(card.question()) == f"q {directive} [hint {directive}]"
    assert shown(card.answer()) == f"q {directive} in {directive}n.md"
    assert card.question_av_tags() + card.answer_av_tags() == []
    assert "<img" not in collection._backend.extract_latex(text=card.answer(), svg=False, expand_clozes=True).text


@pytest.mark.parametrize(
    "front",
    [
        "{{c1::x::sound:a.mp3}}",
        "{{c1::x::anki:tts lang=en_US]x[/anki:tts}}",
        "{{c1::x::latex]x[/latex}}",
        "{{c1::x::$]x[/$}}",
        "{{c1::x::[type:Front]}}",
        "{{c1::y}} $$sound:a.mp3]$$",
        "{{c1::y}} $$latex]x[/latex]$$",
        "$[{{c1::sound:a.mp3}}]$",
        "$[so{{c1::und:a.mp3}}]$",
        "$$so{{c1::und:a.mp3}}]$$",
        "$[la{{c1::tex]x[/la}}tex]$",
        "$[{{c1::x::sound:a.mp3}}]$",
        r"$\\[so{{c1::und:a.mp3}}]$",
    ],
)
def test_what_anki_puts_around_gaps_and_math_makes_no_directive(bring, collection, front):
    bring(fact(front, "", way=Way.CLOZE))

    [card] = note_of(collection, "fact-1").cards()
    assert card.question_av_tags() + card.answer_av_tags() == []
    for side in (card.question(), card.answer()):
        assert not re.search(r"\[anki:|\[\[type:", side)
        assert "<img" not in collection._backend.extract_latex(text=side, svg=False, expand_clozes=True).text


def test_an_edit_reaches_anki_and_keeps_what_was_learned(bring, collection):
    bring(fact(id="edited"), fact(id="same", back="kept"))
    collection.decks.select(collection.decks.id("Notes"))
    for _ in range(2):
        card = collection.sched.getCard()
        collection.sched.answerCard(card, 4)
    learned = {
        card.nid: (card.id, card.ivl, card.reps, card.due)
        for card in map(collection.get_card, collection.find_cards(""))
    }
    untouched = collection.db.first("select mod, usn, flds from notes where guid = 'same'")

    log = bring(fact(id="edited", back="new", changed_at=LATER), fact(id="same", back="kept"))

    assert collection.note_count() == 2
    assert (len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting)) == (0, 1, 1, 0)
    assert note_of(collection, "edited")["Back"] == "new"
    assert collection.db.first("select mod, usn, flds from notes where guid = 'same'") == untouched
    assert learned == {
        card.nid: (card.id, card.ivl, card.reps, card.due)
        for card in map(collection.get_card, collection.find_cards(""))
    }
    assert all(ivl > 0 and reps == 1 for _, ivl, reps, _ in learned.values())


def test_what_was_edited_in_anki_later_survives(bring, collection):
    bring(fact())
    note = note_of(collection, "fact-1")
    note["Back"] = "mine"
    collection.update_note(note)

    log = bring(fact(back="new", changed_at=LATER))

    assert len(log.duplicate) == 1
    assert note_of(collection, "fact-1")["Back"] == "mine"


def test_the_users_styling_survives(bring, collection):
    bring(fact())
    notetype = collection.models.by_name("srs basic")
    notetype["css"] = ".card { color: red }"
    collection.models.update_dict(notetype)

    bring(fact(back="new", changed_at=LATER))

    assert collection.models.by_name("srs basic")["css"] == ".card { color: red }"
    assert [name for name in (each.name for each in collection.models.all_names_and_ids()) if "srs" in name] == [
        "srs basic"
    ]


def test_a_fact_asked_both_ways_later_gets_its_second_card(bring, collection):
    bring(fact("Q", "A", id="one", changed_at=1_770_000_000_000))
    bring(fact("Q", "A", id="one", way=Way.BOTH, changed_at=1_770_000_100_000))

    cards = note_of(collection, "one").cards()
    assert collection.note_count() == 1
    assert [card.ord for card in cards] == [0, 1]
    assert "A" in cards[1].question()


def test_a_gap_that_is_added_later_becomes_a_card(bring, collection):
    bring(fact("{{c1::a}} b", way=Way.CLOZE))

    bring(fact("{{c1::a}} {{c2::b}}", way=Way.CLOZE, changed_at=LATER))

    assert [card.ord for card in note_of(collection, "fact-1").cards()] == [0, 1]
