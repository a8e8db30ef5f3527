"""One message as the protocol hears it: the reading, the choice, and what follows from both."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import List, Optional

from wemode.content.doors import contains, door_named, says_only
from wemode.protocol.acts import Choice
from wemode.protocol.wording import LONG, SHORT, WISH, clean, gist, sentences, to_us
from wemode.reading import Label, Reading

STRONG = 0.75
"""Confidence from which a single instance of a stance counts without a pattern."""

CLEAR = 0.35
"""Confidence from which a feeling that was read is spoken of at all; below it is only part of the reading."""

PLAIN = 0.5
"""Confidence from which an attack on who the therapist is counts, and a feeling is spoken of as said."""

MEANT = 0.7
"""Confidence from which a short message counts as a wish about the talk rather than an answer."""

LEAST = 3
"""Words that a piece of a longer message has at least when it is said back."""

REPEATED = 6
"""Words that must be left beside "I told you" for it to be an answer after all."""

INTERRUPTIONS = frozenset(
    ("ask_why", "ask_explain", "ask_example", "ask_verdict", "challenge_bot", "go_back", "pause", "resume", "finish",
     "start_debrief", "start_group", "start_study", "view_journal", "export_data", "delete_data", "privacy", "help",
     "greet", "thank", "goodbye", "out_of_scope")
)  # fmt: skip
EMPTY = frozenset({"dont_know", "skip", "affirm", "deny"})


@dataclass(frozen=True)
class Heard:
    """Either a reading or a choice; `reading.text` is masked."""

    reading: Reading = field(repr=False)
    choice: Optional[Choice] = None

    @property
    def text(self) -> str:
        return "" if self.choice else self.reading.text.strip()

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def carries(self) -> bool:
        """Something of the hour or the therapist is in it, whatever the intent says."""
        r = self.reading
        return bool(r.reactions or r.events or r.stances or r.quotes or r.attack or r.moves)

    @cached_property
    def intent(self) -> str:
        """The intent, weighed with length and content: a long or laden message is a telling."""
        if self.choice:
            return "choice"
        if self._protests:
            return "correct_reading"
        if self.lost:
            return "lost"
        name = self.reading.intent
        if name == "tell" or self.words <= 2:
            return name
        laden = bool(self.reading.reactions or self.reading.events)
        if name in INTERRUPTIONS and (self.words > 2 * SHORT or (self.words > SHORT and laden)):
            return "tell"
        if name == "ask_why" and self._wonders_about_oneself:
            return "tell"
        if name in EMPTY and self.words > SHORT:
            return "tell"
        if name in INTERRUPTIONS and self.reading.intent_confidence < MEANT:
            return "tell"
        return name

    @property
    def tells(self) -> bool:
        """There is something to take up."""
        if self.choice or not self.text:
            return False
        if self.intent in ("tell", "correct_reading", "rate_intensity", "rehearse"):
            return True
        return self.intent in EMPTY and self.carries and self.words > 3

    @property
    def answers(self) -> bool:
        """There is something to keep as an answer: a protest against what was understood is none, nor "well, maybe"."""
        least = REPEATED if self.told_already else 1
        return self.tells and self.intent != "correct_reading" and len(self.gist().split()) >= least

    @property
    def number(self) -> Optional[int]:
        """A strength from 0 to 10 in digits or words, or None."""
        found = re.search(r"(?<![\d.,])(10|\d)(?![\d%])(?:\s*(?:/|out of)\s*10)?", self.text)
        if found and self.words <= SHORT:
            return int(found.group(1))
        if self.words <= SHORT:
            for value, word in enumerate(_NUMBERS):
                if re.search(rf"\b{word}\b", self.text.lower()):
                    return value
        return None

    @property
    def hold(self) -> Optional[int]:
        """The strength that is named as the hold, in a message of any length, or the only number of a short one."""
        named = re.search(rf"\bhold\b\D{{0,16}}?(10|\d|{'|'.join(_NUMBERS)})\b", self.text.lower())
        if not named:
            return self.number
        found = named.group(1)
        return _NUMBERS.index(found) if found in _NUMBERS else int(found)

    @property
    def begins_with_no(self) -> bool:
        """ "Nothing goes there", "don't want her to see": whatever follows, it is not offered."""
        return bool(re.match(r"(?:no|none|nothing|not|don'?t|dont)\b", self.text.lower().replace("’", "'")))

    @property
    def _wonders_about_oneself(self) -> bool:
        """ "why I go silent with him" is an answer; "why do you ask?" is a question to us."""
        words = set(re.findall(r"[a-z]+", self.text.lower()))
        return "?" not in self.text and bool(words & _FIRST_PERSON) and not words & _TO_US

    @property
    def told_already(self) -> bool:
        """ "I just told you": what was asked had been said before."""
        return contains(self.text, "told_already", LONG)

    @property
    def lost(self) -> bool:
        """ "which picture?": what was asked is not clear to them."""
        return contains(self.text, "lost_me", 2 * SHORT) or self._only_asks

    @property
    def _only_asks(self) -> bool:
        """A short question that is about nobody: "the man or the actor?" is for us, "why am I so tired?" is not."""
        words = set(re.findall(r"[a-z]+", self.text.lower()))
        asks = self.text.rstrip().endswith("?") and bool(_QUESTION.match(self.text.strip()))
        return asks and self.words <= SHORT and not words & (_FIRST_PERSON | _THIRD_PERSON)

    def asks_for(self, door: str) -> bool:
        """Whether a sentence of it is nothing but this wish: "No, I was lazy. But ok, his side."."""
        return any(says_only(s, door, "lead") and not says_only(s, "lead") for s in sentences(self.text))

    @property
    def wants_to_close(self) -> bool:
        """A short message, or the last sentence of a longer one, asks for the end."""
        last = next(iter(sentences(self.text)[-1:]), "")
        return door_named(last, ("finish",), WISH) is not None

    @property
    def plain_no(self) -> bool:
        """A no that stands as a sentence of its own: "What? No. Did I say something?"."""
        return any(says_only(sentence, "nay") for sentence in sentences(self.text))

    @property
    def _protests(self) -> bool:
        """ "that was me, not her": said against what was understood, whatever else it was read as."""
        return contains(self.text, "protest", LONG)

    @property
    def attempted(self) -> List[str]:
        """Moves read clearly enough to be spoken of, best first."""
        return [label.name for label in self.reading.moves if label.confidence >= CLEAR]

    @property
    def felt(self) -> List[Label]:
        """Feelings read clearly enough to be spoken of, best first."""
        return [label for label in self.reading.reactions if label.confidence >= CLEAR]

    @property
    def happened(self) -> List[str]:
        """Kinds of moment read clearly enough to be spoken of as what happened, best first."""
        return [label.name for label in self.reading.events if label.confidence >= PLAIN]

    @property
    def attacked(self) -> bool:
        """What hurt was aimed at who the therapist is."""
        return any(label.confidence >= PLAIN for label in self.reading.attack)

    @property
    def mine(self) -> bool:
        """Whether it is about the one who types: a telling about nobody but the other is not."""
        words = set(re.findall(r"[a-z]+", self.text.lower()))
        return bool(words & _FIRST_PERSON) or not words & _THIRD_PERSON

    @property
    def to_them(self) -> bool:
        """Whether it may be said to the patient as it stands: somebody is addressed and nobody spoken of."""
        words = set(re.findall(r"[a-z]+", self.text.lower()))
        return bool(words & {"you", "your", "yours"}) and not words & {"he", "she", "they"}

    @property
    def theirs(self) -> bool:
        """Whether it may be about the other: "I want the best" may be said from inside their skin, "I wanted her to
        stay" is one's own wish, with the other only as its object."""
        told = re.findall(r"[a-z]+", self.gist().lower())
        if self.strong("stances", "patient_mind") or set(told) & _THEY:
            return True
        beside = told[:1] != [] and told[0] in _FIRST_PERSON and bool(set(told) & _THIRD_PERSON)
        return not (beside or self.strong("stances", "me_mode"))

    @property
    def wonders_about_them(self) -> bool:
        """Their mind is being imagined, or wondered about."""
        stances = set(self.reading.names("stances"))
        they = set(re.findall(r"[a-z]+", self.text.lower())) & _THEY
        return bool({"patient_mind", "we_mode"} & stances) or ("not_knowing" in stances and bool(they))

    @property
    def nothing(self) -> bool:
        """The honest empty answer, whatever is said after it: "nothing. it's my job"."""
        return bool(self.text) and says_only(next(iter(sentences(self.text)), ""), "none")

    def strong(self, label_set: str, name: str) -> bool:
        return any(x.name == name and x.confidence >= STRONG for x in getattr(self.reading, label_set))

    def phrase(self, longest: int = 20) -> str:
        """A piece of the therapist's own words short enough to be said back, or the empty string: the whole of a short
        message, otherwise the sentence with the most in it. What was said to the assistant is never said back."""
        told = [s for s in sentences(self.text) if not to_us(s)]
        if len(told) == 1 and len(told[0].split()) <= longest:
            return told[0]
        fitting = [piece for s in told for piece in _pieces(s, longest) if len(piece.split()) >= LEAST]
        weighed = [(self._weight(piece) + place / len(fitting), piece) for place, piece in enumerate(fitting)]
        return max(weighed, default=(0.0, ""))[1]

    @property
    def image(self) -> str:
        """Their figure of speech, where it stands in the piece that would be said back."""
        whole = self.phrase()
        found = (clean(words) for words in self.reading.quoted("image"))
        return next((words for words in found if words in whole and len(words.split()) > 1), "")

    def _weight(self, piece: str) -> float:
        """How much of what was read, of themselves and of a picture is in a piece."""
        labels = (*self.reading.reactions[:2], *self.reading.stances[:1], *self.reading.events[:1])
        evidence = [(label.confidence, self.evidence(label)) for label in labels]
        read = sum(sure for sure, words in evidence if words and (words in piece or piece in words))
        words = set(re.findall(r"[a-z]+", piece.lower()))
        pictured = any(clean(image) in piece for image in self.reading.quoted("image"))
        return 2 * read + bool(words & _FIRST_PERSON) + pictured + bool(words & {"like", "as", "felt"})

    def gist(self) -> str:
        """The answer as it belongs on a note."""
        return gist(self.text)

    def around(self, label: Label, longest: int = 16) -> str:
        """The sentence in which a label's evidence lies, or the evidence alone, or neither when both are too long."""
        piece = self.evidence(label)
        whole = next((s for s in sentences(self.text) if piece and piece in s), "")
        pieces = (whole, piece if _STANDS_ALONE.match(piece) else "")
        return next((words for words in pieces if 2 <= len(words.split()) <= longest), "")

    def evidence(self, label: Label) -> str:
        if label.evidence is None:
            return ""
        return clean(self.reading.text[label.evidence[0] : label.evidence[1]])


