"""What must hold before rasa is imported: no TensorFlow, no telemetry, caches in the checkout, quiet libraries."""

from __future__ import annotations

import os
import warnings

from rasa_project import places, without_tensorflow


def prepare() -> None:
    """Call first of all, in a process that is going to import rasa."""
    os.environ.update(
        {
            "RASA_TELEMETRY_ENABLED": "false",
            "RASA_CACHE_DIRECTORY": str(places.CACHE / "rasa"),
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "LOG_LEVEL_LIBRARIES": "ERROR",
        }
    )
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    warnings.filterwarnings("ignore")
    without_tensorflow.install()
