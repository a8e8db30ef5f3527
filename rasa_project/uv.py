"""Where uv is: set-up may have put it beside the checkout. `python -m rasa_project.uv …` runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Optional

from rasa_project import places

ENVIRONMENT = {"UV_NATIVE_TLS": "true"}
"""What uv runs in: it trusts the certificates that this machine trusts, a clinic's proxy among them."""


def find() -> Optional[str]:
    """The environment's UV, the one on the path, or one that set-up installed; None when there is none."""
    beside = (
        Path(sys.executable).with_name("uv"),
        places.CACHE / "tools" / "bin" / "uv",
        Path.home() / ".local/bin/uv",
    )
    named = os.environ.get("UV") or shutil.which("uv")
    return named or next((str(path) for path in beside if path.exists()), None)


if __name__ == "__main__":
    uv = find()
    if uv is None:
        sys.exit("uv is needed: pip install uv, then run it again.")
    sys.exit(subprocess.run([uv, *sys.argv[1:]], env={**ENVIRONMENT, **os.environ}, check=False).returncode)
