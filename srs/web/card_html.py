"""Text of a note as HTML for a page: made harmless by `srs.markdown.html`, and once more by a list of what may stay."""

from __future__ import annotations

import posixpath
import re
from functools import cache, lru_cache
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

import nh3
from markupsafe import Markup

from srs.app.images import find_image
from srs.markdown.embeds import embeds_of_note
from srs.markdown.html import GAP_CLASS, render_html, render_inline
from srs.markdown.html_code import CLASSES as CODE_CLASSES
from srs.markdown.html_code import with_coloured_code
from srs.markdown.mathml import with_mathml
from srs.markdown.note_html import render_note, split_at_places
from srs.vault.media import find_linked
from srs.web.pages.media import PREFIX, SOUNDS, address_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from srs.app.images import Image
    from srs.markdown import html_writer
    from srs.markdown.stretches import Stretches

_TEXT: Final = (
    "a audio b blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li mark ol p pre s small span strong sub sup "
    "table tbody td th thead tr u ul"
)
_MATH: Final = (
    "math menclose mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle "
    "msub msubsup msup mtable mtd mtext mtr munder munderover none"
)
_MATH_ATTRIBUTES: Final = (
    "accent columnalign columnlines columnspacing display displaystyle fence height largeop linethickness lspace mathcolor "
    "mathsize mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel stretchy voffset width"
)
_ATTRIBUTES: Final = {
    "a": {"href", "class"},
    "audio": {"src", "controls", "preload"},
    "div": {"class"},
    "img": {"src", "alt", "width"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
_CLASSES: Final = {"a": "zoom", "div": "scroll"}
_SCHEMES: Final = frozenset({"http", "https", "mailto", "obsidian", "zotero"})
_SOUND: Final = re.compile(r"\[sound:(s\d+\.\w+)\]")
_FORMULA: Final = re.compile(r'(<math [^>]*display="block")')
_IMAGE: Final = re.compile(r'<img src="([^"]*)" alt="([^"]*)"([^>]*)>')


def note_html(text: str, notes: Path, note: str, hidden: Stretches = ()) -> Markup:
    """Return markdown of a note (`note` is its path below `notes`) as HTML, its images and sounds by their addresses here."""
    return _harmless(lambda image: render_html(text, image=image, hidden=hidden), notes, note)


def whole_note_html(text: str, lines: Iterable[int], notes: Path, note: str) -> list[tuple[Markup, int]]:
    """Return a whole note as HTML in pieces, each with the line (0 for none) that something is to be said about behind it."""
    # What a note embeds comes and goes without a change of its text.
    embedded = tuple(find_image(address, notes, note) for address in _embeds_of_note(text))
    return _whole_note(text, tuple(sorted(set(lines))), notes, note, embedded)


@lru_cache(maxsize=8)
def _embeds_of_note(text: str) -> list[str]:
    return embeds_of_note(text)


@lru_cache(maxsize=8)
def _whole_note(
    text: str, lines: tuple[int, ...], notes: Path, note: str, _embedded: tuple[Image | None, ...]
) -> list[tuple[Markup, int]]:
    """Return what a note is made of; a long one takes a while, and is shown again after each decision on its facts."""
    html = _harmless(
        lambda image: render_note(
            text, lines, image, lambda link: _note_address(link, note), lambda name: _named_address(name, notes, note)
        ),
        notes,
        note,
    )
    return [(Markup(piece), line) for piece, line in split_at_places(html)]  # noqa: S704  (it is harmless already)


def _harmless(render: Callable[[html_writer.Image], str], notes: Path, note: str) -> Markup:
    sounds: dict[str, str] = {}

    def place_of(source: str) -> str | None:
        """Return where the server gives out what a note embeds; a sound by a name that is exchanged below."""
        found = find_image(source, notes, note)
        address = address_of(found.file, notes) if found is not None and found.file is not None else None
        if address is None or kind_of(address) not in SOUNDS.values():
            return address
        name = f"s{len(sounds)}.mp3"
        sounds[name] = address
        return name

    html = with_coloured_code(with_mathml(render(place_of)))
    html = _IMAGE.sub(_enlargeable, html)
    # A table in a box of its own can be moved sideways and still is a table to a screen reader.
    html = html.replace("<table>", '<div class="scroll"><table>').replace("</table>", "</table></div>")
    html = _FORMULA.sub(r'\1 tabindex="0"', html)
    # Only what is ours is written so; in the words of a note a joiner stands behind the bracket.
    html = _SOUND.sub(lambda found: _audio(sounds.get(found[1], "")), html).replace("\u2060", "")
    return Markup(_wall().clean(html))  # noqa: S704  (this is where it becomes harmless)


def _note_address(link: str, note: str) -> str | None:
    """Return the address of the page of a note that another one links to; None for any other link."""
    path = unquote(link.partition("#")[0])
    if not path.lower().endswith((".md", ".markdown")) or ":" in path or path.startswith("/"):
        return None
    found = posixpath.normpath(posixpath.join(posixpath.dirname(note), path))
    return None if found.startswith("..") else f"/notes/{quote(found, errors='replace')}"


def _named_address(name: str, notes: Path, note: str) -> str | None:
    """Return the address of the page of a note that `[[name]]` means; None where there is none."""
    try:
        found = find_linked(notes, note, name)
    except (OSError, ValueError):  # no file has such a name
        return None
    return f"/notes/{quote(str(found), errors='replace')}" if found is not None else None


def line_html(text: str) -> Markup:
    """Return a line of a note, such as a heading, as HTML."""
    return Markup(_wall().clean(with_mathml(render_inline(text)).replace("\u2060", "")))  # noqa: S704


def _enlargeable(found: re.Match[str]) -> str:
    """Return an image within a link to itself, for a closer look; without a description its name tells what it is."""
    address, said, rest = found.groups()
    said = said or escape(PurePosixPath(unquote(address)).name)
    return f'<a class="zoom" href="{address}"><img src="{address}" alt="{said}"{rest}></a>'


def _audio(address: str) -> str:
    return f'<audio controls preload="none" src="{escape(address)}"></audio>'


@cache
def _wall() -> nh3.Cleaner:
    math = {tag: set(_MATH_ATTRIBUTES.split()) for tag in _MATH.split()}
    math["math"].add("tabindex")
    return nh3.Cleaner(
        tags={*_TEXT.split(), *_MATH.split()},
        attributes=_ATTRIBUTES | math,
        allowed_classes={"mark": {GAP_CLASS}, "span": set(CODE_CLASSES)},
        attribute_filter=_filter,
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer",
        # What is wider than a phone is moved with the arrow keys once it has the focus.
        set_tag_attribute_values={"a": {"target": "_blank"}, "div": {"tabindex": "0"}, "pre": {"tabindex": "0"}},
    )


def _filter(tag: str, name: str, value: str) -> str | None:
    """Let images and sounds of this server stay, and the classes that are ours."""
    if name == "src":
        return value if value.startswith(PREFIX) else None
    if name == "class" and tag in _CLASSES:
        return value if value == _CLASSES[tag] else None
    return value
