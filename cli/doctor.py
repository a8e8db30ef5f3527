"""`wemode doctor`: whether everything is in order, line by line, and what to do where it is not."""

from __future__ import annotations

import shutil
from typing import Callable, List, Tuple

from cli.running import announced
from cli.stack import journal
from rasa_project.client import Assistant
from wemode.content.library import library
from wemode.errors import WemodeError
from wemode.settings import Settings

Check = Tuple[str, Callable[[Settings], str]]

FREE = 500
"""Megabytes below which the disk is too full to be trusted with a journal."""


def doctor(settings: Settings) -> int:
    """Prints one line a check; the exit code is the number of those that failed."""
    failed = 0
    for name, check in CHECKS:
        try:
            print(f"well      {name}: {check(settings)}")
        except WemodeError as error:
            failed += 1
            print(f"not well  {name}: {error}")
    return failed


def _content(settings: Settings) -> str:
    library()
    return "content/ is complete and reads well"


def _model(settings: Settings) -> str:
    models = sorted(settings.models.glob("*.tar.gz"))
    if not models:
        raise WemodeError("no trained model in models/. Run `wemode train`.")
    return models[-1].name


def _journal(settings: Settings) -> str:
    opened = journal(settings)
    waiting = len(opened.pending())
    return f"opens with its key; {waiting} turns wait for an answer"


def _space(settings: Settings) -> str:
    free = shutil.disk_usage(settings.data).free // 2**20
    if free < FREE:
        raise WemodeError(f"only {free} MB are free beside the journal. Free some space.")
    return f"{free} MB free"


def _running(settings: Settings) -> str:
    running = announced(settings)
    if running is None:
        return "Wemode is not running on this data"
    if not Assistant(f"http://127.0.0.1:{running.rasa_port}", running.secret).ready():
        raise WemodeError("Wemode is running and its assistant does not answer yet. .cache/logs/parts.log says why.")
    return f"answers at port {running.port}"


CHECKS: List[Check] = [
    ("content", _content), ("model", _model), ("journal", _journal), ("disk", _space), ("running", _running),
]  # fmt: skip
