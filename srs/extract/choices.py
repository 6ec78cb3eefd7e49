"""Answers to choose from, as those of exams, and which of them is marked as the right one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.markdown.document import List
from srs.markdown.source import to_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.markdown.document import Block

LETTERS = "abcdefgh"
_FEWEST = 3
_LEAD = 3
_LETTER = re.compile(r"(?:\[[ xX]\]\s*)?(?:\*\*|__|`)?[(（]?([A-Ha-h])(?:[.)）:]|\*\*|__|`|\s)")
_RIGHT = re.compile(
    r"[✓✔✅☑]|\[[xX]\]|(?<!\w)(?:correct|correcta|correcto|correta|corretta|corretto|right answer|richtig|bonne réponse|vraie?|juste"
    r"|správně|prawidłowa|poprawna|верно|правильно|goed|juist|rätt|正确|正確|正解)(?!\w)|[（(]\s*[对對○]\s*[)）]",
    re.IGNORECASE,
)
"""What marks an answer as the right one."""


def asks_to_choose(blocks: tuple[Block, ...]) -> bool:
    """Tell a text below a prompt that is a list of lettered answers, one of them marked as the right one."""
    block = next((block for block in blocks[:_LEAD] if isinstance(block, List)), None)
    if block is None or len(block.items) < _FEWEST:
        return False
    texts = [to_markdown(item.blocks) for item in block.items]
    return are_choices(texts) and sum(1 for text in texts if _RIGHT.search(text)) == 1


def are_choices(texts: Iterable[str]) -> bool:
    """Tell texts that begin with the letters of the alphabet in their order."""
    found = [_LETTER.match(text) for text in texts]
    letters = "".join(letter[1].casefold() for letter in found if letter)
    return len(letters) == len(found) > 1 and LETTERS.startswith(letters)
