r"""Writes the titled boxes of other dialects as callouts, line by line, so that line numbers stay.

Fenced divs of Pandoc, Quarto, MyST and Docusaurus (`::: {.theorem name="Lagrange"}`, `:::{prf:theorem} Lagrange`, `:::note Title`)
and environments of LaTeX (`\begin{theorem}[Lagrange]`). Fences without a title are left out, and what they hold stays.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_OPENING = re.compile(
    r"[ \t]*(?P<fence>:{3,})[ \t]*(?:\{(?P<attributes>[^{}\n]*)\}|(?P<word>[A-Za-z][\w-]*))?"
    r"(?:[ \t]*\[(?P<boxed>[^\[\]\n]+)\]|[ \t]+(?P<title>[^\n:]*[^\n:\s]))?[ \t]*:*[ \t]*$"
)
_CLOSING = re.compile(r"[ \t]*:{3,}[ \t]*$")
_CODE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_BEGIN = re.compile(r"[ \t]*\\begin\{(?P<name>[a-z]+)\*?\}(?:\[(?P<title>[^\[\]\n]+)\])?[ \t]*$")
_NAME = re.compile(r"\b(?:name|title)=[\"']([^\"'\n]+)[\"']")
_CLASS = re.compile(r"(?:^|\s)\.([A-Za-z][\w-]*)|^(?:prf:)?([A-Za-z][\w-]*)$")
_STATEMENTS = {
    **dict.fromkeys(("definition", "defn", "def", "defi"), "definition"),
    **dict.fromkeys(("theorem", "thm"), "theorem"),
    **dict.fromkeys(("lemma", "lem"), "lemma"),
    **dict.fromkeys(("proposition", "prop"), "proposition"),
    **dict.fromkeys(("corollary", "cor"), "corollary"),
    "axiom": "axiom",
}
"""What a box holds that is to be known with or without a title, by the names that authors give it."""


_BOXES = frozenset(
    "note tip hint important warning danger caution attention admonition info question answer solution example remark exercise proof success abstract".split()  # noqa: SIM905
)
_OPTION = re.compile(r"[ \t]*:[\w-]+:")
_DASHES = re.compile(r"[ \t]*-{3,}[ \t]*")


class _Box(NamedTuple):
    line: int
    head: str
    """The first line of the callout, empty where the box has no title and is none of `_STATEMENTS`."""
    is_latex: bool
    name: str


def with_callouts(text: str) -> str:
    """Return the text with boxes written as callouts; one that is never closed stays, but for its fence. Code is no box, but may be in one."""
    lines = text.split("\n")
    open_: list[_Box] = []
    code = ""
    for number, line in enumerate(lines):
        fence = _CODE.match(line)
        if code or fence:
            code = _code_below(line, fence, code)
            continue
        box = _opened(line, number)
        if box is not None:
            open_.append(box)
            lines[number] = line if box.is_latex else ""
        elif open_ and _closes(line, open_[-1]):
            _close(lines, open_.pop(), number, nested=bool(open_))
        elif _CLOSING.match(line):
            lines[number] = ""
    return "\n".join(lines)


def _code_below(line: str, fence: re.Match[str] | None, code: str) -> str:
    """Return the fence of the code that goes on below a line of it."""
    if fence and not code:
        return fence[1]
    return "" if fence and fence[1].startswith(code) and not line.strip(" \t`~") else code


def _opened(line: str, number: int) -> _Box | None:
    begun = _BEGIN.match(line) if "\\begin{" in line else None
    if begun:
        is_known = begun["name"] in _STATEMENTS
        return _Box(number, head_of(begun["name"], begun["title"] or ""), True, begun["name"]) if is_known else None
    found = _OPENING.match(line) if ":::" in line else None
    if found is None or _CLOSING.match(line):
        return None
    attributes = found["attributes"] or found["word"] or ""
    named, titled = _CLASS.search(attributes), _NAME.search(attributes)
    name = (named[1] or named[2]) if named else ""
    title = found["boxed"] or found["title"] or (titled[1] if titled else "")
    return _Box(number, head_of(name, title), False, "")


def head_of(name: str, title: str) -> str:
    """Return the first line of a callout for a box; empty for one that has no title, or that only places what it holds."""
    name = name.casefold()
    kind = _STATEMENTS.get(name, name if title and name in _BOXES else "")
    return f"> [!{kind}] {title}".rstrip() if kind else ""


def quoted(lines: list[str]) -> list[str]:
    """Return the lines of a box as those of a callout, without its options."""
    count = count_options(lines)
    return [">"] * count + [f"> {line}".rstrip() for line in lines[count:]]


def count_options(lines: list[str]) -> int:
    """Count the lines of a box that set it: `:class: tip`, or YAML between dashes as in MyST."""
    if lines and _DASHES.fullmatch(lines[0]):
        return next((number for number, line in enumerate(lines[1:], 2) if _DASHES.fullmatch(line)), 0)
    return next((number for number, line in enumerate(lines) if not _OPTION.match(line)), len(lines))


def _closes(line: str, box: _Box) -> bool:
    return line.strip().startswith(f"\\end{{{box.name}") if box.is_latex else _CLOSING.match(line) is not None


def _close(lines: list[str], box: _Box, end: int, *, nested: bool) -> None:
    """Write a box as a callout; one within another stays text."""
    lines[end] = ""
    if box.is_latex or not nested:
        lines[box.line] = "" if nested else box.head
    if box.head and not nested:
        lines[box.line + 1 : end] = quoted(lines[box.line + 1 : end])
