"""How far an edit went."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.model import Change
from srs.reconcile.grade import grade_edit
from srs.reconcile.words import overlap, words_of


def grade(before: str, after: str) -> Change:
    return grade_edit(words_of(before), words_of(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the mean surprise", "the **mean** surprise"),
        ("the mean surprise", "The mean surprise."),
        ("the mean   surprise", "the mean\nsurprise"),
        ("the mean surprise", "the *mean*, surprise"),
        ("1. weigh\n2. mix\n3. bake", "- weigh\n- mix\n- bake"),
        ("1. weigh\n2. mix\n3. bake", "weigh, mix, bake"),
        ("how\n1. weigh\n1. mix\n1. bake", "how\n- weigh\n- mix\n- bake"),
        ("how\n\n3) weigh\n4) mix", "how\n\n- weigh\n- mix"),
        ("Größe der Öffnung", "Groesse der Oeffnung"),
    ],
)
def test_the_same_words_are_a_matter_of_format(before: str, after: str) -> None:
    assert grade(before, after) is Change.FORMAT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the mean suprise of a source", "the mean surprise of a source"),
        ("what is beleived before data", "what is believed before data"),
        ("ein Teil ohen Reflexion am Rand", "ein Teil ohne Reflexion am Rand"),
        ("an organisation of colour", "an organization of color"),
        ("a naive way to do it", "a naïve way to do it"),
        ("it is so fi and only if they meet", "it is so if and only if they meet"),
    ],
)
def test_a_letter_or_two_of_a_word_are_a_typo(before: str, after: str) -> None:
    assert grade(before, after) is Change.TYPO


def test_another_word_is_reworded() -> None:
    assert grade("the mean surprise of a source", "the average surprise of a source") is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the mean surprise of any given source", "the mean surprise of any given source and more"),
        ("> the mean surprise of a given source", "the mean surprise of a given source, quoted"),
    ],
)
def test_a_word_more_without_another_less_is_reworded(before: str, after: str) -> None:
    assert grade(before, after) is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. Weltkrieg", "2. Weltkrieg"),
        ("unterzeichnet am\n30. Juni 1990", "unterzeichnet am\n31. Juni 1990"),
        ("3. Oktober bis\n9. November", "3. Oktober bis\n8. November"),
    ],
)
def test_a_number_at_the_beginning_of_a_line_may_be_a_date_or_a_name(before: str, after: str) -> None:
    assert grade(before, after) is Change.MEANING


def test_two_spellings_of_an_arrow_are_a_matter_of_format() -> None:
    assert grade("the source -> the sink", "the source → the sink") is Change.FORMAT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("at dawn the dog bites a man", "the dog bites a man at dawn"),
        ("weigh the flour, mix the eggs", "mix the eggs, weigh the flour"),
        ("flour and eggs", "eggs and flour"),
        ("the sum is $a + b$ here", "the sum is $b + a$ here"),
    ],
)
def test_another_order_of_the_words_is_reworded(before: str, after: str) -> None:
    assert grade(before, after) is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a dog bites a man here", "a man bites a dog here"),
        ("smoking causes cancer", "cancer causes smoking"),
        ("water boils at 100 °C and freezes at 0 °C", "water boils at 0 °C and freezes at 100 °C"),
        ("2 eggs and 4 cups of flour", "4 eggs and 2 cups of flour"),
        ("the slope is $(y_2-y_1)/(x_2-x_1)$", "the slope is $(x_2-x_1)/(y_2-y_1)$"),
    ],
)
def test_what_changed_places_around_words_that_stayed_changes_the_meaning(before: str, after: str) -> None:
    assert grade(before, after) is Change.MEANING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("it converges in 10 steps of the method", "it converges in 12 steps of the method"),
        ("it is convex in all of its arguments", "it is not convex in all of its arguments"),
        ("it never converges on such a problem", "it converges on such a problem"),
        ("es ist konvex in jedem Argument", "es ist nicht konvex in jedem Argument"),
        ("er ist ein Freund der Rede", "er ist nie Freund der Rede"),
        ("it isn't convex in all of its arguments", "it is convex in all of its arguments"),
        ("it doesn\u2019t converge on such a problem", "it converges on such a problem"),
        ("the learning rate has to be more than that", "the learning rate has to be less than that"),
        ("a method of supervised learning with labels", "a method of unsupervised learning with labels"),
        ("for symmetric matrices of any rank at all", "for asymmetric matrices of any rank at all"),
        ("the series converges for $x < y$ alone", "the series converges for $x > y$ alone"),
        ("the series converges for $x < 1$ alone", "the series converges for $x < -1$ alone"),
        ("the gradient of it is $a + b$ here", "the gradient of it is $a - b$ here"),
        ("the slope of the curve is $f(x)$ here", "the slope of the curve is $f'(x)$ here"),
        ("用于有标签的数据的学习方法", "用于无标签的数据的学习方法"),
        ("the mean surprise of a source", "a way to train very deep networks"),
    ],
)
def test_numbers_negation_and_most_words_change_the_meaning(before: str, after: str) -> None:
    assert grade(before, after) is Change.MEANING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("true positives over predicted positives", "true positives over actual positives"),
        ("leads to sparse weights", "leads to dense weights"),
        ("two identical diploid cells", "two different haploid cells"),
        ("carries blood away from the heart", "carries blood towards the heart"),
        ("the network layer of the model", "the transport layer of the model"),
        ("reading uncommitted data of others", "overwriting uncommitted data of others"),
        ("Die Maus frisst den Käse", "Die Maus frisst das Brot"),
        ("cations move to the cathode", "anions move to the cathode"),
        ("机器学习是人工智能的一个分支", "机器学习是计算机科学的一个分支"),
        ("東京は日本の首都です", "京都は日本の首都です"),
        ("서울은 한국의 수도이다", "부산은 한국의 수도이다"),
        ("光合成は葉緑体で行われる", "光合成はミトコンドリアで行われる"),
        ("vitamin C is needed", "vitamin D is needed"),
        ("書き込み後の読み込み整合性がある", "強整合性がある"),
    ],
)
def test_content_that_gave_way_to_other_content_changes_the_meaning(before: str, after: str) -> None:
    assert grade(before, after) is grade(after, before) is Change.MEANING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "connects the output of one command to the input of the next",
            "the output of one is used as input to the next",
        ),
        ("a computing system", "a computer system"),
        ("a kind of NN", "a kind of neural network"),
        ("kept in a database of its own", "kept in a data base of its own"),
        ("a measure of the spread of values", "a measure of spread of values around the mean"),
        ("this method needs many labels", "this approach requires many labels"),
        ("framing the whole of a talk", "frame the whole of a talk"),
        ("from high to low in a cell", "high → low in a cell"),
        ("the rate = the number of events", "the rate is the number of events"),
    ],
)
def test_other_forms_and_spellings_synonyms_and_words_more_are_reworded(before: str, after: str) -> None:
    assert grade(before, after) is grade(after, before) is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the dose is 500 mcg a day", "the dose is 500 mg a day"),
        ("the reaction is exothermic and fast", "the reaction is endothermic and fast"),
        ("it acts agonistically", "it acts antagonistically"),
        ("a stalactite grows down to the floor", "a stalagmite grows down to the floor"),
        ("hypertension is treated with these", "hypotension is treated with these"),
        ("the afferent nerve of the kidney", "the efferent nerve of the kidney"),
        ("10 million people live in the city", "10 billion people live in the city"),
        ("Die Schlacht war im Juni jenes Jahres", "Die Schlacht war im Juli jenes Jahres"),
        ("Louis XIV was the king of the land", "Louis XVI was the king of the land"),
        ("the nitrate ion in the solution", "the nitrite ion in the solution"),
        ("De reactie is snel bij een lage druk", "De reactie is snel bij geen lage druk"),
        ("Реакция обратима и идёт быстро", "Реакция необратима и идёт быстро"),
        ("bought for $5 a barrel of oil", "bought for €5 a barrel of oil"),
        ("`a && b` runs b after a", "`a || b` runs b after a"),
        ("$2^n$ subsets of the set", "$2n$ subsets of the set"),
    ],
)
def test_a_letter_or_a_sign_that_says_something_else_is_no_typo(before: str, after: str) -> None:
    assert grade(before, after) is grade(after, before) is Change.MEANING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the dose is given to the patient", "the rose is given to the patient"),
        ("the war between Iran and its neighbour", "the war between Iraq and its neighbour"),
        ("the capital of Austria is on a river", "the capital of Australia is on a river"),
        ("the end of WWI in Europe", "the end of WWII in Europe"),
    ],
)
def test_another_letter_in_place_of_one_may_make_another_word(before: str, after: str) -> None:
    assert grade(before, after) is grade(after, before) is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the frog has three chambers", "the frog has four chambers"),
        ("hat drei Kammern im Herzen", "hat vier Kammern im Herzen"),
        ("tiene tres cámaras en el corazón", "tiene cuatro cámaras en el corazón"),
        ("三つの部屋がある", "四つの部屋がある"),
        ("the second law of motion", "the third law of motion"),
        ("½ of the people there", "⅓ of the people there"),
        ("half of the people there", "a quarter of the people there"),
        ("it weighs 10 mg in air", "it weighs 10 g in air"),
        ("at 20 °C in the room", "at 20 °F in the room"),
        ("signed in March 1957 in Rome", "signed in May 1957 in Rome"),
        ("on Monday in the morning", "on Tuesday in the morning"),
        ("at 8 am in the hall", "at 8 pm in the hall"),
        ("died 44 BC in Rome", "died 44 AD in Rome"),
        ("starb 44 v. Chr. in Rom", "starb 44 n. Chr. in Rom"),
        ("faster than the other", "slower than the other"),
        ("Die Behörde muss es prüfen", "Die Behörde kann es prüfen"),
        ("Le taux augmente avec la pression", "Le taux diminue avec la pression"),
        ("La tasa aumenta con la presión", "La tasa disminuye con la presión"),
        ("Скорость увеличивается при росте давления", "Скорость уменьшается при росте давления"),
        (r"holds for $a \le b$ alone", r"holds for $a \ge b$ alone"),
        (r"it is $\sum_i x_i$ there", r"it is $\prod_i x_i$ there"),
        ("needs $O(n)$ time", r"needs $O(\log n)$ time"),
    ],
)
def test_words_that_rule_each_other_out_change_the_meaning(before: str, after: str) -> None:
    assert grade(before, after) is grade(after, before) is Change.MEANING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("De reactie is snel in water", "De reactie is niet snel in water"),
        ("Reaktionen är snabb i vatten", "Reaktionen är inte snabb i vatten"),
        ("Reaktionen er hurtig i vand", "Reaktionen er ikke hurtig i vand"),
        ("Reaktio on nopea vedessä", "Reaktio ei ole nopea vedessä"),
        ("A reakció gyors a vízben", "A reakció nem gyors a vízben"),
        ("Tepkime suda hızlıdır her zaman", "Tepkime suda hızlı değildir her zaman"),
        ("Реакция идёт быстро в воде", "Реакция не идёт быстро в воде"),
        ("이 반응은 일어난다 물 속에서", "이 반응은 안 일어난다 물 속에서"),
        ("이 반응은 빠르다", "이 반응은 빠르지 않다"),
        ("التفاعل سريع في الماء دائما", "التفاعل غير سريع في الماء دائما"),
        ("התגובה מהירה במים תמיד", "התגובה לא מהירה במים תמיד"),
        ("यह पानी में तेज है", "यह पानी में तेज नहीं है"),
        ("この薬は子供に使えます", "この薬は子供に使えません"),
        ("この反応は水の中で進む", "この反応は水の中で進まない"),
        ("Es gibt einen Anspruch auf Ersatz", "Es gibt weder Anspruch noch Ersatz"),
        ("it is a treaty between states", "it is hardly a treaty between states"),
        ("Les hommes ont besoin d'eau", "Les hommes n'ont pas besoin d'eau"),
    ],
)
def test_a_negation_of_any_language_changes_the_meaning(before: str, after: str) -> None:
    assert grade(before, after) is grade(after, before) is Change.MEANING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("６４５年に始まった", "645年に始まった"),
        ("ｶﾀｶﾅで書く", "カタカナで書く"),
        ("它的值是５％", "它的值是5%"),
        ("½ of the people", "1/2 of the people"),
        ("H2O is water", "H₂O is water"),
        ("CO<sub>2</sub> is a gas", "CO₂ is a gas"),
        ("10^6 of them", "10⁶ of them"),
        ("10^6 of them", "$10^6$ of them"),
        ("5 km to the sea", "5km to the sea"),
        ("1,200,000 people", "1200000 people"),
        (r"$a \le b$", r"$a \leq b$"),
        (r"$a \lt b$", "$a < b$"),
        (r"$f: A \mapsto \{0\}$", r"$f: A \to \lbrace 0 \rbrace$"),
        (r"$\left( a + b \right)^2$", "$(a+b)^2$"),
        (r"\(x^2\) of it", "$x^2$ of it"),
        ("it isn't so", "it is not so"),
        ("it has three parts", "it has 3 parts"),
        ("- [ ] wash", "- [x] wash"),
        ("the sun is a star\nand it is hot", "> the sun is a star\n> and it is hot"),
        ("- the sun is a star\n- it is hot", "- > the sun is a star\n- > it is hot"),
        ("```js\nlet a = b\n```", "```ts title=here\nlet a = b\n```"),
        (r"$\huge{y} = c$", r"$\large{y}\normalsize = c$"),
        (r"the sum is $x$ $\space$", "the sum is $x$"),
        (r"up to $\\infty$", r"up to $\infty$"),
    ],
)
def test_another_spelling_of_the_same_is_a_matter_of_format(before: str, after: str) -> None:
    assert grade(before, after) is grade(after, before) is Change.FORMAT


def test_a_short_word_with_another_letter_is_no_typo() -> None:
    assert grade("the cost of a map in this book", "the cost of no map in this book") is Change.MEANING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("os dados ficam em uma tabela do servidor", "os dados ficam no disco de uma tabela do servidor"),
        ("la ville et le port de la région", "la ville, le port de la région"),
    ],
)
def test_a_word_that_denies_in_another_language_only_is_reworded(before: str, after: str) -> None:
    assert grade(before, after) is grade(after, before) is Change.REWORDED


def test_two_letters_that_changed_places_may_make_another_word() -> None:
    assert grade("the lamp is on in the hall", "the lamp is no in the hall") is Change.MEANING


def test_each_character_of_a_language_without_spaces_is_a_word() -> None:
    assert words_of("機械学習 model") == ["機", "械", "学", "習", "model"]


def test_words_behind_a_latin_letter_or_a_figure_stand_apart() -> None:
    assert words_of("645年に始") == ["645", "年", "に", "始"]
    assert words_of("DNAは遺伝") == ["dna", "は", "遺", "伝"]


def test_what_stands_between_two_formulas_is_prose() -> None:
    assert words_of("$$a_1$$ well-known up to $$b$$") == ["a", "1", "well", "known", "up", "to", "b"]


def test_an_article_with_an_apostrophe_is_a_word() -> None:
    assert words_of("l’homme") == ["l", "homme"]
    assert words_of("dell'acqua, qu'il") == ["dell", "acqua", "qu", "il"]
    assert words_of("it's o'er don't, об'єкт") == ["it's", "o", "er", "don't", "об'єкт"]


@given(text=st.text("abyzAZ09 '-+#%.,;:!?(){}|\"/@&^", max_size=30))
def test_a_text_has_the_same_words_whether_or_not_another_alphabet_follows(text: str) -> None:
    assert [*words_of(text), "é"] == words_of(f"{text} é")


@given(text=st.text(max_size=60))
def test_an_unchanged_text_is_a_matter_of_format(text: str) -> None:
    assert grade(text, text) is Change.FORMAT


FORMS = ("NFC", "NFD", "NFKC", "NFKD")
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x7B) if chr(code).isalnum()})
SAID = st.text("abcdeé 017äüñ한국日本はがプ", max_size=20)


@given(before=SAID, after=SAID, form=st.sampled_from(FORMS))
def test_a_grade_does_not_depend_on_the_form_of_unicode(before: str, after: str, form: str) -> None:
    assert grade(normalize(form, before), after) is grade(before, after)


@given(before=SAID, after=SAID)
def test_a_grade_does_not_depend_on_the_width_of_letters(before: str, after: str) -> None:
    assert grade(before.translate(WIDE), after) is grade(before, after)


SPOKEN = "the|a|not|no|of|hot|cold|3|three|four|4|km|-1|+|network|neural|layer|layers|XIV|XVI|大|小|ない"
TALK = st.lists(st.sampled_from(SPOKEN.split("|"))).map(" ".join)


@given(one=TALK, other=TALK)
def test_an_edit_and_the_way_back_have_one_grade(one: str, other: str) -> None:
    assert grade(one, other) is grade(other, one)


def test_words_that_can_be_laid_side_by_side_in_several_ways_have_one_grade_both_ways() -> None:
    assert grade("c b", "a b c") is grade("a b c", "c b")


@given(one=st.text(max_size=60), other=st.text(max_size=60))
def test_every_edit_has_a_grade(one: str, other: str) -> None:
    assert grade(one, other) in Change


WORDS = st.lists(st.sampled_from("abcdef"), max_size=8)


@given(one=WORDS, other=WORDS)
def test_overlap_is_symmetric_and_between_none_and_all(one: list[str], other: list[str]) -> None:
    assert overlap(one, other) == overlap(other, one)
    assert 0 <= overlap(one, other) <= 1


@given(words=WORDS)
def test_overlap_with_itself_is_whole(words: list[str]) -> None:
    assert overlap(words, words) == 1
