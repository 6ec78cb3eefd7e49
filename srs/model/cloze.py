"""Gaps in a sentence, in Anki's notation `{{c1::text::hint}}`, nested and multi-numbered (`{{c1,2::x}}`) ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.pattern import pattern
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOKEN = pattern(r"\{\{c(\d{1,3}(?:,\d{1,3})*)::|\}\}")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: its numbers, what it hides (text and nested gaps), and the hint shown in its place."""

    numbers: tuple[int, ...]
    parts: tuple[str | Gap, ...]
    hint: str

    @property
    def text(self) -> str:
        """What it hides, nested gaps filled in."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


def gap_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of all gaps, each once, in order; a number without text or below 1 does not count."""
    found = {number for gap in all_gaps(parse_cloze(text)) if gap.parts for number in gap.numbers if number > 0}
    return tuple(sorted(found))


def gap_texts(text: str) -> tuple[str, ...]:
    """Return what each gap hides, nested gaps filled in."""
    return tuple(part.text for part in parse_cloze(text) if isinstance(part, Gap))


def parse_cloze(text: str) -> tuple[str | Gap, ...]:
    """Split a sentence into plain text and gaps; an opening without its end stays text."""
    frames: list[tuple[str, list[str | Gap]]] = [("", [])]
    plain = 0
    for token in _TOKEN.finditer(text):
        closes = token.group() == "}}"
        if closes and len(frames) == 1 or not closes and len(frames) > _DEEPEST:
            continue
        _add(frames[-1][1], text[plain : token.start()])
        plain = token.end()
        if closes:
            numbers, inner = frames.pop()
            frames[-1][1].append(_gap(numbers, inner))
        else:
            frames.append((token.group(1), []))
    _add(frames[-1][1], text[plain:])
    while len(frames) > 1:
        numbers, inner = frames.pop()
        _add(frames[-1][1], f"{{{{c{numbers}::")
        for part in inner:
            _add(frames[-1][1], part)
    return tuple(frames[0][1])


def show_gaps(text: str, number: int | None) -> str:
    """Return the sentence with the gaps of `number` as `[...]` or `[hint]`; with None, with every gap filled in."""
    return "".join(_shown(part, number) for part in parse_cloze(text))


def hidden_stretches(text: str, number: int) -> tuple[tuple[int, int], ...]:
    """Return from where to where the sentence with every gap filled in holds what those of `number` hide."""
    return tuple(_stretches(parse_cloze(text), number, 0))


def bracket_gaps(text: str) -> str:
    """Return the sentence with what its gaps hide in brackets, to read it in a list."""
    return "".join(part if isinstance(part, str) else f"[{part.text}]" for part in parse_cloze(text))


def all_gaps(parts: Iterable[str | Gap]) -> Iterator[Gap]:
    """Yield every gap, each before those within it."""
    for part in parts:
        if isinstance(part, Gap):
            yield part
            yield from all_gaps(part.parts)


def _shown(part: str | Gap, number: int | None) -> str:
    if isinstance(part, str):
        return part
    if number in part.numbers:
        return f"[{part.hint or '...'}]"
    return "".join(_shown(inner, number) for inner in part.parts)


def _stretches(parts: Iterable[str | Gap], number: int, start: int) -> Iterator[tuple[int, int]]:
    for part in parts:
        end = start + len(part if isinstance(part, str) else part.text)
        if isinstance(part, Gap):
            is_hidden = number in part.numbers and end > start
            yield from ((start, end),) if is_hidden else _stretches(part.parts, number, start)
        start = end


def _add(parts: list[str | Gap], part: str | Gap) -> None:
    """Append a part; text joins the text before it and empty text vanishes."""
    if isinstance(part, str) and parts and isinstance(parts[-1], str):
        parts[-1] += part
    elif part:
        parts.append(part)


def _gap(numbers: str, inner: list[str | Gap]) -> Gap:
    hint = ""
    if inner and isinstance(inner[-1], str) and "::" in inner[-1]:
        text, _, hint = inner[-1].rpartition("::")
        inner = [*inner[:-1], text] if text else inner[:-1]
    return Gap(tuple(int(number) for number in numbers.split(",")), tuple(inner), hint)
