"""Names of people, places and institutions without a title, cased or not.

Lists of names from many languages, a list of known words, and what stands beside a word decide together; a word that
nobody knows is a suspect. Small models for named entities miss most names in small letters, and miss them unevenly by
origin (Xiao et al., FAccT 2023); lists do not.
"""

from __future__ import annotations

import re
from typing import Iterator, Optional, Sequence

from wemode.content.not_names import not_names
from wemode.privacy.identifier import Identifier
from wemode.privacy.lists import lists
from wemode.privacy.patterns.institutions import INSTITUTIONS, ORDINARY, STREETS
from wemode.privacy.patterns.typos import is_made_up, is_typo
from wemode.privacy.patterns.words import WORD, Word, Words

# fmt: off
WHERE = frozenset({"in", "at", "near", "around", "outside", "via", "towards", "leaving"})
WHERE_OR_WHOM = frozenset({"to", "of", "from"})
PRONOUNS = frozenset({
    "i", "i'm", "i've", "i'd", "i'll", "im", "ive", "id", "he", "she", "they", "we", "you", "it",
})
HELPING_VERBS = frozenset({"will", "may", "might", "can", "shall", "would"})
BEFORE_INITIALS = frozenset({
    "with", "and", "saw", "about", "from", "for", "to", "towards", "by", "of", "on", "at", "when", "that", "then",
    "but", "because", "like", "than", "if", "told", "asked", "met", "phoned", "between", "without", "against",
    "whether",
})
SHORT_PIECES = frozenset({"", "s", "t", "d", "m", "ll", "re", "ve", "em", "o", "x", "e", "co", "un", "de", "ex"})
MOST_WORDS_AHEAD = 3
"""Words between a name and what its bearer is: "kilcoran regional hospital"."""
WHOM = frozenset({
    "told", "telling", "asked", "met", "phoned", "texted", "emailed", "thanked", "married", "marrying", "dating",
})
LETTERED = frozenset({
    "vitamin", "plan", "option", "type", "grade", "hepatitis", "part", "section", "step", "item", "room",
})
# fmt: on
INITIALS = re.compile(
    r"(?<![\w.])(?!(?i:e\.g|i\.e|[ap]\.m|u\.[sk]|d\.c|n\.b|p\.s|a\.a)\.)(?:"
    r"(?P<sure>[A-Z]\.(?:[A-Z]\.)+|[a-z]\.(?:[a-z]\.)+|[A-HJ-Z]\.(?=[,:;]|['’]s|[ \t][a-z]))"
    r"|[A-HJ-Z]\.|[b-hj-z]\.(?=[ \t][a-z]|[,:;]))(?=[\s,;:?!'’)]|$)"
)

Kind = Optional[str]
"""`person`, `place`, or None for a word that is no name."""


def names(text: str) -> Iterator[Identifier]:
    """Words that follow one another as one name are one identifier."""
    words = Words(text)
    kinds = [_kind(words, number) for number in range(len(words.all))]
    first = 0
    while first < len(kinds):
        if kinds[first] is None:
            first += 1
            continue
        last = _last_of_name(words, kinds, first)
        begins = first - 1 if words.before(first) == "st" and words.touch(first - 1) else first
        yield Identifier(words.all[begins].start, words.all[last].end, _whole_kind(words, kinds, first, last))
        first = last + 1
    yield from _initials(text)


def _last_of_name(words: Words, kinds: Sequence[Kind], first: int) -> int:
    last = first
    while words.touch(last) and _goes_on(words, kinds, last):
        last += 1
    ahead = last
    while ahead < last + MOST_WORDS_AHEAD and words.touch(ahead):
        ahead += 1
        folded = words.all[ahead].folded
        if folded in INSTITUTIONS or (folded in STREETS and ahead == last + 1):
            return ahead
        if folded in ORDINARY or folded in not_names().deeds or words.all[ahead].cased != words.all[last].cased:
            break
    return last


def _goes_on(words: Words, kinds: Sequence[Kind], number: int) -> bool:
    following = words.all[number + 1]
    if kinds[number + 1] is not None:
        return True
    if words.all[number].cased and following.cased:
        return not _is_kept(following)
    return _is_listed(following.folded) and following.folded not in lists().known


def _whole_kind(words: Words, kinds: Sequence[Kind], first: int, last: int) -> str:
    ending = words.all[last].folded if last > first else ""
    if ending in INSTITUTIONS:
        return "organisation"
    held = kinds[first : last + 1]
    return "place" if ending in STREETS or ("place" in held and "person" not in held) else "person"


