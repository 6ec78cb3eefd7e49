"""What shells complete: in bash itself, and by what zsh and fish are told (in themselves too, where they are installed)."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from build import fact
from command import Collection, run
from hypothesis import given, settings
from hypothesis import strategies as st
from shells import is_too_old, typing_into
from stores import new_store, say

from srs.cli.shells import _quoted, _read

if TYPE_CHECKING:
    from pathlib import Path

ODD = """a'b $(touch pwned) `touch pwned` "c" %s \\d;e|f&g*?[h]{i,j}~#k"""
_ASK = """
eval "$(srs completion bash)"
COMP_LINE={line}
COMP_POINT=${{#COMP_LINE}}
_srs_completion srs 2>/dev/null
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    made = Collection(tmp_path / "collection")
    made.write("papers/vision.md", "Entropy: the mean surprise of a source of symbols, in bits")
    made.write("words.md", "Prior: what is believed before any data is seen")
    made.file("papers/vision.md").write_text(
        "---\ndeck: papers::my vision\ntags: [exam, exam::hard]\n---\n" + made.file("papers/vision.md").read_text()
    )
    made.file("thin.md").write_text("Solo: a line of its own that may be anything\n")
    assert made.run("sync").status == 0
    return made


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which `srs` is this one."""
    program = tmp_path / "bin" / "srs"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "from srs.cli import main; main()" "$@"\n')
    program.chmod(0o755)
    return os.environ | {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}


def in_bash(line: str, folder: Path, environment: dict[str, str]) -> list[str]:
    """Return what bash would offer for a line that ends at the cursor."""
    bash = shutil.which("bash")
    if bash is None or sys.platform == "win32":
        pytest.skip("there is no bash")
    if is_too_old(bash):
        pytest.skip("this bash is too old")
    script = _ASK.format(line=shlex.quote(line))
    ran = subprocess.run(
        [bash, "--norc", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return [one for one in ran.stdout.split("\n") if one]


def told(shell: str, line: str, folder: Path) -> list[str]:
    """Return the lines that zsh or fish are told."""
    words = line.split(" ")
    number = str(len(words) - 1) if shell == "zsh" else words[-1]
    command = ("-C", folder, *words[1:])
    shifted = str(int(number) + 2) if shell == "zsh" else number
    env = {"_SRS_COMPLETE": f"{shell}_complete", "COMP_WORDS": " ".join(map(str, ("srs", *command)))}
    return run(COMP_CWORD=shifted, **env).out.splitlines()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("srs opt", ["optimize"]),
        ("srs review --de", ["--deck"]),
        ("srs review --deck ", ["papers", r"papers::my\ vision"]),
        ("srs review --deck papers::", [r"my\ vision"]),
        ("srs review --deck=papers::m", [r"my\ vision"]),
        ('srs review --deck "papers::m', ["papers::my vision"]),
        ("srs review --tag exam:", [":hard"]),
        ("srs cards de", ["deck:"]),
        ("srs cards deck:pap", ["papers", "papers::my_vision"]),
        ("srs cards 'deck:papers::", ["deck:papers::my_vision"]),
        ("srs cards -tag:exam::", ["hard"]),
        ("srs cards -is:re", ["review", "rejected", "retired"]),
        ("srs cards word is:l", ["learn", "leech"]),
        ("srs cards kind:d", ["definition"]),
        ("srs cards path:pa", ["papers/vision.md"]),
        ("srs answer x e", ["easy"]),
        ("srs completion z", ["zsh"]),
        ("srs restore lat", ["latest"]),
        ("srs sta --nothing", []),
        ("srs nonsense ", []),
    ],
)
def test_bash_completes(collection: Collection, environment: dict[str, str], line: str, offered: list[str]) -> None:
    assert in_bash(line, collection.folder, environment) == offered


