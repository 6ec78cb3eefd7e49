"""What a shape proposes before it is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import Kind, Way
from srs.model.values import dataclass

if TYPE_CHECKING:
    from srs.extract.scope import Scope
    from srs.markdown.document import Block


BY_COMMENT = "a comment says skip"
BY_FRONT_MATTER = "the front matter says srs: false"
"""Reasons that are the author's own will."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A prompt and the blocks that answer it. `doubt` says why the evidence is thin; empty when it is plain."""

    kind: Kind
    front: str
    body: tuple[Block, ...]
    first_line: int
    last_line: int
    rule: str
    scope: Scope
    doubt: str = ""
    way: Way = Way.FORWARD
    exempt: bool = False
    """Explicit markup: the author means it, so the length of the answer is his affair."""
    deck: str = ""
    """The deck that markup names, empty for the note's own."""
    ordered: bool = False
    """A comment in the note says that this is a card."""
    vouched: bool = False
    """Its siblings show that the front is a term, even where the word alone says nothing."""
    beside: str = ""
    """What is shown with the answer and is no part of it, as markdown."""
    company: float = 0
    """How many other facts a line the note must give for this one to count."""


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A block that looked like a prompt and is none, with the reason."""

    first_line: int
    last_line: int
    reason: str
    text: str


Found = Candidate | TurnedDown
