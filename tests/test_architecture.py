"""The directions of import, what a short command may load, and the sizes of modules and functions."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import Collection, definitions

import srs

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(srs.__file__).parent
PROJECT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {
    "PIL",
    "fsrs",
    "fsrs_rs_python",
    "genanki",
    "jinja2",
    "latex2mathml",
    "nh3",
    "numpy",
    "plotille",
    "pylatexenc",
    "rich",
    "segno",
    "sqlite_utils",
    "starlette",
    "textual",
    "textual_image",
    "uvicorn",
    "yaml",
}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
REPORT = "import atexit, sys; atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr)); "


def functions(module: Path) -> Iterator[tuple[str, int]]:
    """Yield every function of a module with its number of lines."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{module.relative_to(PACKAGE)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def imported(*arguments: str) -> set[str]:
    """Run `srs` in a fresh process and return all modules it imported."""
    command = [sys.executable, "-c", f"{REPORT}from srs.cli import main; main()", *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(ran.stderr.split())


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    made = Collection(tmp_path / "collection")
    made.write("words.md", *definitions(5))
    # A note younger than the walk is read once more; this one is from yesterday.
    os.utime(made.file("words.md"), ns=(1, 1))
    assert made.run("sync").status == 0
    return made


def test_imports_keep_to_the_contracts() -> None:
    pytest.importorskip("importlinter", reason="import-linter is not installed")
    if not (PROJECT / "pyproject.toml").is_file():
        pytest.skip("the contracts stand in the source tree only")
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"

    ran = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("arguments", [("due",), ("sync",), ("cards",), ("--help",), ()])
def test_a_command_that_needs_nothing_heavy_imports_nothing_heavy(
    collection: Collection, arguments: tuple[str, ...]
) -> None:
    modules = imported("-C", str(collection.folder), *arguments)

    assert "srs.cli.group" in modules
    assert {module.partition(".")[0] for module in modules} & HEAVY == set()


def test_telling_what_is_due_needs_neither_parser_nor_cards(collection: Collection) -> None:
    modules = imported("-C", str(collection.folder), "due")

    assert modules & {"pyromark", "srs.extract", "srs.schedule.answer", "srs.store.rows", "srs.model.card"} == set()


def test_the_heavy_packages_are_known_by_their_right_names() -> None:
    installed = {name for name in HEAVY if importlib.util.find_spec(name)}

    wanted = {
        "PIL",
        "fsrs",
        "genanki",
        "jinja2",
        "latex2mathml",
        "nh3",
        "plotille",
        "rich",
        "segno",
        "sqlite_utils",
        "starlette",
        "textual",
        "textual_image",
        "uvicorn",
        "yaml",
    }
    assert wanted <= installed


@pytest.mark.parametrize("room", ["model", "schedule"])
def test_every_name_a_room_offers_can_be_imported(room: str) -> None:
    package = importlib.import_module(f"srs.{room}")

    for name in package.__all__:
        assert getattr(package, name) is not None


@pytest.mark.parametrize("room", ["model", "schedule"])
def test_a_name_a_room_does_not_offer_is_an_attribute_error(room: str) -> None:
    package = importlib.import_module(f"srs.{room}")

    with pytest.raises(AttributeError, match="nothing_like_this"):
        _ = package.nothing_like_this


def test_no_module_is_too_long() -> None:
    lengths = {str(module.relative_to(PACKAGE)): len(module.read_text("utf-8").splitlines()) for module in MODULES}

    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    lengths = [one for module in MODULES for one in functions(module)]

    assert [(name, length) for name, length in lengths if length > LONGEST_FUNCTION] == []
