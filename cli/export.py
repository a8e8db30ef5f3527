"""`wemode export`: every kept debrief as a Markdown file in a folder."""

from __future__ import annotations

import os
from pathlib import Path

from cli.stack import journal, now
from wemode.content.library import library
from wemode.errors import BadInput
from wemode.export.markdown import as_markdown
from wemode.settings import Settings


def export(settings: Settings, name: str, folder: str) -> int:
    """Files of mode 0600, named by date and a number. Raises BadInput when the folder cannot be written."""
    opened = journal(settings)
    owner = opened.therapist(name, now())
    target = Path(folder).expanduser().absolute()
    kept = opened.debriefs(owner)
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number, debrief in enumerate(reversed(kept), start=1):
            path = target / f"debrief-{debrief.updated:%Y%m%d}-{number:03}.md"
            text = as_markdown(opened.entry(owner, debrief.id), debrief.updated, library().captions)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
    except OSError as error:
        raise BadInput(f"{target} cannot be written ({error.strerror}). The journal is untouched.") from None
    print(f"{len(kept)} kept debriefs written to {target}. They are readable by whoever can open that folder.")
    return 0
