from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srs.markdown.terminal import render_terminal
from srs.markdown.width import display_width
from srs.model import hidden_stretches, show_gaps

GOLDEN = Path(__file__).parents[1] / "golden" / "terminal"
SGR = re.compile(r"\x1b\[\d+(?:;\d+)*m")
CODE_LINE = re.compile(r"[ │•☐☑\d.]*  \x1b\[(?:1;|3;)?(?:2|3[1256])m")
MARGIN = " │•☐☑0123456789."

PIECES = [
    *(
        [
            "# ",
            "- ",
            "* ",
            "1. ",
            "> ",
            "    ",
            "\n",
            "\n\n",
            "```",
            "`",
            "**",
            "*",
            "~~",
            "==",
            "$",
            "$$",
            "[",
            "]",
            "](b)",
            "](http://a.b/c)",
            "[[",
            "]]",
            "![",
            "![[",
            "- [ ] ",
            ": ",
            "---",
        ]
    ),
    *(
        [
            "<br>",
            "<sub>",
            "</sub>",
            "<sup>",
            "</sup>",
            "<b>",
            "</b>",
            "<s>",
            "<div>",
            "<!--",
            "-->",
            "<script>",
            "&amp;",
            "&#27;",
            "&#x9b;",
            "&#x202e;",
        ]
    ),
    *(
        [
            "[...]",
            "[hint]",
            "[hint]: x",
            "漢字。",
            "（かな",
            "é",
            "👨\u200d👩\u200d👧",
            "سلام",
            "한국",
            "\x1b[31m",
            "\x07",
            "\r",
            "\u202e",
            "word",
            " ",
        ]
    ),
    *([r"\frac{a}{b}", r"x^2", r"\\", r"\alpha"]),
    "\n|a|b|\n|-|:-:|\n|1|2|\n",
]
MARKDOWN = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def plain(text: str, width: int = 60) -> str:
    return render_terminal(text, width=width, colour=False)


