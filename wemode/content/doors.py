"""The words by which a typed answer names a door or a choice, from content/doors.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Dict, Optional, Tuple

from wemode.content.files import read_yaml


@lru_cache(maxsize=1)
def _words() -> Dict[str, Tuple[str, ...]]:
    return {name: tuple(words) for name, words in read_yaml("doors.yml").items()}


def door_named(text: str, among: Tuple[str, ...] = ("risk.live", "risk.acted", "risk.not_meant")) -> Optional[str]:
    """The one choice that the text names by its words; None when it names none, or several."""
    said = " " + re.sub(r"[^\w]+", " ", text.lower()).strip() + " "
    named = [door for door in among if any(f" {words} " in said for words in _words()[door])]
    return named[0] if len(named) == 1 else None
