"""The marks by which other tools know a card: `::` between its sides, and tags."""

from __future__ import annotations

import re

from srs.markdown.inline import mask
from srs.model import Way

_SEPARATOR = re.compile(r"(?<!:):::(?!:)|(?<!:)::(?!:)|(?<!;);;(?!;)")
_FIELD = re.compile(r"^\W*[\w-]+:: ")
"""A field of Dataview: one word, and a space only behind the colons."""
CARD_TAG = re.compile(r"(?:^|\s)#(?:flash)?cards?(?:[-/]\w+)*(?=\s|$)", re.IGNORECASE)
DECK_TAG = re.compile(r"(?:^|\s)#flashcards(?:/(?P<deck>[\w/-]+))?(?=\s|$)", re.IGNORECASE)


def means_cards(text: str) -> bool:
    """Tell a text with a tag that other tools take for "there are cards in here"."""
    return bool(CARD_TAG.search(text))


def double_colons(text: str) -> int:
    """Count the lines of a block that a `::` parts in two."""
    return sum(1 for line in text.split("\n") if part_at_colons(line) is not None)


def part_at_colons(line: str) -> tuple[str, str, Way] | None:
    """Part a line at its only `::`, `;;` or `:::` outside of code, math and links; `:::` asks both ways."""
    if ("::" not in line and ";;" not in line) or "|" in line or "{{c" in line:
        return None
    found = list(_SEPARATOR.finditer(mask(line)))
    if len(found) != 1 or "$$" in line or _FIELD.match(line):
        return None
    front, back = line[: found[0].start()].strip(), line[found[0].end() :].strip()
    front, back = CARD_TAG.sub("", front).strip(), CARD_TAG.sub("", back).strip()
    if not any(map(str.isalnum, front)) or not any(map(str.isalnum, back)):
        return None
    return front, back, Way.BOTH if found[0].group() == ":::" else Way.FORWARD
