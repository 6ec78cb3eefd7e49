"""Facts on pages: lists, notes, the history of one, and forms that change many."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from command import definitions
from hostile import write_hostile_notes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from screen import state_of
from webpages import ORIGIN, field, served

from srs.app.collection import find_collection
from srs.schedule.preset import DEFAULT_PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Collection
    from webpages import Site, Visitor

HELD = "# Odd\n\n- Kernel 1 - the part of an operating system that is always in memory\n"


@pytest.fixture
def site(synced: Collection) -> Iterator[Site]:
    synced.file("odd.md").write_text(HELD, "utf-8")
    assert synced.run("sync").status == 0
    with served(synced) as running:
        yield running


@pytest.fixture
def visitor(site: Site) -> Visitor:
    return site.visitor()


def state(collection: Collection) -> object:
    store = find_collection(collection.folder).open()
    try:
        decisions = store.connection.execute("SELECT id, accepted, status FROM fact ORDER BY id").fetchall()
        return state_of(store), decisions
    finally:
        store.close()


def text_of(page: str) -> str:
    """Return the words of the main part of a page."""
    main = re.sub(r"(?s).*<main.*?>|</main>.*", "", page)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


class Reader(HTMLParser):
    """Collects from a whole page what could act, or lead elsewhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in {"iframe", "object", "embed", "base", "style", "foreignobject", "animate", "set", "use"}:
            self.strange.append(tag)
        if tag == "script" and said.get("src") not in {"/static/app.js", "/static/facts.js"}:
            self.strange.append(f"script {said}")
        for name, value in said.items():
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "ping", "srcset"}:
                self.strange.append(f"{tag} {name}")
            is_link = tag == "a" and name == "href" and re.match(r"(https?|mailto|obsidian|zotero):", value)
            if name in {"href", "src", "action"} and not is_link and not re.match(r"/(?![/\\\\])|#", value):
                self.strange.append(f"{tag} {name}={value}")