def coloured(text: str, width: int = 60) -> str:
    return render_terminal(text, width=width, colour=True)


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.txt")))
def test_a_whole_sample_reads_as_agreed(name: str) -> None:
    sample, width, *colour = name.split(".")
    text = (GOLDEN / f"{sample}.md").read_text(encoding="utf-8")
    agreed = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")

    assert render_terminal(text, width=int(width), colour=bool(colour)) + "\n" == agreed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**a** *b* ==c==", "a b c"),
        ("~~a~~ `b`", "~~a~~ `b`"),
        ("`` a`b ``", "``a`b``"),
        ("<s>a</s> <code>b</code> <b>c</b> <u>d</u>", "~~a~~ `b` c d"),
        ("a == b == c", "a == b == c"),
        ("a<br>b", "a\nb"),
        ("a\\\nb", "a\nb"),
        ("a\nb", "a b"),
        ("中文\n中文", "中文中文"),
        ("H<sub>2</sub>O, x<sup>n+1</sup>, y<sub>q</sub>", "H₂O, xⁿ⁺¹, y_q"),
        ("&lt;b&gt; &amp; &copy;", "<b> & ©"),
        ("a <!-- hidden -->b", "a b"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_inline_markup_without_colour(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**a**", "\x1b[1ma\x1b[0m"),
        ("***a***", "\x1b[1;3ma\x1b[0m"),
        ("~~a~~", "\x1b[9ma\x1b[0m"),
        ("`a`", "\x1b[36ma\x1b[0m"),
        ("==a *b*==", "\x1b[7ma \x1b[0m\x1b[3;7mb\x1b[0m"),
        ("# a", "\x1b[1ma\x1b[0m"),
        ("[a](http://b.c)", "a\x1b[2m (http://b.c)\x1b[0m"),
    ],
)
def test_inline_markup_with_colour(text: str, shown: str) -> None:
    assert coloured(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[text](https://example.org)", "text (https://example.org)"),
        ("<https://example.org>", "https://example.org"),
        ("[example.org](https://www.example.org/)", "example.org"),
        ("[text](note.md)", "text"),
        (f"[text](https://example.org/{'x' * 60})", "text"),
        ("[](https://example.org)", "https://example.org"),
        ("[[Note]] and [[Note|other]]", "Note and other"),
        ("![alt](a/b.png)", "[image: alt]"),
        ("![](a/b%20c.png)", "[image: b c.png]"),
        ("![[a/b.png|300]]", "[image: b.png]"),
        ("![](data:image/png;base64,AAAA)", "[image]"),
    ],
)
def test_links_and_images(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    "text",
    ["[...]", "[hint]", "[...]: Paris", "[hint]: Paris", "f[...](x)", "f[hint](x)", "a [...] b", "x[...]y", "[[...]]"],
)
def test_a_gap_comes_out_literally(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("$x^{[...]}$", "x^[...]"), ("`a[...]`", "`a[...]`"), ("**[...]**word", "[...]word"), ("    [...]", "  [...]")],
)
def test_a_gap_within_markup_comes_out_literally(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- a\n- b\n  - c", "• a\n• b\n  • c"),
        ("9. a\n10. b\n\n    c", "9. a\n\n10. b\n\n    c"),
        ("1986. A good year", "1986. A good year"),
        ("- [ ] a\n- [x] b", "☐ a\n☑ b"),
        ("1. [x] a", "1. ☑ a"),
        ("- \n- a", "•\n• a"),
        ("> a\n>\n> b\n\nc", "│ a\n│\n│ b\n\nc"),
        ("- > a", "• │ a"),
        ("a\n: b\n: c", "a\n  b\n  c"),
        ("a\n\nb", "a\n\nb"),
        ("```\na\n\n\tb\n```", "  a\n\n      b"),
        ("$$\nx\n$$ then", "x\nthen"),
    ],
)
def test_blocks(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_list_items_wrap_under_their_text() -> None:
    assert plain("- one two three four five six", 20) == "• one two three four\n  five six"


def test_quotes_keep_their_bar_on_every_line() -> None:
    assert plain("> one two three four five six", 20) == "│ one two three four\n│ five six"


def test_code_is_not_wrapped() -> None:
    assert plain(f"```\n{'x ' * 30}y\n```", 20) == f"  {'x ' * 30}y"


def test_a_table_has_aligned_columns() -> None:
    table = "|Name|Mass|\n|:-|-:|\n|木星|1.9|\n|Mars|23|"

    assert plain(table) == "Name  Mass\n────  ────\n木星   1.9\nMars    23"


def test_a_table_wider_than_the_screen_is_listed() -> None:
    table = "|Name|Remark|\n|-|-|\n|Mars|the fourth red planet|\n|Moon|near|"

    assert plain(table, 20) == "Name: Mars\nRemark: the fourth\n  red planet\n\nName: Moon\nRemark: near"


def test_colour_ends_with_each_line() -> None:
    assert coloured("**one two three four five**", 20) == "\x1b[1mone two three four\x1b[0m\n\x1b[1mfive\x1b[0m"


def test_entities_cannot_smuggle_control_characters() -> None:
    assert plain("&#27;[31m &#x9b;1m &#7; a&#x202e;b") == "␛[31m \\x9b1m ␇ ab"


def test_very_deep_nesting_leaves_room_for_the_text() -> None:
    lines = plain("> " * 500 + "one two three four", 20).split("\n")

    assert max(map(display_width, lines)) <= 20


@settings(deadline=None)
@given(MARKDOWN | ANY_TEXT, st.integers(20, 200), st.booleans())
def test_no_control_character_comes_out(text: str, width: int, colour: bool) -> None:
    shown = render_terminal(text, width=width, colour=colour)
    left = SGR.sub("", shown) if colour else shown

    assert not [
        character for character in left if unicodedata.category(character) in {"Cc", "Cs"} and character != "\n"
    ]


@settings(deadline=None)
@given(MARKDOWN | ANY_TEXT, st.integers(20, 200))
def test_only_code_and_unbreakable_words_run_over_the_width(text: str, width: int) -> None:
    lines = coloured(text, width).split("\n")
    over = [line for line in lines if display_width(SGR.sub("", line)) > width and not CODE_LINE.match(line)]

    assert not [line for line in over if " " in SGR.sub("", line).strip(MARGIN)]


@settings(deadline=None)
@given(MARKDOWN, st.integers(20, 200))
def test_colour_changes_no_line_beyond_marks(text: str, width: int) -> None:
    for line in coloured(text, width).split("\n"):
        codes = SGR.findall(line)

        assert codes[1::2] == ["\x1b[0m"] * (len(codes) // 2) and len(codes) % 2 == 0


def filled(sentence: str, *, colour: bool) -> str:
    """Return a sentence whose first gap is open again, what it hid between «»."""
    hidden = hidden_stretches(sentence, 1)
    shown = render_terminal(show_gaps(sentence, None), width=40, colour=colour, hidden=hidden)
    return SGR.sub("", re.sub("\x1b\\[[\\d;]*1;32m(.*?)\x1b\\[0m", r"«\1»", shown)).replace("»«", "")


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The {{c1::Seine}} flows through {{c2::Paris}}", "The «Seine» flows through Paris"),
        ("{{c1::Rain}} and {{c1::snow}} and {{c2::hail}}", "«Rain» and «snow» and hail"),
        ("{{c2::a {{c1::b}} c}} {{c1::d {{c2::e}} f}}", "a «b» c «d e f»"),
        ("{{c1::a}} {{c2,1::b}} {{c3::c}}", "«a» «b» c"),
        ("x {{c1::a **b** *c*}} y", "x «a b c» y"),
        ("x {{c1::_a_}} y", "x «a» y"),
        ("*a {{c1::b* c}} d", "a «b c» d"),
        ("It is {{c1::`x == 1`}}", "It is «x == 1»"),
        ("`print({{c1::1}})`", "print(«1»)"),
        ("```python\nprint({{c1::1}})\n```", "  print(«1»)"),
        ("$E = {{c1::mc^2}}$", "E = «mc²»"),
        ("$x^{ {{c1::2}} }$ is", "«x²» is"),
        ("It is {{c1::$E$}}.", "It is «E»."),
        ("H<sub>{{c1::2}}</sub>O", "H«₂»O"),
        ("{{c1::![](a.png)}} and ![{{c1::cat}}](b.png)", "«[image: a.png]» and «[image: cat]»"),
        ("[to {{c1::b}}](http://c.d/e{{c1::f}})", "to «b» (http://c.d/ef)"),
        ("- a {{c1::b}}\n- c", "• a «b»\n• c"),
        ("{{c1::a\n\nb}} c", "«a»\n\n«b» c"),
        ("{{c1::many words that go on and on and}} over lines", "«many words that go on and on and» over\nlines"),
        ("中{{c1::文\n字}}文", "中«文字»文"),
        ("~~{{c1::a}}~~ ==b {{c1::c}}==", "«a» b «c»"),
        # Where an edge would change what the sentence says, it says it without.
        ("x{{c1::_a_}}y", "x_a_y"),
        ("{{c1::- a}}", "• a"),
        ('<img alt="{{c1::a">}} b', "b"),
        ("\ufdd1⸨a⸩\ufdd2 {{c1::b}}", "\ufffd⸨a⸩\ufffd «b»"),
    ],
)
def test_what_a_gap_hid_is_set_off(sentence: str, shown: str) -> None:
    assert filled(sentence, colour=True) == shown


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The {{c1::Seine}} flows through {{c2::Paris}}", "The [Seine] flows through Paris"),
        ("x {{c1::a **b**\n*c*}} y", "x [a b c] y"),
        ("It is {{c1::`x == 1`}} or `print({{c1::1}})`", "It is [`x == 1`] or `print([1])`"),
        ("H<sub>{{c1::2}}</sub>O", "H[₂]O"),
        ("{{c1::a\n\nb}} c", "[a]\n\n[b] c"),
        ("```python\nprint({{c1::1}})\n```", "  print([1])"),
    ],
)
def test_what_a_gap_hid_is_in_brackets_without_colour(sentence: str, shown: str) -> None:
    assert filled(sentence, colour=False) == shown


@settings(deadline=None)
@given(MARKDOWN, MARKDOWN, MARKDOWN, st.integers(20, 200))
def test_what_was_hidden_changes_no_word(before: str, hidden: str, after: str, width: int) -> None:
    text, stretch = before + hidden + after, (len(before), len(before + hidden))
    shown = render_terminal(text, width=width, colour=True, hidden=(stretch,))

    assert SGR.sub("", shown) == SGR.sub("", coloured(text, width))


def test_import_leaves_the_math_parser_out() -> None:
    program = "import sys, srs.markdown.terminal; sys.exit('pylatexenc' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=GOLDEN.parents[2]).returncode == 0
