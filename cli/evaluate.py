"""`wemode evaluate`: the reading scored on lines that others wrote and no training saw."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Callable, Dict, List, Mapping, Sequence, Tuple

from rasa_project.lines import Line
from rasa_project.lines import read as read_training_lines
from wemode.reader import Parse, read
from wemode.settings import CHECKOUT
from wemode.taxonomy import MULTI_LABEL_SETS, labels

FOLDER = CHECKOUT / "evaluation"
TRAINING = CHECKOUT / "data" / "nlu"

Score = Tuple[float, float, float, int]
"""Precision, recall, F1, how many lines carry the label."""


def evaluate(parse: Parse, write: bool = False, folder: Path = FOLDER) -> int:
    """Prints the figures; with `write` also to evaluation/report.md."""
    trained = {_key(line.text) for line in read_training_lines(TRAINING)}
    lines = [line for line in read_training_lines(folder) if _key(line.text) not in trained]
    readings = [read(parse, line.text, line.context) for line in lines]
    report = "\n".join(_report(lines, readings, _most_frequent()))
    print(report)
    if write:
        (folder / "report.md").write_text(report + "\n", encoding="utf-8")
    return 0


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _report(lines: Sequence[Line], readings: Sequence[Mapping[str, object]], baseline: Mapping[str, str]) -> List[str]:
    told = [
        "# How well the reading reads",
        "",
        f"{len(lines)} lines of evaluation/, written by others than the training lines and none of them among those.",
    ]
    told += ["", "| set | macro-F1 | micro-F1 | most frequent label alone, macro-F1 |", "|---|---|---|---|"]
    details: List[str] = []
    for name in MULTI_LABEL_SETS:
        pairs = [
            (set(line.sets[name] or ()), {label["name"] for label in reading[name]})  # type: ignore[attr-defined]
            for line, reading in zip(lines, readings, strict=True)
            if line.sets[name] is not None
        ]
        scores = {label: _score(pairs, label) for label in labels()[name]}
        constant = [(truth, {baseline[name]}) for truth, _ in pairs]
        base = {label: _score(constant, label) for label in labels()[name]}
        told.append(f"| {name} | {_macro(scores):.2f} | {_micro(pairs):.2f} | {_macro(base):.2f} |")
        details += ["", f"## {name}", "", "| label | lines | precision | recall | F1 |", "|---|---|---|---|---|"]
        details += [f"| {n} | {s[3]} | {s[0]:.2f} | {s[1]:.2f} | {s[2]:.2f} |" for n, s in scores.items()]
    return told + _intents(lines, readings) + details


def _intents(lines: Sequence[Line], readings: Sequence[Mapping[str, object]]) -> List[str]:
    read_as = [reading["intent"]["name"] for reading in readings]  # type: ignore[index]
    right = sum(line.intent == name for line, name in zip(lines, read_as, strict=True))
    told = sum(line.intent == "tell" for line in lines)
    confused = Counter((line.intent, name) for line, name in zip(lines, read_as, strict=True) if line.intent != name)
    report = [
        "",
        f"Intent: {right} of {len(lines)} right ({right / len(lines):.2f}); always `tell`: {told / len(lines):.2f}.",
    ]
    report += ["", "Most frequent confusions (meant, read, times):", ""]
    return report + [f"- {meant} → {name}: {count}" for (meant, name), count in confused.most_common(12)]


def _score(pairs: Sequence[Tuple[set[str], set[str]]], label: str) -> Score:
    both = sum(label in truth and label in found for truth, found in pairs)
    claimed = sum(label in found for _, found in pairs)
    there = sum(label in truth for truth, _ in pairs)
    precision = both / claimed if claimed else 0.0
    recall = both / there if there else 0.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return precision, recall, f1, there


def _macro(scores: Mapping[str, Score]) -> float:
    """Mean F1 over the labels that occur at all."""
    occurring = [score[2] for score in scores.values() if score[3]]
    return sum(occurring) / len(occurring) if occurring else 0.0


def _micro(pairs: Sequence[Tuple[set[str], set[str]]]) -> float:
    both = sum(len(truth & found) for truth, found in pairs)
    either: Callable[[int], int] = lambda side: sum(len(pair[side]) for pair in pairs)  # noqa: E731
    total = either(0) + either(1)
    return 2 * both / total if total else 0.0


def _most_frequent() -> Dict[str, str]:
    lines = read_training_lines(TRAINING)
    counts = {name: Counter(label for line in lines for label in line.sets[name] or ()) for name in MULTI_LABEL_SETS}
    return {name: count.most_common(1)[0][0] for name, count in counts.items()}
