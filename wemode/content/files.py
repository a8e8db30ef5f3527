"""Reading the YAML files under content/."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from wemode.errors import ContentError

FOLDER = Path(__file__).resolve().parents[2] / "content"


def read_yaml(name: str, folder: Path = FOLDER) -> Any:
    """The parsed file. Raises ContentError, naming file and line, when it cannot be read."""
    try:
        return yaml.load((folder / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise ContentError(f"content/{name} cannot be read ({error.strerror}). Restore it from the checkout.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise ContentError(f"content/{name}{where} is not valid YAML. Mend that line.") from None
