"""The one door: risk first, then interruption, then the phase."""

from __future__ import annotations

from types import ModuleType
from typing import Dict, List, Optional, Tuple

from wemode.content.doors import contains, door_named, opens_by_words
from wemode.protocol import gate, interruption, risk
from wemode.protocol.acts import Act, Choice, Step
from wemode.protocol.heard import PLAIN, Heard
from wemode.protocol.pace import Prompt, again, put, settle
from wemode.protocol.phases import arrive, between, close, moment, name, patient, rehearse, self_
from wemode.protocol.state import PHASES, UNANSWERED, State
from wemode.protocol.taking import confirm, deny, take_in
from wemode.protocol.wording import LONG
from wemode.reading import Reading

MODULES: Dict[str, ModuleType] = {
    "arrive": arrive, "moment": moment, "name": name, "self": self_,
    "patient": patient, "between": between, "rehearse": rehearse, "close": close,
}  # fmt: skip

STANDING = frozenset(
    ("pause", "resume", "new", "finish", "skip", "forward", "hold", "ask_why", "ask_example", "go_back", "delete_data")
)
TYPED = ("gate.", "enough.", "rehearse.", "safety.", "attack.", "own.")
"""Choices beside an open prompt that may be named in words as well."""
TYPED_WORDS = 8
SAFE_WORDS = 4
"""Beyond these "no one" may be part of what is told: "he has no one he would ring"."""
STANDING_PREFIXES = ("time.", "need.", "on.", "off.")
SUPPORT = ("attack.limit", "attack.colleague", "attack.employer", "attack.note", "attack.stay", "attack.patient")


def step(before: State, reading: Reading, choice: Optional[Choice] = None) -> Step:
    """The next state and what to say. Never raises for anything a therapist can say or choose.

    A choice that is not on offer gives `error="stale"` and the unchanged state.
    """
    if choice and not on_offer(before, choice):
        return Step(before, [], error="stale")
    state = before.copy()
    heard = Heard(reading, choice)
    if not state.path:
        state.enter("arrive")
    effects: List[str] = []
    acts = _acts(state, heard, effects)
    settle(state, any(act.kind == "ask" for act in acts))
    state.trim()
    return Step(state, acts, effects)


def on_offer(state: State, choice: Choice) -> bool:
    """Whether this choice may be taken now."""
    return choice.id in state.offered or choice.id in STANDING or choice.id.startswith(STANDING_PREFIXES)


def _acts(state: State, heard: Heard, effects: List[str]) -> List[Act]:
    risks = risk.seen(state, heard)
    if risks:
        return risk.stop(state, risks, heard)
    if state.risk:
        acts = risk.go_on(state, heard, effects)
        waits = state.risk or state.held or state.awaiting not in risk.ASKED_ABOUT
        return acts if waits or "resume" in state.offered else acts + _walk(state)
    heard = _as_choice(state, heard)
    if heard.choice and heard.choice.id == "safety.tell":
        return risk.stop(state, state.doubted, heard)
    if heard.choice:
        beside = _beside(state, heard.choice)
        if beside is not None:
            return beside
    if state.awaiting in ("close.note", "close.card") and not state.confirming and _decided(heard):
        return _outcome(state, heard, effects) if state.awaiting == "close.note" else _walk(state)
    aside = interruption.answer(state, heard, effects)
    if aside is not None:
        return aside if state.first else _opening(state) + aside
    state.paused, state.held = False, ""
    if _wants_to_finish(state, heard):
        if heard.answers:
            take_in(state, heard)
            _module(state).take(state, heard)
            risk.aside(state, heard)
        return _finish(state)
    forced = gate.forced(state, heard)
    if forced is not None:
        if not forced:
            return [put(state, gate.NUDGE)]
        _pass_to(state, "patient")
        return [Act("say", "moving_on"), *_walk(state)]
    if state.awaiting == "close.note":
        return _outcome(state, heard, effects)
    if _lost(state, heard):
        state.puzzled = True
        return [Act("say", "puzzled"), again(state)] if state.awaiting else [Act("say", "puzzled"), *_walk(state)]
    state.puzzled = False
    return _debrief(state, heard)


