"""What a note says that can be asked."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from srs.model.cloze import gap_numbers
from srs.model.values import dataclass

if TYPE_CHECKING:
    from srs.model.source import Source

FactId = NewType("FactId", str)


class Kind(StrEnum):
    """The shape of knowledge a fact has."""

    DEFINITION = "definition"
    QUESTION = "question"
    STATEMENT = "statement"
    CLOZE = "cloze"
    MARKUP = "markup"


class Way(StrEnum):
    """How a fact is asked: front to back, both ways, or gap by gap."""

    FORWARD = "forward"
    BOTH = "both"
    CLOZE = "cloze"


class Status(StrEnum):
    """Where a fact stands between the notes and the drill."""

    ACTIVE = "active"
    HELD = "held"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact as just extracted, before it has an identity.

    `front`, `back` and `extra` are markdown. The front of a cloze holds its `{{c1::...}}` text and its back is
    empty or a remark. `context` leads from the note's title to the innermost heading, parent item or work.
    `held` is the reason why the user should decide first; empty when the evidence is plain.
    """

    kind: Kind
    front: str
    back: str
    source: Source
    rule: str
    context: tuple[str, ...] = ()
    extra: str = ""
    deck: str = ""
    tags: tuple[str, ...] = ()
    way: Way = Way.FORWARD
    held: str = ""

    @property
    def ords(self) -> tuple[int, ...]:
        """The numbers of its cards, as Anki counts them: 0 forward, 1 reversed; gap c1 is 0, c2 is 1."""
        if self.way is Way.CLOZE:
            return tuple(number - 1 for number in gap_numbers(self.front))
        return (0, 1) if self.way is Way.BOTH else (0,)

    @property
    def places(self) -> tuple[str, ...]:
        """Where it stands, as it is shown: its deck, then its context; a folder that both name is told once."""
        repeats = bool(self.context) and self.context[0] == self.deck.rsplit("::")[-1]
        return tuple(filter(None, (self.deck.replace("::", " / "), *self.context[repeats:])))


@dataclass(frozen=True, slots=True)
class Fact:
    """A draft with an identity for life: `draft` is what the notes say now, or said last.

    `accepted` is the user's word on a held fact: True, False, or None while it was not asked.
    `changed_at` is when the text or its context last changed (UTC milliseconds); each change is a later second.
    `given_tags` are those that its user gave it elsewhere, in Anki; the notes know nothing of them.
    """

    id: FactId
    draft: Draft
    status: Status
    accepted: bool | None
    changed_at: int
    given_tags: tuple[str, ...] = ()

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags: those of the notes, and those given elsewhere."""
        return tuple(dict.fromkeys((*self.draft.tags, *self.given_tags)))

    @property
    def ords(self) -> tuple[int, ...]:
        """The numbers of its cards in the drill."""
        return self.draft.ords if self.status is Status.ACTIVE else ()

    def status_with(self, draft: Draft) -> Status:
        """Return where it stands once the notes say this: the user's decision outlasts edits."""
        held = bool(draft.held) if self.accepted is None else not self.accepted
        return Status.HELD if held else Status.ACTIVE

    def ords_with(self, draft: Draft) -> tuple[int, ...]:
        """Return the numbers of its cards in the drill once the notes say this."""
        return draft.ords if self.status_with(draft) is Status.ACTIVE else ()
