"""Risk outranks everything, at every step, and its three doors lead on."""

from __future__ import annotations

import pytest

from tests.talk import Talk
from wemode.protocol import State
from wemode.reading import Label, Reading
from wemode.taxonomy import labels

PILLS = "and he laughed when I asked about the pills"


def stopped(risk: str = "patient_suicide") -> Talk:
    talk = Talk().says("he talked over me for the whole hour", events=["interruption"])
    return talk.says(PILLS, risks=[risk], events=["mockery"])


@pytest.mark.parametrize("risk", labels()["risks"])
def test_every_class_stops_the_debrief_with_three_doors(risk: str) -> None:
    talk = stopped(risk)
    assert talk.state.risk == [risk] and talk.state.public()["risk"] == [risk]
    assert {"risk.live", "risk.acted", "risk.not_meant"} <= {c["id"] for m in talk.messages for c in m["choices"]}
    assert "?" not in talk.words


def test_reflecting_does_not_go_on_while_the_stop_holds() -> None:
    talk = stopped()
    for words in ("he is like my father", "what do you think it means", "go on"):
        talk.says(words)
        assert talk.state.risk and not any(act.kind in ("ask", "mirror") for act in talk.last.acts)


def test_live_gives_someone_to_reach_and_keeps_the_debrief() -> None:
    talk = stopped().chooses("risk.live")
    assert "112" in talk.words and talk.state.first.startswith("he talked over me")


def test_own_danger_is_met_as_a_person() -> None:
    talk = stopped("therapist_suicide")
    assert "You matter more" in talk.words
    assert "116 123" in talk.chooses("risk.live").words


def test_acted_on_asks_who_knows_then_goes_on_and_stands_on_the_note() -> None:
    talk = stopped()
    awaited = talk.state.awaiting
    talk.says("I rang the crisis team and they know")
    assert talk.keys == ["risk.contact"]
    talk.says("crisis team has him, they call me at nine")
    assert not talk.state.risk and talk.state.awaiting == awaited
    assert talk.state.supervision == ["crisis team has him, they call me at nine"]


def test_danger_told_plainly_where_it_is_asked_who_knows_keeps_the_stop() -> None:
    talk = stopped().chooses("risk.acted").says("nobody. he has the pills in his bag", risks=["patient_suicide"])
    assert talk.state.risk == ["patient_suicide"] and talk.keys == ["risk.doors_again"]
    talk.chooses("risk.acted").says("I told the crisis team he has the pills in his bag", risks=["patient_suicide"])
    assert not talk.state.risk and len(talk.state.supervision) == 1


def test_not_what_i_meant_leads_back_and_the_same_words_do_not_stop_again() -> None:
    talk = stopped().chooses("risk.not_meant")
    assert not talk.state.risk and "go_on" in talk.last.effects and talk.state.held == PILLS
    talk.says(PILLS, risks=["patient_suicide"])
    assert not talk.state.risk
    talk.says("he wrote goodbye letters", risks=["patient_suicide"])
    assert talk.state.risk == ["patient_suicide"]


def test_a_plain_no_at_the_doors_means_that_it_was_misread() -> None:
    assert not stopped().says("no", intent="deny").state.risk


def test_safety_is_asked_once_in_every_debrief() -> None:
    talk = Talk().says("he talked over me for the whole hour", events=["interruption"]).says("stop", intent="finish")
    assert talk.keys[-1] == "close.safety"
    talk.says("yes", intent="affirm")
    assert talk.keys[-1] == "close.whose"
    talk.chooses("safety.child")
    assert talk.state.risk == ["safeguarding"]
    talk.chooses("risk.acted").says("social services know, they visit tomorrow")
    assert talk.state.phase == "close" and talk.keys[-1] in ("close.supervision", "close.card")


def test_a_risk_in_the_middle_of_erasing_wins() -> None:
    talk = Talk().says("he talked over me", events=["interruption"]).says("erase all", intent="delete_data")
    talk.says("everything, I don't want to be here any more", risks=["therapist_suicide"])
    assert talk.state.risk == ["therapist_suicide"] and not talk.last.effects


