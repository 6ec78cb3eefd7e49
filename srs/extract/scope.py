"""What stands above a block, and the sections into which headings cut a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass, replace

if TYPE_CHECKING:
    from srs.markdown.document import Block, Heading


@dataclass(frozen=True, slots=True)
class Scope:
    """What stands above a block.

    `headings` from the outermost in, `parents` the items around it, `work` the titled work it speaks about.
    `bookkeeping` names the section that keeps everything below it from becoming a card. `answered` tells that a
    question above already takes the block as its answer.
    """

    headings: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    work: str = ""
    bookkeeping: str = ""
    answered: bool = False

    def under(self, item: str) -> Scope:
        """Return the scope of what is nested below an item."""
        return replace(self, parents=(*self.parents, item))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None before the first) with the blocks up to the next one, and whether deeper headings follow."""

    heading: Heading | None
    blocks: tuple[Block, ...]
    scope: Scope
    is_parent: bool = False
