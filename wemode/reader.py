"""Reading one text by the contract: identifiers found and masked, Rasa asked, offsets mapped back."""

from __future__ import annotations

from typing import Any, Callable, Dict, Mapping

from wemode.errors import BadInput
from wemode.privacy import find, mask
from wemode.taxonomy import MULTI_LABEL_SETS

CONTEXTS = ("debrief", "rehearse")

Parse = Callable[[str, str], Mapping[str, Any]]
"""(masked text, context) → Rasa's parse."""


def read(parse: Parse, text: Any, context: Any = "debrief") -> Dict[str, Any]:
    """The contract's reading of a text; offsets are half-open code points into it.

    Raises BadInput for a text or context that is none, MaskingError, AssistantDown.
    """
    if not isinstance(text, str) or not text.strip():
        raise BadInput('a line needs a "text" that is not empty')
    if context not in CONTEXTS:
        raise BadInput('"context" is "debrief" or "rehearse"')
    identifiers = find(text)
    masked = mask(text, identifiers)
    found = parse(masked.text, context)

    def labels(name: str) -> list[Dict[str, Any]]:
        return [{**label, "evidence": list(masked.back(*label["evidence"]))} for label in found[name]]

    quotes = [(quote["kind"], *masked.back(quote["start"], quote["end"])) for quote in found["quotes"]]
    return {
        "text": text,
        "intent": {"name": found["intent"]["name"], "confidence": found["intent"]["confidence"]},
        **{name: labels(name) for name in MULTI_LABEL_SETS},
        "quotes": [{"kind": kind, "start": start, "end": end} for kind, start, end in quotes],
        "identifiers": [{"start": x.start, "end": x.end, "type": x.type} for x in identifiers],
    }