def _debrief(state: State, heard: Heard) -> List[Act]:
    opened_before = bool(state.first)
    attacked = heard.attacked and not state.attack and state.phase != "close"
    gone_back = gate.closes_again(state, heard)
    state.disputed = state.disputed if state.disputed == state.awaiting else None
    take_in(state, heard)
    if _settles(state, heard):
        return [*_opening(state), Act("say", "risk.settled"), again(state)]
    if _corrects(heard):
        state.take_back()
    state.last_kept = None
    parked = _park(state, heard)
    if state.awaiting:
        state.answered[state.awaiting] = "told" if heard.answers else UNANSWERED
    _module(state).take(state, heard)
    acts = _opening(state)
    if attacked:
        return acts + _attacked(state)
    acts += _support(state, heard)
    acts += [Act("say", "parked", {"wondering": state.parked[-1]})] if parked else []
    acts += [Act("say", "told_already")] if heard.told_already and not _corrects(heard) else []
    acts += [] if _beside_them(state, heard) else _reply(state, heard)
    if _asks_again(state, heard):
        return [*acts, *_from_your_side(state, heard), again(state)]
    if state.risk:
        return acts + risk.stop(state, state.risk, heard)
    if gone_back:
        state.returns += 1
        state.come_back_to = state.phase
        state.answered.pop("self.heat", None)
        state.enter("self")
        acts.append(Act("say", "return.self", {"phase": state.come_back_to}))
    elif not opened_before and _holds_both(state, heard):
        _pass_to(state, "between")
    beside = risk.aside(state, heard)
    acts += beside + _walk(state)
    state.offered += [choice for act in beside for choice in act.offers]
    return acts


def _as_choice(state: State, heard: Heard) -> Heard:
    """A short message that names one of the choices on offer is that choice: "yes, his side then"."""
    if heard.choice or state.confirming or state.paused:
        return heard
    offered = tuple(id for id in state.offered if id.startswith(TYPED) and opens_by_words(id))
    named = door_named(heard.text, offered, TYPED_WORDS)
    if named == "safety.no" and heard.words > SAFE_WORDS:
        return heard
    return Heard(heard.reading, Choice(named)) if named else heard


def _asks_again(state: State, heard: Heard) -> bool:
    """Once at each prompt: after a protest, an unclear word about danger, an answer about oneself on their side."""
    if close.unclear(state, heard):
        state.disputed = state.awaiting
        return True
    if not state.awaiting or state.disputed == state.awaiting or state.awaiting.startswith(("close.", "safety.")):
        return False
    protest = heard.intent == "correct_reading" and not heard.felt
    if not protest and not _beside_them(state, heard):
        return False
    state.disputed = state.awaiting
    return True


def _settles(state: State, heard: Heard) -> bool:
    """A no to the danger that was mentioned in the last answer: it is not asked about again.

    A bare no answers the prompt that stood beside it, and settles nothing about danger.
    """
    mentioned, state.mentioned = state.mentioned, False
    no = door_named(heard.text, ("risk.not_meant",), LONG) or (heard.plain_no and contains(heard.text, "safety", LONG))
    if not (mentioned and no):
        return False
    state.safety_asked, state.doubt_words = True, ""
    return True


def _corrects(heard: Heard) -> bool:
    return heard.intent == "correct_reading"


def _beside_them(state: State, heard: Heard) -> bool:
    return (state.awaiting or "").startswith("patient.") and heard.answers and not heard.theirs


def _from_your_side(state: State, heard: Heard) -> List[Act]:
    return [Act("say", "from_your_side")] if _beside_them(state, heard) else []


def _module(state: State) -> ModuleType:
    """The phase that the open prompt belongs to: after going back it is an earlier one."""
    prefix = (state.awaiting or "").partition(".")[0]
    return MODULES.get("self" if prefix == "gate" else prefix, MODULES[state.phase])


