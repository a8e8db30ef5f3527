"""How many names masking finds in evaluation/masking.txt: `<<name|person|origin>>` or `<<name|kind>>` in its lines."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import DefaultDict, List, Sequence, Tuple

from cli.scoring import share
from wemode.privacy import find

MARK = re.compile(r"<<([^|>]+)\|(\w+)(?:\|([\w-]+))?>>")
NAMES = frozenset({"person", "place", "organisation"})


@dataclass(frozen=True)
class Marked:
    """A sentence, and its names: (start, end, origin of a person's name or kind of another)."""

    text: str
    names: Tuple[Tuple[int, int, str], ...]

    def lower(self) -> Marked:
        return Marked(self.text.lower(), self.names)


def read_marked(path: Path) -> List[Marked]:
    return [_marked(row) for row in path.read_text(encoding="utf-8").splitlines() if row.strip()]


def _marked(row: str) -> Marked:
    text, names, last = "", [], 0
    for match in MARK.finditer(row):
        text += row[last : match.start()]
        names.append((len(text), len(text) + len(match[1]), match[3] or match[2]))
        text += match[1]
        last = match.end()
    return Marked(text + row[last:], tuple(names))


def report(path: Path, ordinary: Sequence[str]) -> List[str]:
    """`ordinary`: texts without any name, for what is masked in vain."""
    sentences = read_marked(path)
    cased, lower = _recalls(sentences), _recalls([sentence.lower() for sentence in sentences])
    began = time.perf_counter()
    vain = [any(identifier.type in NAMES for identifier in find(text)) for text in ordinary]
    spent = (time.perf_counter() - began) / max(len(ordinary), 1)
    told = [
        "", "## Names masked", "",
        f"{2 * len(sentences)} sentences written apart, each with its capitals and in small letters. A name counts as",
        f"found when all of it is masked. In vain: {share(vain):.3f} of {len(ordinary)} texts without a name.",
        f"A text takes {1000 * spent:.1f} ms.", "",
        "| names | how many | found with capitals | in small letters |", "|---|---|---|---|",
    ]  # fmt: skip
    every = [hit for hits in cased.values() for hit in hits], [hit for hits in lower.values() for hit in hits]
    told.append(f"| all | {len(every[0])} | {share(every[0]):.2f} | {share(every[1]):.2f} |")
    return told + [
        f"| {name} | {len(cased[name])} | {share(cased[name]):.2f} | {share(lower[name]):.2f} |"
        for name in sorted(cased)
    ]


def _recalls(sentences: Sequence[Marked]) -> DefaultDict[str, List[bool]]:
    found: DefaultDict[str, List[bool]] = defaultdict(list)
    for sentence in sentences:
        masked = [(identifier.start, identifier.end) for identifier in find(sentence.text)]
        for start, end, origin in sentence.names:
            found[origin].append(any(first <= start and end <= last for first, last in masked))
    return found
