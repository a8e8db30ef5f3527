"""A mirror is made of what was just said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.talk import Talk
from wemode.content.library import library
from wemode.protocol.heard import Heard
from wemode.protocol.wording import clean, opening
from wemode.reading import Label, Reading
from wemode.voice.words import fill, lower


def first(text: str, **sets: object) -> str:
    return Talk().says(text, **sets).messages[1]["text"]


def test_an_image_is_taken_up_in_the_therapists_own_words() -> None:
    said = first("I might as well have been the stapler", reactions=["marginalized"], quotes={"image": "the stapler"})
    assert said.startswith("“The stapler”: ")


def test_a_blend_is_written_as_a_blend() -> None:
    together = first("belittled me and I was seething", said=["devalued", "angry"], reactions=["devalued", "angry"])
    apart = first("belittled me again today", said=["devalued"], reactions=["devalued"])
    assert library().mirrors.blends[0].said in together and library().mirrors.blends[0].said not in apart


def test_what_was_only_implied_is_a_guess_by_its_form() -> None:
    implied = first("she asked for the professor instead", reactions=["devalued"], events=["asked_for_better"])
    said = first("I felt so belittled", reactions=["devalued"], said=["devalued"])
    assert library().faces["devalued"].implied in implied and library().faces["devalued"].said in said


def test_an_amount_that_was_told_is_heard() -> None:
    said = first(
        "he went on for thirty-five minutes about his car",
        events=["monologue"],
        quotes={"amount": "thirty-five minutes"},
    )
    assert "hirty-five minutes is long for that" in said


def test_the_same_line_is_not_used_twice() -> None:
    talk, lines = Talk(), []
    for text in ("he looked through me", "he looked through me again at the door", "and once more in the corridor"):
        talk.says(text, reactions=["marginalized"])
        lines += [m["text"].split("”. ")[-1] for m in talk.messages if m["custom"]["kind"] == "mirror"]
    assert len(lines) == len(set(lines))


def test_a_word_no_label_fits_is_mirrored_as_it_is() -> None:
    talk = Talk().says("he kept me waiting and I sat there", events=["lateness"]).says("hollow, like a bell")
    talk.says("hollow, like a bell")
    assert "“Hollow, like a bell”" in talk.words


def test_labels_are_never_shown() -> None:
    talk = Talk()
    for text, names in (("not there", ["marginalized"]), ("seething", ["angry"]), ("off duty", ["disengaged"])):
        talk.says(text, said=names, reactions=names)
        shown = talk.words + " ".join(chip["title"] for m in talk.messages for chip in m["custom"].get("chips", []))
        assert not any(label in shown for label in ("marginalized", "disengaged", "psychic", "teleological"))


def test_a_chip_carries_the_therapists_own_word() -> None:
    heard = Reading("gutted, and then some", reactions=(Label("sad", 0.9, (0, 6), True),))
    talk = Talk().takes(heard)
    assert [chip["title"] for m in talk.messages for chip in m["custom"].get("chips", [])] == ["gutted"]


@pytest.mark.parametrize(
    ("given_words", "inside"),
    [
        ("Forty minutes", "forty minutes"),
        ("I left", "I left"),
        ("I'd had enough", "I'd had enough"),
        ("DBT again", "DBT again"),
    ],
)
def test_words_stand_in_a_sentence_as_they_should(given_words: str, inside: str) -> None:
    assert lower(given_words) == inside


@given(st.text(max_size=80))
def test_no_text_of_a_user_can_break_a_sentence(text: str) -> None:
    filled = fill('"{Phrase}". {own} stays.', {"phrase": text, "own": text})
    assert filled.endswith(" stays.") and len(filled.split()) <= 43


@given(st.text(max_size=200))
def test_a_phrase_is_a_piece_of_what_was_typed(text: str) -> None:
    phrase = Heard(Reading(text=text)).phrase()
    assert set(phrase) <= set(text) | {" "} and "?" not in clean(text) and len(opening(text).split()) <= 25
