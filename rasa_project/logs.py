"""Logging that cannot hold a user's words: Rasa and its libraries put messages into theirs at every level.

From our own modules a record's message is shown. From all others only its level, its logger and the class of
the exception are, and structlog's event when it is a name with dots. An exception's own text never is.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import warnings
from types import TracebackType
from typing import Any, MutableMapping, Optional, Type

import structlog

OURS = ("wemode", "rasa_project")
NAME = re.compile(r"[a-z_]+(\.[a-z_]+)+")


class Wordless(logging.Formatter):
    """One line a record, without anything a user may have typed."""

    def format(self, record: logging.LogRecord) -> str:
        failure = record.exc_info[0] if record.exc_info else None
        parts = [record.getMessage()] if record.name.split(".")[0] in OURS else []
        parts += [failure.__name__] if failure else []
        return " ".join([record.levelname, f"{record.name}:", *parts])


def silence() -> None:
    """Route every logger through one wordless handler. Call after rasa was imported: it configures its own.

    LOG_LEVEL in the environment is heeded; whatever it is, no text comes through.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Wordless())
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(os.environ.get("LOG_LEVEL", "WARNING"))
    logging.raiseExceptions = False
    sys.excepthook = _last_words
    warnings.showwarning = _unshown
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _name_only, structlog.stdlib.render_to_log_kwargs],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _name_only(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What is left of a structlog event: its name, if it is one."""
    said = str(event.get("event", ""))
    return {"event": said if NAME.fullmatch(said) else "", **({"exc_info": True} if event.get("exc_info") else {})}


def _last_words(kind: Type[BaseException], error: BaseException, trace: Optional[TracebackType]) -> None:
    print(f"CRITICAL {kind.__module__}.{kind.__name__}", file=sys.stderr)


def _unshown(*args: Any, **kwargs: Any) -> None:
    """Rasa's warnings may quote what was typed."""
