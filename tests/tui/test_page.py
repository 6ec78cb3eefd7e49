"""What a card looks like: nothing steers the terminal, and nothing runs out of the screen."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from command import Collection
from screen import Clock, play, seated, shown_by

from srs.app.drill import Wish
from srs.markdown.width import display_width

if TYPE_CHECKING:
    from pathlib import Path

    from srs.tui.review_app import ReviewApp

HOSTILE = "the \x1b[2Javerage\x07 [bold]surprise[/bold] [@click=app.quit]of[/] \x9b31m symbols \u202eeht"
LONG = """\
# Deep: a title that is rather long for a narrow terminal

## And a heading that is no shorter than the title above it

### What is a prefix code?

A code in which no word is the beginning of another, Kraft's inequality $\\sum_i 2^{-l_i} \\le 1$ holds:

| symbol | word | length in bits | where it is used |
|---|---|---|---|
| a | 0 | 1 | very often, as the shortest of all words |
| 漢字 | 10 | 2 | not so often |

```python
def decode(bits: str) -> str:
    return "".join(walk(bits))  # a line of code that is longer than any narrow terminal is wide
```

1. It can be decoded at once, see https://example.org/a/very/long/address/that/cannot/be/broken/anywhere/at/all
2. Huffman's is optimal.
"""


def test_escape_sequences_and_markup_of_a_note_are_shown_as_text(notes: Collection) -> None:
    notes.write("information.md", f"Entropy: {HOSTILE}", "[red]Alphabet[/red]: a finite set of symbols")
    notes.file("inference.md").unlink()
    notes.run("sync")

    with seated(notes) as app:
        _, shown, _, _, around, _, second = play(app, "space", "3", "u", lambda: None, "space", "c", "3")

    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown + around + second) is None
    assert "the ␛[2Javerage␇ [bold]surprise[/bold] [@click=app.quit]of[/] \\x9b31m symbols eht" in " ".join(
        shown.split()
    )
    assert "␛[2J" in around
    assert "[red]Alphabet[/red]" in second


def test_what_is_typed_is_shown_as_text(synced: Collection) -> None:
    with seated(synced) as app:
        shown = play(app, "t", *"[red]x[/red]", "enter")[-1]

    assert "[red]x[/red]" in shown


@pytest.mark.parametrize("width", [40, 80, 200])
def test_every_page_keeps_within_the_width(tmp_path: Path, width: int) -> None:
    collection = Collection(tmp_path / "collection")
    collection.file("a/folder/deep.md").parent.mkdir(parents=True)
    collection.file("a/folder/deep.md").write_text(LONG, "utf-8")
    collection.run("sync")

    async def session(app: ReviewApp) -> list[str]:
        async with app.run_test(size=(width, 24)) as pilot:
            pages = []
            for key in ("z", "space", "end", "c", "end", "t", "4", "?", "x", "q"):
                await pilot.press(key)
                pages.append(shown_by(app))
                assert app.screen_stack[0].query_one("#sheet").max_scroll_x == 0
                assert app.screen_stack[0].max_scroll_x == 0
            return pages

    with seated(collection) as app:
        pages = asyncio.run(session(app))

    assert max(display_width(line) for page in pages for line in page.splitlines()) <= width
    assert "prefix code?" in pages[0].splitlines()[2] or width == 40
    everything = re.sub(r"\s", "", "".join(pages))
    assert "longerthananynarrowterminaliswide" in everything or width == 40
    assert "Huffman'sisoptimal." in everything


def test_a_long_answer_scrolls(notes: Collection) -> None:
    items = "\n".join(f"item {number} of the program" for number in range(60))
    note = f"# Long\n\n## Which items are there?\n\nThe program has these items:\n\n```\n{items}\n```\n"
    notes.file("long.md").write_text(note, "utf-8")
    notes.run("sync")
    notes.run("suspend", *(one for front, one in notes.ids().items() if "items" not in front))

    with seated(notes) as app:
        _, top, bottom = play(app, "space", "end", size=(40, 20))

    assert "Which items" in top
    assert "item 59" in bottom
    assert "1 again" in bottom


def test_a_reworded_card_shows_what_changed(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Prior"], "good")
    synced.write("inference.md", "Prior: what is believed before new data is seen")
    clock = Clock()
    clock.pass_time(days=30)
    synced.run("sync", now=clock.now().isoformat())

    with seated(synced, clock=clock, colour=False) as app:
        shown = play(app, "space")[-1]

    assert "changed since you last saw it (reworded):" in shown
    assert "what is believed before [-any-]{+new+} data is seen" in shown


def test_no_colour_is_respected(synced: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def session(app: ReviewApp) -> set[object]:
        async with app.run_test() as pilot:
            await pilot.press("space")
            strips = app.screen._compositor.render_strips()
            styles = {
                segment.style
                for strip in strips
                for segment in strip.apply_filter(app._filters[-1], app.background_colors[0])
                if segment.style
            }
            return {style.color.triplet for style in styles if style.color and style.color.triplet}

    with seated(synced) as app:
        colours = asyncio.run(session(app))

    assert all(red == green == blue for red, green, blue in colours)


@pytest.mark.parametrize(
    ("name", "theme"), [("dark", "textual-dark"), ("light", "textual-light"), ("terminal", "ansi-dark")]
)
def test_the_theme_is_that_of_the_settings(synced: Collection, name: str, theme: str) -> None:
    (synced.folder / "srs.toml").write_text(f'[screen]\ntheme = "{name}"\n', "utf-8")

    with seated(synced) as app:
        play(app)

        assert app.theme == theme


def test_the_answer_to_a_long_question_comes_into_view(notes: Collection) -> None:
    meaning = "a word of many that stand in a row, " * 9 + "to the very end"
    notes.write("information.md", f"Chain: {meaning}", "Alphabet: a finite set of symbols that words are made of")
    notes.file("inference.md").unlink()
    (notes.folder / "srs.toml").write_text('[[folder]]\npath = "*"\nreverse = true\n', "utf-8")
    notes.run("sync")

    with seated(notes, Wish(cram=True)) as app:
        while app.sitting.question and "very end" not in app.sitting.question.face.question:
            app.sitting.suspend()
        question, answer = play(app, "space", size=(30, 16))

    assert "a word of many" in question
    assert "Chain" in answer


def test_an_image_is_told_with_its_size(notes: Collection) -> None:
    notes.write(
        "information.md",
        "Chain: symbols in a row as in ![a chain](chain.png) and ![](gone.png)",
        "Alphabet: a set of symbols",
    )
    notes.file("chain.png").write_bytes(b"x" * 4200)
    notes.file("inference.md").unlink()
    notes.run("sync")

    with seated(notes) as app:
        shown = play(app, "space")[-1]

    assert "image chain.png (4 kB)" in shown
    assert "image gone.png (not there)" in shown


@pytest.mark.parametrize("colour", [True, False])
def test_what_a_gap_hid_is_bold_in_the_answer_and_other_gaps_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colour: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    collection = Collection(tmp_path / "collection")
    collection.file("gap.md").parent.mkdir(parents=True)
    collection.file("gap.md").write_text("# Rivers\n\nC: The [Seine] flows through [Paris].\n", "utf-8")
    collection.run("sync")

    async def session(app: ReviewApp) -> list[tuple[str, object]]:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("space")
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            return [(one.text, one.style) for strip in strips for one in strip if one.style and one.style.bold]

    with seated(collection, colour=colour) as app:
        bold = asyncio.run(session(app))

    [style] = [style for text, style in bold if text == "Seine"]
    assert (style.color is not None and style.color.number == 2) is colour
    assert not [text for text, _ in bold if "Paris" in text and "[...]" not in text]
