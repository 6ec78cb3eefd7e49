"""The front matter of a note, in every form that people and tools write."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.markdown.frontmatter import read_front_matter


def meta(text: str) -> dict[str, object]:
    found, faults, _ = read_front_matter(text)
    assert faults == ()
    return found


def fault(text: str) -> tuple[int, str]:
    found, ((line, message),), _ = read_front_matter(text)
    assert found == {}
    return line, message


def test_plain_keys_are_read() -> None:
    assert meta("---\ntitle: A note\ndeck: a/b\nsrs: false\nempty:\n---\n") == {
        "title": "A note",
        "deck": "a/b",
        "srs": False,
        "empty": None,
    }


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("[a, b]", ["a", "b"]),
        ("\n  - a\n  - b", ["a", "b"]),
        ("\n- a\n- b", ["a", "b"]),
        ("[]", []),
        ('["#a/b", two words]', ["#a/b", "two words"]),
    ],
)
def test_lists_are_read_in_every_style(tags: str, expected: list[str]) -> None:
    assert meta(f"---\ntags: {tags}\n---\n") == {"tags": expected}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"a: b"', "a: b"),
        ("'it''s'", "it's"),
        ("|\n  one\n  two", "one\ntwo\n"),
        (">\n  one\n  two", "one two\n"),
        ("{a: b}", {"a": "b"}),
        ("a # remark", "a"),
    ],
)
def test_yaml_beyond_plain_words_is_read(written: str, expected: object) -> None:
    assert meta(f"---\nkey: {written}\n---\n") == {"key": expected}


def test_a_number_in_a_block_of_plain_keys_stays_text() -> None:
    assert meta("---\ntitle: 1984\n---\n") == {"title": "1984"}


def test_a_date_among_other_yaml_is_a_date() -> None:
    assert meta("---\ndate: 2024-05-03\ntags: [a]\n---\n")["date"] == date(2024, 5, 3)


@pytest.mark.parametrize(
    "other",
    [
        "date: 2024-13-45",
        "links:\n- name: a\n  to: b\n - name: c\n   to: d",
        "quote: he said: no",
        "a: !!python/object/apply:os.system [x]",
        "a: &x [1, 2]\nb: *x",
        "deep: " + "[" * 1000,
    ],
)
def test_a_mistake_in_a_key_of_other_tools_costs_nothing(other: str) -> None:
    expected = {"title": "A: note", "tags": ["a", "b"], "reverse": True}

    for body in (f"{other}\n{{}}", f"{{}}\n{other}"):
        written = body.format("title: 'A: note'\ntags:\n- a\n- b\nreverse: true")
        assert meta(f"---\n{written}\n---\n") == expected


def test_a_mistake_in_one_key_leaves_the_others() -> None:
    found, faults, _ = read_front_matter("---\ntitle: [a\ndeck: b\n---\n")

    assert found == {"deck": "b"}
    assert len(faults) == 1


@given(st.text(alphabet="tagsdeck:-[]{}\"'#&*!|>\n \t", max_size=60))
def test_what_asks_for_no_cards_is_heard_in_any_block(body: str) -> None:
    if "..." not in body and "\n---" not in f"\n{body}":
        found, _, _ = read_front_matter(f"---\nbad: [\n{body}\nsrs: false\n---\n")
        assert found.get("srs") is False


@pytest.mark.parametrize("fence", ["+++", "---"])
def test_toml_is_read_between_either_fence(fence: str) -> None:
    assert meta(f'{fence}\nname = "Deck"\ntags = ["a"]\n{fence}\n') == {"name": "Deck", "tags": ["a"]}


def test_bad_toml_is_a_fault() -> None:
    assert "TOML" in fault("+++\nname = \n+++\n")[1]


def test_bad_yaml_is_a_fault_on_its_line() -> None:
    line, message = fault("---\na: b\ntitle: [d\n---\n")

    assert line in (3, 4)
    assert "YAML" in message


def test_aliases_are_refused() -> None:
    assert "aliases" in fault("---\ntags: [&x a, *x]\n---\n")[1]


def test_a_bomb_of_aliases_is_refused() -> None:
    lines = ["tags:", "- &a0 [x, x]", *(f"- &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]

    assert "aliases" in fault("---\n" + "\n".join(lines) + "\n---\n")[1]


def test_tags_that_build_objects_are_refused() -> None:
    assert "YAML" in fault("---\ntitle: !!python/object/apply:os.system [x]\n---\n")[1]


def test_a_huge_block_is_not_read() -> None:
    line, message = fault("---\n" + "a: b\n" * 20_000 + "---\n")

    assert line == 1
    assert "longer than" in message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_a_fault_and_no_crash(opening: str) -> None:
    # In a process of its own: a parser in C that runs out of stack takes the whole process along.
    program = f"""
from srs.markdown.frontmatter import read_front_matter
meta, faults, _ = read_front_matter("---\\ntags:\\n  " + {opening!r} * {60_000 // len(opening)} + "\\n---\\n")
print(len(meta), len(faults))
"""

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "0 1\n")


def test_a_block_that_is_never_closed_is_a_fault_and_stays_text() -> None:
    text = "---\ntitle: a\n\nbody"

    assert read_front_matter(text) == ({}, ((1, "the front matter that opens here is never closed"),), text)


def test_a_rule_at_the_head_of_a_note_is_no_front_matter() -> None:
    text = "---\n\nbody"

    assert read_front_matter(text) == ({}, (), text)


@pytest.mark.parametrize(
    "text", ["", "a", " ---\na: b\n---\n", "\n---\na: b\n---\n", "----\na: b\n----\n", "a\n---\nb: c\n---\n"]
)
def test_only_the_first_line_opens_front_matter(text: str) -> None:
    assert read_front_matter(text) == ({}, (), text)


def test_front_matter_may_end_with_dots() -> None:
    assert meta("---\na: b\n...\nbody") == {"a": "b"}


def test_the_block_is_blanked_so_that_lines_keep_their_numbers() -> None:
    assert read_front_matter("---\na: b\n---\nbody\n")[2] == "\n\n\nbody\n"


@pytest.mark.parametrize("body", ["- a\n- b", "just words", "42"])
def test_a_block_that_is_no_mapping_gives_no_keys(body: str) -> None:
    assert meta(f"---\n{body}\n---\n") == {}


@given(st.text(alphabet="ab:-+=[]{}\"'#&*!|>%@.,0123 \n\té", max_size=80), st.sampled_from(["---", "+++"]))
def test_any_block_is_read_and_keeps_its_lines(body: str, fence: str) -> None:
    text = f"{fence}\n{body}\n{fence}\nbody"

    rest = read_front_matter(text)[2]

    assert rest.count("\n") == text.count("\n")
    assert rest.endswith("body")
