"""Cards of hashcards in a note, with the hash by which its database names each.

`Q:`, `A:` and `C:` stand at the beginning of a line; a part goes on until the next of these, a line `---`, or the end. In a
sentence after `C:` each pair of brackets is a card (https://github.com/eudoxia0/hashcards). The hash is BLAKE3 of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from srs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_TAGS = ("Q:", "A:", "C:")
_GAP = re.compile(rb"\\[\[\]]|!\[[^\]]*\]|[\[\]]")


class HashedCard(NamedTuple):
    """A card: its line, its hash, front and back; `gap` is the number of its gap in a front with gaps, from 0 on."""

    line: int
    hash: str
    front: str
    back: str = ""
    gap: int = 0


def hashed_cards(text: str) -> Iterator[HashedCard]:
    """Yield the cards of a note from the first to the last.

    Raises:
        UsageError: the package blake3 is not installed.
    """
    digest = _digest()
    matter = _FRONT_MATTER.match(text)
    first = text.count("\n", 0, matter.end()) if matter else 0
    question: tuple[int, str] | None = None
    for line, tag, part in _parts(text[matter.end() if matter else 0 :]):
        if tag == "C:":
            yield from _gaps(first + line, part, digest)
        elif tag == "A:" and question:
            front = question[1]
            yield HashedCard(first + question[0], digest(b"Basic" + front.encode() + part.encode()), front, part)
        question = (line, part) if tag == "Q:" else None


def _parts(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the parts of a note: the line each begins in, its tag, and its text."""
    begun, tag, lines = 0, "", list[str]()
    for number, line in enumerate([*text.split("\n"), "---"], 1):
        starts = line[:2] in _TAGS
        if starts or line.strip() == "---":
            if tag:
                yield begun, tag, "\n".join(lines).strip()
            begun, tag, lines = number, line[:2] if starts else "", [line[2:].strip()]
        else:
            lines.append(line)


def _gaps(line: int, part: str, digest: Callable[[bytes], str]) -> Iterator[HashedCard]:
    """Yield a card for each pair of brackets; positions are counted in bytes of the sentence without them."""
    clean, marked = bytearray(), bytearray()
    spans: list[tuple[int, int]] = []
    start, read, data = -1, 0, part.encode()
    for found in _GAP.finditer(data):
        sign = found[0]
        for target in (clean, marked):
            target += data[read : found.start()]
        read = found.end()
        if sign == b"[" and start < 0:
            start = len(clean)
            marked += b"{{c%d::" % (len(spans) + 1)
        elif sign == b"]" and start >= 0:
            spans.append((start, len(clean) - 1))
            start = -1
            marked += b"}}"
        elif len(sign) > 1:
            for target in (clean, marked):
                target += sign.removeprefix(b"\\")
    for target in (clean, marked):
        target += data[read:]
    front = marked.decode("utf-8", "replace")
    for number, (begin, end) in enumerate(spans):
        places = begin.to_bytes(8, "little") + end.to_bytes(8, "little", signed=True)
        yield HashedCard(line, digest(b"Cloze" + bytes(clean) + places), front, gap=number)


def _digest() -> Callable[[bytes], str]:
    try:
        from blake3 import blake3
    except ImportError as error:
        raise UsageError(
            "Reading a database of hashcards needs the package blake3, which is not installed.",
            "Install it: pip install 'srs-notes[hashcards]'",
        ) from error
    return lambda data: str(blake3(data).hexdigest())
