from __future__ import annotations

from typing import Any, Callable, List

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from rasa_project.encoder.encoder import Encoder
from rasa_project.lines import Line
from rasa_project.nlu.features import Text
from rasa_project.nlu.label_head import LabelHead
from rasa_project.nlu.messages import put, texts_of
from wemode.taxonomy import labels

LAMP = "He bragged about his yacht for an hour, and I might as well have been a lamp in the corner."


@pytest.fixture(scope="module")
def reactions(trained: Callable[..., Any]) -> Any:
    return trained(LabelHead, label_set="reactions")


def test_labels_come_best_first_with_evidence_in_the_text(reactions: Any) -> None:
    found = reactions(LAMP)["reactions"]
    assert found
    assert [label["confidence"] for label in found] == sorted((label["confidence"] for label in found), reverse=True)
    for label in found:
        start, end = label["evidence"]
        assert label["name"] in labels()["reactions"]
        assert 0 <= start < end <= len(LAMP)
        assert isinstance(label["said"], bool)


def test_evidence_is_the_clause_and_not_the_whole(reactions: Any) -> None:
    text = "She came at three and the invoice is paid, and I was furious with her, I could have shouted."
    evidence = {label["name"]: text[slice(*label["evidence"])] for label in reactions(text)["reactions"]}
    assert "furious" in evidence["angry"] or "shouted" in evidence["angry"]
    assert "invoice" not in evidence["angry"]


def test_what_is_put_into_words_is_told_from_what_is_implied(reactions: Any, some_lines: List[Line]) -> None:
    with_reaction = [line for line in some_lines if line.sets["reactions"]][:60]
    right = [
        label["said"] == (label["name"] in line.said)
        for line in with_reaction
        for label in reactions(line.text, line.context)["reactions"]
        if label["name"] in (line.sets["reactions"] or ())
    ]
    assert sum(right) / len(right) > 0.8


def test_other_sets_have_no_said(trained: Callable[..., Any]) -> None:
    found = trained(LabelHead, label_set="events")("She praised me to the skies and brought me a present.")["events"]
    assert found
    assert all(set(label) == {"name", "confidence", "evidence"} for label in found)


def test_a_message_that_was_not_encoded_is_left_alone() -> None:
    assert list(texts_of([Message({TEXT: ""})])) == []


def test_an_unknown_context_is_refused(encoder: Encoder) -> None:
    with pytest.raises(ValueError, match="elsewhere"):
        put(Message({TEXT: "he left", "metadata": {"context": "elsewhere"}}), encoder.encode(["he left"])[0])


def test_the_context_is_one_of_the_features(encoder: Encoder) -> None:
    encoded = encoder.encode(["he left"])[0]
    one, other = Text(encoded, True).whole, Text(encoded, False).whole
    assert np.flatnonzero(one != other).tolist() == [len(one) - 1]
