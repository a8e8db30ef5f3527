"""The one place that logs, and it cannot log text: an event has a name, numbers and identifiers, nothing else."""

from __future__ import annotations

import logging
import re
from typing import Union

_IDENTIFIER = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_logger = logging.getLogger("wemode")


def event(name: str, **fields: Union[int, float, bool, str]) -> None:
    """Log a named event. A string that is not one short identifier is replaced by a mark, never written."""
    _logger.info("%s %s", name, " ".join(f"{key}={_safe(value)}" for key, value in fields.items()))


def failure(name: str, error: BaseException) -> None:
    """Log that something failed, by the class of its error: its message may quote a user."""
    _logger.error("%s %s", name, type(error).__name__)


def _safe(value: Union[int, float, bool, str]) -> Union[int, float, bool, str]:
    if isinstance(value, str) and not _IDENTIFIER.fullmatch(value):
        return "withheld"
    return value
