"""What somebody wants to drill, as the address of the page says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from srs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 1_000_000
_MOST_AHEAD = 3650


class Want(NamedTuple):
    """The choice of cards, as `srs review` takes it; None means the limits of the preset."""

    q: str = ""
    deck: str = ""
    tag: str = ""
    limit: int | None = None
    new: int | None = None
    reviews: int | None = None
    ahead: int = 0
    cram: bool = False

    @property
    def parameters(self) -> dict[str, str]:
        """Return what stands in the address: all that is not as usual."""
        usual = Want()
        changed = {name: value for name, value in self._asdict().items() if value != getattr(usual, name)}
        return {name: str(int(value)) if isinstance(value, bool) else str(value) for name, value in changed.items()}

    def address(self, **more: str) -> str:
        """Return the address of this drill."""
        said = self.parameters | more
        return f"/review?{urlencode(said)}" if said else "/review"


def want_of(parameters: Mapping[str, str]) -> Want:
    """Read the choice out of the address of a page.

    Raises:
        UsageError: a number is none, or beyond all reason.
    """
    return Want(
        q=parameters.get("q", "").strip(),
        deck=parameters.get("deck", ""),
        tag=parameters.get("tag", ""),
        limit=number_of(parameters, "limit", 1, _MOST),
        new=number_of(parameters, "new", 0, _MOST),
        reviews=number_of(parameters, "reviews", 0, _MOST),
        ahead=number_of(parameters, "ahead", 0, _MOST_AHEAD) or 0,
        cram=parameters.get("cram", "") == "1",
    )


def number_of(parameters: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    """Return a number out of the address of a page; None where it has none.

    Raises:
        UsageError: it is no number, or beyond all reason.
    """
    said = parameters.get(name, "")
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(_MOST)) and least <= int(said) <= most):
        raise UsageError(f"'{said[:40]}' is no number for '{name}'.", f"Take one from {least} to {most}.")
    return int(said)
