"""Flashcard markup of other tools, read where the author shows that it is meant.

obsidian-spaced-repetition: `front::back`, `front:::back` (both ways), `?` and `??` on a line of their own, `==gap==`, decks by
`#flashcards/topic` tags (https://stephenmwangi.com/obsidian-spaced-repetition). flashcards-obsidian, Logseq: `#card`.
Terms as `T:` and `D:`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.candidate import Candidate
from srs.extract.marks import CARD_TAG, DECK_TAG, deck_of, means_cards, part_at, part_at_colons
from srs.extract.shapes.clozes import anki_cloze, cloze_line
from srs.extract.walk import Match, Place
from srs.markdown.document import Code, List, Paragraph, Quote, Table
from srs.markdown.inline import plain
from srs.model import Kind, Way
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.extract.candidate import Found
    from srs.extract.page import Page
    from srs.extract.scope import Section
    from srs.extract.shapes.headings import Result
    from srs.markdown.document import Block, Item

_HIGHLIGHT = re.compile(r"==(?=\S)(.{1,300}?)(?<=\S)==")
_SWITCH = re.compile(r"^(\?\??)[ \t]*$", re.MULTILINE)
_TERM = re.compile(r"^T:[ \t]+(?P<term>.+?)\nD:[ \t]+(?P<definition>.+)$", re.DOTALL)
_TERMS = re.compile(r"^T:[ \t]+([^\n]+)\nD:[ \t]+((?:(?!T:[ \t])[^\n]*(?:\n|$))+)", re.MULTILINE)


def deck_line(place: Place) -> Match | None:
    """Take a line of nothing but a deck tag out of the way."""
    block = place.block
    if isinstance(block, Paragraph) and DECK_TAG.fullmatch(block.text.strip()):
        return Match(())
    return None


def marked_up_paragraph(place: Place) -> Match | None:
    """Read the markup of one paragraph."""
    block = place.block
    if not isinstance(block, Paragraph):
        return None
    switched = _after_lines(place, block)
    if switched is not None:
        return switched
    tagged = _tagged(place, block)
    if tagged is not None:
        return tagged
    terms = _TERMS.findall(block.text) if block.text.startswith("T:") else []
    if len(terms) > 1:
        return Match(tuple(_candidate(place, term, meaning, block, "T and D") for term, meaning in terms))
    found = _TERM.match(block.text)
    if found:
        return Match((_candidate(place, found["term"], found["definition"], block, "T and D"),))
    lines = _lines(place, block)
    if lines is not None:
        return lines
    return _highlights(place, block)


def _tagged(place: Place, block: Paragraph) -> Match | None:
    """Read `What is x? #card` with the answer on the lines below it, or in the list that follows."""
    first, _, rest = block.text.partition("\n")
    if not means_cards(first):
        return None
    front = CARD_TAG.sub("", first).strip()
    if not front or part_at_colons(front) or _SWITCH.search(block.text):
        return None
    following = place.following if place.following and isinstance(place.following[0], List | Paragraph) else ()
    lines = (Paragraph(block.first_line + 1, block.last_line, rest),) if rest.strip() else ()
    body: tuple[Block, ...] = lines or following
    if not body or "==" in front:
        return None
    found = _card(place, front, body, (block.first_line, body[-1].last_line), "#card")
    return Match((found,), 1 if lines else 2)


def marked_up_item(place: Place, item: Item) -> Candidate | None:
    """Read the markup of a list item: gaps in its text, `front::back` on its line, `?` on a line of its own, or `#card` with the answer below."""
    first = item.blocks[0]
    if not isinstance(first, Paragraph):
        return None
    alone = replace(place, blocks=item.blocks, index=0)
    asked = (shape(alone) for shape in (cloze_line, anki_cloze) if shape in place.shapes)
    marked = next((match for match in asked if match), None) or _switched(alone, first) or _highlights(alone, first)
    if marked is not None:
        return next((one for one in marked.found if isinstance(one, Candidate)), None)
    if item.blocks[1:] and means_cards(first.text):
        front = CARD_TAG.sub("", first.text).strip()
        return _card(place, front, item.blocks[1:], (item.first_line, item.last_line), "#card")
    split = _split(first.text, place)
    if split is None:
        return None
    front, back, way = split
    body = (Paragraph(first.first_line, first.last_line, back), *item.blocks[1:])
    return _card(place, front, body, (item.first_line, item.last_line), "double colon", way)


def tagged_heading(_: Page, section: Section) -> Result:
    """Read `## Front #card`, or the tag on the line below it, with the blocks that follow."""
    heading = section.heading
    if heading is None or not section.blocks:
        return None
    body = section.blocks if means_cards(heading.text) else _untagged(section.blocks)
    if not body:
        return None
    front = CARD_TAG.sub("", heading.text).strip()
    last = body[-1].last_line
    found = Candidate(Kind.MARKUP, front, body, heading.first_line, last, "#card", section.scope, exempt=True)
    headings = (*section.scope.headings, plain(front))
    return (found,), replace(section.scope, headings=headings, answered=True)


def switched_heading(_: Page, section: Section) -> Result:
    """Read a heading with `?` or `??` on the line below it, which parts it from its answer."""
    heading, first = section.heading, section.blocks[0] if section.blocks else None
    if heading is None or not isinstance(first, Paragraph) or first.first_line != heading.last_line + 1:
        return None
    found = _SWITCH.match(first.text)
    if found is None:
        return None
    rest = first.text[found.end() :].strip()
    body = (Paragraph(first.first_line + 1, first.last_line, rest),) if rest else section.blocks[1:2]
    if not body:
        return None
    front, way = CARD_TAG.sub("", heading.text).strip(), Way.BOTH if found[1] == "??" else Way.FORWARD
    lines = heading.first_line, body[-1].last_line
    card = Candidate(Kind.MARKUP, front, body, *lines, found[1], section.scope, way=way, exempt=True)
    headings = (*section.scope.headings, plain(front))
    return (card,), replace(section.scope, headings=headings, answered=True)


def _untagged(blocks: tuple[Block, ...]) -> tuple[Block, ...] | None:
    """Take the card tag off that opens the first of some blocks as a line of its own; None where there is none."""
    first = blocks[0]
    tag, _, rest = first.text.partition("\n") if isinstance(first, Paragraph) else ("", "", "")
    # `#flashcards` names the deck of what follows, it makes no card of the heading.
    if not isinstance(first, Paragraph) or not CARD_TAG.fullmatch(tag.strip()) or DECK_TAG.fullmatch(tag.strip()):
        return None
    kept = (Paragraph(first.first_line + 1, first.last_line, rest.lstrip()),) if rest.strip() else ()
    return (*kept, *blocks[1:])


def _deck(place: Place) -> str:
    """Return the deck that a tag in the block itself names."""
    found = DECK_TAG.search(getattr(place.block, "text", "")) if place.page.means_cards else None
    return deck_of(found) if found else ""


def _after_lines(place: Place, block: Paragraph) -> Match | None:
    """Read a paragraph with `?` on a line of its own, behind lines that are cards of their own."""
    lines = block.text.split("\n") if _SWITCH.search(block.text) else []
    head = next((number for number, line in enumerate(lines) if _split(line, place) is None), 0)
    if not head:
        return _switched(place, block)
    first = block.first_line + head
    above = _lines(place, Paragraph(block.first_line, first - 1, "\n".join(lines[:head])))
    below = _switched(place, Paragraph(first, block.last_line, "\n".join(lines[head:])))
    return replace(below, found=(*above.found, *below.found)) if above and below else None


def _switched(place: Place, block: Paragraph) -> Match | None:
    """Read a paragraph with `?` or `??` on a line of its own: question above, answer below."""
    found = _SWITCH.search(block.text)
    if found is None or not block.text[: found.start()].strip():
        return None
    back = block.text[found.end() :].strip()
    body: tuple[Block, ...] = ()
    if back:
        line = block.first_line + block.text.count("\n", 0, found.end()) + 1
        body = (Paragraph(line, block.last_line, back),)
    elif place.following and isinstance(place.following[0], List | Paragraph | Code | Table | Quote):
        body = place.following[:1]
    if not body:
        return None
    way = Way.BOTH if found[1] == "??" else Way.FORWARD
    front = CARD_TAG.sub("", block.text[: found.start()]).strip()
    card = _card(place, front, body, (block.first_line, body[-1].last_line), found[1], way)
    return Match((card,), 1 if back else 2)


def _lines(place: Place, block: Paragraph) -> Match | None:
    """Read the lines of a paragraph that `::` parts, and gaps on others; a formula of several lines is none of them."""
    if "$$" in block.text:
        return None
    lines = [Paragraph(number, number, line) for number, line in enumerate(block.text.split("\n"), block.first_line)]
    splits = [_split(line.text, place) for line in lines]
    if not any(splits):
        return None
    found: list[Found] = []
    for line, split in zip(lines, splits, strict=True):
        if split is not None:
            front, back, way = split
            body = (replace(line, text=back),)
            found.append(_card(place, front, body, (line.first_line, line.first_line), "double colon", way))
        elif (gaps := _highlights(place, line)) is not None:
            found += gaps.found
    return Match(tuple(found))


def _highlights(place: Place, block: Paragraph) -> Match | None:
    """Read highlights as gaps, in a note whose author makes cards of them."""
    if not place.page.means_cards or "==" not in block.text:
        return None
    numbers = iter(range(1, block.text.count("==")))
    front = _HIGHLIGHT.sub(lambda gap: f"{{{{c{next(numbers)}::{gap[1]}}}}}", CARD_TAG.sub("", block.text))
    if "{{c1::" not in front:
        return None
    candidate = Candidate(
        Kind.CLOZE,
        front.strip(),
        (),
        block.first_line,
        block.last_line,
        "highlight",
        place.scope,
        way=Way.CLOZE,
        exempt=True,
        deck=_deck(place),
    )
    return Match((candidate,))


def _split(line: str, place: Place) -> tuple[str, str, Way] | None:
    found = part_at_colons(line)
    if found and not place.page.means_colons and not found[0].endswith(("?", "？")):
        found = None  # behind a question, `::` parts it from its answer whatever the rest of the note is like
    return found or part_at(line, place.page.separators)


def _candidate(place: Place, front: str, back: str, block: Paragraph, rule: str) -> Candidate:
    body = (Paragraph(block.first_line, block.last_line, back.strip()),)
    return _card(place, front.strip(), body, (block.first_line, block.last_line), rule)


def _card(
    place: Place,
    front: str,
    body: tuple[Block, ...],
    lines: tuple[int, int],
    rule: str,
    way: Way = Way.FORWARD,
) -> Candidate:
    """Make a card that its author marked as one, from its first to its last line."""
    return Candidate(Kind.MARKUP, front, body, *lines, rule, place.scope, way=way, exempt=True, deck=_deck(place))
