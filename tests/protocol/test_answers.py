"""What is kept as an answer, and what is only the way to one, a protest, or a choice put in words."""

from __future__ import annotations

import pytest

from tests.protocol.test_path import at_the_gate, unseen
from tests.talk import Talk, reading
from wemode.protocol.heard import Heard
from wemode.reading import Label, Reading


def on_their_side() -> Talk:
    return at_the_gate().says("yes", intent="affirm")


@pytest.mark.parametrize(
    "words", ["yes, look from his side", "their side now", "Fine. His side", "ok let's look at her"]
)
def test_the_gate_opens_to_any_yes(words: str) -> None:
    assert at_the_gate().says(words).state.phase == "patient"


@pytest.mark.parametrize(("words", "intent"), [("stay a bit", "pause"), ("not yet", "deny"), ("I'm not done", "tell")])
def test_staying_is_no_pause_and_no_refusal(words: str, intent: str) -> None:
    talk = at_the_gate().says(words, intent=intent)
    assert talk.keys == ["gate.stay"] and not talk.state.paused and talk.state.phase == "self"
    talk.says("I am still cross about the money", stances=["me_mode"])
    assert talk.state.own == "I am still cross about the money"
    assert talk.says("carry on", intent="affirm").state.phase == "patient"


def test_an_answer_about_oneself_on_their_side_stays_ones_own_and_theirs_is_asked_once_more() -> None:
    talk = on_their_side().says("maybe. I wanted her to stay")
    assert not talk.state.inside and talk.keys[-1] == "patient.face" and "from_your_side" in talk.keys
    talk.says("she had somewhere better to be", stances=["patient_mind"])
    assert talk.state.inside == "she had somewhere better to be"


def test_said_from_inside_their_skin_in_the_first_person() -> None:
    assert on_their_side().says("I want the best, I always got it by asking").state.inside.startswith("I want the best")


def test_a_protest_is_no_answer_and_the_prompt_is_put_again_once() -> None:
    talk = on_their_side().says("that was me, not her")
    assert not talk.state.inside and talk.keys[-1] == "patient.face" and "Then not that." in talk.words
    assert talk.says("that was me, not her").keys[-1] != "patient.face"


def test_what_leads_up_to_an_answer_is_left_out_of_the_note_and_the_rest_is_kept_whole() -> None:
    heard = Heard(reading("Right. Maybe. He was bored of me. And he was lonely, which I did not want to see."))
    assert heard.gist() == "He was bored of me. And he was lonely, which I did not want to see"
    assert not Heard(reading("well, maybe")).answers


def test_ok_try_is_no_sentence_to_the_patient() -> None:
    talk = at_rehearsal().says("ok. try")
    assert talk.keys[-1] == "rehearse.words" and not talk.state.tried
    talk.says("You were telling me about the boat, and I missed it.", moves=["joint_attention"])
    assert talk.keys[-1] == "rehearse.chair" and "You were telling me about the boat" in talk.words


def test_words_given_at_the_offer_are_heard_back_at_once() -> None:
    talk = at_rehearsal().says("You told me about the boat and I missed it.", moves=["joint_attention"])
    assert talk.keys[-1] == "rehearse.chair" and talk.state.tried.startswith("You told me")


def test_leaving_it_unsaid_is_a_choice_in_words_too() -> None:
    assert at_rehearsal().says("rather not").state.phase == "close"


def at_rehearsal() -> Talk:
    talk = on_their_side().says("he was somebody, with an audience", stances=["patient_mind"])
    talk.says("for a second he was ordinary", stances=["patient_mind"]).says("no idea", intent="dont_know")
    talk.says("he needed an audience and I needed to be seen", stances=["we_mode"])
    assert talk.keys[-1] == "rehearse.offer"
    return talk


def test_a_line_of_the_note_can_be_put_differently() -> None:
    talk = at_rehearsal().says("rather not").says("no", intent="deny").says("why I go silent").says("four")
    assert talk.keys[-1] == "close.note"
    talk.says("Their side: he wanted somebody to see the boat with him")
    lines = {line.id: line.text for line in talk.state.note}
    assert lines["inside"] == "he wanted somebody to see the boat with him" and talk.keys == ["mended", "close.note"]
    assert talk.says("keep it").state.outcome == "kept"


