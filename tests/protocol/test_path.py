"""The path of a debrief, as a therapist walks it."""

from __future__ import annotations

from tests.talk import Talk
from wemode.protocol import PHASES

LAMP = "Forty minutes on his yacht. I might as well have been the lamp."


def unseen() -> Talk:
    return Talk().says(
        LAMP,
        reactions=["marginalized"],
        events=["monologue", "boast"],
        quotes={"amount": "Forty minutes", "image": "the lamp"},
    )


def at_the_gate() -> Talk:
    talk = unseen().says("when he looked at his watch", intent="tell")
    talk.says("unseen, like air", said=["marginalized"], reactions=["marginalized"])
    talk.says("wanted to list my publications").says("a bit charmed too", said=["flattered"], reactions=["flattered"])
    return talk.says("I nodded and smiled", stances=["me_mode"])


def test_the_first_message_is_met_before_anything_is_asked() -> None:
    talk = unseen()
    assert "“The lamp”: in the room, and not looked at. Forty minutes is long for that." in talk.words
    assert talk.keys[0] == "opening.first" and talk.keys[1] == "mirror"


def test_what_was_told_is_not_asked_again() -> None:
    assert "moment.instant" not in unseen().keys


def test_an_implied_feeling_is_offered_and_a_said_one_is_not() -> None:
    talk = unseen().says("when he looked at his watch")
    assert talk.keys[-1] == "name.offer" and "not seen" in talk.words
    said = Talk().says(
        "I was furious when he left ten minutes early", said=["angry"], reactions=["angry"], events=["lateness"]
    )
    assert "name.offer" not in said.keys and said.state.reactions == ["angry"]


def test_a_feeling_taken_up_from_an_offer_is_met_too() -> None:
    talk = unseen().says("when he looked at his watch").chooses("feel.marginalized")
    assert "no place kept for you" in talk.words and talk.state.reactions == ["marginalized"]


def test_the_whole_way_to_a_kept_note_in_free_text() -> None:
    talk = at_the_gate()
    assert talk.keys[-1] == "gate.open"
    talk.says("yes", intent="affirm")
    assert talk.state.phase == "patient"
    talk.says("he was somebody, with an audience", stances=["patient_mind"])
    talk.says("scared I would find him ordinary", stances=["patient_mind"]).says("no idea", intent="dont_know")
    assert talk.state.phase == "between"
    talk.says("two cancellations").says("he needed an audience and I needed to be seen", stances=["we_mode"])
    talk.says("yes", intent="affirm").says(
        "You told me about the boat and I missed how much it mattered.", moves=["joint_attention"]
    )
    talk.says("he might laugh").says("no", intent="deny").says("why I go silent with him")
    talk.says("four", intent="rate_intensity")
    assert talk.keys[-1] == "close.note"
    assert {"first", "in_me", "own", "inside", "both", "supervision"} == {line.id for line in talk.state.note}
    talk.says("keep it")
    assert talk.state.outcome == "kept" and "keep" in talk.last.effects
    assert talk.state.path == list(PHASES)


def test_no_one_asked_anything_three_times_in_a_row() -> None:
    talk, run = Talk(), 0
    for _ in range(30):
        talk.says("nothing much", intent="skip")
        run = run + 1 if any(act.kind == "ask" for act in talk.last.acts) else 0
        assert run < 3


def test_starting_with_their_mind_is_parked_aloud_once() -> None:
    talk = (
        unseen()
        .says("when he looked at his watch")
        .says("a word for it: unseen", said=["marginalized"], reactions=["marginalized"])
    )
    talk.says("maybe he is frightened of silence", stances=["patient_mind", "not_knowing"])
    assert "parked" in talk.keys and talk.state.parked
    talk.says("or maybe he cannot bear to be ordinary", stances=["patient_mind", "not_knowing"])
    assert "parked" not in talk.keys


def test_moving_on_anyway_works_after_one_nudge_and_is_remembered() -> None:
    talk = unseen().chooses("forward")
    assert talk.keys == ["gate.nudge"] and not talk.state.overridden
    talk.says("let me move on anyway", intent="skip")
    assert talk.state.phase == "patient" and talk.state.overridden


def test_heat_after_the_gate_goes_back_to_oneself_and_comes_forward_again() -> None:
    talk = at_the_gate().says("yes", intent="affirm")
    talk.says("he is an arrogant bully, full stop", reactions=["contemptuous"], stances=["psychic_equivalence"])
    assert "return.self" in talk.keys and talk.keys[-1] == "self.heat" and talk.state.phase == "self"
    talk.says("in my throat", stances=["me_mode"])
    assert "return.forward" in talk.keys and talk.state.phase == "patient"