def _walk(state: State) -> List[Act]:
    """Go through the phases whose exit is met, as far as the next prompt."""
    acts: List[Act] = []
    while True:
        prompt: Optional[Prompt] = MODULES[state.phase].prompt(state)
        if prompt is not None:
            return acts + [put(state, prompt)]
        if state.come_back_to and state.phase == "self":
            acts.append(Act("say", "return.forward", {"phase": state.come_back_to}))
            state.enter(state.come_back_to)
            state.come_back_to = None
            continue
        state.enter(PHASES[PHASES.index(state.phase) + 1])


def _pass_to(state: State, phase: str) -> None:
    if PHASES.index(state.phase) > PHASES.index(phase):
        state.enter(phase)
    while state.phase != phase:
        state.enter(PHASES[PHASES.index(state.phase) + 1])
    state.named = state.gate_open = True


def _holds_both(state: State, heard: Heard) -> bool:
    """A first message that already holds both views goes straight to `between`."""
    ahead = PHASES.index(state.phase) < PHASES.index("between")
    return ahead and heard.strong("stances", "we_mode") and bool(heard.reading.said)


def _opening(state: State) -> List[Act]:
    if "opening" in state.answered:
        return []
    state.answered["opening"] = "said"
    return [Act("say", "opening.again" if state.seasoned else "opening.first")]


def _reply(state: State, heard: Heard) -> List[Act]:
    """What was just said is met before anything is asked."""
    if heard.choice:
        return _met_choice(state, heard, heard.choice)
    if state.hushed:
        state.hushed = False
        return []
    if not heard.tells or (heard.told_already and not heard.answers):
        return [Act("say", "open")] if heard.intent == "dont_know" else []
    if state.awaiting in rehearse.SPOKEN and state.tried and state.tried == heard.gist():
        best = next((x for x in heard.reading.moves if x.name in heard.attempted), None)
        phrase = (heard.around(best) if best else "") or heard.phrase() or state.tried
        return [Act("mirror", "move", {"moves": tuple(heard.attempted), "phrase": phrase})]
    return [Act("mirror", "mirror", _mirror_slots(state, heard))]


def _met_choice(state: State, heard: Heard, choice: Choice) -> List[Act]:
    """A feeling or a piece of one's own that was taken up from an offer is met like one that was typed."""
    kind, _, what = choice.id.partition(".")
    if kind == "feel" and what in state.reactions:
        felt: Tuple[str, ...] = (what,)
    elif kind == "own" and what != "not_tonight":
        felt = ()
    else:
        return []
    nothing_else = {"image": "", "amount": "", "act": "", "events": (), "stances": (), "mine": True}
    taken_up = {**nothing_else, "reactions": felt, "shown": felt, "said": felt}
    return [Act("mirror", "mirror", {**_mirror_slots(state, heard), **taken_up})]


def _mirror_slots(state: State, heard: Heard) -> Dict[str, object]:
    reading = heard.reading
    fresh = [x.name for x in heard.felt if x.name not in state.denied and (x.said or x.name != "sexualized")]
    shown = tuple(fresh)
    spoken = {x.name for x in heard.felt if x.said or x.confidence >= PLAIN}
    fresh = [name for name in fresh if name in spoken]
    if (state.awaiting or "").startswith("patient."):
        fresh = [name for name in fresh if heard.strong("reactions", name)]
    return {
        "phrase": heard.phrase(),
        "image": heard.image,
        "amount": next(iter(reading.quoted("amount")), ""),
        "act": next(iter(reading.quoted("act")), ""),
        "reactions": tuple(fresh),
        "shown": shown,
        "said": tuple(x.name for x in heard.felt if x.said and x.confidence >= PLAIN and x.name in fresh),
        "events": tuple(heard.happened),
        "stances": tuple(reading.names("stances")),
        "mine": heard.mine,
        "answering": state.awaiting or "",
        "phase": state.phase,
        "arousal": state.arousal,
        "corrected": heard.intent == "correct_reading",
        "nothing": heard.nothing,
        "acted": bool(heard.attempted or reading.quoted("act")),
        "own_words": dict(state.own_words),
    }


