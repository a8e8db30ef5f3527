"""A kept debrief as Markdown: the therapist's own lines, marked as reflection notes."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, List, Mapping

from wemode.content.library import Captions

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~])")


def as_markdown(entry: Mapping[str, Any], closed: datetime, captions: Captions) -> str:
    """UTF-8 text; what the therapist wrote is escaped, so that it reads as it was typed."""
    words = captions.export
    lines: List[str] = [f"# {words['title']}, {closed:%d %B %Y}", "", f"*{words['apart']}*"]
    for line in entry["note"]:
        lines += ["", f"## {captions.note[line['id']]}", "", plain(line["text"])]
    facts: List[str] = []
    if entry["hold"] is not None or entry["hold_after"] is not None:
        before, after = (("–" if x is None else str(x)) for x in (entry["hold"], entry["hold_after"]))
        facts.append(words["hold"].format(before=before, after=after))
    picture = [*(x.replace("_", " ") for x in entry["picture"]), *filter(None, [entry.get("picture_said")])]
    if picture:
        facts.append(words["picture"].format(picture=", ".join(picture)))
    if entry["overridden"]:
        facts.append(words["overridden"])
    return "\n".join(lines + ([""] if facts else []) + [f"- {fact}" for fact in facts]) + "\n"


def plain(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    return _SPECIAL.sub(r"\\\1", text)
