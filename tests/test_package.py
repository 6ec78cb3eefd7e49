"""What an installed srs holds, what it asks for, and what is told of that."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PACKAGE = distribution("srs-notes")
PROJECT = Path(__file__).parents[1]
NEEDS = [Requirement(need) for need in PACKAGE.requires or ()]


@pytest.fixture
def installed() -> set[str]:
    """Return the files that the wheel brought."""
    files = {file.as_posix() for file in PACKAGE.files or () if file.suffix != ".pyc"}
    if "srs/__init__.py" not in files:
        pytest.skip("an editable installation holds no files of its own")
    return files


def text_of(name: str) -> str:
    """Return a file of the project that lies beside the tests."""
    file = PROJECT / name
    if not file.is_file():
        pytest.skip(f"there is no {name} beside the tests")
    return file.read_text("utf-8")


def test_extras_are_called_by_the_names_that_the_package_has() -> None:
    extras = set(PACKAGE.metadata.get_all("Provides-Extra") or ())
    pages = ("README.md", "docs/anki.md", "docs/commands.md")

    named = {name for page in pages for name in re.findall(r"(?:srs-notes|'\.)\[(\w+)\]", text_of(page))}

    assert {"anki", "hashcards", "optimize"} <= named <= extras
    assert f"The package is called `{PACKAGE.name}`" in text_of("README.md")


def test_the_wheel_brings_the_package_its_licence_and_one_command(installed: set[str]) -> None:
    package = {file for file in installed if PurePosixPath(file).parts[0] == "srs"}
    about = {file for file in installed if file.startswith("srs_notes-")}
    rest = {PurePosixPath(file).name.removesuffix(".exe") for file in installed - package - about}

    assert any(file.endswith("/LICENSE") for file in about)
    assert rest == {"srs"}


def test_the_wheel_brings_types_templates_and_what_pages_load(installed: set[str]) -> None:
    suffixes = {PurePosixPath(file).suffix for file in installed if file.startswith("srs/")}

    assert "srs/py.typed" in installed
    assert {".html", ".css", ".js", ".svg", ".tcss"} <= suffixes


def test_the_wheel_brings_every_file_of_the_sources_and_no_other(installed: set[str]) -> None:
    sources = PROJECT / "srs"
    if not sources.is_dir():
        pytest.skip("there are no sources beside the tests")
    wanted = {
        file.relative_to(PROJECT).as_posix()
        for file in sources.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }

    assert {file for file in installed if file.startswith("srs/")} == wanted


def test_every_package_that_is_asked_for_has_a_line_in_the_docs() -> None:
    rows = re.findall(r"^\| (\S[^|]*?) \|", text_of("docs/dependencies.md"), re.MULTILINE)
    told = {canonicalize_name(name) for row in rows for name in row.split(", ")} - {"package", "-"}

    assert {canonicalize_name(need.name) for need in NEEDS} == told


def test_every_package_that_is_asked_for_is_pinned_to_a_version_that_may_be_used() -> None:
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)$", text_of("constraints.txt"), re.MULTILINE))
    versions = {canonicalize_name(name): version for name, version in pins.items()}

    assert [str(need) for need in NEEDS if not need.specifier.contains(versions[canonicalize_name(need.name)])] == []
