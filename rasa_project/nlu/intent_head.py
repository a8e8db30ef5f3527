"""What a message does in the conversation: always one of the intents of the taxonomy."""

from __future__ import annotations

from pathlib import Path
from typing import List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_project.nlu import single_label
from rasa_project.nlu.component import TrainedComponent
from rasa_project.nlu.features import held_out
from rasa_project.nlu.messages import examples, texts_of
from rasa_project.nlu.single_label import SingleLabel
from wemode.taxonomy import labels


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentHead(TrainedComponent):
    """Sets `intent` with a calibrated confidence."""

    _model: SingleLabel

    def learn(self, training_data: TrainingData, folder: Path) -> None:
        pairs = examples(training_data)
        texts, given = [text for _, text in pairs], [line.intent for line, _ in pairs]
        model = single_label.fit(labels()["intents"], texts, given, settle=held_out(texts))
        model.save(folder / "intents.npz")

    def read(self, folder: Path) -> None:
        self._model = SingleLabel.load(folder / "intents.npz")

    def process(self, messages: List[Message]) -> List[Message]:
        for message, text in texts_of(messages):
            name, confidence = self._model.best(text)
            message.set(INTENT, {"name": name, "confidence": round(confidence, 4)}, add_to_output=True)
        return messages
