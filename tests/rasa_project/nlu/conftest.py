"""Components are trained and loaded as Rasa does it, with a real model storage."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, List, Type

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.encoder.encoder import Encoder
from rasa_project.lines import Line
from rasa_project.nlu.component import TrainedComponent
from rasa_project.nlu.messages import put, training_message

Read = Callable[..., Dict[str, Any]]


@pytest.fixture(scope="session")
def training_data(encoder: Encoder, some_lines: List[Line]) -> TrainingData:
    messages = [training_message(line) for line in some_lines]
    for message, encoded in zip(messages, encoder.encode([line.text for line in some_lines]), strict=True):
        put(message, encoded)
    return TrainingData(messages)


@pytest.fixture(scope="session")
def trained(
    training_data: TrainingData, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Read]:
    """Trains a component, loads it anew, and gives a function from a text to what the parse would hold."""

    def make(kind: Type[TrainedComponent], **config: Any) -> Read:
        storage = LocalModelStorage(Path(tmp_path_factory.mktemp("model")))
        context = ExecutionContext(GraphSchema({}))
        resource = Resource("component")
        settings = {**kind.get_default_config(), **config}
        kind.create(settings, storage, resource, context).train(training_data)
        component = kind.load(settings, storage, resource, context)

        def read(text: str, context: str = "debrief", **known: Any) -> Dict[str, Any]:
            message = Message({TEXT: text, "metadata": {"context": context}, **known})
            put(message, encoder.encode([text])[0])
            component.process([message])
            found: Dict[str, Any] = message.as_dict(only_output_properties=True)
            return found

        return read

    return make
