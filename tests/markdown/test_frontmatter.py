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


def test_a_bad_date_is_a_fault_and_no_error() -> None:
    line, message = fault("---\ndate: 2024-13-45\ntags: [a]\n---\n")

    assert line >= 1
    assert "YAML" in message


@pytest.mark.parametrize("fence", ["+++", "---"])
def test_toml_is_read_between_either_fence(fence: str) -> None:
    assert meta(f'{fence}\nname = "Deck"\ntags = ["a"]\n{fence}\n') == {"name": "Deck", "tags": ["a"]}


def test_bad_toml_is_a_fault() -> None:
    assert "TOML" in fault("+++\nname = \n+++\n")[1]


def test_bad_yaml_is_a_fault_on_its_line() -> None:
    line, message = fault("---\na: b\nc: [d\n---\n")

    assert line in (3, 4)
    assert "YAML" in message


def test_aliases_are_refused() -> None:
    assert "aliases" in fault("---\na: &x [1, 2]\nb: *x\n---\n")[1]


def test_a_bomb_of_aliases_is_refused() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]

    assert "aliases" in fault("---\n" + "\n".join(lines) + "\n---\n")[1]


def test_tags_that_build_objects_are_refused() -> None:
    assert "YAML" in fault("---\na: !!python/object/apply:os.system [x]\n---\n")[1]


def test_a_huge_block_is_not_read() -> None:
    line, message = fault("---\n" + "a: b\n" * 20_000 + "---\n")

    assert line == 1
    assert "longer than" in message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_a_fault_and_no_crash(opening: str) -> None:
    # In a process of its own: a parser in C that runs out of stack takes the whole process along.
    program = f"""
from srs.markdown.frontmatter import read_front_matter
meta, faults, _ = read_front_matter("---\\nkey:\\n  " + {opening!r} * {60_000 // len(opening)} + "\\n---\\n")
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
