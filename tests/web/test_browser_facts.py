"""The pages about facts in a real browser: triage, notes, lists, the plan, by keyboard and by touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from command import definitions
from hostile import write_hostile_notes
from windows import DARK, DESKTOP, NEEDED, PHONE, opened, violations

if TYPE_CHECKING:
    from command import Collection
    from playwright.sync_api import Browser, Page

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[test]'")
pytestmark = NEEDED
LINES = (
    "Kernel 1 - the part of an operating system that is always in memory",
    "Shell 2 - the part of an operating system that its user talks to",
    "Pipe 3 - what leads the words of one program into another one",
)
NOTE = """---
title: All
---
# All sorts

| Term | Meaning |
|------|---------|
| Prior odds | what is believed before data, and a_long_word_that_does_not_wrap_a_long_word_that_does_not_wrap |
| Bayes factor | how much the data change that |

```python
x = 1  # a line of code that is longer than any phone is wide, so that it has to be moved aside
```

The formula is $a^2 + b^2 = c^2$ for all of them. $$\\sum_{i=0}^{n} x_i + y_i + z_i + x_i + y_i + z_i + x_i + y_i$$

> A quote.

## What is a monad?

A monoid in the category of endofunctors.

- **הסתברות**: מידה של אי ודאות
"""


@pytest.fixture
def odd(synced: Collection) -> Collection:
    """Return a collection with three facts that wait for a decision, one a note, and a note with all sorts of things."""
    for number, line in enumerate(LINES):
        synced.file(f"odd{number}.md").write_text(f"# Odd {number}\n\n- {line}\n", "utf-8")
    synced.file("all.md").write_text(NOTE, "utf-8")
    assert synced.run("sync").status == 0
    return synced


def decided(collection: Collection) -> dict[str, str]:
    """Return where facts stand, by their front."""
    return {record["front"]: record["status"] for record in collection.run("cards", "--all", "--json").records}


def test_held_facts_are_decided_on_by_keys(browser: Browser, odd: Collection) -> None:
    with opened(browser, odd, "/held", **DESKTOP) as (page, seen):
        assert "1 of 3 held" in page.inner_text("main")
        page.keyboard.press("a")
        page.wait_for_selector("text=1 fact accepted.")
        page.keyboard.press("x")
        page.wait_for_selector("text=1 fact rejected.")
        assert "1 of 1 held" in page.inner_text("main")
        page.keyboard.press("u")
        page.wait_for_selector("text=1 no longer rejected.")
        assert "Shell" in page.inner_text("article")
        page.keyboard.press("n")
        page.wait_for_selector("article >> text=Pipe")
        page.keyboard.press("a")
        page.wait_for_selector("text=1 of 1 held")
    assert seen.faults == []
    stand = decided(odd)
    assert [stand[line.split(" - ")[0]] for line in LINES] == ["active", "held", "active"]


def test_keys_that_are_pressed_in_haste_decide_on_one_fact_each(browser: Browser, odd: Collection) -> None:
    with opened(browser, odd, "/held", **DESKTOP) as (page, seen):
        for key in "axa":
            page.keyboard.press(key)
        page.wait_for_selector("text=Nothing is held")
    assert seen.faults == []
    stand = decided(odd)
    assert [stand[line.split(" - ")[0]] for line in LINES] == ["active", "held", "active"]


def test_facts_are_found_as_somebody_types_and_changed_by_keys(browser: Browser, odd: Collection) -> None:
    with opened(browser, odd, "/browse", **DESKTOP) as (page, seen):
        page.keyboard.press("/")
        page.keyboard.type("path:information.md")
        page.wait_for_selector("#hits >> text=2 facts")
        assert "q=path" in page.url
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.keyboard.press("Space")
        page.keyboard.press("Space")
        assert "2 selected" in page.inner_text(".deedbar")
        page.keyboard.press("s")
        page.wait_for_selector("text=2 cards suspended.")
        page.keyboard.press("u")
        page.wait_for_selector("text=2 no longer suspended.")
        page.keyboard.press("3")
        page.wait_for_selector("text=1 card flagged 3.")
        page.keyboard.press("/")
        page.keyboard.type(" is:(")
        page.wait_for_selector("[role=alert]")
    assert seen.faults == []
    assert len(odd.run("cards", "flag:3", "--json").records) == 1


def test_a_list_of_many_pages_is_changed_at_once_after_a_question(browser: Browser, odd: Collection) -> None:
    odd.write("many.md", *definitions(150))
    odd.run("sync", "--yes")
    with opened(browser, odd, "/browse?q=path:many.md", **DESKTOP) as (page, seen):
        page.add_init_script("window.confirm = (said) => { window.asked = said; return true; };")
        page.get_by_role("link", name="Next").click()
        page.wait_for_selector("text=page 2 of 2")
        page.get_by_label("all 150 that were found").check()
        page.get_by_role("button", name="Suspend", exact=True).click()
        page.wait_for_selector("text=150 cards suspended.")
        assert page.evaluate("window.asked") == "Suspend 150 facts?"
    assert seen.faults == []
    assert len(odd.run("cards", "is:suspended", "--json").records) == 150


def test_a_held_fact_is_accepted_where_its_note_says_it(browser: Browser, odd: Collection) -> None:
    with opened(browser, odd, "/notes", **PHONE) as (page, seen):
        page.get_by_role("link", name="odd1.md").tap()
        page.get_by_role("button", name="Accept: Shell").tap()
        page.wait_for_selector("text=1 fact accepted.")
        assert page.inner_text("article .stand").startswith("new")
        page.get_by_role("button", name="Undo").tap()
        page.wait_for_selector("text=1 no longer accepted.")
        page.get_by_role("link", name="held: Shell").tap()
        page.wait_for_selector("text=What it said when")
    assert seen.faults == []


def test_pages_without_scripts_do_the_same(browser: Browser, odd: Collection) -> None:
    with opened(browser, odd, "/browse", script=False, **DESKTOP) as (page, _):
        page.get_by_label("Query").fill("is:held")
        page.get_by_role("button", name="Find").click()
        assert "3 facts" in page.inner_text("#hits")
        page.get_by_label("Select Kernel").check()
        page.get_by_label("Select Pipe").check()
        page.get_by_role("button", name="Accept", exact=True).click()
        assert "2 facts accepted." in page.inner_text("main")
        page.get_by_role("button", name="Undo").click()
        assert "3 facts" in page.inner_text("#hits")
        page.get_by_role("link", name="one after the other").click()
        page.get_by_role("button", name="Reject").click()
        assert "1 of 2 held" in page.inner_text("main")


def test_what_somebody_else_changes_comes_in_by_itself(browser: Browser, odd: Collection) -> None:
    with opened(browser, odd, "/browse?q=path:information.md", **DESKTOP) as (page, seen):
        page.wait_for_timeout(1500)
        page.get_by_label("Select Alphabet").check()
        assert odd.run("suspend", odd.ids()["Entropy"]).status == 0
        page.wait_for_selector("tr.suspended >> text=Entropy")
        assert page.get_by_label("Select Alphabet").is_checked()
    assert seen.faults == []


def test_a_plan_is_carried_out_after_a_yes(browser: Browser, odd: Collection) -> None:
    odd.write("many.md", *definitions(60))
    odd.run("sync", "--yes")
    with opened(browser, odd, **DESKTOP) as (page, seen):
        page.wait_for_timeout(1000)
        odd.file("many.md").unlink()  # which the pages do not read into the store without a yes
        page.wait_for_timeout(1500)
        page.get_by_role("link", name="Look at the plan").click()
        assert page.get_by_role("alert").is_visible()
        page.get_by_role("button", name="Carry it out").click()
        assert "/plan" in page.url
        page.get_by_label("Carry it out all the same").check()
        page.get_by_role("button", name="Carry it out").click()
        page.wait_for_selector("text=Done: 60 retired")
    assert seen.faults == []


def widths(page: Page) -> tuple[int, int]:
    found = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return found[0], found[1]


@pytest.mark.parametrize("options", [DESKTOP, PHONE, PHONE | DARK], ids=["desktop", "phone", "dark"])
def test_every_page_is_accessible_and_as_wide_as_the_window(
    browser: Browser, odd: Collection, options: dict[str, Any]
) -> None:
    fact = odd.ids()["Entropy"]
    for day in ("2026-02-01", "2026-02-04", "2026-02-20"):
        odd.run("answer", "-", input=f'{{"id": "{fact}", "rating": 3, "at": "{day}T09:00:00+00:00"}}')
    paths = (
        "/notes",
        "/notes/all.md?skips=1",
        "/notes/odd0.md",
        "/browse",
        "/browse?q=is:(",
        "/browse?order=added",
        "/held",
        f"/facts/{fact}",
        f"/facts/{odd.ids()['Kernel 1']}",
        "/plan",
    )
    with opened(browser, odd, **options) as (page, seen):
        base, found = page.url.rpartition("/")[0], []
        for path in paths:
            page.goto(base + path)
            found += [f"{path} {one}" for one in violations(page)]
            width, room = widths(page)
            assert width <= room, path

    assert found == []
    assert seen.faults == []


def test_hostile_notes_do_nothing_on_any_page(browser: Browser, notes: Collection) -> None:
    write_hostile_notes(notes)
    assert notes.run("sync", "--yes").status == 0
    with opened(browser, notes, "/notes", **DESKTOP) as (page, seen):
        paths = page.evaluate("[...document.querySelectorAll('main td a, main th a')].map((one) => one.href)")
        assert len(paths) > 50
        base = page.url.rpartition("/")[0]
        for path in [*paths[::3], f"{base}/browse", f"{base}/browse?page=2", f"{base}/held", f"{base}/plan"]:
            page.goto(path)
        facts = page.goto(f"{base}/browse") and page.evaluate(
            "[...document.querySelectorAll('.text a')].map((one) => one.href)"
        )
        for path in facts[:20]:
            page.goto(path)

        assert page.evaluate("window.wasHacked") is None
    assert seen.faults == []
