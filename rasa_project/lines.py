"""The training lines of data/nlu, read on PyYAML's C loader and checked against the taxonomy.

Rasa's own reader takes half a minute for ten thousand lines with metadata; this one takes a second.
How a line is written: docs/training-data.md. `python -m rasa_project.lines FILE…` checks files.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple

import yaml

from wemode.errors import WemodeError
from wemode.reading import Quote
from wemode.taxonomy import MULTI_LABEL_SETS, labels

LONGEST = 1200
"""Characters a line may have: what one pass of the encoder takes in with room to spare."""

CONTEXTS = ("debrief", "rehearse")
KEYS = frozenset((*MULTI_LABEL_SETS, "quotes", "said", "context", "hard"))


class TrainingDataError(WemodeError):
    """A training line breaks the rules of docs/training-data.md."""


@dataclass(frozen=True)
class Line:
    """One line with its labels. A set that was never looked at is None, one looked at and found empty is ()."""

    text: str
    intent: str
    sets: Mapping[str, Optional[Tuple[str, ...]]]
    said: Tuple[str, ...]
    quotes: Optional[Tuple[Quote, ...]]
    context: str
    where: str
    hard: bool = False
    """Indirect, mixed, denied, somebody else's: what an evaluation tells apart from ordinary lines."""


def read(folder: Path) -> List[Line]:
    """Every line below the folder. Raises TrainingDataError, naming file and text, at the first one that is wrong."""
    lines: List[Line] = []
    seen: Dict[Tuple[str, str], str] = {}
    for path in sorted(folder.rglob("*.yml")):
        for line in read_file(path):
            key = (re.sub(r"\W+", " ", line.text.lower()).strip(), line.context)
            if key in seen:
                raise TrainingDataError(f"{line.where}: this text stands in {seen[key]} too: {line.text[:60]}")
            seen[key] = line.where
            lines.append(line)
    return lines


def sample(lines: Iterable[Line], count: int) -> List[Line]:
    """Always the same lines of any greater number, picked by a hash of their text: what benchmarks train on."""
    return sorted(lines, key=lambda line: sha256(line.text.encode()).digest())[:count]


def is_held_out(text: str) -> bool:
    """One text in eight, by its hash: the development lines. The encoder is never tuned on them, and confidences,
    thresholds and design choices are settled on them."""
    return sha256(text.encode()).digest()[0] < 32


def write(lines: Iterable[Line], path: Path) -> None:
    """Lines as a file that `read` reads back."""
    blocks = [{"intent": line.intent, "examples": [{"text": line.text, "metadata": _metadata(line)}]} for line in lines]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, width=10**6), encoding="utf-8"
    )


def read_file(path: Path) -> Iterator[Line]:
    """The lines of one file, in order. Raises TrainingDataError."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise TrainingDataError(f"{path}: not valid YAML: {error}") from None
    for block in (raw or {}).get("nlu", []):
        defaults = block.get("metadata") or {}
        for example in block["examples"]:
            if not isinstance(example, dict) or set(example) - {"text", "metadata"}:
                raise TrainingDataError(
                    f"{path.name}: an example is a mapping of text and metadata: {str(example)[:80]}"
                )
            yield _line(
                path.name, block["intent"], str(example["text"]), {**defaults, **(example.get("metadata") or {})}
            )


def _metadata(line: Line) -> Dict[str, Any]:
    told: Dict[str, Any] = {name: list(found) for name, found in line.sets.items() if found is not None}
    if line.quotes is not None:
        kinds = dict.fromkeys(quote.kind for quote in line.quotes)
        told["quotes"] = {kind: [line.text[q.start : q.end] for q in line.quotes if q.kind == kind] for kind in kinds}
    return {**told, "said": list(line.said), "context": line.context}


def _line(where: str, intent: str, text: str, metadata: Mapping[str, Any]) -> Line:
    def wrong(what: str) -> TrainingDataError:
        return TrainingDataError(f"{where}: {what}: {text[:80]}")

    if not text.strip() or text != text.strip() or len(text) > LONGEST or re.search(r"[\[\]]", text):
        raise wrong("empty, padded, too long, or holds a square bracket")
    if intent not in labels()["intents"]:
        raise wrong(f"unknown intent {intent}")
    if set(metadata) - KEYS:
        raise wrong(f"unknown keys {sorted(set(metadata) - KEYS)}")
    sets: Dict[str, Optional[Tuple[str, ...]]] = {}
    for name in MULTI_LABEL_SETS:
        given = metadata.get(name)
        sets[name] = None if given is None else tuple(given)
        unknown = set(given or ()) - set(labels()[name])
        if unknown:
            raise wrong(f"unknown {name} {sorted(unknown)}")
    said = tuple(metadata.get("said") or ())
    if set(said) - set(sets["reactions"] or ()):
        raise wrong("said names a reaction that the line does not have")
    context = metadata.get("context", "debrief")
    if context not in CONTEXTS:
        raise wrong(f"unknown context {context}")
    quotes = metadata.get("quotes")
    spans = None if quotes is None else tuple(sorted(_spans(text, quotes, wrong), key=lambda q: q.start))
    return Line(text, intent, sets, said, spans, context, where, bool(metadata.get("hard", False)))


def _spans(text: str, quotes: Mapping[str, Iterable[str]], wrong: Any) -> Iterator[Quote]:
    for kind, pieces in quotes.items():
        if kind not in labels()["quotes"]:
            raise wrong(f"unknown quote {kind}")
        for piece in pieces:
            start = text.find(piece)
            if start < 0 or not piece:
                raise wrong(f"the {kind} is not a piece of the text, letter for letter: {piece}")
            yield Quote(kind, start, start + len(piece))


if __name__ == "__main__":
    try:
        for name in sys.argv[1:]:
            print(name, len(list(read_file(Path(name)))), "lines")
    except TrainingDataError as error:
        sys.exit(str(error))
