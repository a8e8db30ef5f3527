"""`wemode read`: JSON lines in, one reading a line out, in order."""

from __future__ import annotations

import json
import sys
from typing import Any, Dict, Iterable, TextIO

from wemode.errors import BadInput, WemodeError
from wemode.reader import Parse, read


def read_lines(parse: Parse, lines: Iterable[str], out: TextIO = sys.stdout) -> int:
    """A line that cannot be read gets `{"error": …}`."""
    for line in lines:
        print(json.dumps(_reading(parse, line), ensure_ascii=False), file=out, flush=True)
    return 0


def _reading(parse: Parse, line: str) -> Dict[str, Any]:
    try:
        raw = json.loads(line)
        if not isinstance(raw, dict):
            raise BadInput('a line is {"text": "…", "context": "debrief" or "rehearse"}')
        return read(parse, raw.get("text"), raw.get("context", "debrief"))
    except ValueError:
        return {"error": "that line is no JSON"}
    except WemodeError as error:
        return {"error": str(error)}