def _pieces(sentence: str, longest: int) -> List[str]:
    """The sentence, or its clauses that can stand alone when it is too long."""
    if len(sentence.split()) <= longest:
        return [sentence]
    clauses = (clean(c) for c in re.split(r",\s+|\s+(?:and|but|so|because|then)\s+|\s[–—-]\s", sentence))
    return [c for c in clauses if len(c.split()) <= longest and _STANDS_ALONE.match(c)]


_FIRST_PERSON = frozenset(("i", "me", "my", "mine", "myself", "im", "id", "ive", "we", "us", "our"))
_TO_US = frozenset(("you", "your", "ask", "asking", "question", "need", "should", "this", "that"))
_THIRD_PERSON = frozenset(("he", "she", "they", "him", "her", "them", "his", "their", "patient", "pt"))
_QUESTION = re.compile(r"(?:sorry|what|which|whose|who|how|huh|the|a|do|does|is|are|can)\b", re.IGNORECASE)
_STANDS_ALONE = re.compile(
    r"(?:i|he|she|they|it|we|you|my|his|her|their|the|a|an|this|there|like|as|nothing|not)\b", re.IGNORECASE
)
"""How a clause begins that can be said back without the rest of its sentence."""
_THEY = frozenset(("he", "she", "they", "their", "his", "patient", "pt", "hes", "shes", "theyre", "himself", "herself"))
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
