"""Stretches of a text that are to be found again in what becomes of it: what a gap hid, in the sentence that is whole again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Stretches = tuple[tuple[int, int], ...]
"""From where to where each goes, counted in characters; they follow each other and do not overlap."""


def with_edges(
    text: str, stretches: Stretches, edges: Iterable[tuple[str, str]], harmless: Callable[[str], str]
) -> str:
    """Return a text, made harmless, with a pair of edges around each stretch; the edges themselves may be what is not."""
    parts, done = [], 0
    for (start, end), (opening, closing) in zip(stretches, edges, strict=False):
        parts += [harmless(text[done:start]), opening, harmless(text[start:end]), closing]
        done = end
    return "".join([*parts, harmless(text[done:])])
