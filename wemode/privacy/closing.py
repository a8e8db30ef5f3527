"""Failing closed: when looking for identifiers breaks, the text goes no further."""

from __future__ import annotations

from functools import wraps
from typing import Callable, TypeVar

from typing_extensions import ParamSpec

from wemode.errors import MaskingError

P = ParamSpec("P")
R = TypeVar("R")

MESSAGE = (
    "Looking for names and numbers in your text failed, so nothing was sent or stored. Your text is still with you."
)


def fails_closed(work: Callable[P, R]) -> Callable[P, R]:
    """Any failure inside `work` becomes a MaskingError that holds nothing of the text, nor the error that may."""

    @wraps(work)
    def closed(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return work(*args, **kwargs)
        except Exception:  # the one broad catch: whatever went wrong, the text must not be let through
            failure = MaskingError(MESSAGE)
        raise failure from None

    return closed
