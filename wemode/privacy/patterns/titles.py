"""Names that carry a title: "Dr Smith", "Mr and Mrs Jones", "Prof. de Souza"."""

from __future__ import annotations

import re
from typing import Iterator, Optional

from wemode.privacy.identifier import Identifier

_SPOKEN = r"(?:mr|mrs|ms|mx|dr|prof)"
_WRITTEN = (
    r"(?:MR|MRS|MS|MX|DR|PROF|Mr|Mrs|Ms|Mx|Dr|Prof|Miss|MISS|Doctor|Doktor|Docteur|Dottore|Professor|Sir|Dame|Lord|Lady|Rev|Reverend|Fr|Rabbi"
    r"|Imam|Nurse|Herr|Frau|Madame|Mme|Monsieur|Señora?|Sra)"
)
_TITLE = re.compile(
    rf"(?<![\w'’.-])(?P<title>{_WRITTEN}|{_SPOKEN})\b\.?(?:[ \t](?:and|&)[ \t](?:{_WRITTEN}|{_SPOKEN})\b\.?)?[ \t]+"
)
_WORD = re.compile(r"[^\W\d_](?:\.|[^\W\d_]*(?:['’-][^\W\d_]+)*)(?![\w])")
_SPACE = re.compile(r"[ \t]+")

MOST_WORDS = 4
"""Words of one name after its title, particles not counted."""

# fmt: off
PARTICLES = frozenset({
    "de", "da", "do", "dos", "das", "du", "del", "della", "di", "van", "von", "der", "den", "ter", "ten", "la",
    "le", "el", "al", "bin", "ibn", "ben", "st", "zu",
})
# fmt: on
# fmt: off
NOT_NAMES = frozenset({
    "doktor", "doctor", "dottore", "docteur", "professor", "kollege", "kollegin", "direktor",
    "a", "about", "actually", "after", "again", "all", "also", "always", "am", "an", "and", "are", "as", "asked",
    "asks", "at", "back", "be", "because", "been", "before", "being", "but", "by", "called", "can", "cancelled",
    "came", "come", "could", "d", "did", "didn", "do", "does", "doesn", "done", "don", "down", "else", "even",
    "every", "felt", "for", "from", "gave", "get", "gets", "go", "goes", "going", "got", "had", "has", "hasn",
    "have", "having", "he", "her", "here", "hers", "him", "his", "how", "i", "if", "ii", "in", "into", "is",
    "isn", "it", "its", "just", "kept", "left", "like", "ll", "looked", "m", "made", "makes", "man", "me",
    "might", "more", "my", "never", "next", "no", "nor", "not", "now", "of", "off", "office", "on", "one", "only",
    "or", "our", "out", "over", "phd", "put", "re", "really", "referred", "replied", "reply", "s", "said", "saw",
    "says", "sent", "seems", "she", "should", "so", "some", "someone", "started", "still", "t", "talk", "than",
    "that", "the", "their", "them", "then", "there", "they", "thing", "things", "think", "thinks", "this",
    "thought", "to", "today", "told", "tomorrow", "too", "took", "tried", "two", "under", "until", "up", "us",
    "ve", "very", "want", "wanted", "wants", "was", "wasn", "we", "week", "well", "went", "were", "what", "when",
    "where", "which", "while", "who", "why", "will", "with", "woman", "won", "word", "would", "wouldn", "wrote",
    "yes", "yesterday", "yet", "you", "your",
})
# fmt: on
"""Words that follow a title without being a name ("the Dr. The patient …", "my dr said", "dr someone")."""


def persons(text: str) -> Iterator[Identifier]:
    """A title and the name after it. A title in small letters also takes a name in small letters, of one word."""
    for match in _TITLE.finditer(text):
        end = _end_of_name(text, match.end(), lower=match.group("title").islower())
        if end is not None:
            yield Identifier(match.start(), end, "person")


def _end_of_name(text: str, start: int, lower: bool) -> Optional[int]:
    """Where the name that begins at `start` ends; None where there is none."""
    end: Optional[int] = None
    position, words = start, 0
    while words < MOST_WORDS:
        match = _WORD.match(text, position)
        if match is None:
            break
        word = _without_genitive(match.group())
        folded = word.casefold().rstrip(".")
        if folded in PARTICLES and word.islower():
            words_follow = _SPACE.match(text, match.end())
        elif _is_name(word, folded) or (lower and words == 0 and folded not in NOT_NAMES and len(folded) > 1):
            end = match.start() + len(word)
            words += 1
            words_follow = _SPACE.match(text, match.end()) if len(word) == len(match.group()) else None
        else:
            break
        if words_follow is None:
            break
        position = words_follow.end()
    return end


def _is_name(word: str, folded: str) -> bool:
    return (word[0].isupper() or word[1:2] in ("'", "’")) and folded.split("'", maxsplit=1)[0].split("’", maxsplit=1)[
        0
    ] not in NOT_NAMES


def _without_genitive(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s", "'S", "’S")) else word
