from __future__ import annotations

from typing import Any, Callable

import pytest

from rasa_project.nlu.understanding import Understanding


@pytest.fixture(scope="module")
def read(trained: Callable[..., Any]) -> Any:
    """Nothing else was read in these texts: no label, no sure intent."""
    component = trained(Understanding)
    return lambda text: component(text, intent={"name": "tell", "confidence": 0.3})["understood"]


@pytest.mark.parametrize(
    "text",
    [
        "tired",
        "he left",
        "no",
        "yes",
        "8",
        "she cried",
        "the lamp",
        "my stomach",
        "angry i think",
        "not tonight",
        "he came late agian and didnt say sorry",
        "pt late 20 min, CT: bored",
    ],
)
def test_ordinary_short_answers_are_understood(read: Any, text: str) -> None:
    assert read(text)


@pytest.mark.parametrize(
    "text",
    [
        "asdf jkl qwer",
        "xcvbnm",
        "lkjsdf lkjsdf oiuwer",
        "Ich habe heute keine Lust mehr zu reden",
        "ça ne va pas du tout",
        "no entiendo nada de lo que dices",
        "сегодня было тяжело",
        "今日は疲れた",
    ],
)
def test_gibberish_and_other_languages_are_not(read: Any, text: str) -> None:
    assert not read(text)
