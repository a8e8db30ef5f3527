"""A feeling said in plain words of oneself, and what only looks like one."""

from __future__ import annotations

import pytest

from wemode.content.feelings import said_plainly

SAID = {
    "I was furious when he left": "angry",
    "I'm a bit scared of her, honestly": "intimidated",
    "i felt so ashamed": "ashamed",
    "small. and furious, to be honest": "angry",
    "Bored. Very.": "disengaged",
    "I sat there invisible": "marginalized",
    "I left drained": "depleted",
    "I felt guilty and then furious": "angry",
}

NOT_SAID = [
    "he was furious", "I wasn't angry", "not bored, oddly", "I'm used to it", "I made her angry", "bored? no",
    "she said she felt guilty", "they left exhausted", "I'm afraid not", "his angry wife rang",
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), SAID.items())
def test_plain_words_of_oneself_are_heard(text: str, name: str) -> None:
    (feeling,) = [feeling for feeling in said_plainly(text) if feeling.name == name]
    assert text[feeling.start : feeling.end].lower() in text.lower() and feeling.end <= len(text)


@pytest.mark.parametrize("text", NOT_SAID)
def test_denied_elsewhere_or_of_others_is_not(text: str) -> None:
    assert said_plainly(text) == []
