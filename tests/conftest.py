"""Settings for all tests, and a collection with two notes for those that run commands or draw screens."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from command import Collection
from hypothesis import settings
from other_hosts import assert_alone, refused, watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

settings.register_profile("srs", deadline=None)
settings.load_profile("srs")
watch()
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # What a shell runs in the background ignores ctrl-c, and so would every command that the tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)

INFORMATION = (
    "Entropy: the mean surprise of a source of symbols",
    "Alphabet: a finite set of symbols that words are made of",
)
INFERENCE = ("Prior: what is believed before any data is seen", "Likelihood: how well a model explains the data")


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Fail a test that speaks to another host."""
    with refused() as hosts:
        yield
        assert_alone(hosts)


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
