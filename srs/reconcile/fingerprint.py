"""Fingerprints of what a fact says, and the ids made from them."""

from __future__ import annotations

import base64
from hashlib import blake2b

from srs.model import FactId
from srs.reconcile.gaps import canonical

_ID_BYTES = 10


def fingerprint(front: str, back: str) -> str:
    """Return a hash of front and back as written, whatever the numbers of its gaps.

    Each part goes in with its length, so that none runs into the next.
    """
    front = canonical(front) if "{{c" in front else front
    return blake2b(_joined(front, back), digest_size=16).hexdigest()


def mint_id(*parts: str) -> FactId:
    """Return the id of a fact born with this content: 16 characters, the same on every machine."""
    digest = blake2b(_joined(*parts), digest_size=_ID_BYTES, person=b"srs fact").digest()
    return FactId(base64.b32encode(digest).decode().lower())


def _joined(*parts: str) -> bytes:
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    return b"".join(len(part).to_bytes(8, "big") + part for part in encoded)
