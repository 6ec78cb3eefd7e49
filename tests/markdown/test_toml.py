"""TOML is read as the standard library reads it, but for keys with very many parts."""

from __future__ import annotations

import tomllib

import pytest

from srs.markdown.toml import load_toml


@pytest.mark.parametrize(
    "text",
    [
        "title = 'x' # " + "." * 300,
        f'title = "{"a." * 300}"',
        "title = '''\n" + "contents " + "." * 300 + " 7\n'''",
        "numbers = [" + "1.5, " * 300 + "]",
        'a.b.\'c.d\'."e\\".f" = 1',
        ".".join(["a"] * 100) + " = 1",
        '"a' + "\\u002e" * 300 + '" = 1',
    ],
)
def test_dots_that_part_no_key_are_read(text: str) -> None:
    assert load_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize("part", ["a", "'a'", '"a"', '"\\""', " a ", "'='", '"a.b"'])
def test_a_key_with_more_than_a_hundred_parts_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match="more than 100 parts"):
        load_toml(".".join([part] * 101) + " = 1")


def test_a_text_that_is_nested_deep_is_refused() -> None:
    with pytest.raises(ValueError, match="nested too deep"):
        load_toml("a = " + "[" * 20_000 + "]" * 20_000)
