"""Runs the server until its user ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uvicorn

from srs.web.hosts import Place, listen
from srs.web.site import make_site
from srs.web.tickets import Tickets

if TYPE_CHECKING:
    from collections.abc import Callable
    from socket import socket

    from srs.web.desk import Desk
    from srs.web.hub import Hub

_LONGEST_HEAD = 32_768
_MOST_AT_ONCE = 300


class _Server(uvicorn.Server):
    """A server that ends at once: pages that listen for news would keep it waiting."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Let the pages go, then end."""
        self._hub.close()
        await super().shutdown(sockets)


def serve(desk: Desk, host: str, port: int, invite: Callable[[str], None]) -> None:
    """Serve the pages until ctrl-c; `invite` is given each link that lets a browser in, the next when one was used.

    Raises:
        UsageError: nothing can be served there.
    """
    with listen(host, port) as door:
        place, tickets = Place(host, door.getsockname()[1]), Tickets()

        def invite_one() -> None:
            invite(f"{place.address}/enter?token={tickets.mint()}")

        site = make_site(desk, place, tickets, on_entry=invite_one)
        config = uvicorn.Config(
            site,
            log_config=None,
            log_level="critical",  # what fails is told in one sentence, see `srs.web.site`
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            ws="none",
            http="h11",
            loop="asyncio",
            lifespan="on",
            h11_max_incomplete_event_size=_LONGEST_HEAD,
            limit_concurrency=_MOST_AT_ONCE,
            timeout_graceful_shutdown=2,
        )
        invite_one()
        _Server(config, desk.hub).run(sockets=[door])
