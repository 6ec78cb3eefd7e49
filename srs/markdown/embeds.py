"""What a text embeds: images and sounds, by their addresses."""

from __future__ import annotations

import pyromark

from srs.markdown.frontmatter import read_front_matter
from srs.markdown.html import OPTIONS, clean
from srs.markdown.mend import mend


def embeds_of(text: str) -> list[str]:
    """Return the addresses of what a text of a card embeds, in their order and each once; what stands in code is none."""
    if "![" not in text:
        return []
    found: dict[str, None] = {}
    for event in pyromark.events(clean(text), options=OPTIONS):
        started = event.get("Start") if isinstance(event, dict) else None
        if isinstance(started, dict) and "Image" in started:
            found[started["Image"]["dest_url"]] = None
    return list(found)


def embeds_of_note(text: str) -> list[str]:
    """Return the addresses of what a whole note embeds, as `srs.markdown.note_html` shows it."""
    return embeds_of(mend(read_front_matter(clean(text))[2])) if "![" in text else []
