"""Who may see the pages: a link that works once lets a browser in, and a cookie keeps it in."""

from __future__ import annotations

import hmac
from hashlib import sha256
from secrets import token_bytes, token_urlsafe
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Iterable

SessionId = NewType("SessionId", str)
"""Tells one browser from another."""

_TOKEN_BYTES = 16


class Tickets:
    """The links that were given out, and the cookies they became; all of it ends with the process."""

    def __init__(self) -> None:
        self._secret = token_bytes(32)
        self._links: set[str] = set()

    def mint(self) -> str:
        """Return the token of a link that lets one browser in."""
        token = token_urlsafe(_TOKEN_BYTES)
        self._links.add(token)
        return token

    def redeem(self, token: str) -> str | None:
        """Return a cookie for a token that was not used before, None for any other."""
        found = [one for one in self._links if hmac.compare_digest(one.encode(), token.encode("utf-8", "replace"))]
        if not found:
            return None
        self._links.difference_update(found)
        session = token_urlsafe(_TOKEN_BYTES)
        return f"{session}.{self._sign(session)}"

    def session_of(self, cookies: Iterable[str]) -> SessionId | None:
        """Return the browser to which one of some cookies was given, None where all are strange."""
        for cookie in cookies:
            session, _, signature = cookie.partition(".")
            if hmac.compare_digest(self._sign(session).encode(), signature.encode("utf-8", "replace")):
                return SessionId(session)
        return None

    def _sign(self, session: str) -> str:
        return hmac.new(self._secret, session.encode("utf-8", "replace"), sha256).hexdigest()
