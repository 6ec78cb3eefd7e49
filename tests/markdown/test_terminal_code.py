"""Code blocks in colours."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srs.markdown.code_words import _LONGEST, _languages
from srs.markdown.terminal import render_terminal
from srs.markdown.terminal_code import colour_code

SGR = re.compile(r"\x1b\[\d+(?:;\d+)*m")
USUAL = (
    "python",
    "c",
    "c++",
    "json",
    "html",
    "bash",
    "sql",
    "rust",
    "js",
    "diff",
    "yaml",
    "tex",
    "console",
    "r",
    "haskell",
)
PIECES = [
    *(
        "def f(x):",
        "return",
        "  ",
        "\t",
        "\n",
        "\n\n",
        '"',
        "'",
        '"""',
        "/*",
        "*/",
        "//",
        "#",
        "--",
        "{",
        "}",
        "(",
        ")",
    ),
    *(
        "<a href='b'>",
        "</a>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "1.5e3",
        "0x1f",
        "SELECT",
        "+ added",
        "- gone",
        "$ ",
    ),
    *(
        "\\",
        "\\n",
        "%s",
        "${x}",
        "`",
        "@a",
        "[...]",
        "&#27;",
        "\x1b[31m",
        "\x07",
        "\r",
        "\x9b1m",
        "\u202e",
        "漢字",
        "é",
        "%%",
    ),
]
CODE = (
    st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30)
    .map("".join)
    .filter(lambda code: "~~~" not in code)
)


def block(code: str, info: str) -> str:
    return f"~~~{info}\n{code}\n~~~\n"


def coloured(code: str, info: str, width: int = 60) -> str:
    return render_terminal(block(code, info), width=width, colour=True)


def plain(code: str, info: str) -> str:
    return render_terminal(block(code, info), width=60, colour=False)


@pytest.mark.parametrize(
    ("line", "info", "shown"),
    [
        ("return x", "python", "  \x1b[1;35mreturn \x1b[0m\x1b[36mx\x1b[0m"),
        ("x = 'a' # b", "python", "  \x1b[36mx = \x1b[0m\x1b[32m'a' \x1b[0m\x1b[3;2m# b\x1b[0m"),
        ("int f;", "c", "  \x1b[1;35mint \x1b[0m\x1b[36mf;\x1b[0m"),
        ("- a", "diff", "  \x1b[31m- a\x1b[0m"),
        ("return x", "no-such-language", "  \x1b[36mreturn x\x1b[0m"),
        ("return x", "", "  \x1b[36mreturn x\x1b[0m"),
    ],
)
def test_words_have_the_colour_of_their_kind(line: str, info: str, shown: str) -> None:
    assert coloured(line, info) == shown


@pytest.mark.parametrize(
    "info",
    [
        "python",
        "Python",
        "py title='a.py'",
        "{.python .numbered}",
        "{python}",
        "python,ignore",
        " python3 ",
        "python{1,3}",
    ],
)
def test_the_language_is_found_in_what_stands_behind_a_fence(info: str) -> None:
    assert "\x1b[1;35mreturn" in coloured("return x", info)


def test_without_colours_no_code_is_coloured() -> None:
    assert plain("return x", "python") == "  return x"


def test_code_in_a_list_in_a_quote_keeps_its_margin() -> None:
    text = "- one\n\n  ```python\n  a = 1\n  return a\n  ```\n\n> ```c\n> int a;\n> ```"

    assert SGR.sub("", render_terminal(text, width=40, colour=True)).split("\n") == [
        "• one",
        "",
        "    a = 1",
        "    return a",
        "",
        "│   int a;",
    ]


def test_a_string_over_lines_ends_its_colour_with_each() -> None:
    assert coloured('"""a\nb"""', "python") == '  \x1b[32m"""a\x1b[0m\n  \x1b[32mb"""\x1b[0m'


def test_a_huge_block_stays_plain() -> None:
    assert colour_code("return x\n" * (_LONGEST // 9), "python") is not None
    assert colour_code("return x\n" * _LONGEST, "python") is None


@settings(deadline=None)
@given(CODE, st.sampled_from(USUAL))
def test_colours_change_no_letter(code: str, info: str) -> None:
    assert SGR.sub("", coloured(code, info)) == plain(code, info)


@settings(deadline=None, max_examples=200)
@given(CODE, st.sampled_from(sorted(_languages())))
def test_of_every_language_no_letter_is_lost_and_no_control_character_comes_out(code: str, info: str) -> None:
    shown = SGR.sub("", coloured(code, info))

    assert shown == plain(code, info)
    assert not [one for one in shown if unicodedata.category(one) in {"Cc", "Cs"} and one != "\n"]


@settings(deadline=None)
@given(CODE, st.sampled_from(USUAL))
def test_every_colour_ends_with_its_line(code: str, info: str) -> None:
    for line in coloured(code, info).split("\n"):
        codes = SGR.findall(line)

        assert codes[1::2] == ["\x1b[0m"] * (len(codes) // 2) and len(codes) % 2 == 0


@pytest.mark.parametrize("text", ["`code`", "```\ncode\n```", "    code", "```no-such-language-at-all\ncode\n```"])
def test_text_without_a_language_pays_for_none(text: str) -> None:
    program = (
        "import sys; from srs.markdown.terminal import render_terminal;"
        f"render_terminal({text!r}, width=40, colour=True);"
        "render_terminal('```python\\nx\\n```', width=40, colour=False);"
        "sys.exit('pygments.lexer' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[2]).returncode == 0
