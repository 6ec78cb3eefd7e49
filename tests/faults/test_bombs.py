"""Front matter and settings that are small and mean to be much: read or refused at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from command import run
from extract.test_totality import faults, read

if TYPE_CHECKING:
    from pathlib import Path

    from scoreboard import Scoreboard

MOST_SECONDS = 0.5
"""Ten times what any takes; one that does its work takes many seconds, or the memory."""
BODY = "\n# Notes\n\n- **Bit**: the answer to a question\n"
MADE = "made"
"""The file that a payload would make, in the folder where the tests run."""

YAML = {
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "merge keys": "a: &a {k: 1}\nb: &b {<<: [*a, *a]}\nc: {<<: [*b, *b, *b]}",
    "an alias of itself": "a: &a [*a]",
    "nested lists": "a: " + "[" * 20_000,
    "nested maps": "a: " + "{a: " * 10_000,
    "closed lists": "a: " + "[" * 5_000 + "]" * 5_000,
    "lists just shallow enough": "a: " + "[" * 499 + "]" * 499,
    "nested dashes": "- " * 20_000,
    "nested questions": "? " * 20_000,
    "indented": "".join(" " * n + "a:\n" for n in range(300)),
    "code by name": f"a: !!python/object/apply:os.system ['touch {MADE}']",
    "code by instance": "a: !!python/object/new:subprocess.Popen [[touch, made]]",
    "code by module": "a: !!python/module:os\nb: !!python/name:os.system",
    "code in the key that is read": f"tags: !!python/object/apply:os.system ['touch {MADE}']\ntitle: x",
    "an impossible date": "date: 2024-13-45",
    "an impossible time": "date: 2024-01-01 99:99:99",
    "doubled keys": "tags: a\n" * 5_000,
    "a long key": "k" * 60_000 + ": 1",
    "a key of a megabyte": "k" * 1_000_000 + ": 1",
    "a long value": "k: " + "v" * 60_000,
    "a long quoted value": 'k: "' + "\\x41" * 15_000 + '"',
    "an endless quote": 'k: "' + "a" * 60_000,
    "a long number": "k: " + "9" * 60_000,
    "a number to the base of sixty": "k: " + ":".join(["59"] * 10_000),
    "no number": "k: .nan\nj: .inf\ntags: [.nan]",
    "many keys": "".join(f"k{n}: {n}\n" for n in range(5_000)),
    "many tags": "tags: [" + ", ".join(f"t{n}" for n in range(5_000)) + "]",
    "many comments": "# a\n" * 15_000,
    "many line ends": "title: x\n" + "\n" * 60_000,
    "spaces": "title:" + " " * 60_000,
    "colons": "a" + ":" * 60_000,
    "colons apart": "a" + ": " * 30_000,
    "binary": "k: !!binary " + "QUFB" * 15_000,
    "a set": "tags: !!set {a, b}\ntitle: !!omap [a: 1]",
    "a key that is a list": "? [a, b]\n: 1\n{a: 1}: 2",
    "tags that are maps": "tags: {a: {b: {c: 1}}}\ntitle: [1, 2]\ndeck: 3\nsrs: [yes]",
    "other line ends": "title: a\u2028b\u0085c\nd: \u2029",
    "signs": "title: \x07\x1b[2J",
}
TOML = {
    "nested arrays": "a = " + "[" * 20_000,
    "closed arrays": "a = " + "[" * 900 + "]" * 900,
    "nested tables": "a = " + "{a=" * 10_000,
    "a long dotted key": ".".join(["a"] * 20_000) + " = 1",
    "many dotted keys": "".join(f"{'.'.join(f'a{m}' for m in range(50))}.b{n} = 1\n" for n in range(250)),
    "a long dotted key in quotes": ".".join(['"a"'] * 15_000) + " = 1",
    "a long dotted key of quotes": ".".join([r'"\""'] * 12_000) + " = 1",
    "a long dotted key with spaces": " . ".join(["'a'"] * 10_000) + " = 1",
    "a deep table": "[" + ".".join(["a"] * 20_000) + "]",
    "many deep tables": "".join(f"[{'.'.join(['a'] * 90)}.b{n}]\n" for n in range(200)),
    "a long number": "a = " + "9" * 60_000,
    "a long hexadecimal number": "a = 0x" + "f" * 60_000,
    "a large power": "a = 1e999999999",
    "a long value": 'a = "' + "v" * 60_000 + '"',
    "an endless value": 'a = """' + "v" * 60_000,
    "escapes": 'a = "' + "\\u0041" * 10_000 + '"',
    "an impossible date": "a = 2024-13-45",
    "doubled keys": "a = 1\n" * 5_000,
    "many tables": "[[a]]\n" * 8_000,
    "many keys": "".join(f"k{n} = {n}\n" for n in range(4_000)),
    "comments": "# a\n" * 15_000,
    "spaces": "a =" + " " * 60_000,
}


@pytest.mark.parametrize("name", YAML)
def test_a_note_is_read_at_once_whatever_yaml_is_before_its_text(
    scoreboard: Scoreboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)

    check(scoreboard, f"---\n{YAML[name]}\n---\n{BODY}")

    assert not (tmp_path / MADE).exists()


@pytest.mark.parametrize("fence", ["+++", "---"])
@pytest.mark.parametrize("name", TOML)
def test_a_note_is_read_at_once_whatever_toml_is_before_its_text(scoreboard: Scoreboard, name: str, fence: str) -> None:
    check(scoreboard, f"{fence}\n{TOML[name]}\n{fence}\n{BODY}")


@pytest.mark.parametrize("name", TOML)
def test_settings_that_are_a_bomb_are_refused_at_once(scoreboard: Scoreboard, tmp_path: Path, name: str) -> None:
    (tmp_path / "srs.toml").write_text(TOML[name], "utf-8")

    before = time.process_time()
    ran = run("-C", tmp_path, "extract", tmp_path)
    is_slow = time.process_time() - before > MOST_SECONDS

    scoreboard.count("settings that are a bomb", failures=is_slow)
    assert ("srs.toml" in ran.err) == (name != "comments"), ran.err
    assert not is_slow


def check(scoreboard: Scoreboard, text: str) -> None:
    """Read a note with a bomb before its text, and find the fact behind it."""
    # What others do on the machine is no part of the time of this process.
    before = time.process_time()
    extraction = read(text)
    is_slow = time.process_time() - before > MOST_SECONDS

    wrong = faults(text, extraction)
    scoreboard.count("front matter that is a bomb", failures=bool(wrong) or is_slow)
    assert wrong == []
    assert not is_slow
    assert [draft.front for draft in extraction.drafts] == ["Bit"]
