"""A collection with two notes, and no store left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import OPENED
from command import Collection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INFORMATION = (
    "Entropy: the mean surprise of a source of symbols",
    "Alphabet: a finite set of symbols that words are made of",
)
INFERENCE = ("Prior: what is believed before any data is seen", "Likelihood: how well a model explains the data")


@pytest.fixture
def notes(tmp_path: Path) -> Collection:
    """Return a collection that was never synced."""
    collection = Collection(tmp_path / "collection")
    collection.write("information.md", *INFORMATION)
    collection.write("inference.md", *INFERENCE)
    return collection


@pytest.fixture
def synced(notes: Collection) -> Collection:
    """Return a collection whose notes were read."""
    assert notes.run("sync").status == 0
    return notes


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close the stores of desks."""
    yield
    while OPENED:
        OPENED.pop().close()
