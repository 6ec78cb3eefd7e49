"""Texts that would like to act on a page, and what may be on a page that shows them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from srs.web.card_html import _ATTRIBUTES, _MATH, _MATH_ATTRIBUTES, _TEXT

if TYPE_CHECKING:
    from command import Collection

SIGNS = {"⏎": "\n", "␀": "\0", "␛": "\x1b"}
EVERYWHERE = {"tabindex"}
OURS = {"a": {"href", "class", "rel", "target"}, "span": {"class"}, "math": {"xmlns"}}


def payloads() -> list[str]:
    """Return all of them."""
    lines = (Path(__file__).parent / "web" / "payloads.txt").read_text("utf-8").splitlines()
    texts = [line for line in lines if not line.startswith("# ")]
    for sign, meant in SIGNS.items():
        texts = [text.replace(sign, meant) for text in texts]
    return texts


class Watcher(HTMLParser):
    """Reads a piece of a page and collects what should not be there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {*_TEXT.split(), *_MATH.split()}:
            self.wrong.append(f"<{tag}>")
        allowed = EVERYWHERE | _ATTRIBUTES.get(tag, set()) | OURS.get(tag, set())
        allowed |= set(_MATH_ATTRIBUTES.split()) if tag in _MATH.split() else set()
        for name, value in attrs:
            if name not in allowed:
                self.wrong.append(f"{tag} {name}")
            if name == "href" and not (value or "").startswith(
                ("http://", "https://", "mailto:", "obsidian:", "zotero:", "/media/")
            ):
                self.wrong.append(f"{tag} href={value}")
            if name == "src" and not (value or "").startswith("/media/"):
                self.wrong.append(f"{tag} src={value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}")


def faults(html: str) -> list[str]:
    """Return what should not be in a piece of a page."""
    watcher = Watcher()
    watcher.feed(html)
    watcher.close()
    return watcher.wrong


def write_hostile_notes(collection: Collection) -> int:
    """Write every payload into a note, as question and heading or as answer, some into front matter and names of files; return how many notes."""
    from srs.markdown.html import _UNFIT

    texts = payloads()
    pairs = list(zip(texts[::2], [*texts[1::2], ""], strict=False))
    for number, (one, other) in enumerate(pairs):
        line = _UNFIT.sub("\ufffd", one.replace("\n", " "))
        # A note with NUL is binary, and not read.
        body = other.replace("\0", "\ufffd").replace("\n", "\n   ")
        note = f"# {line}\n\n## {line}\n\nQ: What is number {number} {line}\nA: {body} that\n"
        collection.file(f"{number:03}.md").write_text(note, "utf-8", errors="replace")
    head = '---\ntitle: <script>hacked()</script>\ntags: ["<img src=x onerror=hacked()>"]\ndeck: <svg onload=hacked()>\n---\n'
    collection.file("<img src=x onerror=hacked()>.md").write_text(
        f"{head}# <script>hacked()</script>\n\nQ: What is in the front matter\nA: nothing that acts\n", "utf-8"
    )
    return len(pairs)
