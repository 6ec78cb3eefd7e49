"""How the paragraphs of a row of blocks begin."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from srs.extract.split import split_item
from srs.extract.term_lines import is_labelled
from srs.extract.trust import is_suspect
from srs.markdown.document import Paragraph
from srs.markdown.inline import plain
from srs.model.values import dataclass

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.markdown.document import Block


@dataclass(frozen=True, slots=True)
class Row:
    """How the paragraphs of a row begin.

    By mark of the term, how many of these are suspect, labels; lines all bold. `runs` tells for each block how many
    neighbours, itself included, begin `Term: meaning`.
    """

    marks: Counter[str]
    suspects: Counter[str]
    labels: Counter[str]
    bold_lines: int
    runs: tuple[int, ...]

    @classmethod
    def of(cls, blocks: tuple[Block, ...], page: Page) -> Row:
        """Count the paragraphs of a row."""
        texts = [block.text for block in blocks if isinstance(block, Paragraph)]
        found = [split for text in texts if (split := split_item(text))]
        labelled = (
            split for split in found if split.separator in ("colon", "period", "dash") or split.mark == "strong"
        )
        labels = (page.vocabulary.label(plain(split.term)) for split in labelled)
        return cls(
            Counter(split.mark for split in found),
            Counter(split.mark for split in found if is_suspect(split, page)),
            Counter(label[0] for label in labels if label),
            sum(1 for split in found if split.mark == "strong" and not split.rest),
            _runs([isinstance(one, Paragraph) and is_labelled(one.text, page.vocabulary) for one in blocks]),
        )


def _runs(signs: list[bool]) -> tuple[int, ...]:
    """Return for each sign how many true ones stand side by side there."""
    runs: list[int] = []
    for is_true, group in groupby(signs):
        count = len(list(group))
        runs += [count if is_true else 0] * count
    return tuple(runs)
