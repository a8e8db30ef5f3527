"""What holds from any state, whatever is said."""

from __future__ import annotations

from typing import List

from hypothesis import given
from hypothesis import strategies as st

from tests.talk import reading
from wemode.content.library import library
from wemode.protocol import PHASES, Choice, State, step
from wemode.reading import Label, Reading
from wemode.taxonomy import labels
from wemode.voice import speak

TEXTS = [
    "yes", "no", "tired", "7", "dunno", "he talked for forty minutes about his boat", "not what i meant", "keep",
    "discard", "everything", "new", "it has been dealt with", "I wanted to shine for him and hated it", "…", "?!",
    "he is a narcissist, that is all there is to it", "lamp " * 60, "let me move on anyway", "{phrase} {0} \\ \"",
]  # fmt: skip

names = {key: st.lists(st.sampled_from(values), max_size=3, unique=True) for key, values in labels().items()}

readings = st.builds(
    lambda text, intent, reactions, stances, moves, events, attack, arousal, said, understood, risks, sure: Reading(
        **{
            **vars(reading(text, intent, [r for r in reactions if said], reactions=reactions, stances=stances,
                           moves=moves, events=events, attack=attack, arousal=arousal)),
            "risks": tuple(Label(name, sure, (0, len(text))) for name in risks),
            "understood": understood,
        }
    ),
    st.sampled_from(TEXTS) | st.text(min_size=1, max_size=40), st.sampled_from(labels()["intents"]),
    names["reactions"], names["stances"], names["moves"], names["events"],
    st.lists(st.sampled_from(labels()["attack"]), max_size=1),
    st.lists(st.sampled_from(labels()["arousal"]), max_size=1), st.booleans(), st.booleans(),
    st.just([]) | st.lists(st.sampled_from(labels()["risks"]), max_size=2, unique=True), st.sampled_from([0.1, 0.9]),
)  # fmt: skip

whole_talks = st.lists(st.tuples(readings, st.integers(0, 40)), max_size=25)


def choice_of(state: State, pick: int) -> Choice | None:
    """Every fourth turn or so a choice that is on offer."""
    if not state.offered or pick > 9:
        return None
    id = state.offered[pick % len(state.offered)]
    return Choice(id, {"hold": 4, "strike": ("own",), "picture": ("kinder",)}.get(id))


@given(whole_talks)
def test_any_message_leads_to_an_answer_in_words(talk: List[tuple[Reading, int]]) -> None:
    state = State()
    for heard, pick in talk:
        done = step(state, heard, choice_of(state, pick))
        assert done.error is None
        messages = speak(done, library())
        assert messages and all(message["text"].strip() for message in messages)
        assert sum(
            message["text"].count("?") for message in messages if message["custom"]["kind"] == "ask"
        ) <= 1 + _quoted(messages)
        assert done.state.questions <= done.state.budget or done.state.minutes != state.minutes
        assert State.from_json(done.state.to_json()) == done.state
        state = done.state if not done.state.finished else State()


def _quoted(messages: List[dict]) -> int:  # type: ignore[type-arg]
    """Question marks inside the therapist's own quoted words do not count as ours."""
    return sum(message["text"].count("?") for message in messages if "“" in message["text"])


@given(whole_talks)
def test_no_question_about_the_patients_mind_before_ones_own(talk: List[tuple[Reading, int]]) -> None:
    state = State()
    for heard, pick in talk:
        state = step(state, heard, choice_of(state, pick)).state
        if any(key.startswith("patient.") for key in state.asked):
            assert {"name", "self"} <= set(state.path) or state.overridden
        if state.finished:
            state = State()


@given(whole_talks, st.sampled_from(labels()["risks"]))
def test_risk_wins_everywhere(talk: List[tuple[Reading, int]], risk: str) -> None:
    state = State()
    for heard, pick in talk:
        state = step(state, heard, choice_of(state, pick)).state
        if state.finished:
            state = State()
    done = step(state, reading("there is a knife in the drawer and a plan", risks=[risk]))
    assert risk in done.state.risk and done.acts[0].key.startswith("risk.")


@given(
    st.lists(st.sampled_from(["affirm", "skip", "finish"]), min_size=40, max_size=40),
    st.sampled_from(["3", "10", "20"]),
)
def test_yes_skip_and_finish_alone_reach_the_close_within_the_budget(intents: List[str], minutes: str) -> None:
    state = step(State(), reading("he talked the whole hour"), None).state
    state = step(state, reading("time"), Choice(f"time.{minutes}")).state
    for turn, intent in enumerate(intents):
        if state.risk:
            break
        if state.phase == "close":
            assert turn <= state.budget + 8 and state.questions <= state.budget
            return
        state = step(state, reading({"affirm": "yes"}.get(intent, intent), intent)).state
    assert state.phase == "close" or state.risk


@given(whole_talks)
def test_the_state_stays_a_few_kilobytes(talk: List[tuple[Reading, int]]) -> None:
    import json

    state = State()
    for heard, pick in talk * 4:
        state = step(state, heard, choice_of(state, pick)).state
    assert len(json.dumps(state.to_json())) < 20_000
    assert set(state.path) <= set(PHASES)
