"""Lists of ingredients: what stands in a recipe is cooked, not learned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.markdown.document import List
from srs.markdown.source import to_markdown

if TYPE_CHECKING:
    from srs.markdown.document import Block

_AMOUNT = r"\W{0,3}(?:\d[\d.,/–-]*|[½¼¾⅓⅔])(?:\s*[½¼¾⅓⅔]|\s\d/\d)?\s*"
_MEASURED = re.compile(rf"{_AMOUNT}(?:k?g|[mcd]?l|oz|lbs?|к?г|мл|克|毫升)(?!\w)", re.IGNORECASE)
_SPOONED = re.compile(
    rf"{_AMOUNT}(?:tb?sps?|teaspoons?|tablespoons?|cups?|cloves?|pinch(?:es)?|el|tl|esslöffel|teelöffel|prisen?"
    r"|c\.? ?à ?[cs]|cuill\w+|pincées?|cucharad\w+|tazas?|cucchia\w+|xícaras?|colher\w*|eetlepels?|theelepels?"
    r"|łyż\w+|szklan\w+|lžíc\w*|lžič\w+|hrn\w+|ст\. ?л|ч\. ?л|стакан\w*)(?!\w)",
    re.IGNORECASE,
)
"""What only a kitchen measures with, in several languages; doses and samples have grams and litres, too."""
_FEWEST = 4


def lists_ingredients(block: Block) -> bool:
    """Tell a list most of whose items are amounts, and one of them of a kitchen."""
    if not isinstance(block, List) or len(block.items) < _FEWEST:
        return False
    texts = [to_markdown(item.blocks[:1]) for item in block.items]
    spooned = sum(1 for text in texts if _SPOONED.match(text))
    measured = sum(1 for text in texts if _MEASURED.match(text))
    return spooned > 0 and (spooned + measured) * 2 > len(texts)