def _park(state: State, heard: Heard) -> bool:
    """A start on the patient's mind, a label or a theory before the gate is kept for later; True when said aloud."""
    if state.gate_open or state.phase not in ("name", "self") or not heard.tells or state.attack:
        return False
    stances = set(heard.reading.names("stances"))
    if not {"patient_mind", "you_mode", "pretend"} & stances or {"me_mode", "we_mode"} & stances or heard.felt:
        return False
    wondering = "patient_mind" in stances or "not_knowing" in stances
    if wondering:
        state.parked.append(heard.phrase(14) or heard.text[:120])
    if not wondering or state.parked_aloud:
        return False
    state.parked_aloud = True
    return True


def _attacked(state: State) -> List[Act]:
    """First said to be real, before any feeling is asked for."""
    state.attack = True
    return [Act("say", "attack.real"), put(state, Prompt("attack.support", offers=SUPPORT, invite_only=True))]


def _support(state: State, heard: Heard) -> List[Act]:
    if not heard.choice or heard.choice.id not in SUPPORT:
        return []
    state.patient_wanted = heard.choice.id == "attack.patient"
    if heard.choice.id in ("attack.limit", "attack.colleague", "attack.employer", "attack.note"):
        state.for_supervision(heard.reading.text)
    return [Act("say", heard.choice.id)]


def _lost(state: State, heard: Heard) -> bool:
    """Nothing was understood, and the last answer was not already "I did not follow"."""
    if heard.choice or state.puzzled or heard.carries:
        return False
    return not heard.text or (not heard.reading.understood and heard.reading.intent in ("tell", "out_of_scope"))


def _beside(state: State, choice: Choice) -> Optional[List[Act]]:
    """Chips beside the box: time, need, hold, the reading corrected. They are never turns of their own."""
    kind, _, what = choice.id.partition(".")
    if kind == "time" and what in ("3", "10", "20"):
        state.minutes = int(what)
    elif kind == "need":
        state.need = what
    elif kind == "hold":
        _set_hold(state, choice)
    elif kind == "on":
        confirm(state, what)
    elif kind == "off":
        deny(state, [what])
    else:
        return None
    return [Act("say", f"noted.{kind}", {"what": what}), *([again(state)] if state.awaiting else [])]


def _set_hold(state: State, choice: Choice) -> None:
    value = choice.value if isinstance(choice.value, int) else None
    if state.phase == "close":
        state.hold_after = value
    else:
        state.hold = value


def _wants_to_finish(state: State, heard: Heard) -> bool:
    if state.phase == "close":
        return False
    chosen = heard.choice.id if heard.choice else ""
    if chosen == "forward":
        return False
    asked = heard.wants_to_close and state.awaiting not in ("name.pull", "rehearse.words", "rehearse.smaller")
    return heard.intent == "finish" or asked or chosen in ("finish", "gate.close", "enough.close")


def _finish(state: State) -> List[Act]:
    state.come_back_to = None
    state.enter("close")
    return _walk(state)


def _decided(heard: Heard) -> Optional[str]:
    """keep or discard, where one of them was typed."""
    return None if heard.choice else door_named(heard.text, ("keep", "discard"), 8)


def _outcome(state: State, heard: Heard, effects: List[str]) -> List[Act]:
    """Keep or discard, only when it is named; a struck line stays out of the note."""
    choice = heard.choice
    if choice and choice.id == "strike":
        struck = choice.value if isinstance(choice.value, tuple) else ()
        for line in state.note:
            line.struck = line.id in struck
        return [put(state, close.closing_note(state))]
    if not choice and close.mend(state, heard):
        return [Act("say", "mended"), put(state, close.closing_note(state))]
    named = choice.id if choice else _decided(heard)
    if named == "keep":
        state.outcome = "kept"
        effects.append("keep")
        return [Act("say", "kept", {"phase": state.phase})]
    if named == "discard":
        state.outcome = "discarded"
        effects.append("discard")
        return [Act("say", "erased.this")]
    state.offered = ["keep", "discard", "strike"]
    unchanged = [Act("say", "note.unchanged")] if not choice and heard.words > 3 else []
    return [*unchanged, Act("invite", "close.undecided", {}, tuple(state.offered))]
