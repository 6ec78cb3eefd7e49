"""A running Anki, by its add-on AnkiConnect: JSON over HTTP, protocol version 6.

https://git.sr.ht/~foosoft/anki-connect. This is the only module that speaks to the network itself; it goes through no proxy and follows no redirection.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from srs.errors import SrsError, UsageError

if TYPE_CHECKING:
    from email.message import Message
    from typing import IO

DEFAULT_URL: Final = "http://127.0.0.1:8765/"
_VERSION: Final = 6
_PATIENCE_SECONDS: Final = 30.0
_IMPORT_SECONDS: Final = 600.0
_LARGEST: Final = 256 * 2**20
_FORBIDDEN: Final = 403
_GET_IT: Final = "in Anki: Tools > Add-ons > Get Add-ons, code 2055492159"


class ConnectError(SrsError):
    """Anki does not do what it was asked for."""


class Connect:
    """Asks one Anki. `key` is its API key, empty where it needs none."""

    def __init__(self, url: str, key: str = "", patience: float = _PATIENCE_SECONDS) -> None:
        self.url = url
        self._key = key
        self._patience = patience
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Straight)

    def check(self) -> None:
        """Ask for the version, before anything that takes time.

        Raises:
            ConnectError: Anki does not run, has no AnkiConnect, or one that is too old.
        """
        version = self.ask("version")
        if not isinstance(version, int) or version < _VERSION:
            raise ConnectError(f"AnkiConnect at {self.url} is too old (protocol {version}).", f"Update it {_GET_IT}")

    def import_package(self, path: str) -> None:
        """Let Anki import a package, with schedules; the path is one of its own computer."""
        if self._answer("importPackage", {"path": path}, _IMPORT_SECONDS) is not True:
            raise ConnectError("Anki did not import the package.", "Open a profile in Anki, and run this again.")

    def ask(self, action: str, **parameters: Any) -> Any:
        """Return what Anki answers.

        Raises:
            ConnectError: it does not, in time, in JSON, or as wished.
        """
        return self._answer(action, parameters, self._patience)

    def _answer(self, action: str, parameters: dict[str, Any], patience: float) -> Any:
        asked: dict[str, Any] = {"action": action, "version": _VERSION, "params": parameters}
        if self._key:
            asked["key"] = self._key
        reply = self._read(json.dumps(asked).encode(), patience)
        try:
            record = json.loads(reply)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict) or not {"result", "error"} <= record.keys():
            raise ConnectError(f"What answers at {self.url} is not AnkiConnect.", "Name its address: --url URL")
        if record["error"] is not None:
            raise self._refusal(action, str(record["error"]))
        return record["result"]

    def _read(self, body: bytes, patience: float) -> bytes:
        request = urllib.request.Request(self.url, body, {"Content-Type": "application/json"})  # noqa: S310  (http or https)
        try:
            with self._opener.open(request, timeout=patience) as response:
                reply: bytes = response.read(_LARGEST + 1)
        except urllib.error.HTTPError as error:
            raise self._wrong_status(error) from error
        except TimeoutError as error:
            raise self._too_slow(patience) from error
        except (OSError, ValueError) as error:  # URLError is an OSError, what is no HTTP a ValueError
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise self._too_slow(patience) from error
            raise ConnectError(
                f"Nothing answers at {self.url}: Anki does not run, or has no add-on AnkiConnect.",
                f"Start Anki; get the add-on {_GET_IT}",
            ) from error
        if len(reply) > _LARGEST:
            raise ConnectError(f"What answers at {self.url} is not AnkiConnect.", "Name its address: --url URL")
        return reply

    def _wrong_status(self, error: urllib.error.HTTPError) -> ConnectError:
        error.close()
        if error.code == _FORBIDDEN:
            return ConnectError(
                f"AnkiConnect at {self.url} does not permit it, or something else answers there.",
                "See webCorsOriginList and apiKey in its settings: Tools > Add-ons > AnkiConnect > Config",
            )
        return ConnectError(
            f"What answers at {self.url} is not AnkiConnect (status {error.code}).", "Name its address: --url URL"
        )

    def _too_slow(self, patience: float) -> ConnectError:
        return ConnectError(
            f"Anki did not answer within {patience:g} seconds.",
            "Close what it asks you in a window, and run this again.",
        )

    def _refusal(self, action: str, message: str) -> ConnectError:
        if "api key" in message:
            return ConnectError(
                f"AnkiConnect at {self.url} wants its API key.",
                "Keep it in the keyring: srs anki login --key; or set SRS_ANKI_KEY.",
            )
        if "unsupported action" in message:
            return ConnectError(f"This AnkiConnect does not know '{action}'.", f"Update it {_GET_IT}")
        if "collection is not available" in message:
            return ConnectError("No profile is open in Anki.", "Open one, and run this again.")
        return ConnectError(
            f"Anki did not do '{action}': {' '.join(message.split())}", "Look at Anki, and run this again."
        )


def connect_address(named: str | None, configured: str) -> str:
    """Return the address of AnkiConnect: that of the command line, else that of `srs.toml` or the usual one, which must be on this computer.

    Raises:
        UsageError: that of `srs.toml` is on another.
    """
    url = named or configured or DEFAULT_URL
    if not named and not _is_here(urlsplit(url).hostname or ""):
        raise UsageError(
            f"{url} of srs.toml is not on this computer; nothing was sent.", f"If you mean it, say it: --url {url}"
        )
    return url


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class _Straight(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else, whatever the answer says."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> None:
        """Follow nothing."""
