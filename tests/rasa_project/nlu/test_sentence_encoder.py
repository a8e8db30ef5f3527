from __future__ import annotations

from pathlib import Path
from typing import List

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project import places
from rasa_project.encoder.encoder import Encoded, Encoder
from rasa_project.lines import Line
from rasa_project.nlu.messages import READ, examples, training_message
from rasa_project.nlu.sentence_encoder import SentenceEncoder
from rasa_project.nlu.vectors import VectorCache


@pytest.fixture
def component(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SentenceEncoder:
    monkeypatch.setattr(places, "VECTORS", tmp_path / "vectors")
    (tmp_path / "model").mkdir()
    storage = LocalModelStorage(tmp_path / "model")
    return SentenceEncoder.create({"threads": 1}, storage, Resource("encoder"), ExecutionContext(GraphSchema({})))


def test_every_line_is_encoded_and_what_is_no_line_left_out(component: SentenceEncoder, some_lines: List[Line]) -> None:
    messages = [*map(training_message, some_lines[:5]), Message({"action_name": "action_listen"})]
    found = examples(component.process_training_data(TrainingData(messages)))
    assert [line for line, _ in found] == some_lines[:5]
    assert all(text.encoded.text == line.text for line, text in found)


def test_what_it_reads_stays_inside_the_graph(component: SentenceEncoder) -> None:
    (message,) = component.process([Message({TEXT: "he left"})])
    assert message.get(READ) is not None
    assert READ not in message.as_dict(only_output_properties=True)


class Counting:
    """The encoder, counting what it is asked for."""

    def __init__(self, encoder: Encoder) -> None:
        self.version = encoder.version
        self.with_vectors = encoder.with_vectors
        self.asked: List[str] = []
        self._encoder = encoder

    def encode(self, texts: List[str]) -> List[Encoded]:
        self.asked += texts
        return self._encoder.encode(texts)


def test_only_new_lines_are_encoded_and_old_ones_forgotten(encoder: Encoder, tmp_path: Path) -> None:
    counting = Counting(encoder)
    cache = VectorCache(tmp_path, counting)  # type: ignore[arg-type]
    cache.encode(["he left", "she cried"])
    found = cache.encode(["she cried", "tired"])
    assert counting.asked == ["he left", "she cried", "tired"]
    assert len(list(tmp_path.rglob("*.npy"))) == 2
    assert found[0].vector @ encoder.encode(["she cried"])[0].vector > 0.9999
