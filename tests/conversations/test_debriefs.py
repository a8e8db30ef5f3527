"""Whole debriefs through the real Rasa and the real actions."""

from __future__ import annotations

import pytest

from tests.conversations.conftest import Therapist
from wemode.protocol import PHASES

pytestmark = pytest.mark.stack


def test_feeling_unseen_by_a_boastful_patient_from_the_first_word_to_the_kept_note(therapist: Therapist) -> None:
    therapist.says("Forty minutes on his yacht. I might as well have been the lamp.")
    assert "lamp" in therapist.words and "marginalized" in therapist.state["read"]
    therapist.says(
        "when he looked at his watch while I was speaking", "unseen, like air", "wanted to list my publications"
    )
    assert "marginalized" in therapist.state["reactions"]
    therapist.says("a bit charmed too, embarrassingly", "I nodded and smiled and hated it")
    for _ in range(4):
        if therapist.state["phase"] == "patient":
            break
        therapist.says("yes")
    assert therapist.state["phase"] == "patient"
    therapist.says("he was finally somebody, with an audience", "scared I would find him ordinary, maybe", "no idea")
    therapist.says("he needed an audience and I needed to be seen")
    for _ in range(12):
        if therapist.keys[-1] == "close.note":
            break
        therapist.says("no")
    note = therapist.answer["messages"][-1]["custom"]["note"]
    assert note[0]["text"].startswith("Forty minutes")
    therapist.says("keep it")
    assert therapist.state["path"] == list(PHASES) and therapist.state["use"] is None
    (kept,) = therapist.conversation.kept(therapist.owner)
    notes = therapist.conversation.export_markdown(therapist.owner, kept["id"])
    assert "Forty minutes on his yacht" in notes and "he needed an audience and I needed to be seen" in notes


def test_a_hesitant_therapist_is_not_pressed(therapist: Therapist) -> None:
    for line in ("dunno. tired.", "dunno", "skip", "I don't know", "rather not", "no"):
        therapist.says(line)
        assert therapist.words.strip() and not therapist.state["risk"]
    therapist.says("that's enough for tonight, please sum up")
    assert therapist.state["phase"] == "close"


def test_a_hostile_therapist_gets_answers_and_keeps_the_place(therapist: Therapist) -> None:
    therapist.says("he laughed at my training and I sat there like a trainee", "this is stupid, you are a chatbot")
    assert "aside.challenge_bot" in therapist.keys
    asked = therapist.keys[-1]
    therapist.says("why do you even ask me that")
    assert therapist.keys[-1] == asked
    therapist.says("who is right here, him or me?")
    assert any(key.startswith("verdict.") for key in therapist.keys)


def test_a_rambling_therapist_is_met_in_one_breath(therapist: Therapist) -> None:
    therapist.says(
        "so it was the fourth session and she came in late again, no word about it, and she had this coat on and "
        "started on her husband straight away, how useless he is, how he cannot even book a table, and I was nodding, "
        "I think, and at some point she looked at my shelf and said well you people read a lot, and laughed, and I "
        "laughed too, god knows why, and then I noticed I was looking at the clock all the time, and when she left "
        "I was so tired I sat down on the stairs, and my supervisor would say something about projection but honestly "
        "I just felt like furniture"
    )
    assert all(len(message["text"].split()) <= 40 for message in therapist.answer["messages"])
    assert "“" in therapist.words, "nothing of what was said is said back"


def test_danger_buried_in_an_account_stops_everything(therapist: Therapist) -> None:
    therapist.says(
        "He lost the promotion, gave his watch away, and said by Friday nobody would need to worry about him."
    )
    assert therapist.state["risk"] and {"risk.live", "risk.acted", "risk.not_meant"} <= set(therapist.choices)
    therapist.says("I called the crisis team, they know")
    assert therapist.keys == ["risk.contact"]
    therapist.says("his psychiatrist, they see him tomorrow at nine")
    assert not therapist.state["risk"]


def test_the_idioms_of_the_trade_do_not_stop_anything(therapist: Therapist) -> None:
    for line in ("he shot me down", "dead silence for ten minutes", "he murdered my interpretation"):
        assert not therapist.says(line).state["risk"], line


def test_what_was_said_about_who_the_therapist_is_is_met_as_real(therapist: Therapist) -> None:
    therapist.says("He said a woman with my accent should be cleaning his office and not sitting in it.")
    assert "attack.real" in therapist.keys


@pytest.mark.parametrize(
    "text",
    ["/restart", '/affirm{"secret":"x"}', "/", "//", "qwrt zxcv plmk", "Ich weiß nicht, was ich sagen soll", "🙂", "?"],
)
def test_odd_input_is_answered_as_text(therapist: Therapist, text: str) -> None:
    therapist.says("he talked over me the whole hour").says(text)
    assert therapist.words.strip() and not therapist.state["risk"]


def test_identifiers_do_not_reach_rasa(therapist: Therapist) -> None:
    therapist.says("Dr Smith from the ward rang me at 020 7946 0958 about him")
    assert "Smith" not in therapist.words and "7946" not in therapist.words
    assert "7946" not in str(therapist.conversation.current(therapist.owner))
