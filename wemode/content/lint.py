"""The rules every sentence of content keeps; `python -m wemode.content.lint` prints what breaks them."""

from __future__ import annotations

import re
import sys
from typing import Iterator, List, Tuple

from wemode.content.library import Library, load
from wemode.errors import ContentError
from wemode.taxonomy import labels

LONGEST = 40
"""Words in a bubble."""

FACES = 6
"""Plain words a reaction has at least."""

JARGON = re.compile(
    r"\b(countertransference|mentali[sz]\w*|projecti\w+|psychic|teleolog\w*|pretend mode|narcissis\w*|dysregulat\w*|"
    r"attachment|object relation\w*|trigger\w*|validat\w*|process this|journey|safe space)\b",
    re.I,
)
PRAISE = re.compile(
    r"\b(well done|great (job|work|insight)|good (job|for you)|excellent|amazing|proud of you|brave)\b", re.I
)
AMERICAN = re.compile(r"\b\w*(ize[sd]?|izing|avior|olor|enter ed|eled|eling)\b|\b(gray|program|center)\b", re.I)
AMERICAN_ALLOWED = {"size", "sized", "prize", "seize", "seized", "feeling", "kneeling", "peeling", "wheeled"}

Sentence = Tuple[str, str, str]
"""Where it stands, what form it has (ask or plain), the text."""


def lint(library: Library) -> List[str]:
    """One line for each broken rule."""
    wrong: List[str] = []
    for where, form, text in _sentences(library):
        wrong += [f"{where}: {what}: {text}" for what in _broken(form, text, where)]
    return wrong + _missing(library)


def _broken(form: str, text: str, where: str) -> Iterator[str]:
    if len(text.split()) > LONGEST:
        yield f"more than {LONGEST} words"
    if "!" in text:
        yield "an exclamation mark"
    questions = text.count("?")
    if form == "ask" and not (questions == 1 and text.rstrip('"').endswith("?")):
        yield "not exactly one question, at its end"
    if form == "plain" and questions:
        yield "a question where none is asked"
    if PRAISE.search(text):
        yield "praise"
    if not where.startswith(("glossary", "sayings.explain")) and JARGON.search(text):
        yield "jargon"
    if any(found.group(0).lower() not in AMERICAN_ALLOWED for found in AMERICAN.finditer(text)):
        yield "not British spelling"


def _sentences(library: Library) -> Iterator[Sentence]:
    for key, words in library.prompts.items():
        yield f"prompts.{key}.ask", "ask", words.ask
        for form in ("invite", "again", "met", "met_plain", "why"):
            text = getattr(words, form)
            if text:
                yield f"prompts.{key}.{form}", "plain", text
        for given in words.given:
            yield f"prompts.{key}.given", "ask", given.ask
            yield f"prompts.{key}.given", "plain", given.invite
    for key, lines in library.sayings.items():
        yield from ((f"sayings.{key}", "plain", line) for line in lines if line)
    for name, face in library.faces.items():
        yield from ((f"faces.{name}", "plain", text) for text in (face.implied, face.said, *face.words))
    for blend in library.mirrors.blends:
        yield from ((f"mirrors.{'+'.join(blend.of)}", "plain", text) for text in (blend.implied, blend.said))
    for name, event in library.mirrors.events.items():
        yield from ((f"mirrors.{name}", "plain", text) for text in (event.plain, event.amount) if text)
    for group in ("moves", "readings"):
        yield from ((f"{group}.{name}", "plain", text) for name, text in getattr(library, group).items())
    yield from ((f"glossary.{term.names[0]}", "plain", term.text) for term in library.glossary)


def _missing(library: Library) -> List[str]:
    sets = labels()
    wrong = [f"faces: no face for {name}" for name in sets["reactions"] if name not in library.faces]
    wrong += [f"faces.{name}: fewer than {FACES} words" for name, f in library.faces.items() if len(f.words) < FACES]
    wrong += [f"mirrors: no words for {name}" for name in sets["events"] if name not in library.mirrors.events]
    wrong += [f"moves: no words for {name}" for name in sets["moves"] if name not in library.moves]
    wrong += [f"sayings: no words for risk.{name}" for name in sets["risks"] if f"risk.{name}" not in library.sayings]
    known = set(sets["reactions"])
    wrong += [f"mirrors: unknown reaction in {blend.of}" for blend in library.mirrors.blends if set(blend.of) - known]
    return wrong


def main() -> int:
    try:
        wrong = lint(load())
    except ContentError as error:
        wrong = [str(error)]
    print("\n".join(wrong) if wrong else "content keeps its rules")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
