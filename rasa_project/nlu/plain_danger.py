"""Danger in plain words joins what the risk head has read."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from wemode.content.danger import said_plainly

RISKS = "risks"
CONFIDENCE = 0.95
"""Plain words are taken at their word."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PlainDanger(GraphComponent):  # type: ignore[misc]  # rasa has no types
    """Adds to `risks` what content/danger.yml finds; keeps the list best first, one entry a class."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlainDanger:
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            plain = {
                danger.name: {"name": danger.name, "confidence": CONFIDENCE, "evidence": [danger.start, danger.end]}
                for danger in said_plainly(message.get(TEXT) or "")
            }
            read = {label["name"]: label for label in message.get(RISKS) or []}
            both = {name: max((plain.get(name), read.get(name)), key=_confidence) for name in {**read, **plain}}
            message.set(RISKS, sorted(both.values(), key=_confidence, reverse=True), add_to_output=True)
        return messages


def _confidence(label: Any) -> float:
    return float(label["confidence"]) if label else 0.0