def test_a_no_twice_at_the_gate_ends_without_their_side() -> None:
    talk = at_the_gate().says("no", intent="deny").says("no", intent="deny")
    assert talk.state.phase == "close" and not any(key.startswith("patient.") for key in talk.state.asked)


def test_staying_at_the_gate_is_not_a_no() -> None:
    talk = at_the_gate().says("my father never looked up from his paper either", stances=["me_mode"])
    assert talk.state.phase == "self" and talk.state.own.startswith("my father")
    assert talk.says("yes", intent="affirm").state.phase == "patient"


def test_a_message_that_holds_both_goes_straight_to_between() -> None:
    talk = Talk().says(
        "I felt shut out and he, I think, was hiding from needing me; we were both alone there",
        said=["marginalized"], reactions=["marginalized"], stances=["we_mode"],
    )  # fmt: skip
    assert talk.state.phase in ("between", "rehearse") and talk.state.path[: len(PHASES) - 3] == list(PHASES[:5])


def test_an_attack_that_is_real_is_said_to_be_real_and_their_side_is_not_offered() -> None:
    talk = Talk().says("He said people with my accent should not treat anyone", attack=["identity"], events=["mockery"])
    assert talk.keys[:2] == ["opening.first", "attack.real"] and "attack.support" in talk.keys
    for _ in range(25):
        talk.says("I see", intent="affirm")
    assert not any(key.startswith(("patient.", "between.")) for key in talk.state.asked)


def test_their_side_after_an_attack_when_it_is_asked_for() -> None:
    talk = Talk().says("He said people with my accent should not treat anyone", attack=["identity"])
    talk.chooses("attack.patient")
    for _ in range(12):
        talk.says("yes", intent="affirm")
    assert "patient.face" in talk.state.asked


def test_a_denied_feeling_is_taken_out_and_not_offered_again() -> None:
    talk = unseen().chooses("off.marginalized")
    talk.says("and then he looked at his watch again", reactions=["marginalized"])
    assert "marginalized" not in talk.state.reactions and "feel.marginalized" not in talk.state.offered


def test_being_corrected_takes_the_misreading_back() -> None:
    talk = Talk().says("he left early again and I packed my bag", reactions=["angry"], events=["lateness"])
    talk.says(
        "no, not angry, more like relieved", intent="correct_reading", said=["disengaged"], reactions=["disengaged"]
    )
    assert "angry" in talk.state.denied and talk.state.reactions == ["disengaged"] and "Then not that." in talk.words


def test_sexual_feeling_is_never_named_first() -> None:
    talk = Talk().says(
        "she held my gaze too long and I straightened my skirt", reactions=["sexualized"], events=["flirtation"]
    )
    assert "sexualized" not in talk.state.implied
    assert not any(chip["id"] == "off.sexualized" for m in talk.messages for chip in m["custom"].get("chips", []))


def test_three_minutes_ask_at_most_five_questions() -> None:
    talk = Talk().chooses("time.3")
    for _ in range(30):
        talk.says("he talked over me the whole time", events=["interruption"])
    assert talk.state.questions <= 5 and talk.state.phase == "close"


def test_discarding_takes_its_exact_word() -> None:
    talk = at_the_gate().says("that is enough for tonight", intent="finish")
    for _ in range(4):
        talk.says("no", intent="deny")
    assert talk.state.awaiting == "close.note" and talk.state.outcome is None
    assert talk.says("don't discard it").state.outcome is None
    assert talk.says("discard").state.outcome == "discarded"


def test_why_about_oneself_is_an_answer_and_why_to_us_a_question() -> None:
    talk = at_the_gate().says("enough", intent="finish").says("no", intent="deny")
    assert talk.state.awaiting == "close.supervision"
    assert talk.says("why do you want that", intent="ask_why").state.awaiting == "close.supervision"
    talk.says("why I go silent with him", intent="ask_why")
    assert talk.state.supervision == ["why I go silent with him"] and talk.state.awaiting == "close.card"


def test_keeping_before_the_note_was_seen_shows_the_note_first() -> None:
    talk = at_the_gate().says("enough", intent="finish").says("no", intent="deny").says("no", intent="deny")
    assert talk.state.awaiting == "close.card"
    assert talk.says("keep it", intent="delete_data").keys == ["close.note"] and talk.state.outcome is None
    assert talk.says("keep it", intent="delete_data").state.outcome == "kept"


def test_a_struck_line_stays_out_of_what_is_kept() -> None:
    talk = at_the_gate().says("enough", intent="finish")
    for _ in range(3):
        talk.says("no", intent="deny")
    talk.chooses("strike", ("own",))
    assert [line.id for line in talk.state.note if line.struck] == ["own"]
    assert talk.chooses("keep").state.outcome == "kept"