def strange(page: str) -> list[str]:
    """Return what should not be on a page."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader.strange


def post(visitor: Visitor, path: str, fields: list[tuple[str, str]]) -> str:
    body = "&".join(f"{quote(name)}={quote(value, safe='')}" for name, value in fields)
    headers = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
    answer = visitor.post(path, content=body, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_notes_are_listed_with_what_stands_in_them(visitor: Visitor) -> None:
    page = text_of(visitor.get("/notes").text)

    assert "4 facts in the drill · 0 due · 1 held · no problems" in page
    assert "information.md 2 · · ·" in page


def test_a_step_that_is_being_learned_is_due_in_the_list_of_notes(visitor: Visitor, synced: Collection) -> None:
    assert synced.run("answer", synced.ids()["Entropy"], "again").status == 0

    page = text_of(visitor.get("/notes").text)

    assert "· 1 due ·" in page
    assert "information.md 2 1 · ·" in page


def test_folders_lead_to_the_notes_in_them(site: Site, synced: Collection) -> None:
    synced.write("deep/er/a b.md", "Posterior: what is believed once data was seen", "Evidence: what data say in all")
    synced.run("sync")
    visitor = site.visitor()

    assert '<a href="/notes?folder=deep" dir="auto" class="folder">deep/</a>' in visitor.get("/notes").text
    assert "folder=deep%2Fer" in visitor.get("/notes?folder=deep").text
    page = visitor.get("/notes?folder=deep/er").text
    assert "/notes/deep/er/a%20b.md" in page
    assert "Posterior" in visitor.get("/notes/deep/er/a%20b.md").text
    assert "a b.md" in text_of(visitor.get("/notes?find=A%20B").text)
    assert "No note matches." in visitor.get("/notes?find=zzz").text


@pytest.mark.parametrize("tag", ["a_b", "*", 'say "hi"', "x\\y", "c:d", "p(q)", "area::b-c"])
def test_a_tag_leads_to_the_facts_that_have_it_alone(site: Site, synced: Collection, tag: str) -> None:
    head = f"---\ntags: [{json.dumps(tag)}]\n---\n"
    synced.file("tagged.md").write_text(f"{head}- **Noise**: what a channel adds to a signal\n", "utf-8")
    other = "---\ntags: [axb, '#x', plain]\n---\n"
    synced.file("other.md").write_text(f"{other}- **Rate**: how many bits a second a channel carries\n", "utf-8")
    synced.run("sync")
    visitor = site.visitor()
    page = visitor.get(f"/facts/{synced.ids()['Noise']}").text

    (link,) = re.findall(r'class="tag" href="([^"]*)"', page)
    found = text_of(visitor.get(unescape(link)).text)

    assert "1 fact " in found
    assert "Noise" in found
    assert "Rate" not in found


def test_a_folder_leads_to_its_own_facts_that_are_held(site: Site, synced: Collection) -> None:
    for folder in ("a_b", "axb"):
        synced.file(f"{folder}/odd.md").parent.mkdir()
        synced.file(f"{folder}/odd.md").write_text(HELD.replace("Kernel", f"Kernel {folder}"), "utf-8")
    synced.run("sync")
    visitor = site.visitor()

    (link,) = re.findall(r'href="(/held[^"]*)">1 held', visitor.get("/notes?folder=a_b").text)
    found = text_of(visitor.get(unescape(link)).text)

    assert found.startswith("1 of 1 held")


def test_a_note_shows_each_fact_where_it_stands(visitor: Visitor, synced: Collection) -> None:
    page = visitor.get("/notes/information.md").text
    fact = synced.ids()["Entropy"]

    assert re.search(rf'<li><span class="stand new" id="f-{fact}">.*?<strong>Entropy</strong>', page, re.DOTALL)


def test_a_note_shows_what_was_turned_down_when_it_is_asked_for(site: Site, synced: Collection) -> None:
    synced.file("more.md").write_text(
        "# More\n\n- **This**: see above\n- **Noise**: what a channel adds to a signal\n", "utf-8"
    )
    synced.run("sync")
    visitor = site.visitor()

    assert "no card" not in visitor.get("/notes/more.md").text
    assert "no card" in visitor.get("/notes/more.md?skips=1").text


@pytest.mark.parametrize(
    "path", ["missing.md", "%2e%2e/secret.md", "..%2fsecret.md", "%2fetc%2fpasswd", "information.md%00", ""]
)
def test_a_path_out_of_the_notes_shows_nothing(visitor: Visitor, synced: Collection, path: str) -> None:
    (synced.folder / "secret.md").write_text("- **Password**: a secret word\n", "utf-8")
    answer = visitor.get(f"/notes/{path}")

    assert answer.status_code == 404
    assert "secret word" not in answer.text


def test_a_note_leads_to_the_notes_that_it_names(site: Site, synced: Collection) -> None:
    text = "# Map\n\n[one](../information.md#entropy) [two](b%20c.md) [out](../../../x.md) [scheme](javascript:a.md) [root](/etc/a.md)\n"
    synced.file("deep/map.md").parent.mkdir()
    synced.file("deep/map.md").write_text(text, "utf-8")
    synced.run("sync")
    page = site.visitor().get("/notes/deep/map.md").text
    article = page[page.index("<article") :]

    assert re.findall(r'href="([^"]*)"', article) == ["/notes/information.md", "/notes/deep/b%20c.md"]


def test_a_held_fact_is_accepted_in_its_note_and_that_taken_back_once(visitor: Visitor, synced: Collection) -> None:
    before = state(synced)
    page = visitor.get("/notes/odd.md").text
    fact = re.search(r'name="accept" value="(\w+)"', page)
    assert fact

    page = visitor.submit("/facts", accept=fact[1], here=field(page, "here"))
    assert "1 fact accepted." in page
    accepted = state(synced)
    assert accepted != before
    number = re.search(r'name="what" value="(\d+)"', page)
    assert number
    again = visitor.submit("/facts", accept=fact[1], here="/notes/odd.md")
    assert "Nothing changed" in again
    assert state(synced) == accepted
    assert "1 no longer accepted." in visitor.submit("/undo", what=number[1])
    assert state(synced) == before
    assert "taken back already" in visitor.submit("/undo", what=number[1])
    assert state(synced) == before


def test_one_browser_does_not_take_back_what_another_did(site: Site, synced: Collection) -> None:
    one, other = site.visitor(), site.visitor()
    page = one.submit("/facts", do="suspend", fact=synced.ids()["Entropy"])
    before = state(synced)

    number = re.search(r'name="what" value="(\d+)"', page)
    assert number
    assert "too long ago" in other.submit("/undo", what=number[1])
    assert number[0] not in other.get(f"/browse?did={number[1]}").text
    assert state(synced) == before


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ([("do", "suspend")], "2 cards suspended."),
        ([("do", "bury")], "2 cards put off until tomorrow."),
        ([("do", "flag"), ("flag", "3")], "2 cards flagged 3."),
        ([("do", "reject")], "2 facts rejected."),
    ],
)
def test_many_facts_are_changed_at_once_and_taken_back(
    visitor: Visitor, synced: Collection, fields: list[tuple[str, str]], told: str
) -> None:
    before, ids = state(synced), synced.ids()
    chosen = [("fact", ids["Entropy"]), ("fact", ids["Prior"])]

    page = post(visitor, "/facts", [*fields, *chosen, ("here", "/browse?q=o")])
    assert told in page
    assert state(synced) != before
    number = re.search(r'name="what" value="(\d+)"', page)
    assert number
    visitor.submit("/undo", what=number[1])
    assert state(synced) == before


def test_all_that_a_query_finds_is_changed_while_it_still_finds_as_many(visitor: Visitor, synced: Collection) -> None:
    before = state(synced)

    page = post(
        visitor,
        "/facts",
        [("do", "suspend"), ("all", "9"), ("query", "is:new -is:held"), ("here", "/browse?q=is%3Anew")],
    )
    assert "The query finds 4 facts by now, not 9; nothing was changed." in page
    assert state(synced) == before
    page = post(
        visitor,
        "/facts",
        [("do", "suspend"), ("all", "4"), ("query", "is:new -is:held"), ("here", "/browse?q=is%3Anew")],
    )
    assert "4 cards suspended." in page


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "delete"},
        {"do": "flag", "flag": "8"},
        {"do": "flag", "flag": "x"},
        {"do": ""},
        {"do": "suspend", "here": "//evil.example/"},
        {"do": "suspend", "here": "http://evil.example/"},
        {"do": "suspend", "here": "/\\evil.example"},
        {"do": "suspend", "back": "/a\r\nset-cookie: x=y"},
    ],
)
def test_a_form_that_no_page_sends_changes_nothing(
    visitor: Visitor, synced: Collection, fields: dict[str, str]
) -> None:
    before = state(synced)
    answer = visitor.post("/facts", data=fields | {"fact": synced.ids()["Prior"]}, headers={"origin": ORIGIN})

    assert answer.status_code == 400
    assert state(synced) == before


def test_a_query_that_is_wrong_is_told_with_its_place(visitor: Visitor) -> None:
    page = visitor.get("/browse", params={"q": "is:nothing"}).text

    assert 'role="alert"' in page
    assert "Known:" in page


@pytest.mark.parametrize(
    "parameters", [{"page": "0"}, {"page": "x"}, {"page": "9" * 30}, {"order": "x"}, {"did": "x"}, {"q": "x" * 9000}]
)
def test_an_address_that_nobody_would_write_shows_a_page_all_the_same(
    visitor: Visitor, parameters: dict[str, str]
) -> None:
    assert visitor.get("/browse", params=parameters).status_code == 200


def test_a_long_list_comes_in_pages(synced: Collection) -> None:
    synced.write("many.md", *definitions(250))
    synced.run("sync", "--yes")
    with served(synced) as site:
        visitor = site.visitor()
        pages = [visitor.get(f"/browse?page={number}").text for number in (1, 2, 3, 99)]

    assert [page.count("data-row") for page in pages] == [100, 100, 54, 54]
    assert "page 3 of 3" in pages[3]


def test_held_facts_come_one_after_the_other(site: Site, synced: Collection) -> None:
    synced.file("odder.md").write_text(HELD.replace("Kernel 1", "Shell 1").replace("always", "seldom"), "utf-8")
    synced.run("sync")
    visitor = site.visitor()

    page = visitor.get("/held").text
    assert "1 of 2 held" in page
    first = re.search(r'name="accept" value="(\w+)"', page)
    assert first
    page = visitor.submit(
        "/facts", accept=first[1], here=field(page, "here"), back=field(page, "back").replace("&amp;", "&")
    )
    assert "1 fact accepted." in page
    assert "1 of 1 held" in page
    assert first[1] not in re.findall(r'name="accept" value="(\w+)"', page)
    second = re.search(r'name="reject" value="(\w+)"', page)
    assert second
    page = visitor.submit(
        "/facts", reject=second[1], here=field(page, "here"), back=field(page, "back").replace("&amp;", "&")
    )
    assert "Nothing is held" in page


def test_a_fact_shows_its_answers_its_curve_and_what_it_said(visitor: Visitor, synced: Collection) -> None:
    fact = synced.ids()["Entropy"]
    for day, rating in (("2026-02-01", 3), ("2026-02-03", 3), ("2026-02-20", 1)):
        line = f'{{"id": "{fact}", "rating": {rating}, "at": "{day}T09:00:00+00:00"}}'
        assert synced.run("answer", "-", input=line).status == 0
    synced.write(
        "information.md",
        "Entropy: the mean surprise of a source of signs",
        "Alphabet: a finite set of symbols that words are made of",
    )
    synced.run("sync")

    page = visitor.get(f"/facts/{fact}").text
    assert page.count('<td class="rating') == 3
    assert '<svg viewBox="0 0 640 200" role="img"' in page
    assert page.count("<circle") == 3
    assert "<del>symbols</del>" in page
    assert "<ins>signs</ins>" in page
    assert "style=" not in page


def test_a_change_by_hand_has_no_rating_and_is_no_answer_on_the_curve(visitor: Visitor, synced: Collection) -> None:
    fact = synced.ids()["Entropy"]
    synced.run("answer", fact, "easy")
    synced.run("set-due", "3", fact)

    page = visitor.get(f"/facts/{fact}").text

    assert re.findall(r'<td class="rating \w*">(.+?)</td><td>(\w+)', page) == [("easy", "learn"), ("–", "manual")]
    assert page.count("<circle") == 1


def test_tags_given_elsewhere_are_shown_and_choose_the_preset_as_in_a_drill(synced: Collection) -> None:
    fact = synced.ids()["Entropy"]
    answered = f'{{"id": "{fact}", "rating": 3, "at": "2026-01-01T09:00:00+00:00"}}'
    assert synced.run("answer", "-", input=answered).status == 0
    preset = f'[[preset]]\nname = "exam"\ntag = "exam"\nparameters = {[*DEFAULT_PARAMETERS[:-1], 0.5]}\n'
    (synced.folder / "srs.toml").write_text(preset, "utf-8")

    def page() -> str:
        with served(synced) as site:
            return site.visitor().get(f"/facts/{fact}").text

    untagged = page()
    store = find_collection(synced.folder).open()
    store.connection.execute("UPDATE fact SET given_tags = ? WHERE id = ?", ('["exam"]', fact))
    store.close()
    tagged = page()

    assert "#exam" not in untagged
    assert "#exam" in tagged
    assert recall_today(tagged) != recall_today(untagged)


def recall_today(page: str) -> str:
    """Return the chance of recall in the table of cards."""
    found = re.search(r'<td class="number">(\d+%)</td>', page)
    assert found
    return found[1]


def test_a_fact_that_is_not_there_is_told(visitor: Visitor) -> None:
    assert visitor.get("/facts/nothing").status_code == 404
    assert visitor.get("/facts/%F0%9F%98%80").status_code == 404


def test_every_page_of_hostile_notes_holds_only_our_own_scripts_and_addresses(notes: Collection) -> None:
    write_hostile_notes(notes)
    assert notes.run("sync", "--yes").status == 0
    with served(notes) as site:
        visitor = site.visitor()
        listed = visitor.get("/notes").text
        paths = re.findall(r'href="(/notes/[^"]+)"', listed)
        assert len(paths) > 50
        pages = [
            listed,
            visitor.get("/browse").text,
            visitor.get("/browse?page=2").text,
            visitor.get("/plan").text,
            visitor.get("/held").text,
        ]
        pages += [visitor.get(f"{path}?skips=1").text for path in paths]
        facts = {found for page in pages for found in re.findall(r'href="(/facts/\w+)"', page)}
        pages += [visitor.get(path).text for path in sorted(facts)[:100]]

    assert sorted({fault for page in pages for fault in strange(page)}) == []


def test_read_only_pages_show_all_and_offer_nothing_that_changes(synced: Collection) -> None:
    synced.file("odd.md").write_text(HELD, "utf-8")
    synced.run("sync")
    fact = synced.ids()["Prior"]
    with served(synced, read_only=True) as site:
        visitor = site.visitor()
        for path in ("/notes", "/notes/odd.md", "/browse", "/held", "/plan", f"/facts/{fact}"):
            answer = visitor.get(path)
            assert answer.status_code == 200
            assert 'method="post"' not in answer.text or "<button" not in answer.text.split('method="post"')[1], path


DEEDS = st.tuples(
    st.sampled_from(["accept", "reject", "suspend", "unsuspend", "bury", "unbury", "flag"]),
    st.lists(st.sampled_from(["Entropy", "Prior", "Kernel 1", "Likelihood"]), min_size=1, max_size=4),
    st.integers(0, 7),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEEDS, max_size=8))
def test_whatever_is_done_is_taken_back_in_the_other_order(
    site: Site, synced: Collection, deeds: list[tuple[str, list[str], int]]
) -> None:
    visitor, ids, before, numbers = site.visitor(), synced.ids(), state(synced), []
    for name, chosen, flag in deeds:
        fields = [("do", name), ("flag", str(flag)), *(("fact", ids[one]) for one in chosen)]
        page = post(visitor, "/facts", fields)
        numbers += re.findall(r'name="what" value="(\d+)"', page)
        once = state(synced)
        assert "Nothing changed" in post(visitor, "/facts", fields)
        assert state(synced) == once
    for number in reversed(numbers):
        visitor.submit("/undo", what=number)

    assert state(synced) == before
