"""What every telling leaves behind in the state, whatever phase it falls in."""

from __future__ import annotations

import re
from typing import List

from wemode.content.feelings import denied, said_plainly
from wemode.protocol.heard import CLEAR, PLAIN, Heard
from wemode.protocol.state import State
from wemode.protocol.wording import opening

SHY = frozenset({"sexualized"})
"""Never named first by the assistant, however clearly it was implied."""

HOT = frozenset({"angry", "contemptuous"})
MOMENT_WORDS = 15
PULL = re.compile(r"\b(?:wanted to|felt like \w+ing|could have \w+|i'?d have liked to)\b", re.IGNORECASE)
"""What they felt like doing, told without being asked."""


def take_in(state: State, heard: Heard) -> None:
    """Keep what was told: the first line, feelings said and implied, images, events, how it was thought."""
    reading = heard.reading
    contested = _contested(state, heard)
    deny(state, contested)
    state.read = reading.names("reactions")
    if not heard.tells and not heard.carries:
        return
    if not state.first and heard.answers:
        state.first = opening(heard.text)
    if heard.answers and (reading.events or reading.quoted("act") or heard.words >= MOMENT_WORDS):
        state.answered.setdefault("moment", opening(heard.text))
    amounts = reading.quoted("amount")
    if amounts:
        state.answered.setdefault("amount", amounts[0])
    if heard.attempted and state.awaiting not in ("rehearse.offer", "rehearse.words", "rehearse.smaller"):
        did = heard.around(next(move for move in reading.moves if move.name in heard.attempted))
        if did:
            state.answered.setdefault("act", did)
    for did in reading.quoted("act")[:1]:
        state.answered.setdefault("act", did)
    not_felt = [*denied(heard.text), *contested]
    deny(state, not_felt)
    if PULL.search(heard.text):
        state.answered.setdefault("pull", "told")
    _keep_reactions(state, heard, not_felt)
    state.images += [x for x in reading.quoted("image") if x not in state.images]
    state.events += [x.name for x in reading.events if x.confidence >= CLEAR and x.name not in state.events]
    if heard.words > 2 or reading.stances:
        state.stances = (state.stances + [reading.names("stances")])[-4:]
    if reading.arousal:
        state.arousal = reading.arousal[0].name
    elif heard.words > 6:
        state.arousal = "even"
    _weigh_certainty(state, heard)


def _contested(state: State, heard: Heard) -> List[str]:
    """What was understood before and is protested against; what the protest puts in its place is not."""
    if heard.intent != "correct_reading":
        return []
    claimed = {feeling.name for feeling in said_plainly(heard.text)}
    return [name for name in dict.fromkeys((*state.read, *state.implied)) if name not in claimed]


def confirm(state: State, reaction: str, words: str = "") -> None:
    """The therapist owns to this feeling."""
    if reaction in state.denied:
        state.denied.remove(reaction)
    if reaction in state.implied:
        state.implied.remove(reaction)
    if reaction not in state.reactions:
        state.reactions.append(reaction)
    if words and reaction not in state.own_words:
        state.own_words[reaction] = words
    state.named = True


def deny(state: State, reactions: List[str]) -> None:
    """Not that; it is not offered again."""
    for reaction in reactions:
        for group in (state.reactions, state.implied):
            if reaction in group:
                group.remove(reaction)
        state.own_words.pop(reaction, None)
        if reaction not in state.denied:
            state.denied.append(reaction)


def _keep_reactions(state: State, heard: Heard, not_felt: List[str]) -> None:
    answering = state.awaiting in ("name.open", "name.second", "name.offer")
    for label in heard.felt:
        if label.name in not_felt:
            continue
        if answering or (label.said and label.confidence >= PLAIN):
            confirm(state, label.name, heard.evidence(label) if label.said else "")
        elif label.name not in (*state.reactions, *state.implied, *state.denied) and label.name not in SHY:
            state.implied.append(label.name)


def _weigh_certainty(state: State, heard: Heard) -> None:
    recent = sum("psychic_equivalence" in names for names in state.stances)
    if "not_knowing" in heard.reading.names("stances") and state.certainty == "standing":
        state.certainty = "noticed"
    elif recent >= 2 or heard.strong("stances", "psychic_equivalence"):
        state.certainty = "noticed" if state.certainty == "noticed" else "standing"
