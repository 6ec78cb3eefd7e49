"""The marks by which other tools know a card: `::` between its sides, tags, and brackets around a gap."""

from __future__ import annotations

import re
from functools import lru_cache

from srs.markdown.inline import mask
from srs.model import Way

_SEPARATOR = re.compile(r"(?<!:):::(?!:)|(?<!:)::(?!:)|(?<!;);;(?!;)")
KNOWN_SEPARATORS = frozenset({"::", ":::", ";;"})
_FIELD = re.compile(r"^\W*[\w-]+:: ")
"""A field of Dataview: one word, and a space only behind the colons."""
PROMPT_MARK = re.compile(
    r"^(?:\*\*|__)?([^\W\d_]{1,10}+(?: [^\W\d_]{2,4}+)?)(?: ?\([^()\n:：]{1,20}\))?(?: ?\d{0,3}[.)]?(?:\*\*|__)?\s*[:：](?:\*\*|__)?[ \t]*| ?(?:\d{1,3}[.)]|[.)])(?:\*\*|__)?[ \t]+| ?\d{1,3}(?:\*\*|__)[ \t]+)",
    re.MULTILINE,
)
"""A word or two at the head of a line, before a colon, a number with its dot or one in bold, which may mark a question or an answer."""
_BRACKET = re.compile(r"(?<![\\!\w\]])\[([^\[\]\n]+)\](?![(\[{:\0])|(?<![\\{\w])\{([^{}\n]+)\}(?!\})")
_GAP_NUMBER = re.compile(r"c?(?P<number>\d{1,3})(?:::?|\|)(?=.)")
CARD_TAG = re.compile(r"(?:^|\s)#(?:flash)?cards?(?:[-/]\w+)*(?=\s|$)", re.IGNORECASE)
DECK_TAG = re.compile(r"(?:^|\s)#flashcards(?:/(?P<deck>[\w/-]+))?(?=\s|$)", re.IGNORECASE)


def means_cards(text: str) -> bool:
    """Tell a text with a tag that other tools take for "there are cards in here"."""
    return "#" in text and CARD_TAG.search(text) is not None


def deck_of(tag: re.Match[str]) -> str:
    """Return the deck that a `DECK_TAG` names, with `::` between its levels; empty where it names none."""
    return (tag["deck"] or "").replace("/", "::")


def double_colons(text: str) -> int:
    """Count the lines of a block that a `::` parts in two."""
    return sum(1 for line in text.split("\n") if part_at_colons(line) is not None)


def part_at_colons(line: str) -> tuple[str, str, Way] | None:
    """Part a line at its only `::`, `;;` or `:::` outside of code, math and links; `:::` asks both ways."""
    if ("::" not in line and ";;" not in line) or _FIELD.match(line):
        return None
    return _part(line, _SEPARATOR)


def part_at(line: str, separators: tuple[str, ...]) -> tuple[str, str, Way] | None:
    """Part a line at the only one of some signs outside of code, math and links."""
    if not any(sign in line for sign in separators):
        return None
    return _part(line, _pattern_of(separators))


@lru_cache(maxsize=16)
def _pattern_of(separators: tuple[str, ...]) -> re.Pattern[str]:
    """Match any of the signs, the longest first, where it is no part of a longer run of its own letters."""
    signs = sorted(set(separators) - KNOWN_SEPARATORS, key=lambda sign: (-len(sign), sign))
    bounded = (rf"(?<!{re.escape(sign[0])}){re.escape(sign)}(?!{re.escape(sign[-1])})" for sign in signs)
    return re.compile("|".join(bounded) or "(?!)")


def _part(line: str, separator: re.Pattern[str]) -> tuple[str, str, Way] | None:
    masked = mask(line)
    if "|" in masked or "{{c" in line or "$$" in line:
        return None
    found = list(separator.finditer(masked))
    if len(found) != 1:
        return None
    front, back = line[: found[0].start()].strip(), line[found[0].end() :].strip()
    front, back = CARD_TAG.sub("", front).strip(), CARD_TAG.sub("", back).strip()
    if not any(map(str.isalnum, front)) or not any(map(str.isalnum, back)):
        return None
    return front, back, Way.BOTH if found[0].group() == ":::" else Way.FORWARD


def with_gaps(text: str) -> str:
    """Turn the brackets and braces of a sentence into gaps, outside of code, math and links.

    A gap keeps the number that its author gave it (`{2:x}`, `{c2::x}`, `{2|x}`); the others get the next ones.
    """
    masked = mask(text)
    parts: list[str] = []
    last = number = 0
    for bracket in _BRACKET.finditer(masked):
        inner = text[bracket.start() + 1 : bracket.end() - 1]
        written = _GAP_NUMBER.match(inner)
        number = int(written["number"]) if written else number + 1
        hidden = inner[written.end() :] if written else inner
        parts += [text[last : bracket.start()], f"{{{{c{number}::{hidden}}}}}"]
        last = bracket.end()
    return "".join([*parts, text[last:]])