def test_bash_completes_ids(collection: Collection, environment: dict[str, str]) -> None:
    ids = collection.ids()

    assert in_bash("srs card ", collection.folder, environment) == sorted(ids.values())
    assert in_bash(f"srs card {ids['Prior'][:3]}", collection.folder, environment) == [ids["Prior"]]
    assert in_bash(f"srs cards id:{ids['Prior'][:3]}", collection.folder, environment) == [ids["Prior"]]


def test_an_open_collection_is_the_one_the_line_names(
    collection: Collection, environment: dict[str, str], tmp_path: Path
) -> None:
    known = collection.ids()["Prior"]

    assert in_bash(f"srs -C collection card {known[:3]}", tmp_path, environment) == [known]
    assert in_bash(f"srs card -C collection {known[:3]}", tmp_path, environment) == [known]
    assert in_bash(f"srs card {known[:3]}", tmp_path, environment) == []


def test_accept_completes_held_facts_alone(collection: Collection, environment: dict[str, str]) -> None:
    held = [one["id"] for one in collection.run("held", "--json").records]
    offered = in_bash("srs accept ", collection.folder, environment)

    assert [one for one in offered if not one.endswith(":")] == sorted(held)
    assert "deck:" in offered


def test_zsh_and_fish_show_the_front_beside_an_id(collection: Collection) -> None:
    known = collection.ids()["Entropy"]

    assert told("zsh", f"srs card {known[:3]}", collection.folder) == ["plain", known, "Entropy"]
    assert told("fish", f"srs card {known[:3]}", collection.folder) == [f"plain,{known}\tEntropy"]


def test_a_value_behind_an_equals_sign_keeps_its_option(collection: Collection) -> None:
    assert told("fish", "srs stats --deck=papers:", collection.folder) == ["plain,--deck=papers::my vision"]