def test_the_stop_says_which_words_stopped_it() -> None:
    assert "“he laughed when I asked about the pills”" in stopped().words


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("I'm fine, it was about a paper", "tell"),
        ("nobody is hurt", "tell"),
        ("It's an idiom", "tell"),
        ("that was me, not her", "tell"),
        ("no no, wrong track", "deny"),
        ("you took that the wrong way", "correct_reading"),
    ],
)
def test_a_plain_denial_at_the_doors_leads_on(words: str, intent: str) -> None:
    assert not stopped().says(words, intent=intent).state.risk


def test_having_rung_already_is_acted_on() -> None:
    assert stopped().says("I've already rung him").keys == ["risk.contact"]


def test_what_was_acted_on_is_heard_as_the_answer_it_was() -> None:
    talk = stopped().chooses("risk.acted").says("his GP knows, she sees him tomorrow")
    assert "go_on" in talk.last.effects and talk.state.held == PILLS
    talk.says(PILLS, risks=["patient_suicide", "harm_to_others"], events=["mockery"])
    assert not talk.state.risk and "mockery" in talk.state.events


def test_taken_up_again_it_trips_nothing_whatever_it_is_read_as() -> None:
    talk = stopped().chooses("risk.not_meant")
    talk.says(PILLS, risks=["harm_to_others", "therapist_suicide"])
    assert not talk.state.risk


def test_words_set_aside_excuse_no_other_words() -> None:
    talk = Talk().says("he talks and talks of his boat and the pills and the sea", risks=["patient_suicide"])
    talk.chooses("risk.not_meant").says("the pills", risks=["patient_suicide"])
    assert talk.state.risk == ["patient_suicide"]


def test_an_impulse_that_was_asked_for_is_an_answer() -> None:
    talk = Talk(State(phase="name", path=["arrive", "moment", "name"], awaiting="name.pull", first="he sneered"))
    label = Label("retaliation", 0.5, (0, 17))
    talk.takes(Reading(text="laugh in his face", risks=(label,)))
    assert not talk.state.risk and "risk.aside" not in talk.keys
    talk.state.awaiting = "name.second"
    assert talk.takes(Reading(text="laugh in his face", risks=(label,))).state.risk == ["retaliation"]


def test_after_own_danger_the_hour_reopens_only_at_the_therapists_wish() -> None:
    talk = stopped("therapist_suicide").chooses("risk.acted").says("my sister is here, I see the doctor at nine")
    assert talk.keys == ["risk.stands.person"] and not talk.state.risk
    talk.chooses("resume")
    assert "go_on" in talk.last.effects


def test_two_stops_one_after_the_other_lose_nothing() -> None:
    talk = stopped().says("and he has the gun of his father", risks=["harm_to_others"])
    talk.chooses("risk.not_meant")
    assert talk.state.held == f"{PILLS}\nand he has the gun of his father"
    talk.says(talk.state.held, risks=["patient_suicide", "harm_to_others"])
    assert not talk.state.risk


def test_danger_of_patient_and_therapist_gives_both_someone_to_reach() -> None:
    talk = Talk().says("he has pills and so have I", risks=["patient_suicide", "therapist_suicide"])
    assert talk.chooses("risk.live").keys == ["risk.live", "risk.live.person", "risk.when_ready"]


@pytest.mark.parametrize(("words", "asks"), [("nobody's", False), ("not sure", True), ("maybe his", True)])
def test_doubt_about_safety_is_asked_about_and_none_is_none(words: str, asks: bool) -> None:
    talk = Talk().says("he talked over me for the whole hour", events=["interruption"]).says("stop", intent="finish")
    assert (talk.says(words).keys[-1] == "close.whose") is asks


def test_an_unclear_word_about_safety_is_asked_about_once_more_and_no_more() -> None:
    talk = Talk().says("he talked over me for the whole hour", events=["interruption"]).says("stop", intent="finish")
    assert talk.says("my mother said sweet when she meant stupid").keys[-1] == "close.safety"
    assert talk.says("my mother said sweet when she meant stupid").keys[-1] != "close.safety"


def doubtful(words: str = "he said the sea looked inviting") -> Talk:
    talk = Talk().says("he talked over me for the whole hour", events=["interruption"])
    return talk.takes(Reading(text=words, risks=(Label("patient_suicide", 0.25, (0, len(words))),)))


