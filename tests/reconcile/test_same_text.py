"""Which fact a card of another program is."""

from __future__ import annotations

from build import fact

from srs.model import Way
from srs.reconcile.same_text import Text, find_same, same_gaps

ENTROPY = fact("**Entropy**", "the mean surprise", id="entropy")
PRIOR = fact("Prior", "what is believed before", id="prior")
ABBOT = fact("Prior", "the head of an abbey", id="abbot")
SENTENCE = fact("The {{c2::cell}} has a {{c4::wall}}.", "", id="sentence", way=Way.CLOZE)


def test_a_front_is_known_by_its_words_whatever_they_are_set_in() -> None:
    found = find_same([Text("1", "entropy."), Text("2", "other")], [ENTROPY, PRIOR])

    assert [(text.name, one.id) for text, one in found.pairs] == [("1", "entropy")]
    assert (found.others, found.doubtful) == (["2"], [])


def test_of_facts_with_one_front_the_back_decides() -> None:
    found = find_same([Text("1", "prior", "The head of an *abbey*"), Text("2", "prior", "no idea")], [PRIOR, ABBOT])

    assert [(text.name, one.id) for text, one in found.pairs] == [("1", "abbot")]
    assert [(doubt.text.name, [one.id for one in doubt.facts]) for doubt in found.doubtful] == [
        ("2", ["prior", "abbot"])
    ]


def test_of_texts_with_one_front_the_back_decides() -> None:
    texts = [Text("1", "Entropy", "disorder"), Text("2", "Entropy", "The mean surprise")]

    found = find_same(texts, [ENTROPY])

    assert [text.name for text, _ in found.pairs] == ["2"]
    assert found.others == ["1"]
    assert len(find_same([texts[0], texts[0]._replace(name="3")], [ENTROPY]).doubtful) == 2


def test_an_empty_front_is_no_fact() -> None:
    assert find_same([Text("1", " "), Text("2", "...")], [fact("---", "x")]).others == ["1", "2"]


def test_a_sentence_is_known_with_its_gaps_filled_in_and_not_as_a_question() -> None:
    found = find_same([Text("1", "the {{c1::cell}} has a wall"), Text("2", "The cell has a wall.")], [SENTENCE])

    assert [text.name for text, _ in found.pairs] == ["1"]
    assert found.others == ["2"]


def test_gaps_are_the_same_that_hide_the_same() -> None:
    assert same_gaps("The {{c1::cell}} has a {{c3::wall::what?}}.", SENTENCE) == {0: 1, 2: 3}
    assert same_gaps("The {{c1::cell has}} a {{c3::Wall}}.", SENTENCE) == {2: 3}
    twice = fact("{{c1::a}} and {{c2::a}}", "", way=Way.CLOZE)
    assert same_gaps("{{c5::a}} and {{c4::a}}", twice) == {4: 0, 3: 1}
    assert same_gaps("{{c5::a}} and a", twice) == {}