def test_an_uncertain_event_is_not_told_back_as_what_happened() -> None:
    text = "he came and sat and the hour was long"
    talk = Talk().takes(Reading(text=text, events=(Label("silence", 0.3, (0, len(text))),)))
    assert talk.state.events == [] and "silence" not in talk.words
    assert Talk().says(text, events=["silence"]).state.events == ["silence"]


def test_a_choice_that_is_not_on_offer_is_not_made_by_a_word() -> None:
    talk = unseen().says("stay")
    assert "gate.stay" not in talk.keys and talk.state.stays == 0 and not talk.state.gate_open


def test_having_told_it_already_is_owned_up_to_and_is_no_answer() -> None:
    talk = (
        unseen().says("when he looked at his watch").says("unseen", said=["marginalized"], reactions=["marginalized"])
    )
    talk.says("I told you what I did, the remark about the invoice")
    assert "told_already" in talk.keys and "I told you" not in talk.state.own


def test_what_was_asked_can_be_unclear() -> None:
    talk = on_their_side().says("i dont really get the question. sense of who he is?")
    assert talk.keys == ["example", "patient.face"] and not talk.state.inside


def test_how_long_it_takes_is_answered() -> None:
    talk = unseen().says("how long does this take")
    assert talk.keys[0] == "aside.how_long" and "10 minutes" in talk.words


@pytest.mark.parametrize(
    "words",
    ["right its 2.50 can we wrap up", "I want to go home now, close please.", "Nothing. I said close. I go home."],
)
def test_an_end_asked_for_in_passing_is_an_end(words: str) -> None:
    assert on_their_side().says(words).state.phase == "close"


def test_what_is_said_with_the_wish_to_close_is_kept() -> None:
    talk = on_their_side().says("no idea", intent="dont_know")
    talk.says("we both say fine so no one has to look. done now, close it", stances=["we_mode"])
    assert talk.state.phase == "close" and talk.state.sentence == "we both say fine so no one has to look"


def test_their_side_asked_for_at_the_close_is_given() -> None:
    talk = at_the_gate().says("no", intent="deny").says("no", intent="deny")
    assert talk.state.phase == "close"
    talk.says("Closing? I said his side. Go to his side.")
    assert talk.keys[-1] == "patient.face" and talk.state.phase == "patient"


def test_the_gate_opens_to_a_yes_at_the_end_of_a_telling() -> None:
    talk = at_the_gate().says("No, I was not afraid. I was lazy. But ok, his side.", stances=["me_mode"])
    assert talk.state.phase == "patient" and talk.state.own == "No, I was not afraid. I was lazy"


def test_seeing_his_side_of_something_is_no_wish() -> None:
    talk = unseen().says("he took my side against her side of the family")
    assert "gate.nudge" not in talk.keys


def at_the_note() -> Talk:
    talk = at_rehearsal().says("You told me about the boat and I missed it.", moves=["joint_attention"])
    talk.says("he might laugh").says("no", intent="deny").says("why I go silent")
    return talk.says("My picture of him: a boy who corrects teachers. And the hold is six, I'd say, after all that.")


def test_hold_is_heard_in_a_long_answer_and_the_words_tried_out_stand_on_the_note() -> None:
    talk = at_the_note()
    assert talk.state.hold_after == 6 and talk.keys[-1] == "close.note"
    lines = {line.id: line.text for line in talk.state.note}
    assert talk.state.picture_said.startswith("My picture of him: a boy who corrects teachers")
    assert lines["next"] == "You told me about the boat and I missed it" and len(lines) <= 6


def test_lines_are_struck_and_reworded_in_words() -> None:
    talk = at_the_note().says("strike the supervision line. Mine in it: I thanked him. I wanted to throw him out")
    lines = {line.id: line for line in talk.state.note}
    assert lines["supervision"].struck and lines["own"].text == "I thanked him. I wanted to throw him out"
    assert talk.says("take out that i liked it").keys == ["note.unchanged", "close.undecided"]


