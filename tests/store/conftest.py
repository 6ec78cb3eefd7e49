"""An empty store; whatever a test does to it, what waits in it is counted right at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stores import new_store

from srs.store.check import miscounted_days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.store.open import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    yield store
    assert miscounted_days(store) == 0
    store.close()