def _kind(words: Words, number: int) -> Kind:
    word = words.all[number]
    if len(word.folded) < 2 or _is_kept(word) or _is_made_of_words(word.folded):
        return None
    if word.cased:
        return _opening(words, number) if word.opening else _cased(words, number)
    return _small(words, number)


def _is_kept(word: Word) -> bool:
    kept = not_names()
    if word.folded in PRONOUNS or word.folded in kept.trade or word.folded in kept.capitalised:
        return True
    return word.text[0].isupper() and word.folded in kept.theorists


def _is_made_of_words(folded: str) -> bool:
    """With a hyphen or an apostrophe: "well-being", "didn't"; not "jun-ho"."""
    parts = re.split("['-]", folded)
    return len(parts) > 1 and all(_is_piece(part) for part in parts)


def _is_piece(part: str) -> bool:
    known, kept = lists(), not_names()
    if len(part) < 3:
        return part in known.common or part in SHORT_PIECES
    return part in known.known or part in kept.trade or part in kept.capitalised


def _cased(words: Words, number: int) -> Kind:
    """With a capital, not at the beginning of a sentence: a name, unless it is known to be none."""
    folded, known = words.all[number].folded, lists()
    if folded in known.given or (folded not in known.known and folded not in known.capitalised):
        return _type(words, number)
    if folded in known.capitalised:
        return None
    if folded in known.places_and_words:
        return "place" if words.before(number) in WHERE | WHERE_OR_WHOM else None
    return "person" if folded in known.family and not _is_in_a_title(words, number) else None


def _opening(words: Words, number: int) -> Kind:
    """The first word of a sentence has a capital anyway."""
    folded, known = words.all[number].folded, lists()
    if folded in known.typed:
        return "person" if words.acts_as_a_person(number) else None
    if folded in known.known or folded in known.capitalised:
        return "person" if folded in known.given and words.acts(number) else None
    suspect = _is_listed(folded) or not (words.foreign or is_typo(folded) or is_made_up(folded))
    return _type(words, number) if suspect else None


def _small(words: Words, number: int) -> Kind:
    """In small letters: what the lists hold and no dictionary does, or what its neighbours make a name."""
    folded, known = words.all[number].folded, lists()
    if len(folded) < 3 or folded in HELPING_VERBS:
        return None
    if folded in known.typed:
        called = words.is_called(number) and words.ends(number)
        told = words.before(number) in WHOM
        return "person" if called or told or (words.acts_as_a_person(number) and words.begins(number)) else None
    if folded in known.given:
        return _type(words, number)
    if folded in known.places_and_words and folded not in known.common:
        return "place" if words.before(number) in WHERE | {"to", "from"} else None
    if folded in known.known or is_typo(folded):
        return None
    if not _is_listed(folded) and (words.foreign or is_made_up(folded)):
        return None
    return _type(words, number) if len(folded) > 3 or words.is_called(number) or words.acts(number) else None


def _is_listed(folded: str) -> bool:
    known = lists()
    return any(
        part in known.given or part in known.family or part in known.places
        for part in [folded, *(part for part in folded.split("-") if len(part) > 2)]
    )


def _type(words: Words, number: int) -> str:
    """Of a word that is a name: somebody's, or a place's."""
    folded, known, before = words.all[number].folded, lists(), words.before(number)
    is_place = folded in known.places or folded in known.places_and_words
    if is_place and (folded not in known.given or before in WHERE):
        return "place"
    unknown = folded not in known.given and folded not in known.family
    return "place" if unknown and before in WHERE | {"from"} else "person"


def _is_in_a_title(words: Words, number: int) -> bool:
    """Beside another word with a capital that is no name: "Reflective Practice"."""
    beside = [words.all[near] for near in (number - 1, number + 1) if 0 <= near < len(words.all)]
    return any(word.cased and not word.opening and word.folded in lists().known for word in beside)


def _initials(text: str) -> Iterator[Identifier]:
    """Letters that stand for somebody: "with J. again", "T.M. said"."""
    kept = not_names()
    for match in INITIALS.finditer(text):
        before = set(WORD.findall(text[: match.start()].lower())[-1:])
        after = set(WORD.findall(text[match.end() :].lower())[:1])
        beside = before & (kept.relations | BEFORE_INITIALS) or after & kept.deeds
        if (match.group("sure") or beside) and not before & LETTERED:
            yield Identifier(match.start(), match.end(), "person")
