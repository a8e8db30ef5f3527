"""The first component: puts the encoder's reading of its text on every message."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project import places
from rasa_project.encoder.encoder import Encoder
from rasa_project.nlu import fingerprint
from rasa_project.nlu.messages import lines_in, put
from rasa_project.nlu.vectors import VectorCache


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):  # type: ignore[misc]  # rasa has no types
    """Sets `read` (rasa_project.nlu.features.Text), which stays inside the graph."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"threads": 2}

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        return fingerprint.of_everything()

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        return cls(Encoder(places.ENCODER, config["threads"]))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        messages = lines_in(training_data)
        cache = VectorCache(places.VECTORS, self._encoder)
        for message, encoded in zip(messages, cache.encode([message.get(TEXT) for message in messages]), strict=True):
            put(message, encoded)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        worded = [message for message in messages if message.get(TEXT)]
        found = self._encoder.encode([message.get(TEXT) for message in worded])
        for message, encoded in zip(worded, found, strict=True):
            put(message, encoded)
        return messages
