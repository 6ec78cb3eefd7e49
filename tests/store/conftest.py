"""An empty store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stores import new_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.store.open import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    yield store
    store.close()
