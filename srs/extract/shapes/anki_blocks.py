"""Notes for Anki that stand in a note as blocks: `START` ... `END`, `STARTI` ... `ENDI`, `%%ANKI` ... `END%%`.

Obsidian_to_Anki defines the first two (https://github.com/ObsidianToAnki/Obsidian_to_Anki/wiki); the third hides the same fields
in a comment of Obsidian. A block holds the name of a note type, the front, and `Back:`; in a cloze, braces are gaps.
"""

from __future__ import annotations

import re

from srs.extract.candidate import Candidate, TurnedDown
from srs.extract.marks import with_gaps
from srs.extract.walk import Match, Place
from srs.markdown.document import Heading, Paragraph
from srs.markdown.source import to_markdown
from srs.model import Kind, Way, gap_numbers

_OPENING = re.compile(r"(?:START|%%[ \t]*ANKI)[ \t]*\n")
_CLOSING = re.compile(r"(?:^|\n)[ \t]*END(?:[ \t]*%%)?[ \t]*$")
_INLINE = re.compile(r"STARTI[ \t]+\[(?P<type>[^\[\]\n]+)\][ \t]*(?P<fields>.+?)[ \t]*ENDI$", re.DOTALL)
_BACK = re.compile(r"(?:^|\n|[ \t])Back:[ \t]*")
_ASIDE = re.compile(r"^(?:Tags:[^\n]*|<!--ID:[^\n]*|ID:[ \t]*\d+)[ \t]*$", re.MULTILINE)
_INLINE_TAGS = re.compile(r"[ \t]Tags:[^\n]*$")
_FARTHEST = 40
"""An end is looked for in so many blocks: one that is missing must not make long notes slow."""


def anki_block(place: Place) -> Match | None:
    """Read a block of fields as the card that its author means."""
    block = place.block
    if not isinstance(block, Paragraph):
        return None
    inline = _INLINE.match(block.text)
    if inline:
        return Match((_card(place, inline["type"], _INLINE_TAGS.sub("", inline["fields"]), block.last_line),))
    opening = _OPENING.match(block.text)
    if opening is None:
        return None
    taken = _up_to_end(place)
    if not taken:
        reason = "the block has no END"
        return Match((TurnedDown(block.first_line, block.last_line, reason, block.text.split("\n", 1)[0]),))
    inside = place.blocks[place.index : place.index + taken]
    text = _CLOSING.sub("", to_markdown(inside)[opening.end() :])
    kind, _, fields = text.partition("\n")
    return Match((_card(place, kind, fields, inside[-1].last_line),), taken)


def _up_to_end(place: Place) -> int:
    """Return how many blocks there are up to the end mark, 0 where there is none."""
    for number, block in enumerate(place.blocks[place.index : place.index + _FARTHEST], 1):
        if isinstance(block, Heading):
            return 0
        if _CLOSING.search(to_markdown((block,))):
            return number
    return 0


def _card(place: Place, kind: str, fields: str, last_line: int) -> Candidate | TurnedDown:
    first_line = place.block.first_line
    name = kind.strip().casefold()
    front, *back = _BACK.split(_ASIDE.sub("", fields).strip(), maxsplit=1)
    front = front.removeprefix("Front:").removeprefix("Text:").strip()
    if "cloze" in name:
        front = front if gap_numbers(front) else with_gaps(front)
        if not gap_numbers(front):
            return TurnedDown(first_line, last_line, "the sentence has no gap", front)
        return Candidate(
            Kind.CLOZE, front, (), first_line, last_line, "Anki block", place.scope, way=Way.CLOZE, exempt=True
        )
    if not back or not back[0].strip():
        return TurnedDown(first_line, last_line, "there is no answer", front)
    body = (Paragraph(first_line, last_line, back[0].strip()),)
    way = Way.BOTH if "reverse" in name else Way.FORWARD
    return Candidate(Kind.MARKUP, front, body, first_line, last_line, "Anki block", place.scope, way=way, exempt=True)
