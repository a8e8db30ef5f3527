"""Serves the trained model on loopback: `python -m rasa_project.serve`, in place of `rasa run`.

Reads WEMODE_SECRET, WEMODE_RASA_PORT and WEMODE_ACTION_PORT. Prints one line when ready; exit code 1 with one
sentence when something is missing.
"""

from __future__ import annotations

import os
import socket
import sys

from rasa_project import environment, model, places
from wemode.errors import SettingsError, WemodeError
from wemode.settings import Settings

HOST = "127.0.0.1"
NEEDED = ("WEMODE_SECRET", "WEMODE_RASA_PORT", "WEMODE_ACTION_PORT")
FIRST_WORDS = "He looked past me, and I felt like the lamp."


def main() -> int:
    try:
        missing = [name for name in NEEDED if not os.environ.get(name)]
        if missing:
            raise SettingsError(f"{', '.join(missing)} must be set in the environment.")
        settings = Settings.read(os.environ)
        _check_port(settings.rasa_port)
        model.check(places.MODEL)
        environment.prepare()
        _serve(settings.rasa_port)
    except WemodeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise SettingsError(f"WEMODE_RASA_PORT={port} cannot be listened on: {error.strerror}.") from None


def _serve(port: int) -> None:
    from rasa_project.server import application

    application(places.MODEL, FIRST_WORDS).run(host=HOST, port=port, access_log=False, motd=False)


if __name__ == "__main__":
    sys.exit(main())
