"""Every setting, read once from the environment and checked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Mapping

from wemode.errors import SettingsError

CHECKOUT = Path(__file__).resolve().parents[1]

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Secret(str):
    """A string that does not show itself."""

    def __repr__(self) -> str:
        return "Secret('…')"


@dataclass(frozen=True)
class Settings:
    """Where everything is kept and listens. Ports are TCP ports on the loopback address."""

    data: Path
    database_url: str = field(repr=False)
    key_file: Path
    host: str
    port: int
    rasa_port: int
    action_port: int
    secret: Secret = field(repr=False)
    cache: Path = CHECKOUT / ".cache"
    models: Path = CHECKOUT / "models"

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Settings:
        """Raises SettingsError, naming the variable, for a value that cannot be used."""
        home = Path(environment.get("HOME", "/"))
        share = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
        data = Path(environment.get("WEMODE_DATA") or share / "wemode").expanduser().absolute()
        config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
        key_file = Path(environment.get("WEMODE_KEY_FILE") or config / "wemode" / f"{_slug(data)}.key")
        host = environment.get("HOST") or "127.0.0.1"
        if host not in LOOPBACK:
            raise SettingsError(
                f"HOST={host} would be reachable from other machines, and accounts are not set up. "
                "Leave HOST at 127.0.0.1."
            )
        return cls(
            data=data,
            database_url=environment.get("WEMODE_DATABASE") or f"sqlite:///{data / 'journal.sqlite'}",
            key_file=key_file.expanduser().absolute(),
            host=host,
            port=_port(environment, "PORT", 8080),
            rasa_port=_port(environment, "WEMODE_RASA_PORT", 8091),
            action_port=_port(environment, "WEMODE_ACTION_PORT", 8092),
            secret=Secret(environment.get("WEMODE_SECRET") or secrets.token_urlsafe(32)),
        )


def _slug(path: Path) -> str:
    """One key file for each data directory, named after it and kept apart from it."""
    return "-".join(part for part in path.parts if part != path.anchor) or "root"


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    given = environment.get(name)
    if not given:
        return default
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise SettingsError(f"{name}={given} is no port. Use a number from 1 to 65535.")
    return int(given)
