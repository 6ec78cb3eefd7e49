"""Questions about inline markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.markdown.inline import is_linked, mask, plain, strip_addresses, strip_images, strip_links, unlinked

PIECES = [
    "`",
    "``",
    "$",
    "$$",
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "|",
    "!",
    "<",
    ">",
    "*",
    "**",
    "_",
    "\\",
    ":",
    "a",
    " ",
    "\n",
    "https://a.b/c",
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(texts)
def test_a_mask_has_the_length_of_its_text(text: str) -> None:
    assert len(mask(text)) == len(text)


@given(texts)
def test_a_mask_leaves_what_it_does_not_blot(text: str) -> None:
    assert all(seen in (written, "\0") for seen, written in zip(mask(text), text, strict=True))


@pytest.mark.parametrize(
    "opaque",
    [
        "`a: b`",
        "``a ` : b``",
        "$a : b$",
        "$:$",
        "$$a : b$$",
        "[[a|b: c]]",
        "![[a: b.png]]",
        "<https://a.b>",
        '<a href="b: c">',
        "https://a.b:80/c",
    ],
)
def test_a_colon_that_no_reader_sees_is_blotted(opaque: str) -> None:
    assert mask(f"one {opaque} two") == f"one {chr(0) * len(opaque)} two"


def test_the_target_of_a_link_is_blotted_and_its_text_is_not() -> None:
    assert mask("[a: b](c:d) e") == "[a: b]\0\0\0\0\0 e"


@pytest.mark.parametrize("text", ["Term: meaning", "a - b", "5 $ and 6 $ more", "a ` b", "a < b", "f(x: y)", "[a: b]"])
def test_what_a_reader_sees_stays(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("**bold** and *slanted*", "bold and slanted"),
        ("__bold__ and _slanted_", "bold and slanted"),
        ("***both***", "both"),
        ("~~gone~~ and ==marked==", "gone and marked"),
        ("snake_case_name", "snake_case_name"),
        ("[text](https://a.b)", "text"),
        ("[text](a_(b).md)", "text"),
        ("[text][ref]", "text"),
        ("[text]{#id}", "text"),
        ("[[page]] and [[page|name]]", "page and name"),
        ("a ![image](b.png) c", "a c"),
        ("a ![[b.png]] c", "a c"),
        ("a<br>b", "a b"),
        ("a <!-- b --> c", "a c"),
        (r"\*a\* \[b\]", "*a* [b]"),
        ("`code`", "code"),
        ("`**code**` and **bold**", "**code** and bold"),
        ("``a ` b``", "a ` b"),
        ("$a_1 b_2$", "$a_1 b_2$"),
        ("one\n  two", "one two"),
        ("", ""),
    ],
)
def test_plain_is_what_a_reader_sees(text: str, seen: str) -> None:
    assert plain(text) == seen


@given(texts)
def test_plain_is_one_line_without_edges(text: str) -> None:
    seen = plain(text)

    assert seen == " ".join(seen.split())


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("a [b](c) d", "a b d"),
        ("a [b [c]](d) e", "a b [c] e"),
        ("[[a|b]]", "b"),
        ("a [b] c", "a [b] c"),
        ("**[b](c)**", "**b**"),
        ("`x`, $y$", "`x`, $y$"),
    ],
)
def test_links_are_replaced_by_their_text(text: str, rest: str) -> None:
    assert strip_links(text) == rest


@pytest.mark.parametrize(
    "image", ["![a](b.png)", "![](b.png)", "![a](b.png){width=3}", "![[b.png]]", "![[b.png|100]]", '<img src="b.png">']
)
def test_images_are_taken_out(image: str) -> None:
    assert strip_images(f"a{image}b") == "ab"


@pytest.mark.parametrize("address", ["https://a.b/c?d=e", "<https://a.b>", "http://a.b", "www.a.b", "ftp://a.b"])
def test_addresses_are_taken_out(address: str) -> None:
    assert strip_addresses(f"see {address} there") == "see  there"


@pytest.mark.parametrize("text", ["[a](b)", "[[a]]", "https://a.b", "www.a.b", "a [b][c]"])
def test_a_linked_text_is_told(text: str) -> None:
    assert is_linked(text)


@pytest.mark.parametrize("text", ["a", "[a]", "a (b)", "a.b"])
def test_a_text_without_a_link_is_told(text: str) -> None:
    assert not is_linked(text)


def test_unlinked_leaves_what_stands_outside_of_links() -> None:
    assert unlinked("see [this](a) and [[b]] or https://c.d, *please* ![e](f)") == "see and or please"
