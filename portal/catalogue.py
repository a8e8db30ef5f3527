"""Every string of the page and of the portal's errors, from content/interface.yml."""

from __future__ import annotations

import json
from typing import Any, Mapping

from wemode.content.files import read_yaml
from wemode.errors import ContentError


class Catalogue:
    """Strings by dotted key: `catalogue["errors.stale"]`. Raises ContentError for a key that is not there."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self.tree = tree
        self._flat = dict(_flatten(tree))

    @classmethod
    def read(cls, name: str = "interface.yml") -> Catalogue:
        return cls(read_yaml(name))

    def __getitem__(self, key: str) -> str:
        try:
            return self._flat[key]
        except KeyError:
            raise ContentError(f"content/interface.yml has no line for {key}. Add it there.") from None

    def __contains__(self, key: str) -> bool:
        return key in self._flat

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self._flat)

    def to_json(self) -> bytes:
        """Flat, for the page."""
        return json.dumps(self._flat, ensure_ascii=False, sort_keys=True).encode()


def _flatten(tree: Mapping[str, Any], above: str = "") -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for key, value in tree.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):
            lines += _flatten(value, f"{name}.")
        elif isinstance(key, str) and isinstance(value, str):
            lines.append((name, value))
        else:
            raise ContentError(f"content/interface.yml: {name} must be a text. Put quotation marks around it.")
    return lines
