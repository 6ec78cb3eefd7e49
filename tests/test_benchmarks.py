"""The page of figures is written by the benchmarks, and nothing else of it is touched."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BENCHMARKS = ROOT / "benchmarks"
PAGES = [ROOT / "docs" / "performance.md", ROOT / "docs" / "growth.md"]

pytestmark = pytest.mark.skipif(not BENCHMARKS.exists(), reason="no benchmarks beside the tests")


@pytest.fixture
def modules(monkeypatch):
    """Import modules of the benchmarks as their scripts do."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(BENCHMARKS))

    def load(name):
        return __import__(name)

    yield load
    for name in set(sys.modules) - before:
        if Path(getattr(sys.modules[name], "__file__", None) or "/").parent == BENCHMARKS:
            del sys.modules[name]


def names():
    if not BENCHMARKS.exists():
        return []
    tree = ast.parse((BENCHMARKS / "all.py").read_text("utf-8"))
    table = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "BENCHMARKS"
    )
    return list(ast.literal_eval(table))


@pytest.mark.parametrize("name", names())
def test_a_page_has_a_place_for_each_benchmark(name):
    marked = re.compile(rf"^<!-- benchmark {name} -->\n.*?^<!-- end -->$", re.DOTALL | re.MULTILINE)

    assert sum(len(marked.findall(page.read_text("utf-8"))) for page in PAGES) == 1


def test_each_place_belongs_to_a_benchmark():
    places = [
        name
        for page in PAGES
        for name in re.findall(r"^<!-- benchmark (\w+) -->$", page.read_text("utf-8"), re.MULTILINE)
    ]

    assert set(places) == {*names(), "machine"}


def test_tables_replace_what_stands_between_the_marks_and_nothing_else(modules, tmp_path, monkeypatch):
    page, table = modules("page"), modules("table")
    monkeypatch.setattr(page, "DOCS", tmp_path)
    (tmp_path / "a.md").write_text("before\n<!-- benchmark one -->\nold\n<!-- end -->\nafter\n", "utf-8")

    page.write("one", [table.table("Said:", ("", "time"), [("a", "1 ms")])], 0.1)

    text = (tmp_path / "a.md").read_text("utf-8")
    assert text.startswith("before\n<!-- benchmark one -->\n")
    assert text.endswith("\n<!-- end -->\nafter\n")
    assert "Said:\n\n| | time |\n|---|---|\n| a | 1 ms |\n" in text
    assert "old" not in text


def test_a_busy_machine_is_told(modules, tmp_path, monkeypatch):
    page, table = modules("page"), modules("table")
    monkeypatch.setattr(page, "DOCS", tmp_path)
    (tmp_path / "a.md").write_text("<!-- benchmark one -->\n<!-- end -->\n", "utf-8")

    page.write("one", [table.Table("Said.")], 7.25)

    assert "load 7.2" in (tmp_path / "a.md").read_text("utf-8")


def test_a_quick_run_prints_a_table_and_writes_nothing():
    before = [page.read_bytes() for page in PAGES]

    ran = subprocess.run(
        [sys.executable, str(BENCHMARKS / "all.py"), "--quick", "stats"], capture_output=True, text=True, check=True
    )

    assert "| answers | cards | time | memory more |" in ran.stdout
    assert [page.read_bytes() for page in PAGES] == before
