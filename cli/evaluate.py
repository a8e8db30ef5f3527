"""`wemode evaluate`: the reading scored on lines that others wrote and no training saw.

evaluation/lines holds the lines with their writers' labels, which count as the truth; evaluation/second the same lines
labelled by others who saw the texts alone. How far the two agree is the ceiling a reader can be measured against.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, FrozenSet, List, Mapping, Sequence, Tuple

from cli import masking_score
from cli.ngrams import read_by_ngrams
from cli.scoring import Pairs, Score, by_label, calibration_error, confusions, macro, micro, share
from rasa_project.lines import Line
from rasa_project.lines import read as read_lines
from wemode.reader import Parse, read
from wemode.settings import CHECKOUT
from wemode.taxonomy import MULTI_LABEL_SETS, labels

FOLDER = CHECKOUT / "evaluation"
TRAINING = CHECKOUT / "data" / "nlu"
HIDDEN_AT_MOST = 300
"""Readings whose evidence is hidden to see whether it carried them."""

Reading = Mapping[str, Any]
Row = Tuple[Line, Reading]


@dataclass(frozen=True)
class Rows:
    """The lines with their readings, in the order of the files."""

    rows: Sequence[Row]

    def pairs(self, label_set: str) -> Pairs:
        looked_at = [(line, reading) for line, reading in self.rows if line.sets[label_set] is not None]
        return [(_true(line, label_set), _names(reading, label_set)) for line, reading in looked_at]

    def where(self, hard: bool) -> Rows:
        return Rows([(line, reading) for line, reading in self.rows if line.hard == hard])


def evaluate(parse: Parse, write: bool = False, folder: Path = FOLDER) -> int:
    """Prints the figures; with `write` also to evaluation/report.md. Raises TrainingDataError."""
    training = read_lines(TRAINING)
    trained = {_key(line.text) for line in training}
    lines = [line for line in read_lines(folder / "lines") if _key(line.text) not in trained]
    second = {(line.text, line.context): line for line in read_lines(folder / "second")}
    rows = Rows([(line, read(parse, line.text, line.context)) for line in lines])
    told = [
        *_head(rows, training, second),
        *_figures(rows, parse),
        *_intents(rows),
        *_details(rows),
        *_risks_one_by_one(rows),
        *masking_score.report(folder / "masking.txt", [line.text for line in lines]),
    ]
    report = "\n".join(told)
    print(report)
    if write:
        (folder / "report.md").write_text(report + "\n", encoding="utf-8")
    return 0


def _head(rows: Rows, training: Sequence[Line], second: Mapping[Tuple[str, str], Line]) -> List[str]:
    hard = sum(line.hard for line, _ in rows.rows)
    told = [
        "# How well the reading reads",
        "",
        f"{len(rows.rows)} lines of evaluation/lines, {hard} of them hard, written by others than the {len(training)}",
        "training lines and none of them among those. Macro-F1 (a mean over labels) unless the column says micro.",
        "Ceiling: the second labels scored as if a reader had given them.",
        "",
        "| set | macro-F1 | micro-F1 | micro, ordinary / hard lines | ceiling | most frequent label |",
        "|---|---|---|---|---|---|",
    ]
    for name in MULTI_LABEL_SETS:
        names = labels()[name]
        lines = [line for line, _ in rows.rows if line.sets[name] is not None]
        both = [(line, second[line.text, line.context]) for line in lines if (line.text, line.context) in second]
        ceiling = [(_true(line, name), _true(other, name)) for line, other in both if other.sets[name] is not None]
        frequent = Counter(label for line in training for label in line.sets[name] or ()).most_common(1)[0][0]
        figures = [
            macro(rows.pairs(name), names),
            micro(rows.pairs(name)),
            micro(rows.where(hard=False).pairs(name)),
            micro(rows.where(hard=True).pairs(name)),
            macro(ceiling, names),
            macro([(_true(line, name), frozenset({frequent})) for line in lines], names),
        ]
        told.append("| {} | {:.2f} | {:.2f} | {:.2f} / {:.2f} | {:.2f} | {:.2f} |".format(name, *figures))
    return [*told, "", f"Reactions by character n-grams, trained on the same lines: {_by_ngrams(rows, training):.2f}."]


def _by_ngrams(rows: Rows, training: Sequence[Line]) -> float:
    lines = [line for line, _ in rows.rows if line.sets["reactions"] is not None]
    read = read_by_ngrams("reactions", training, [line.text for line in lines])
    pairs = [(_true(line, "reactions"), found) for line, found in zip(lines, read, strict=True)]
    return macro(pairs, labels()["reactions"])


def _figures(rows: Rows, parse: Parse) -> List[str]:
    """What a person notices first."""
    endangered = [reading for line, reading in rows.rows if line.sets["risks"] and line.hard]
    safe = [reading for line, reading in rows.rows if line.sets["risks"] == () and line.hard]
    told = [(line, reading) for line, reading in rows.rows if line.intent == "tell"]
    unmoved = [reading for line, reading in told if line.sets["reactions"] == ()]
    neutral = [r for line, r in told if not line.hard and not any(line.sets[name] for name in MULTI_LABEL_SETS)]
    reported = [(label, line) for line, reading in rows.rows for label in reading["reactions"]]
    sure = [(label["confidence"], label["name"] in _true(line, "reactions")) for label, line in reported]
    right = [(label, line) for label, line in reported if label["name"] in _true(line, "reactions")]
    said = [label["said"] == (label["name"] in line.said) for label, line in right]
    hidden = right[:: max(len(right) // HIDDEN_AT_MOST, 1)]
    dropped = [_drops(parse, line, label) for label, line in hidden]
    whole = [label["evidence"][1] - label["evidence"][0] > 0.9 * len(line.text) for label, line in hidden]
    quoted = [(_quotes(line), _read_quotes(reading)) for line, reading in rows.rows if line.quotes is not None]
    shares = [
        ("any risk read, where a hard line holds one", [bool(reading["risks"]) for reading in endangered]),
        ("a risk read, where a hard line holds none", [bool(reading["risks"]) for reading in safe]),
        ("a reaction read, where a line tells none", [bool(reading["reactions"]) for reading in unmoved]),
        ("a reaction read in a neutral ordinary sentence", [bool(reading["reactions"]) for reading in neutral]),
        ("said or implied told apart", said),
        ("a reaction gone when its evidence is hidden", dropped),
        ("evidence that is nearly the whole text", whole),
    ]
    return [
        "", "| figure | value | of |", "|---|---|---|",
        *(f"| {what} | {share(hits):.2f} | {len(hits)} |" for what, hits in shares),
        f"| expected calibration error of reactions | {calibration_error(sure):.3f} | {len(sure)} |",
        f"| quotes, exact spans, F1 | {micro(quoted):.2f} | {sum(len(true) for true, _ in quoted)} |",
    ]  # fmt: skip


def _drops(parse: Parse, line: Line, label: Mapping[str, Any]) -> bool:
    start, end = label["evidence"]
    rest = f"{line.text[:start]} {line.text[end:]}".strip()
    return not re.search(r"\w", rest) or label["name"] not in _names(read(parse, rest, line.context), "reactions")


def _intents(rows: Rows) -> List[str]:
    read_as = [(line.intent, str(reading["intent"]["name"])) for line, reading in rows.rows]
    right = share([meant == found for meant, found in read_as])
    others = share([meant == found for meant, found in read_as if meant != "tell"])
    always = share([meant == "tell" for meant, _ in read_as])
    confused = Counter(pair for pair in read_as if pair[0] != pair[1])
    return [
        "",
        f"Intent: {right:.2f} right, {others:.2f} of those that are not `tell`; always `tell`: {always:.2f}.",
        "",
        "Most frequent confusions (meant, read, times):",
        "",
        *(f"- {meant} → {found}: {count}" for (meant, found), count in confused.most_common(12)),
    ]


def _details(rows: Rows) -> List[str]:
    told: List[str] = []
    for name in MULTI_LABEL_SETS:
        scores = by_label(rows.pairs(name), labels()[name])
        told += [
            "", f"## {name}", "", "| label | lines | precision | recall | F1 |", "|---|---|---|---|---|",
            *(_row(label, score) for label, score in scores.items()),
        ]  # fmt: skip
        mixed = confusions(rows.pairs(name), 12)
        told += ["", "Missed, and what was read instead: " + "; ".join(f"{m} → {w} {n}" for m, w, n in mixed) + "."]
    return told


def _row(label: str, score: Score) -> str:
    return f"| {label} | {score.there} | {score.precision:.2f} | {score.recall:.2f} | {score.f1:.2f} |"


def _risks_one_by_one(rows: Rows) -> List[str]:
    missed = [line for line, reading in rows.rows if line.sets["risks"] and not reading["risks"]]
    return [
        "", "## Risks missed altogether", "",
        *(f"- {', '.join(line.sets['risks'] or ())}: {' '.join(line.text.split())}" for line in missed),
    ]  # fmt: skip


def _true(line: Line, label_set: str) -> FrozenSet[str]:
    return frozenset(line.sets[label_set] or ())


def _names(reading: Reading, label_set: str) -> FrozenSet[str]:
    return frozenset(label["name"] for label in reading[label_set])


def _quotes(line: Line) -> FrozenSet[str]:
    return frozenset(f"{quote.kind} {quote.start} {quote.end}" for quote in line.quotes or ())


def _read_quotes(reading: Reading) -> FrozenSet[str]:
    return frozenset(f"{quote['kind']} {quote['start']} {quote['end']}" for quote in reading["quotes"])


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
