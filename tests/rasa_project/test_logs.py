from __future__ import annotations

import subprocess
import sys

from rasa_project import places

PROGRAM = """
import logging, sys, warnings
from rasa_project import environment; environment.prepare()
import rasa.core.run, structlog
from rasa_project import logs; logs.silence()
text = "a canary"
try:
    raise ValueError(text)
except ValueError:
    logging.getLogger("rasa.core.processor").exception(f"said {text}")
    structlog.get_logger("rasa").error("rest.message.received.failure", text=text, exc_info=True)
structlog.get_logger("rasa").debug(f"parsed {text}", text=text)
logging.getLogger("sanic.root").info("%s", text)
logging.getLogger("asyncio").error("%d", text)
warnings.warn(text)
logging.getLogger("rasa_project.channel").error("a request failed: %s", "ValueError")
raise RuntimeError(text)
"""


def test_no_word_of_a_user_comes_through_and_our_errors_do() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=places.ROOT,
        env={"LOG_LEVEL": "DEBUG"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "canary" not in done.stdout + done.stderr
    told = done.stderr.splitlines()
    assert "ERROR rasa.core.processor: ValueError" in told
    assert "ERROR rasa_project.channel: a request failed: ValueError" in told
    assert any(line.startswith("ERROR rasa") and "rest.message.received.failure" not in line for line in told)
    assert told[-1] == "CRITICAL builtins.RuntimeError"