def test_uncertain_danger_is_mentioned_beside_the_answer_and_the_debrief_goes_on() -> None:
    talk = doubtful()
    assert not talk.state.risk and "risk.aside" in talk.keys and talk.keys[-1].startswith(("moment.", "name."))
    assert "“he said the sea looked inviting”" in talk.words


def test_the_aside_can_be_taken_up_as_a_stop() -> None:
    assert doubtful().chooses("safety.tell").state.risk == ["patient_suicide"]
    assert doubtful().says("someone is not safe").state.risk == ["patient_suicide"]


def test_before_the_close_the_doubtful_words_are_asked_about() -> None:
    talk = doubtful().says("stop", intent="finish")
    assert talk.keys[-1] == "close.safety" and "the sea looked inviting" in talk.words


def test_doubt_is_mentioned_twice_at_most() -> None:
    talk = doubtful()
    for words in ("the water was black", "he loves the cliff", "a rope in the boot"):
        talk.takes(Reading(text=words, risks=(Label("patient_suicide", 0.25, (0, len(words))),)))
    assert talk.state.asides == 2


@pytest.mark.parametrize(
    "words",
    [
        "What? No. Did I say something?",
        "ffs no. its about a worksheet. go to his side",
        "Magnificent. You report me. No. Not what I meant.",
        "hes not suicidal",
    ],
)
def test_a_no_in_any_sentence_is_a_no(words: str) -> None:
    assert not stopped().says(words).state.risk


def test_no_one_left_is_not_a_no() -> None:
    assert stopped().says("he has no one left he would ring").state.risk


def test_telling_that_it_was_done_and_who_knows_is_enough() -> None:
    talk = stopped().says("Ok I phoned. Security took it, they write to parole tonight. It is done.")
    assert talk.keys == ["risk.stands"] and not talk.state.risk


def test_the_numbers_are_given_once() -> None:
    talk = stopped().chooses("risk.live")
    assert talk.says("I will phone the chief of security now").keys == ["risk.when_ready"]


def test_whose_danger_it_is_can_be_put_right() -> None:
    talk = stopped("therapist_unsafe").says("Not me. I am safe. It is her, the ex-wife.")
    assert talk.state.risk == ["harm_to_others"] and "somebody could be harmed" in talk.words


def test_what_was_dealt_with_stops_again_only_when_it_is_said_plainly() -> None:
    talk = stopped().chooses("risk.not_meant").says(PILLS)
    later = "and the thing with the pills, that was to be big"
    talk.takes(Reading(text=later, risks=(Label("patient_suicide", 0.7, (0, 20)),)))
    assert not talk.state.risk
    plain = "he wants to die"
    assert talk.takes(Reading(text=plain, risks=(Label("patient_suicide", 0.95, (0, 15)),))).state.risk


def test_where_it_is_not_sure_whose_danger_it_is_nobody_is_accused() -> None:
    text = "his brother found which street"
    talk = Talk().takes(Reading(text=text, risks=(Label("therapist_unsafe", 0.45, (0, len(text))),)))
    assert "risk.somebody" in talk.keys and talk.state.risk == ["therapist_unsafe"]


def test_words_to_the_assistant_are_no_misconduct() -> None:
    text = "You still owe me his side."
    talk = Talk().says("he talked over me", events=["interruption"])
    talk.takes(Reading(text=text, intent="challenge_bot", intent_confidence=0.9, risks=(Label("boundary", 0.6),)))
    assert not talk.state.risk


def test_more_danger_in_plain_words_opens_no_door() -> None:
    text = "Told the lad he'd not be needing them. He's got nine years left."
    talk = stopped().takes(Reading(text=text, risks=(Label("patient_suicide", 0.95, (14, 37)),)))
    assert talk.state.risk and talk.keys[-1] == "risk.doors_again"
    assert not stopped().says("I told the lad, he told the officer, and the officer is with him").state.risk


def test_a_bare_no_beside_a_mentioned_danger_answers_the_prompt_and_leaves_safety_to_be_asked() -> None:
    talk = doubtful().says("no", intent="deny")
    assert "risk.settled" not in talk.keys and not talk.state.safety_asked
    assert talk.says("stop", intent="finish").keys[-1] == "close.safety"
