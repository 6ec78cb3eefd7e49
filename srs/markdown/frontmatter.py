"""The front matter of a note: YAML between `---`, TOML between `+++` (or between `---`, as hashcards writes it).

Plain `key: value` lines, what nearly all front matter is made of, are read here; the rest goes to PyYAML's safe
loader with aliases refused, since a few hundred bytes of nested aliases expand to millions of values.
"""

from __future__ import annotations

import re

from srs.markdown.toml import load_toml

_BLOCK = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_PLAIN = re.compile(r"([\w-]+):(?: +([^\s\[\]{}&*!|>%@`'\"#:,-][^:#\n]*))? *")
_TOML = re.compile(r"\s*[\w.-]+\s*=")
_OPENED = re.compile(r"(?:---|\+\+\+)[ \t]*\n[\w-]+\s*[:=]")
_NESTED = re.compile(r"^[ \t]*(?:[-?:][ \t]+){20}", re.MULTILINE)
_MOST_BRACKETS = 500
_LARGEST = 65_536
_SCALARS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False, "": None, "null": None}
"""The words of YAML 1.1, as PyYAML reads them too."""
_REFUSED = re.compile(r"^srs:[ \t]*(?:false|no|off)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_KEY = re.compile(r"^(?:title|srs|deck|tags?|reverse):.*\n?(?:^(?:[ \t].*|-.*|)\n?)*+", re.MULTILINE)
"""A key that srs reads, with the lines that belong to it."""
_LONGEST_LINE = 2000

Faults = tuple[tuple[int, str], ...]


def read_front_matter(text: str) -> tuple[dict[str, object], Faults, str]:
    """Return the keys of the front matter, what was wrong with it as (line, message), and the text with it blanked."""
    if not text.startswith(("---", "+++")):
        return {}, (), text
    found = _BLOCK.match(text)
    if found is None:
        opened = _OPENED.match(text) is not None
        return {}, ((1, "the front matter that opens here is never closed"),) if opened else (), text
    meta, faults = _read_block(found.group(1), found.group(2))
    return meta, faults, "\n" * text.count("\n", 0, found.end()) + text[found.end() :]


def _read_block(fence: str, body: str) -> tuple[dict[str, object], Faults]:
    if len(body) > _LARGEST:
        return {}, ((1, f"the front matter is longer than {_LARGEST:,} characters and was not read"),)
    if fence == "+++" or _TOML.match(body):
        return _read_toml(body)
    return _read_plain(body) or _read_yaml(body)


def _read_plain(body: str) -> tuple[dict[str, object], Faults] | None:
    """Read a block of nothing but plain scalars; None where there is anything more."""
    meta: dict[str, object] = {}
    for line in body.splitlines():
        found = _PLAIN.fullmatch(line) if len(line) < _LONGEST_LINE else None
        if found is None:
            return None
        meta[found.group(1)] = _scalar((found.group(2) or "").strip())
    return meta, ()


def _scalar(text: str) -> object:
    return _SCALARS.get(text.lower(), text)


def _read_toml(body: str) -> tuple[dict[str, object], Faults]:
    try:
        return load_toml(body), ()
    except ValueError as error:
        return {}, ((1, f"the front matter is not valid TOML ({_first_line(error)})"),)


def _read_yaml(body: str) -> tuple[dict[str, object], Faults]:
    """Read a block, and where it has a mistake, the keys that mean something here one by one.

    A mistake among the others is for other tools to find.
    """
    try:
        return _load(body), ()
    except _UnreadableError:
        pass
    meta: dict[str, object] = {}
    faults: list[tuple[int, str]] = []
    for found in _KEY.finditer(body):
        try:
            meta |= _load(found[0])
        except _UnreadableError as error:
            faults.append((error.line + body.count("\n", 0, found.start()), error.message))
    # Who asked for no cards gets none, even where the rest cannot be read.
    if _REFUSED.search(body):
        meta["srs"] = False
    return meta, tuple(faults[:1])


class _UnreadableError(Exception):
    """YAML that cannot or must not be read, with the line of the note when its block began on the second."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def _load(text: str) -> dict[str, object]:
    """Return the keys of a YAML text, none where it is no mapping.

    Raises:
        _UnreadableError: it is not valid, nested too deep, or uses aliases.
    """
    # libyaml recurses in C: nesting without end would end the process, not raise.
    if text.count("[") + text.count("{") > _MOST_BRACKETS or _NESTED.search(text):
        raise _UnreadableError(2, "the front matter is nested too deep and was not read")
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # YAML takes more characters for line ends than a note has lines.
    most = text.count("\n")
    try:
        alias = next((event for event in yaml.parse(text, loader) if isinstance(event, yaml.AliasEvent)), None)
        if alias is None:
            meta = yaml.load(text, loader)  # noqa: S506  (a safe loader)
            return meta if isinstance(meta, dict) else {}
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError, LookupError, AttributeError) as error:
        mark = getattr(error, "problem_mark", None)
        message = f"the front matter is not valid YAML ({_first_line(error)})"
        raise _UnreadableError(2 + min(mark.line if mark else 0, most), message) from error
    raise _UnreadableError(2 + min(alias.start_mark.line, most), "the front matter uses aliases, which are not read")


def _first_line(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).split("\n")[0][:100]