def test_a_front_reaches_the_shell_as_text(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    say(store, [fact("Evil \x1b[31m\x07\nline").draft])
    store.close()
    env = {"_SRS_COMPLETE": "fish_complete", "COMP_WORDS": f"srs --db {tmp_path / 'srs.db'} card ", "COMP_CWORD": ""}

    out = run(**env).out

    assert out.endswith("\tEvil ␛[31m␇ line\n")
    assert out.count("\n") == 1


def test_of_very_many_ids_some_are_shown_with_every_next_letter(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    say(store, [fact(f"Term {n}", line=n).draft for n in range(1, 1200)])
    firsts = {row[0] for row in store.connection.execute("SELECT substr(id, 1, 1) FROM fact")}
    store.close()
    env = {"_SRS_COMPLETE": "fish_complete", "COMP_WORDS": f"srs --db {tmp_path / 'srs.db'} card ", "COMP_CWORD": ""}

    ids = [line.split(",")[1] for line in run(**env).out.splitlines()]

    assert len(ids) <= 500
    assert {one[0] for one in ids} == firsts


def test_nothing_is_made_where_there_is_no_collection(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()

    assert told("fish", "srs card a", tmp_path) == []
    assert [file.name for file in tmp_path.iterdir()] == ["notes"]


@pytest.mark.parametrize("version", [1, 99])
def test_a_store_of_another_version_is_left_as_it_is(collection: Collection, version: int) -> None:
    file = collection.folder / ".srs" / "srs.db"
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    before = file.read_bytes()

    assert told("fish", "srs review --deck ", collection.folder) == []
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no database at all, but a text that is longer than a header of one" * 9])
def test_a_broken_store_or_setting_is_no_word_on_the_screen(collection: Collection, content: bytes) -> None:
    (collection.folder / ".srs" / "srs.db").write_bytes(content)
    env = {"_SRS_COMPLETE": "bash_complete", "COMP_WORDS": f"srs -C {collection.folder} card a", "COMP_BREAKS": ":"}
    broken = run(**env)
    (collection.folder / "srs.toml").write_text("no = [toml")
    unset = run(**env)

    assert (broken.err, unset.err) == ("", "")
    assert "plain" in broken.out or broken.out == ""
    assert unset.out == ""


@pytest.mark.parametrize("asked", ["", "csh_complete", "bash", "bash_complete"])
def test_a_question_that_nobody_understands_is_answered_with_silence(asked: str) -> None:
    ran = run(_SRS_COMPLETE=asked)

    assert (ran.status, ran.out, ran.err) == (1, "", "")


def test_every_script_is_printed_and_as_json() -> None:
    scripts = [run("completion", shell).out for shell in ("bash", "zsh", "fish")]

    assert all("_SRS_COMPLETE=" in one and "%(" not in one for one in scripts)
    assert run("completion", "zsh", "--json").records == [{"shell": "zsh", "script": scripts[1]}]


def test_an_unknown_shell_is_refused() -> None:
    assert run("completion", "csh").status == 2


@pytest.fixture
def odd(collection: Collection) -> Collection:
    """Return a collection with a deck that somebody named to do harm."""
    collection.write("odd.md", "Posterior: what is believed when the data was seen")
    note = collection.file("odd.md")
    note.write_text(f"---\ndeck: {json.dumps(ODD)}\n---\n" + note.read_text("utf-8"), "utf-8")
    assert collection.run("sync").status == 0
    return collection


@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_a_tab_goes_on_with_a_line(collection: Collection, environment: dict[str, str], name: str) -> None:
    known = collection.ids()["Entropy"]
    lines = {
        "srs opt": "srs optimize ",
        "srs review --de": "srs review --deck ",
        "srs review --deck ": "srs review --deck papers",
        "srs review --deck papers::": r"srs review --deck papers::my\ vision ",
        "srs review --deck=papers::m": r"srs review --deck=papers::my\ vision ",
        'srs review --deck "papers::m': 'srs review --deck "papers::my vision" ',
        "srs review --deck 'papers::m": "srs review --deck 'papers::my vision' ",
        r"srs review --deck papers::my\ v": r"srs review --deck papers::my\ vision ",
        "srs review --deck papers -tag:exam::": "srs review --deck papers -tag:exam::hard ",
        "srs cards de": "srs cards deck:",
        "srs cards 'deck:papers::": "srs cards 'deck:papers::my_vision' ",
        'srs cards "deck:papers -(is:n': 'srs cards "deck:papers -(is:new" ',
        "srs cards 'front:\"a is:n": "srs cards 'front:\"a is:n",
        f"srs card {known[:3]}": f"srs card {known} ",
        f"srs cards id:{known[:3]}": f"srs cards id:{known} ",
        "srs -C ~/col": "srs -C ~/collections/",
        "srs nonsense ": "srs nonsense ",
    }

    with typing_into(name, collection.folder, environment) as shell:
        made = {line: shell.complete(line).line for line in lines}

    assert made == lines


def test_bash_completes_what_stands_behind_a_quote(collection: Collection, environment: dict[str, str]) -> None:
    lines = {
        'srs review --deck papers::"my v': 'srs review --deck papers::"my vision" ',
        'srs review --deck "papers"::my': r'srs review --deck "papers"::my\ vision ',
        r'srs review --deck "papers::my"\ v': r"srs review --deck papers::my\ vision ",
        "srs cards 'deck:papers ta": "srs cards 'deck:papers tag:exam",
    }

    with typing_into("bash", collection.folder, environment) as shell:
        made = {line: shell.complete(line).line for line in lines}

    assert made == lines


@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_a_tab_lists_what_there_is(collection: Collection, environment: dict[str, str], name: str) -> None:
    with typing_into(name, collection.folder, environment) as shell:
        ids = shell.complete("srs card ").listed
        standing = shell.complete("srs cards is:re").listed

    assert all(known in ids for known in collection.ids().values())
    assert ("-- Entropy" in ids) == (name == "zsh")
    assert all(word in standing for word in ("review", "rejected", "retired"))


@pytest.mark.parametrize("begun", ["a", "'a", '"a', "\"a'b \\$(", "'a'\\''b"])
@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_a_name_that_would_do_harm_is_a_name(
    odd: Collection, environment: dict[str, str], name: str, begun: str
) -> None:
    with typing_into(name, odd.folder, environment) as shell:
        line = shell.complete(f"srs review --deck {begun}").line
    ran = subprocess.run(
        [name, "-c", "srs() { printf '%s' \"$3\"; }\n" + line],
        cwd=odd.folder,
        env=environment,
        capture_output=True,
        check=True,
    )

    assert ran.stdout.decode() == ODD
    assert not (odd.folder / "pwned").exists()


def test_fish_itself_completes(odd: Collection, environment: dict[str, str], tmp_path: Path) -> None:
    known = odd.ids()["Entropy"]
    (tmp_path / "collections").mkdir(exist_ok=True)
    lines = {
        "srs opt": ["optimize"],
        "srs review --deck papers::": ["papers::my vision"],
        "srs review --deck=papers::m": ["--deck=papers::my vision"],
        'srs review --deck "papers::m': ["papers::my vision"],
        "srs review --deck a": [ODD],
        "srs review --tag exam:": ["exam::hard"],
        "srs cards deck:papers::": ["deck:papers::my_vision"],
        "srs cards 'deck:papers is:n": ["deck:papers is:new"],
        f"srs card {known[:3]}": [f"{known}\tEntropy"],
        "srs -C ../col": ["../collection/", "../collections/"],
        "srs -C ~/collections": ["~/collections/"],
        "srs nonsense ": [],
    }

    assert {line: in_fish(line, odd.folder, environment | {"HOME": str(tmp_path)}) for line in lines} == lines


def in_fish(line: str, folder: Path, environment: dict[str, str]) -> list[str]:
    """Return what fish offers for a line that ends at the cursor, with what it says beside ids."""
    fish = shutil.which("fish") or pytest.skip("fish is not installed")
    script = "srs completion fish | source; complete -C $argv[1]"
    ran = subprocess.run(
        [fish, "-c", script, "--", line], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return [one if " card " in line else one.partition("\t")[0] for one in ran.stdout.splitlines()]


def test_zsh_reads_the_script_from_a_file_of_its_own(
    collection: Collection, environment: dict[str, str], tmp_path: Path
) -> None:
    zsh = shutil.which("zsh") or pytest.skip("zsh is not installed")
    functions = tmp_path / "functions"
    functions.mkdir()
    (functions / "_srs").write_text(run("completion", "zsh").out, "utf-8")
    script = (
        f"fpath=({shlex.quote(str(functions))} $fpath); autoload -Uz compinit && compinit -D -u; print $_comps[srs]"
    )

    ran = subprocess.run([zsh, "-f", "-c", script], env=environment, capture_output=True, text=True, check=False)

    assert ran.stdout.strip() == "_srs"


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))), st.sampled_from(["", "'", '"']))
def test_a_name_that_bash_completed_reads_as_itself(name: str, quote: str) -> None:
    assert _read(quote + _quoted(name, quote)).text == name


@settings(deadline=None, max_examples=10)
@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))), min_size=20, max_size=40))
def test_bash_takes_a_completed_name_as_it_stands(names: list[str]) -> None:
    bash = shutil.which("bash")
    if bash is None or sys.platform == "win32":
        pytest.skip("there is no bash")
    words = [f"{quote}{_quoted(name, quote)}{quote}" for quote in ("'", '"') for name in names]
    words += [_quoted(name, "") for name in names if name]

    ran = subprocess.run(
        [bash, "-c", "printf '%s\\0' " + " ".join(words)], env={"LC_ALL": "C.UTF-8"}, capture_output=True, check=True
    )

    assert ran.stdout.decode().split("\0")[:-1] == [*names, *names, *filter(None, names)]
