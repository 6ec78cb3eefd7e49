"""Another content in the place of a database."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from srs.errors import StoreError
from srs.store.backup import Reason
from srs.store.replacement import replace

if TYPE_CHECKING:
    from pathlib import Path

    from srs.store.open import Store

AT = 1_772_359_200_000


def test_a_write_since_the_copy_was_made_is_not_replaced(store: Store, tmp_path: Path) -> None:
    copy, written = tmp_path / "copy.db", store.path.stat().st_mtime_ns
    shutil.copyfile(store.path, copy)
    with store.write() as connection:
        connection.execute("INSERT INTO meta VALUES ('key', 'value')")
    before = store.path.read_bytes()

    with pytest.raises(StoreError, match="Another srs wrote into"):
        replace(store.path, copy, Reason.REPAIR, AT, written)

    assert store.path.read_bytes() == before
