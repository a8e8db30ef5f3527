"""What is said in plain words joins what a trained head has read."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Dict, Iterable, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message


class PlainWords(GraphComponent):  # type: ignore[misc]  # rasa has no types
    """Adds what `found_in` finds to the parse's list `label_set`; keeps it best first, one entry a label."""

    label_set: str

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlainWords:
        return cls()

    @abstractmethod
    def found_in(self, text: str) -> Iterable[Dict[str, Any]]:
        """Labels as they stand in the parse, each with its evidence."""

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            plain = {label["name"]: label for label in self.found_in(message.get(TEXT) or "")}
            read = {label["name"]: label for label in message.get(self.label_set) or []}
            both = [max((plain.get(name), read.get(name)), key=_confidence) for name in {**read, **plain}]
            message.set(self.label_set, sorted(both, key=_confidence, reverse=True), add_to_output=True)
        return messages


def _confidence(label: Any) -> float:
    return float(label["confidence"]) if label else 0.0