def test_nothing_goes_to_supervision_when_that_is_said() -> None:
    talk = at_rehearsal().says("rather not").says("no", intent="deny").says("dont know how. dont want her to see it")
    assert talk.state.supervision == []


def test_a_feeling_that_is_denied_in_words_goes_whatever_it_was_read_as() -> None:
    talk = unseen().says("not put down, more like not there", said=["devalued"], reactions=["devalued", "marginalized"])
    assert "devalued" in talk.state.denied and "devalued" not in talk.state.reactions
    assert "off.devalued" not in [chip["id"] for m in talk.messages for chip in m["custom"].get("chips", [])]


def test_a_greeting_is_not_the_first_thing_said() -> None:
    assert Talk().says("hi. not sure i should even be doing this").state.first == "not sure i should even be doing this"


def test_a_protest_takes_back_what_it_is_about_and_is_not_quoted() -> None:
    talk = on_their_side().says("he was somebody, with an audience", stances=["patient_mind"])
    talk.says("That's not what I said.")
    assert not talk.state.inside and talk.words.startswith("Then not that.") and "not what I said" not in talk.words


def test_a_label_that_is_contested_goes_even_where_it_is_read_again() -> None:
    talk = unseen().says("seen too well", said=["ashamed"], reactions=["ashamed"])
    talk.says("it STILL says ashamed. take it off", said=["ashamed"], reactions=["ashamed"])
    assert "ashamed" not in talk.state.reactions and "ashamed" in talk.state.denied


def test_bad_english_is_never_said_back_as_an_answer() -> None:
    talk = on_their_side().says("Sorry, what I must write? Skin?").says("I not understand question. What is skin?")
    assert not talk.state.inside and "must write" not in talk.words and "not understand" not in talk.words


def test_the_sentence_that_was_read_is_said_back_and_not_the_last_one() -> None:
    text = "He could not bear to be seen leaving, and I not to be seen at all. There. I did not know I thought that."
    piece = text.index(" There.")
    both = Reading(text=text, stances=(Label("we_mode", 0.8, (0, piece)),))
    assert Heard(both).phrase().startswith("He could not bear to be seen leaving")


def test_what_one_wanted_to_do_is_not_asked_when_it_was_told() -> None:
    talk = unseen().says("I wanted to shove the shoe in his mouth, furious", said=["angry"], reactions=["angry"])
    for _ in range(6):
        assert talk.keys[-1] != "name.pull"
        talk.says("dunno", intent="dont_know")


def test_before_anything_was_told_there_is_no_there() -> None:
    talk = Talk().says("I am told one talks to you now").says("no", intent="skip")
    assert "right there" not in talk.words


def test_a_no_to_danger_that_was_mentioned_settles_it() -> None:
    words = "i could tell the wifes lawyer"
    talk = unseen().takes(Reading(text=words, risks=(Label("retaliation", 0.3, (0, len(words))),)))
    assert "risk.aside" in talk.keys
    assert talk.says("safety? no. nobodys in danger. dont make it a thing").keys[0] == "risk.settled"
    for _ in range(30):
        talk.says("yes", intent="affirm")
        assert "close.safety" not in talk.keys


def test_what_was_acted_on_is_heard_without_being_said_back() -> None:
    words = "He's been giving his bits away this week, his radio too"
    talk = unseen().says(words, risks=["patient_suicide"]).says("Done. They've got him on a watch")
    assert talk.keys == ["risk.contact"]
    talk.says("the wing officer, and the nurse sees him at eight")
    assert "go_on" in talk.last.effects
    talk.says(words, risks=["patient_suicide"])
    assert "mirror" not in talk.keys and words not in talk.words


def test_their_side_asked_for_at_the_close_is_given_after_an_attack_too() -> None:
    talk = Talk().says("He said people with my accent should not treat anyone", attack=["identity"])
    talk.says("stop", intent="finish").says("I want his side. His side.")
    assert talk.keys[-1] == "patient.face"
