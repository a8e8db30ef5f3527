"""What no reader may miss, and what is no danger."""

from __future__ import annotations

import pytest

from wemode.content.danger import said_plainly

PLAIN = {
    "he said he wants to kill himself": "patient_suicide",
    "He cut himself again last night.": "patient_suicide",
    "pt mentioned suicide in passing": "patient_suicide",
    "She doesn't want to live.": "patient_suicide",
    "I don't want to live any more": "therapist_suicide",
    "im so done i cant do this anymore, dont want to wake up": "therapist_suicide",
    "maybe they'd all be better off without me, I think": "therapist_suicide",
    "he owns a gun and said his wife will pay": "harm_to_others",
    "he threatened to stab his neighbour": "harm_to_others",
    "he hits his little boy when he is tired": "safeguarding",
    "she leaves the baby alone at night": "safeguarding",
    "I drank a bottle before the evening clinic": "therapist_impaired",
    "I slept with my patient": "boundary",
    "we kissed each other, and nobody knows": "boundary",
    "he waited at my car again": "therapist_unsafe",
    "she knows where I live": "therapist_unsafe",
    "he's been giving his things away this week": "patient_suicide",
    "told the lad he'd not be needing them": "patient_suicide",
    "she would rather be dead": "patient_suicide",
}

HARMLESS = [
    "he shot me down", "dead silence", "he murdered my interpretation", "this is killing me", "I could strangle him",
    "I could have died of shame", "it hit me later", "he denied suicidal thoughts", "she has no suicidal ideation",
    "he slept with his secretary", "I had a glass of wine when I got home", "she cut herself off from her family",
    "the literature on suicide risk in narcissism", "he hits the ball too hard", "he left the session alone",
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), PLAIN.items())
def test_plain_words_are_heard(text: str, name: str) -> None:
    (danger, *_) = [danger for danger in said_plainly(text) if danger.name == name]
    assert 0 <= danger.start < danger.end <= len(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_idioms_denials_and_theory_are_not(text: str) -> None:
    assert said_plainly(text) == []


def test_the_evidence_is_the_words_themselves() -> None:
    text = "We laughed. Then, quietly: he'd been counting his pills."
    (danger,) = said_plainly(text)
    assert text[danger.start : danger.end] == "counting his pills"
