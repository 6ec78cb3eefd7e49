"""Queries to trees, and what is said of those that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from query_trees import TREES

from srs.model import Kind
from srs.search.errors import BadQuery
from srs.search.parser import parse
from srs.search.printer import write_query
from srs.search.words import (
    And,
    Compare,
    Comparison,
    Event,
    Field,
    Flagged,
    Glob,
    Identity,
    Is,
    Match,
    Not,
    OfKind,
    Or,
    Quantity,
    Rated,
    Regex,
    Standing,
    Untagged,
    Wild,
    Within,
    mentions,
)

if TYPE_CHECKING:
    from srs.search.words import Query


def text(*pieces: str | Wild, field: Field = Field.ANY) -> Match:
    return Match(field, Glob(pieces))


A, B, C = text("a"), text("b"), text("c")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", And(())),
        (" \t\n\u3000", And(())),
        ("a", A),
        ("a b c", And((A, B, C))),
        ("a and b AND c", And((A, B, C))),
        ("a or b OR c", Or((A, B, C))),
        ("a b or c", Or((And((A, B)), C))),
        ("a or b c", Or((A, And((B, C))))),
        ("(a or b) c", And((Or((A, B)), C))),
        ("a(b)c", And((A, B, C))),
        ("((a))", A),
        ("-a b", And((Not(A), B))),
        ("-(a or b)", Not(Or((A, B)))),
        ("-(-a)", Not(Not(A))),
        ("--a", Not(text("-a"))),
        ("- a", And((text("-"), A))),
        ("a -", And((A, text("-")))),
        ("(a -)", And((A, text("-")))),
        ("a-b", text("a-b")),
        (r"\-a", text("-a")),
        ('"-a"', text("-a")),
        ('-"a b"', Not(text("a b"))),
        ('"or" "and"', And((text("or"), text("and")))),
        ("-or", Not(text("or"))),
        ('a"b"c', And((A, B, C))),
        ('"a b"', text("a b")),
        ('"a (b) or"', text("a (b) or")),
        (r"a\"b\(c\)", text('a"b(c)')),
        (r'"a\"b"', text('a"b')),
        (r"\\alpha", text("\\alpha")),
        (r"http\://x", text("http://x")),
        ("12:30", text("12:30")),
        ("größe:3", text("größe:3")),
        ("::", text("::")),
        ("a*b_", text("a", Wild.MANY, "b", Wild.ONE)),
        ("**", text(Wild.MANY)),
        (r"\*\_", text("*_")),
    ],
)
def test_words_signs_and_brackets(query: str, tree: Query) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("deck:a::b", text("a::b", field=Field.DECK)),
        ("DECK:a*", text("a", Wild.MANY, field=Field.DECK)),
        ('deck:"a b"', text("a b", field=Field.DECK)),
        ('"deck:a b"', text("a b", field=Field.DECK)),
        ("tag:x", text("x", field=Field.TAG)),
        ("tag:none", Untagged()),
        ("path:papers/*", text("papers/", Wild.MANY, field=Field.PATH)),
        ("front:word", text("word", field=Field.FRONT)),
        ('back:"a phrase"', text("a phrase", field=Field.BACK)),
        ("re:colou?r", Match(Field.ANY, Regex("colou?r"))),
        (r"re:\d+\(x\)", Match(Field.ANY, Regex(r"\d+\(x\)"))),
        (r're:"(a|b) \"c\" \\\""', Match(Field.ANY, Regex(r'(a|b) "c" \\"'))),
        ('"re:a b"', Match(Field.ANY, Regex("a b"))),
        ('front:re:"^a b"', Match(Field.FRONT, Regex("^a b"))),
        ("tag:re:^x", Match(Field.TAG, Regex("^x"))),
        ("re:[[a]", Match(Field.ANY, Regex("[[a]"))),
        ("id:k3xw", Identity("k3xw")),
        ("kind:definition", OfKind(Kind.DEFINITION)),
        ("flag:1", Flagged(1)),
        ("flag:0", Flagged(0)),
        ("rated:7", Rated(7)),
        ("rated:7:1", Rated(7, 1)),
        ("added:3", Within(Event.ADDED, 3)),
        ("added:0", Within(Event.ADDED, 1)),
        ("edited:3", Within(Event.EDITED, 3)),
        ("prop:stability>10", Compare(Quantity.STABILITY, Comparison.ABOVE, 10)),
        ("prop:s<.5", Compare(Quantity.STABILITY, Comparison.BELOW, 0.5)),
        ("prop:d>=7", Compare(Quantity.DIFFICULTY, Comparison.AT_LEAST, 7)),
        ("prop:R<=0.8", Compare(Quantity.RETRIEVABILITY, Comparison.AT_MOST, 0.8)),
        ("prop:ivl=3", Compare(Quantity.INTERVAL, Comparison.EQUAL, 3)),
        ("prop:due!=-1", Compare(Quantity.DUE, Comparison.NOT_EQUAL, -1)),
        ("prop:reps<9", Compare(Quantity.REPS, Comparison.BELOW, 9)),
        ("prop:lapses>1", Compare(Quantity.LAPSES, Comparison.ABOVE, 1)),
        *((f"is:{one}", Is(one)) for one in Standing),
    ],
)
def test_keys(query: str, tree: Query) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "column", "message", "advice"),
    [
        ("a dek:b", 2, "There is no key 'dek:'.", "Did you mean deck? "),
        ("http://x", 0, "There is no key 'http:'.", "write http\\:"),
        ("-is:knew", 4, "'knew' means nothing behind 'is:'.", "Did you mean new?"),
        ("kind:defenition", 5, "'defenition' means nothing behind 'kind:'.", "Did you mean definition?"),
        ("a deck:", 2, "There is nothing behind 'deck:'.", "deck:papers::vision"),
        ("prop:ivl", 5, "'prop:ivl' is compared with nothing.", "prop:ivl>=1"),
        ("prop:intervall>3", 5, "There is no property 'intervall'.", "ivl"),
        ("prop:ivl>1.5", 9, "'1.5' is not a whole number.", "prop:ivl>=1"),
        ("prop:ivl>=-1", 10, "'-1' is not a whole number.", "prop:ivl>=1"),
        ("prop:s<x", 7, "'x' is not a number.", "prop:s>=1"),
        ("prop:s<9999999999", 7, "'9999999999' is not a number.", "prop:s>=1"),
        ("prop:due==1", 9, "'=1' is not a whole number.", "prop:due>=1"),
        ("prop:reps>٣", 10, "'٣' is not a whole number.", "prop:reps>=1"),
        ("flag:8", 5, "'8' is no flag.", "1 to 7"),
        ("rated:x", 6, "'x' is no number of days.", "rated:7:1"),
        ("rated:7:5", 8, "'5' is no rating.", "1 again"),
        ("rated:7:", 8, "'' is no rating.", "1 again"),
        ("added:-1", 6, "'-1' is no number of days.", "added:3"),
        ("edited:1.5", 7, "'1.5' is no number of days.", "edited:3"),
        ("id:%", 3, "'%' is no id.", "srs cards"),
        ('re:"("', 4, "The regular expression cannot be read: missing )", "re:colou?r"),
        ("front:re:", 6, "There is no regular expression behind 're:'.", "re:colou?r"),
        (r"a \q", 2, r"'\q' stands for nothing.", r"\\q"),
        ("ab\\", 2, "'\\' stands for nothing.", "\\\\"),
        (r'deck:"a \q"', 8, r"'\q' stands for nothing.", r"\\q"),
        ('a "b', 2, "A quote is opened and not closed.", '\\"'),
        ('deck:"b\\"', 5, "A quote is opened and not closed.", '\\"'),
        ('a ""', 2, "There is nothing between the quotes.", '\\"\\"'),
        ("a (b", 2, "A bracket is opened and not closed.", "\\("),
        ("((", 1, "A bracket is opened and not closed.", "\\("),
        ("a ()", 2, "There is nothing between the brackets.", "\\(\\)"),
        ("a) b", 1, "A bracket is closed that was not opened.", "\\)"),
        (")", 0, "A bracket is closed that was not opened.", "\\)"),
        ("a or", 2, "'or' stands between two terms, and one is missing.", '"or"'),
        ("AND a", 0, "'and' stands between two terms, and one is missing.", '"and"'),
        ("a or or b", 2, "'or' stands between two terms, and one is missing.", '"or"'),
        ("(a and )", 3, "'and' stands between two terms, and one is missing.", '"and"'),
        ("(" * 51 + "a" + ")" * 51, 50, "Brackets stand more than 50 deep.", "fewer"),
        ("a " * 201, 400, "A query has 200 terms at most.", "several steps"),
        ("a \udc80", 2, "A query must be UTF-8.", "anew"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence_with_its_column_and_a_way_out(
    query: str, column: int, message: str, advice: str
) -> None:
    with pytest.raises(BadQuery) as told:
        parse(query)

    assert told.value.message.startswith(message)
    assert told.value.message.endswith(".")
    assert (told.value.query, told.value.column) == (query, column)
    assert advice in told.value.advice


@pytest.mark.parametrize(
    ("query", "shown", "caret"),
    [
        ("a dek:b", "a dek:b", "  ^"),
        ("日本 dek:b", "日本 dek:b", "     ^"),
        ("a\tb\n\x1b dek:b", "a b ? dek:b", "      ^"),
        ("x" * 100 + " dek:b", "x" * 39 + " dek:b", " " * 40 + "^"),
    ],
)
def test_a_caret_stands_below_the_place(query: str, shown: str, caret: str) -> None:
    with pytest.raises(BadQuery) as told:
        parse(query)

    assert told.value.hint.splitlines()[:2] == [shown, caret]


def test_a_query_tells_whether_it_names_something() -> None:
    retired = Is(Standing.RETIRED)

    assert mentions(parse("a or -(b is:retired)"), retired)
    assert not mentions(parse("a or -(b is:held)"), retired)


@given(TREES)
def test_a_tree_that_is_written_and_read_is_the_same(tree: Query) -> None:
    assert parse(write_query(tree)) == tree


TYPED = st.lists(
    st.sampled_from(
        [*'()"-\\:*_ aä', "or", "and", "deck:", "re:", "is:new", "prop:s>", "rated:", ".5", "tag:none", "(?", "[[a]"]
    )
).map("".join)


@given(TYPED | st.text(st.characters()))
def test_any_text_is_a_query_or_told_to_be_none(typed: str) -> None:
    try:
        tree = parse(typed)
    except BadQuery as error:
        assert 0 <= error.column <= len(typed)
        assert error.message.endswith(".")
        assert len(error.hint.splitlines()) == 3
        return

    assert parse(write_query(tree)) == tree
