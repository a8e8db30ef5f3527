"""The last component: whether anything was understood at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project import places
from rasa_project.encoder.encoder import Encoder
from rasa_project.nlu import strangeness
from rasa_project.nlu.component import TrainedComponent
from rasa_project.nlu.features import Text
from rasa_project.nlu.messages import examples, texts_of
from rasa_project.nlu.strangeness import Strangeness
from wemode.taxonomy import MULTI_LABEL_SETS

WIDE_INTENTS = frozenset({"tell", "out_of_scope"})
"""What any text may be taken for, words or not."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Understanding(TrainedComponent):
    """Adds `understood`: false for a text that is surely strange, or rather strange and says nothing to any head."""

    _model: Strangeness

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"surely": 0.95, "rather": 0.4, "intent_confidence": 0.6}

    def learn(self, training_data: TrainingData, folder: Path) -> None:
        lines = [text.encoded for _, text in examples(training_data)]
        strangeness.fit(lines, Encoder(places.ENCODER)).save(folder / "strangeness.npz")

    def read(self, folder: Path) -> None:
        self._model = Strangeness.load(folder / "strangeness.npz")

    def process(self, messages: List[Message]) -> List[Message]:
        for message, text in texts_of(messages):
            message.set("understood", self._understood(message, text), add_to_output=True)
        return messages

    def _understood(self, message: Message, text: Text) -> bool:
        strange = self._model.of(text.encoded)
        if strange < self._config["rather"] or self._is_recognised(message):
            return True
        return strange < self._config["surely"] and any(message.get(label_set) for label_set in MULTI_LABEL_SETS)

    def _is_recognised(self, message: Message) -> bool:
        """Whether it is one of the short things people say to the assistant, however they spell it."""
        intent = message.get(INTENT) or {"name": "tell", "confidence": 0.0}
        return intent["name"] not in WIDE_INTENTS and intent["confidence"] >= self._config["intent_confidence"]
