"""What people write and no parser understands, mended line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.markdown.mend import mend

PIECES = [
    "• ",
    "◦ ",
    "##",
    "#",
    ":::",
    ":::note",
    ":::note Title",
    "\\begin{lemma}",
    "\\end{lemma}",
    "^^^",
    "```",
    "```{note}\n",
    "```ad-tip\n",
    ":class: tip\n",
    "~~~",
    "\n",
    "\n\n",
    "  ",
    "a",
    "Heading",
    "word ",
    "?",
    ".",
]


@pytest.mark.parametrize("bullet", "•◦▪●")
def test_a_typographic_bullet_becomes_an_item(bullet: str) -> None:
    assert mend(f"# a\n\n{bullet} one\n  {bullet}\ttwo") == "# a\n\n- one\n  - two"


def test_a_bullet_in_a_line_stays() -> None:
    assert mend("# a\n\none • two") == "# a\n\none • two"


def test_lines_with_letters_become_items() -> None:
    assert mend("a) one \\\nb) two\n\nc) three") == "- one\n- two\n\n- three"


@pytest.mark.parametrize("text", ["a) one", "a) one\nand two", "b) one\nc) two", "see a) and\nb) too"])
def test_a_letter_without_the_next_one_stays(text: str) -> None:
    assert mend(text) == text


def test_a_heading_gets_the_space_it_lacks() -> None:
    assert mend("##Heading\n###Deeper") == "## Heading\n### Deeper"


@pytest.mark.parametrize("text", ["#tag", "## Heading", "##", "####### seven", "a ##b"])
def test_other_hashes_stay(text: str) -> None:
    assert mend(text) == text


def test_a_heading_in_code_stays() -> None:
    assert mend("```\n##define\n```") == "```\n##define\n```"


def test_code_in_a_quote_stays_and_what_follows_it_is_mended() -> None:
    text = "> ~~~html\n> <span>a</span>\n> ~~~\n\n<span>b</span>\n\n> ```\n> <span>c</span>\n\n<span>d</span>"

    assert mend(text) == "> ~~~html\n> <span>a</span>\n> ~~~\n\nb\n\n> ```\n> <span>c</span>\n\nd"


def test_the_fences_of_an_admonition_vanish_and_its_text_stays() -> None:
    assert mend(":::note\ntext\n:::\nmore") == "\ntext\n\nmore"


@pytest.mark.parametrize("text", ["a ::: b", "a\n:: b", "A::B"])
def test_colons_within_a_line_stay(text: str) -> None:
    assert mend(text) == text


def test_a_short_line_alone_in_a_paste_becomes_a_heading() -> None:
    assert mend("Title\n\n• one\n\nNext part\n\n• two") == "## Title\n\n- one\n\n## Next part\n\n- two"


def test_a_question_alone_in_a_paste_becomes_a_heading() -> None:
    assert mend("What is it?\n\n• one").startswith("## What is it?")


@pytest.mark.parametrize("line", ["It ends as a sentence.", "It announces:", "(aside)", "  indented", "word " * 20])
def test_other_lines_of_a_paste_stay(line: str) -> None:
    assert mend(f"{line}\n\n• one").startswith(line)


def test_lines_stay_where_the_author_writes_headings_of_his_own() -> None:
    assert mend("# Title\n\nshort line\n\n• one") == "# Title\n\nshort line\n\n- one"


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_a_mended_text_has_as_many_lines(text: str) -> None:
    assert mend(text).count("\n") == text.count("\n")


@given(st.text(alphabet="abc .,\n", max_size=80))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert mend(text) == text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ('<h2 style="color: red">Loom</h2>\ntext', "## Loom\ntext"),
        ("1\\. one\n\\2. two", "1. one\n2. two"),
        ("-\u00a0\u00a0one\n•\u00a0two", "- one\n- two"),
        ("**•**   **Reed** a comb", "- **Reed** a comb"),
        ("- \\textbf{Reed:} a comb\n\\emph{Loom} it is", "- **Reed:** a comb\n*Loom* it is"),
        ("~={green}**Reed**=~", "**Reed**"),
        ("one ^def", "one"),
        ("a\n</details>\n## b", "a</details>\n\n## b"),
        ("a\n\n</details>\n<details>", "a\n</details>\n\n<details>"),
        ("TARGET DECK: a\nFILE TAGS\nb c\n\nd", "\n\n\n\nd"),
        ("- [>] **Reed** a comb", "- **Reed** a comb"),
        (
            "# A\n\n    - Reed = a comb of steel wires\n    - Loom = a frame on which one weaves",
            "# A\n\n- Reed = a comb of steel wires\n- Loom = a frame on which one weaves",
        ),
        ("\\( \\sigma(x) \\), where \\(x\\) is", "$\\sigma(x)$, where $x$ is"),
        ("\\\\(a_1\\\\) and \\(n, m\\)", "$a_1$ and $n, m$"),
        ("\\(a^2\\) in \\((0, 1)\\)", "$a^2$ in $(0, 1)$"),
        ("\\[\nE = mc^2\n\\]", "$$\nE = mc^2\n$$"),
    ],
)
def test_what_other_programs_write_is_read_as_it_looks(text: str, mended: str) -> None:
    assert mend(text) == mended


@pytest.mark.parametrize(
    "text",
    [
        "\\(see below\\) \\[1\\] \\[x\\]",
        "`\\(a_1\\)` and \\(user_name\\)",
        "$$ a \\\\[2pt] b \\\\(c = d\\\\) $$",
        "\\[\n\na = b\n\n\\]",
        "\\(C++\\) - \\[ ] task",
        "```\na\n```\n</details>\n## b",
        "a\n\n    - name: loom\n    - name: reed",
        "the TARGET DECK: a",
    ],
)
def test_what_only_looks_like_a_fault_stays(text: str) -> None:
    assert mend(text) == text


@pytest.mark.parametrize(
    "text", ["$\\textbf{x}$", "see \\emph{Loom}", "\\underline{x}", "<h2>Loom", "1.\\ one", "x ^2", "a^b"]
)
def test_what_only_resembles_it_stays(text: str) -> None:
    assert mend(text) == text
