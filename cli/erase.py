"""`wemode erase`: one debrief, or everything of one therapist with the key it was sealed with."""

from __future__ import annotations

import json
from typing import Optional

from cli.stack import journal, now
from wemode.settings import Settings

WORD = "erase"


def erase(settings: Settings, name: str, debrief_id: Optional[str], sure: bool) -> int:
    """Asks for the word "erase" unless told not to; prints a receipt without content. Raises NotFound."""
    opened = journal(settings)
    owner = opened.therapist(name, now())
    what = f"debrief {debrief_id}" if debrief_id else f"everything of {name} in {settings.data}"
    if not sure and input(f'This erases {what} and cannot be undone. Type "{WORD}" to go on: ').strip() != WORD:
        print("Nothing was erased.")
        return 1
    receipt = opened.erase(owner, debrief_id) if debrief_id else opened.erase_all(owner)
    print(json.dumps(receipt.to_json(), indent=2))
    return 0
