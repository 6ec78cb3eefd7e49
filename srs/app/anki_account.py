"""Who somebody is to an Anki sync server, or to AnkiConnect: from the environment, else the keyring of the system; never from a file of srs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from srs.errors import SrsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from srs.anki.mirror import Account

USER, PASSWORD, KEY = "SRS_ANKI_USER", "SRS_ANKI_PASSWORD", "SRS_ANKI_KEY"
_SERVICE: Final = "srs-notes"


class KeyringFailed(SrsError):
    """The keyring of the system cannot be used."""

    def __init__(self, reason: str, instead: str = f"{USER} and {PASSWORD}") -> None:
        super().__init__(
            f"The keyring of the system cannot be used ({reason}).", f"Set {instead} in the environment instead."
        )


def server_address(named: str | None, configured: str, command: str) -> str:
    """Return the address of a sync server, of the command line before that of `srs.toml`; `command` is told how to name one.

    Raises:
        UsageError: there is none, or it is none.
    """
    server = named or configured
    if not server:
        raise UsageError(
            "No Anki sync server is named.",
            f'Name it: srs anki {command} --server URL, or server = "URL" in [anki] of srs.toml',
        )
    return checked_address(server)


def checked_address(text: str) -> str:
    """Return an address with a slash at its end.

    Raises:
        UsageError: it is none, or has a name or password in it, which would be shown.
    """
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    if not fits:
        raise UsageError(f"'{text}' is no address of a server.", "Write it so: http://192.168.1.2:8080/")
    if parts.username or parts.password:
        raise UsageError("An address must not hold a name or a password.", "Keep them in the keyring: srs anki login")
    return text if text.endswith("/") else f"{text}/"


def account_at(server: str, environment: Mapping[str, str]) -> Account:
    """Return name and password for a server.

    Raises:
        UsageError: neither the environment nor the keyring has them.
    """
    from srs.anki.mirror import Account

    user, password = environment.get(USER), environment.get(PASSWORD)
    if user and password:
        return Account(server, user, password)
    kept = _kept(f"sync {server}")
    if "user" in kept and "password" in kept:
        return Account(server, kept["user"], kept["password"])
    raise UsageError(
        f"Name and password for {server} are not known.",
        f"Keep them in the keyring: srs anki login --server {server}; or set {USER} and {PASSWORD}.",
    )


def keep_account(account: Account) -> None:
    """Put name and password into the keyring."""
    _keyring(f"sync {account.server}", json.dumps({"user": account.user, "password": account.password}))


def forget_account(server: str) -> bool:
    """Take name and password out of the keyring; return whether they were there."""
    return _forget(f"sync {server}")


def key_at(url: str, environment: Mapping[str, str]) -> str:
    """Return the API key of AnkiConnect; empty where it needs none."""
    return environment.get(KEY) or _kept(f"connect {url}").get("key", "")


def keep_key(url: str, key: str) -> None:
    """Put the API key of AnkiConnect into the keyring."""
    _keyring(f"connect {url}", json.dumps({"key": key}))


def has_keyring() -> bool:
    """Tell whether the package that speaks to keyrings is installed."""
    from importlib.util import find_spec

    return find_spec("keyring") is not None


def _kept(name: str) -> dict[str, str]:
    """Return what the keyring has under a name; nothing where there is no keyring."""
    if not has_keyring():
        return {}
    import keyring
    import keyring.errors

    try:
        value: Any = json.loads(keyring.get_password(_SERVICE, name) or "{}")
    except (keyring.errors.KeyringError, ValueError):
        return {}
    return {key: text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}


def check_keyring(instead: str = f"{USER} and {PASSWORD}") -> None:
    """See that there is a keyring, before anybody is asked for what is to be kept in it.

    Raises:
        UsageError: the package that speaks to keyrings is not installed.
        KeyringFailed: the system has none.
    """
    if not has_keyring():
        raise UsageError(
            "The keyring of the system needs the package keyring, which is not installed.",
            f"Install it: pip install 'srs-notes[anki]'; or set {instead} in the environment.",
        )
    import keyring
    from keyring.backends import fail

    if isinstance(keyring.get_keyring(), fail.Keyring):
        raise KeyringFailed("there is none", instead)


def _keyring(name: str, value: str) -> None:
    import keyring
    import keyring.errors

    try:
        keyring.set_password(_SERVICE, name, value)
    except keyring.errors.KeyringError as error:
        raise KeyringFailed(str(error) or type(error).__name__) from error


def _forget(name: str) -> bool:
    if not _kept(name):
        return False
    import keyring
    import keyring.errors

    try:
        keyring.delete_password(_SERVICE, name)
    except keyring.errors.KeyringError as error:
        raise KeyringFailed(str(error) or type(error).__name__) from error
    return True
