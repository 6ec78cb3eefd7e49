"""No store of a desk is left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import OPENED

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close the stores of desks."""
    yield
    while OPENED:
        OPENED.pop().close()
